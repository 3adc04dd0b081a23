"""Small desks for tests of the machine."""

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import product

from hypothesis import strategies as st

from app.planning.duty.problem import Assignments, DutyProblem, Weights
from app.rules.rosters.demand import Demand, Wish
from app.rules.rosters.law_germany import GERMANY
from app.rules.rosters.presets import PRESETS, with_house_rules
from app.rules.rosters.values import (
    Absence,
    AbsenceKind,
    Calendar,
    Holiday,
    Permission,
    Person,
    Plan,
    ShiftKind,
)

FIRST = date(2027, 3, 1)
DAY = timedelta(days=1)
EARLY = ShiftKind("F", "F", "Früh", time(8), time(16), paid_break=30)
LATE = ShiftKind("S", "S", "Spät", time(16), time(0), paid_break=30)
NIGHT = ShiftKind("N", "N", "Nacht", time(0), time(8), paid_break=30, night=True)
RULES = with_house_rules(GERMANY)
NAMES = {"a": "Ana", "b": "Ben", "c": "Cem", "d": "Dora", "e": "Eli", "f": "Fay"}


def day(number: int) -> date:
    """The day of March 2027, which begins with a Monday."""
    return date(2027, 3, number)


def person(key: str, **changes: object) -> Person:
    """Somebody who works any day of the week."""
    usual = Person(key, NAMES[key], working_days=frozenset(range(7)))
    return replace(usual, **changes)  # type: ignore[arg-type]  # names of fields


def desk(
    people: str | tuple[Person, ...],
    days: int,
    demand: dict[tuple[date, str], Demand],
    *,
    kinds: tuple[ShiftKind, ...] = (EARLY, LATE, NIGHT),
    **changes: object,
) -> DutyProblem:
    """A problem of so many days from 1 March 2027; a Monday; ``changes`` go to the plan."""
    staff = tuple(person(key) for key in people) if isinstance(people, str) else people
    plan = Plan(
        FIRST,
        FIRST + (days - 1) * DAY,
        {each.key: each for each in kinds},
        staff,
        {},
        Calendar("Europe/Berlin"),
        permission=Permission("networks", "permit"),
    )
    return DutyProblem(replace(plan, **changes), RULES, demand)  # type: ignore[arg-type]


def asked(days: int, **least: int) -> dict[tuple[date, str], Demand]:
    """The same numbers on each day."""
    return {
        (FIRST + number * DAY, kind): Demand(many, many)
        for number in range(days)
        for kind, many in least.items()
    }


def every_roster(problem: DutyProblem) -> list[Assignments]:
    """All that are legal and staffed, the slow way."""
    choices = [None, *problem.plan.kinds]
    lines = [
        {day: kind for day, kind in zip(problem.days, line, strict=True) if kind}
        for line in product(choices, repeat=len(problem.days))
    ]
    rows = {
        key: [line for line in lines if not problem.broken({key: line})] for key in problem.people
    }
    found: list[Assignments] = []
    for chosen in product(*rows.values()):
        roster = dict(zip(rows, chosen, strict=True))
        if staffed(problem, roster) and not problem.broken(roster):
            found.append(roster)
    return found


def staffed(problem: DutyProblem, roster: Assignments) -> bool:
    """Whether each shift has as many as it must, none has more than wished, and pins stay."""
    planned = problem.planned()
    for place in product(problem.days, problem.plan.kinds):
        present = sum(row.get(place[0]) == place[1] for row in roster.values())
        wanted = problem.demand.get(place, Demand())
        if not wanted.least <= present <= wanted.wish:
            return False
    return all(roster[who].get(on) == planned[who].get(on) for who, on in problem.pinned)


@st.composite
def desks(draw: st.DrawFn, *, people: str = "abc", days: int = 3) -> DutyProblem:
    """Few people and days, with history, absences, a holiday, wishes and odd limits."""
    staff = tuple(
        person(
            key,
            weekly_minutes=draw(st.sampled_from((20, 40))) * 60,
            not_at_night=draw(st.booleans()),
            not_on_weekends=draw(st.booleans()),
            night_budget=draw(st.sampled_from((None, 1, 2))),
            birth=draw(st.sampled_from((None, date(2009, 6, 1)))),
        )
        for key in people
    )
    first = FIRST + draw(st.integers(0, 6)) * DAY
    span = [first + number * DAY for number in range(days)]
    kinds = (EARLY, LATE, NIGHT)
    letters = st.sampled_from([None, "F", "S", "N"])
    history = {
        each.key: {
            first - number * DAY: letter
            for number in range(1, 8)
            if (letter := draw(letters)) is not None
        }
        for each in staff
    }
    numbers = st.tuples(st.integers(0, 1), st.integers(0, 1))
    demand = {
        (on, kind.key): Demand(least, least + more)
        for on in span
        for kind in kinds
        for least, more in [draw(numbers)]
        if least + more
    }
    plan = Plan(
        first,
        span[-1],
        {each.key: each for each in kinds},
        staff,
        history,
        Calendar("Europe/Berlin", {span[1]: Holiday("x")} if draw(st.booleans()) else {}),
        tuple(
            Absence(key, on, on, AbsenceKind.VACATION)
            for key in people
            for on in draw(st.sets(st.sampled_from(span), max_size=1))
        ),
        Permission("networks", "permit"),
    )
    wishes = draw(
        st.lists(
            st.builds(
                Wish,
                st.sampled_from(people),
                st.sampled_from(span),
                st.sampled_from([None, "F", "N"]),
                st.booleans(),
                st.integers(1, 5),
            ),
            max_size=4,
        )
    )
    rules = with_house_rules(PRESETS[draw(st.sampled_from(sorted(PRESETS)))])
    # The machine never plans the shorter rest that some laws allow now and then.
    for each in rules.rules:
        full = {name: value for name, value in each.numbers.items() if name != "reduced_minutes"}
        rules = rules.changed(each.key, numbers=full)
    return DutyProblem(plan, rules, demand, tuple(wishes), weights=Weights(missing=10))
