"""The checker: which rules of a set a plan breaks, for all people or again for the changed ones."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.rules.rosters import (
    day_checks,
    hour_checks,
    pattern_checks,
    person_checks,
    rest_checks,
    sunday_checks,
    team_checks,
    wish_checks,
)
from app.rules.rosters.case import Case
from app.rules.rosters.rule import Applies, Rule, RuleSet, Strength, Violation
from app.rules.rosters.timetable import Shifts, Timetable
from app.rules.rosters.values import Person, Plan
from app.rules.rosters.wording import Check

_ADULT = 18

_OF_PERSONS: Mapping[Check, Callable[[Case, Rule], Iterator[Violation]]] = {
    Check.DAILY_MAXIMUM: day_checks.daily_maximum,
    Check.SPAN: day_checks.span,
    Check.BREAKS: day_checks.breaks,
    Check.NIGHT_LENGTH: day_checks.night_length,
    Check.FORBIDDEN_HOURS: day_checks.forbidden_hours,
    Check.NIGHT_PERMISSION: day_checks.night_permission,
    Check.DAILY_REST: rest_checks.daily_rest,
    Check.WEEKLY_REST: rest_checks.weekly_rest,
    Check.WEEK_MAXIMUM: hour_checks.week_maximum,
    Check.DAYS_PER_WEEK: hour_checks.days_per_week,
    Check.AVERAGE: hour_checks.average,
    Check.NIGHT_AVERAGE: hour_checks.night_average,
    Check.SUNDAY_WORK: sunday_checks.sunday_work,
    Check.FREE_DAYS: sunday_checks.free_days,
    Check.FREE_SUNDAYS: sunday_checks.free_sundays,
    Check.SUNDAYS_IN_A_ROW: sunday_checks.sundays_in_a_row,
    Check.REST_DAY: sunday_checks.rest_day,
    Check.JOINED_REST: sunday_checks.joined_rest,
    Check.DAYS_IN_A_ROW: pattern_checks.days_in_a_row,
    Check.NIGHTS_IN_A_ROW: pattern_checks.nights_in_a_row,
    Check.DAYS_OFF_TOGETHER: pattern_checks.days_off_together,
    Check.FORWARD_ROTATION: pattern_checks.forward_rotation,
    Check.WEEKENDS_IN_A_ROW: pattern_checks.weekends_in_a_row,
    Check.PERMANENT_NIGHTS: pattern_checks.permanent_nights,
    Check.ABSENCE: person_checks.absence,
    Check.LEAVE_EDGES: person_checks.leave_edges,
    Check.AGREEMENTS: wish_checks.agreements,
    Check.WISHES: wish_checks.wishes,
    Check.EMPLOYMENT: person_checks.employment,
    Check.ALLOWED_KIND: person_checks.allowed_kind,
    Check.NOT_AT_NIGHT: person_checks.not_at_night,
    Check.NOT_ON_WEEKENDS: person_checks.not_on_weekends,
    Check.WORKING_DAYS: person_checks.working_days,
    Check.NIGHT_BUDGET: person_checks.night_budget,
    Check.CONTRACT_HOURS: hour_checks.contract_hours,
}

_OF_TEAMS: Mapping[Check, Callable[[Timetable, Rule], Iterator[Violation]]] = {
    Check.SKILL_MIX: team_checks.skill_mix,
    Check.PAIRS: team_checks.pairs,
}


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found: by person, and for the team; ``shifts`` make checking again quick."""

    people: Mapping[str, tuple[Violation, ...]]
    team: tuple[Violation, ...]
    shifts: Shifts = field(compare=False, repr=False)

    @property
    def all(self) -> tuple[Violation, ...]:
        """Everything, the people in the order of the plan."""
        return (*(each for found in self.people.values() for each in found), *self.team)


def violations(plan: Plan, rules: RuleSet) -> tuple[Violation, ...]:
    """Every rule of the set that the planned days break; soft ones too, those off not."""
    return check(plan, rules).all


def check(plan: Plan, rules: RuleSet) -> Findings:
    """The findings of a whole plan."""
    table = Timetable(plan)
    return Findings(
        {person.key: _of_person(table, person, rules) for person in plan.people},
        _of_team(table, rules),
        table.shifts,
    )


def recheck(found: Findings, plan: Plan, rules: RuleSet, *, changed: Collection[str]) -> Findings:
    """The findings after the rows of ``changed`` people alone have changed since ``found``.

    Also after their absences changed. Anything else asks for a new check: kinds, calendars, other
    people, and history that begins earlier than before.
    """
    table = Timetable(plan, found.shifts)
    fresh = {
        person.key: _of_person(table, person, rules)
        for person in plan.people
        if person.key in changed
    }
    return Findings({**found.people, **fresh}, _of_team(table, rules), found.shifts)


def _of_person(table: Timetable, person: Person, rules: RuleSet) -> tuple[Violation, ...]:
    case = Case(table, person)
    return tuple(
        each
        for rule in rules.rules
        if rule.strength is not Strength.OFF and rule.check in _OF_PERSONS and concerns(rule, case)
        for each in _OF_PERSONS[rule.check](case, rule)
        if applies(rule, person, each.days)
    )


def _of_team(table: Timetable, rules: RuleSet) -> tuple[Violation, ...]:
    return tuple(
        each
        for rule in rules.rules
        if rule.strength is not Strength.OFF and rule.check in _OF_TEAMS
        for each in _OF_TEAMS[rule.check](table, rule)
    )


def concerns(rule: Rule, case: Case) -> bool:
    """Whether the rule can apply to the person at all in the planned days."""
    if rule.applies is Applies.PROTECTED:
        return case.person.protected
    if rule.applies is Applies.YOUTH:
        return _is_young(case.person, case.plan.first)
    return True


def applies(rule: Rule, person: Person, days: tuple[date, ...]) -> bool:
    """Whether the rule holds for the person on these days (none: the whole plan)."""
    if rule.applies is Applies.YOUTH:
        return any(_is_young(person, day) for day in days)
    if rule.applies is Applies.ADULTS:
        return not days or not all(_is_young(person, day) for day in days)
    return True


def _is_young(person: Person, day: date) -> bool:
    """Under 18; who was born on 29 February comes of age at the end of 28 February."""
    birth = person.birth
    if birth is None:
        return False
    return (day.year - _ADULT, day.month, day.day) < (birth.year, birth.month, birth.day)
