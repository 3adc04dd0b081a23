"""How quickly a month of twenty people is checked against all rules, whole and after one change."""

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from functools import partial
from random import Random
from time import process_time

from app.rules.rosters.checking import check, recheck, violations
from app.rules.rosters.presets import PRESETS, with_house_rules
from app.rules.rosters.values import (
    Absence,
    AbsenceKind,
    Calendar,
    Holiday,
    Pair,
    Permission,
    Person,
    Plan,
    ShiftKind,
    SkillMix,
)
from benchmarks.figure import Figure, at_most

_PEOPLE, _TIMES = 20, 15
_FIRST, _LAST = date(2027, 3, 1), date(2027, 3, 31)
_HISTORY = 24 * 7
_PATTERN = "FFSS-NN--"
_NOISE = 0.1
_HOLIDAYS = (date(2026, 12, 25), date(2027, 1, 1), date(2027, 3, 26), date(2027, 3, 29))
_KINDS = {
    "F": ShiftKind("F", "F", "Früh", time(8), time(16), unpaid_break=30),
    "S": ShiftKind("S", "S", "Spät", time(16), time(0), unpaid_break=30),
    "N": ShiftKind("N", "N", "Nacht", time(0), time(8), unpaid_break=30, night=True),
}


def figures() -> Iterator[Figure]:
    """CPU times with 24 weeks of history and a tenth of the cells changed at random."""
    plan = _plan()
    for key, law in PRESETS.items():
        rules = with_house_rules(law)
        count = len(violations(plan, rules))
        yield at_most(
            f"{_PEOPLE} people × 31 days, {key}, {len(rules.rules)} rules",
            _cpu_time(partial(violations, plan, rules)),
            30,
            "ms",
            note=f"{count} violations, CPU time",
        )
    rules = with_house_rules(PRESETS["DE-ArbZG-1994"])
    found = check(plan, rules)
    changed = plan.with_shift("7", date(2027, 3, 9), "N")
    yield at_most(
        f"one cell changed, {_PEOPLE} people × 31 days",
        _cpu_time(partial(recheck, found, changed, rules, changed={"7"})),
        5,
        "ms",
        note="CPU time",
    )


def _cpu_time(act: Callable[[], object]) -> float:
    """Milliseconds, the least of several: the other work on the machine only adds to it."""
    taken = []
    for _ in range(_TIMES):
        start = process_time()
        act()
        taken.append(process_time() - start)
    return min(taken) * 1000


def _plan() -> Plan:
    dice = Random(7)
    people = tuple(
        Person(str(number), f"Person {number}", birth=date(1990, 1, 1), night_budget=6)
        for number in range(_PEOPLE)
    )
    return Plan(
        _FIRST,
        _LAST,
        _KINDS,
        people,
        {each.key: _row(int(each.key), dice) for each in people},
        Calendar(
            "Europe/Berlin", {date(2027, 1, 1): Holiday("x"), date(2027, 3, 26): Holiday("y")}
        ),
        tuple(
            Absence(each.key, day, day + timedelta(days=4), AbsenceKind.VACATION)
            for each, day in zip(people[:8], _leave_days(), strict=True)
        ),
        Permission(sundays="networks", nights="permit"),
        (Pair("1", "2", together=False), Pair("3", "4", together=True)),
        (SkillMix("senior"),),
    )


def _row(offset: int, dice: Random) -> dict[date, str]:
    found = {}
    for number in range(-_HISTORY, 31):
        day = _FIRST + timedelta(days=number)
        letter = _PATTERN[(day.toordinal() + offset) % len(_PATTERN)]
        if dice.random() < _NOISE:
            letter = dice.choice("FSN-")
        if letter != "-":
            found[day] = letter
    return found


def _leave_days() -> list[date]:
    return [date(2027, 3, number) for number in range(2, 26, 3)]
