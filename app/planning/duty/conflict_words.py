"""Conflicts and what could be given up, in words."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from app.i18n import _, ngettext
from app.planning.duty.groups import Agreed, Asked, Away, Group, OfRule, Pinned
from app.planning.duty.problem import DutyProblem
from app.planning.duty.singles import SINGLE
from app.rules.rosters.values import AbsenceKind
from app.rules.rosters.wording import Check
from app.rules.short_times import weekday_and_date

_MOST = 4
"""So many are named in one sentence, the others counted."""


def conflict_sentence(problem: DutyProblem, core: Sequence[Group]) -> str:
    """What is asked, and what stands against it."""
    asked = [each for each in core if isinstance(each, Asked)]
    against = _joined(_reasons(problem, [each for each in core if not isinstance(each, Asked)]))
    if not asked:
        return _("This cannot hold together: {reasons}.").format(reasons=against)
    wanted = _joined(_wanted(problem, asked))
    if not against:
        return _("You ask for {wanted}; there are not enough people for it.").format(wanted=wanted)
    able = _able(problem, asked, core)
    return _("You ask for {wanted}; {able}{reasons}.").format(
        wanted=wanted, able=able, reasons=against
    )


def said(problem: DutyProblem, core: Sequence[Group]) -> tuple[str, ...]:
    """Each demand for itself."""
    asked = [each for each in core if isinstance(each, Asked)]
    others = [each for each in core if not isinstance(each, Asked)]
    return (*_wanted(problem, asked), *_reasons(problem, others))


def label(problem: DutyProblem, group: Group) -> str:
    """What it means to give this up."""
    names = problem.people
    match group:
        case Asked(day, kind, number):
            shift = problem.plan.kinds[kind].name
            if number == 1:
                return _("Leave {shift} on {day} empty").format(
                    shift=shift, day=weekday_and_date(day)
                )
            return ngettext(
                "Make do with {count} person for {shift} on {day}",
                "Make do with {count} people for {shift} on {day}",
                number - 1,
            ).format(count=number - 1, shift=shift, day=weekday_and_date(day))
        case Pinned(person, day):
            return _("Let go of what is pinned for {name} on {day}").format(
                name=names[person].name, day=weekday_and_date(day)
            )
        case Agreed(wish):
            return _("Break the agreement with {name} for {day}").format(
                name=names[wish.person].name, day=weekday_and_date(wish.day)
            )
        case Away(absence):
            return _("Plan {name} from {first} to {last} all the same").format(
                name=names[absence.person].name,
                first=weekday_and_date(absence.first),
                last=weekday_and_date(absence.last),
            )
        case OfRule(key, _person):
            return _("Only wish for it: {rule}").format(rule=problem.rules.rule(key).sentence)


def _wanted(problem: DutyProblem, asked: Iterable[Asked]) -> list[str]:
    """The days of each shift together, with the number asked for."""
    most: dict[tuple[str, int], list[Asked]] = {}
    tops: dict[tuple[str, object], Asked] = {}
    for each in asked:
        place = each.kind, each.day
        if place not in tops or tops[place].number < each.number:
            tops[place] = each
    for each in sorted(tops.values(), key=lambda one: (one.day, one.kind)):
        most.setdefault((each.kind, each.number), []).append(each)
    return [
        _("{count} × {shift} on {days}").format(
            count=number,
            shift=problem.plan.kinds[kind].name,
            days=_joined(weekday_and_date(each.day) for each in group),
        )
        for (kind, number), group in most.items()
    ]


def _reasons(problem: DutyProblem, groups: Sequence[Group]) -> list[str]:
    """People with the same reason are named together."""
    reasons = [_reason(problem, each) for each in groups]
    found = []
    for reason, same in groupby(sorted(reasons), key=lambda each: each[0]):
        people = [name for _reason, name in same if name]
        found.append(f"{_joined(people)}: {reason}" if people else reason)
    return found


def _reason(problem: DutyProblem, group: Group) -> tuple[str, str]:
    """What stands against it, and for whom."""
    match group:
        case Away(absence):
            until = weekday_and_date(absence.last)
            if absence.kind is AbsenceKind.SICK:
                words = _("sick until {day}")
            elif absence.kind is AbsenceKind.VACATION:
                words = _("on leave until {day}")
            else:
                words = _("away until {day}")
            return words.format(day=until), problem.people[absence.person].name
        case Pinned(person, day):
            kind = problem.planned()[person].get(day)
            shift = problem.plan.kinds[kind].name if kind else _("free")
            words = _("pinned to {shift} on {day}")
            return words.format(shift=shift, day=weekday_and_date(day)), problem.people[person].name
        case Agreed(wish):
            words = _("an agreement for {day}")
            return words.format(day=weekday_and_date(wish.day)), problem.people[wish.person].name
        case OfRule(key, person):
            rule = problem.rules.rule(key)
            name = problem.people[person].name if person else ""
            if rule.discreet:
                return _("not then"), name
            if rule.check is Check.NOT_AT_NIGHT:
                return _("no nights"), name
            if rule.check is Check.NOT_ON_WEEKENDS:
                return _("no weekends"), name
            if rule.check is Check.ALLOWED_KIND:
                return _("not this kind of shift"), name
            source = f" ({rule.source})" if rule.source else ""
            return f"{rule.sentence}{source}", name
        case Asked():
            return "", ""


def _able(problem: DutyProblem, asked: Sequence[Asked], core: Sequence[Group]) -> str:
    """Who is left for it at all, where only few are."""
    days = {each.day for each in asked}
    away = {
        each.absence.person
        for each in core
        if isinstance(each, Away)
        and all(each.absence.first <= day <= each.absence.last for day in days)
    }
    never = _never(problem, core) if len({each.kind for each in asked}) == 1 else set()
    may = [key for key in problem.people if key not in never]
    there = [key for key in may if key not in away]
    if away and there:
        words = ngettext("only {names} is left; ", "only {names} are left; ", len(there))
    else:
        there, words = may, _("only {names} may; ")
    if len(there) == len(problem.people) or not 0 < len(there) <= _MOST:
        return ""
    return words.format(names=_joined(problem.people[key].name for key in there))


def _never(problem: DutyProblem, core: Sequence[Group]) -> set[str]:
    """Those who may not, whatever else is planned."""
    return {
        each.person
        for each in core
        if isinstance(each, OfRule)
        and each.person
        and problem.rules.rule(each.rule).check in SINGLE
    }


def _joined(parts: Iterable[str]) -> str:
    """*a, b and c*; of many the first, and how many more."""
    texts = list(parts)
    if len(texts) > _MOST + 1:
        return _("{first} and {count} more").format(
            first=", ".join(texts[:_MOST]), count=len(texts) - _MOST
        )
    if len(texts) > 1:
        return _("{first} and {last}").format(first=", ".join(texts[:-1]), last=texts[-1])
    return "".join(texts)
