"""Checks that look at several people at once: skills in a shift, who works with whom."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from app.rules.rosters.case import violation
from app.rules.rosters.rule import Rule, Violation
from app.rules.rosters.spans import Duty
from app.rules.rosters.timetable import Timetable
from app.rules.rosters.values import Person, Plan, Presence


def skill_mix(table: Timetable, rule: Rule) -> Iterator[Violation]:
    """In each staffed shift at least as many with a skill as the plan's mixes ask for."""
    plan = table.plan
    if not plan.mixes:
        return
    people = {each.key: each for each in plan.people}
    for (day, key), present in sorted(_staffed(plan, people).items()):
        for mix in plan.mixes:
            if mix.kinds and key not in mix.kinds:
                continue
            found = sum(mix.skill in people[each].skills for each in present)
            if found < mix.least:
                short = violation(
                    rule, [day.toordinal()], others=tuple(present), found=found, least=mix.least
                )
                named = {"skill": mix.skill, "shift": plan.kinds[key].name}
                yield replace(short, named=named)


def _staffed(plan: Plan, people: Mapping[str, Person]) -> dict[tuple[date, str], list[str]]:
    found: dict[tuple[date, str], list[str]] = {}
    days = [
        date.fromordinal(day) for day in range(plan.first.toordinal(), plan.last.toordinal() + 1)
    ]
    for person in people:
        row = plan.assignments.get(person, {})
        for day in days:
            key = row.get(day, "")
            if key in plan.kinds:
                found.setdefault((day, key), []).append(person)
    return found


def pairs(table: Timetable, rule: Rule) -> Iterator[Violation]:
    """Two who must not are never present at the same time; two who must have the same shifts."""
    plan = table.plan
    first = plan.first.toordinal()
    for pair in plan.pairs:
        one, other = (
            [each for each in table.planned(person) if each.kind.presence is Presence.PRESENT]
            for person in (pair.first, pair.second)
        )
        found = _together(one, other) if pair.together else _overlaps(one, other)
        for days in sorted(found):
            planned = [day for day in days if day >= first]
            if planned:
                met = violation(rule, planned, others=(pair.first, pair.second))
                yield replace(met, case="together") if pair.together else met


def _together(one: list[Duty], other: list[Duty]) -> set[tuple[int, ...]]:
    """Days on which only one works, or each another shift."""
    left = {(each.day, each.kind.key) for each in one}
    right = {(each.day, each.kind.key) for each in other}
    return {(day,) for day, _key in left ^ right}


def _overlaps(one: list[Duty], other: list[Duty]) -> set[tuple[int, ...]]:
    """The days of each two shifts during which both are present, past midnight two of them."""
    return {
        tuple(sorted({each.day, them.day}))
        for each in one
        for them in other
        if each.start < them.end and them.start < each.end
    }
