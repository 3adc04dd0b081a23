"""Rosters of a made-up desk: a month of three shifts that asks for nearly all it can give."""

from datetime import date, time, timedelta
from random import Random

from app.planning.duty.problem import DutyProblem, Weights
from app.rules.rosters.demand import Demand, Wish
from app.rules.rosters.law_germany import GERMANY
from app.rules.rosters.presets import with_house_rules
from app.rules.rosters.rule import Strength
from app.rules.rosters.values import (
    Absence,
    AbsenceKind,
    Calendar,
    Permission,
    Person,
    Plan,
    ShiftKind,
)

LOAD = 0.93
"""Of the shifts that the contracts of those present come to."""

_FIRST, _LAST = date(2027, 3, 1), date(2027, 3, 31)
_KINDS = {
    "F": ShiftKind("F", "F", "Früh", time(8), time(16), paid_break=30),
    "S": ShiftKind("S", "S", "Spät", time(16), time(0), paid_break=30),
    "N": ShiftKind("N", "N", "Nacht", time(0), time(8), paid_break=30, night=True),
}
_SHARES = {"F": 0.42, "S": 0.33, "N": 0.25}
_SHIFT = 8 * 60
_HISTORY = 7
_DAY = timedelta(days=1)


def desk_problem(people: int, seed: int) -> DutyProblem:
    """So many people, 31 days, three shifts; a fifth part-time, some without nights, some away.

    Hard: coverage, the law of Germany, at most 6 days, 4 nights in a row, 8 nights, 2 days off
    together, hours from 3 shifts under to 2 over. Soft: requests, fair nights, fair weekends.
    """
    dice = Random(seed)
    staff = tuple(_person(number, dice) for number in range(people))
    absences = tuple(
        Absence(each.key, begin, begin + timedelta(days=4), AbsenceKind.VACATION)
        for each in dice.sample(staff, people // 4)
        for begin in [_FIRST + timedelta(days=7 * dice.randrange(4))]
    )
    plan = Plan(
        _FIRST,
        _LAST,
        _KINDS,
        staff,
        {each.key: _history(dice) for each in staff},
        Calendar("Europe/Berlin"),
        absences,
        Permission(sundays="networks", nights="permit"),
        known_since=_FIRST - _HISTORY * _DAY,
    )
    rules = (
        with_house_rules(GERMANY)
        .changed("house.days_off", strength=Strength.HARD)
        .changed(
            "house.contract",
            strength=Strength.HARD,
            numbers={"under_minutes": 3 * _SHIFT, "over_minutes": 2 * _SHIFT},
        )
    )
    return DutyProblem(
        plan,
        rules,
        _demand(staff, absences, dice),
        _wishes(staff, absences, dice),
        weights=Weights(missing=0, wishes=1, hours=0, rules=0, published=0),
    )


def _person(number: int, dice: Random) -> Person:
    days = 5 if dice.random() < 0.8 else dice.choice((3, 4))
    return Person(
        str(number),
        f"Person {number}",
        weekly_minutes=days * _SHIFT,
        working_days=frozenset(range(7)),
        birth=date(1990, 1, 1),
        not_at_night=dice.random() < 0.15,
        night_budget=8,
    )


def _history(dice: Random) -> dict[date, str]:
    """The week before: some days of one shift, up to the last day or not."""
    length, kind = dice.randrange(2, 5), dice.choice("FS")
    last = _FIRST - _DAY * dice.choice((1, 3))
    return {last - _DAY * back: kind for back in range(length)}


def _demand(
    staff: tuple[Person, ...], absences: tuple[Absence, ...], dice: Random
) -> dict[tuple[date, str], Demand]:
    days = [_FIRST + _DAY * number for number in range((_LAST - _FIRST).days + 1)]
    away = {each.person: (each.last - each.first).days + 1 for each in absences}
    shifts = sum(
        each.weekly_minutes / _SHIFT / 7 * (len(days) - away.get(each.key, 0)) for each in staff
    )
    weights = {
        (day, kind): share * (0.8 if day.weekday() > 4 else 1.08)
        for day in days
        for kind, share in _SHARES.items()
    }
    wanted = round(LOAD * shifts)
    exact = {place: wanted * weight / sum(weights.values()) for place, weight in weights.items()}
    least = {place: int(number) for place, number in exact.items()}
    rest = sorted(exact, key=lambda place: (least[place] - exact[place], dice.random()))[
        : wanted - sum(least.values())
    ]
    return {
        place: Demand(number, number)
        for place in exact
        if (number := least[place] + (place in rest))
    }


def _wishes(
    staff: tuple[Person, ...], absences: tuple[Absence, ...], dice: Random
) -> tuple[Wish, ...]:
    away = {each.person: each for each in absences}
    found = []
    for each in staff:
        for number in dice.sample(range(31), 4):
            day = _FIRST + _DAY * number
            absence = away.get(each.key)
            if absence is None or not absence.first <= day <= absence.last:
                on = dice.random() < 0.4
                kind = dice.choice("FS") if on else None
                found.append(Wish(each.key, day, kind, on, weight=dice.randrange(1, 4)))
    return tuple(found)
