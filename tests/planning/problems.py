"""Small roster problems for tests."""

from dataclasses import replace
from itertools import product

from hypothesis import strategies as st

from app.planning.judgement import broken_rules
from app.planning.problem import Cover, Employee, Line, Problem, Shift, Wish

EARLY = Shift("E", 480)
LATE = Shift("L", 480, frozenset("E"))
LONG = Shift("X", 720)
ANYONE = Employee("A", {}, 10_000, 0, 5, 1, 1, 9)

TEXT = """\
# A comment
SECTION_HORIZON
7

SECTION_SHIFTS
E,480,
L,480,E

SECTION_STAFF
A,E=7|L=3,2400,960,5,2,2,1
B,E=7|L=0,2400,960,5,2,2,1

SECTION_DAYS_OFF
A,0,1

SECTION_SHIFT_ON_REQUESTS
A,3,L,2

SECTION_SHIFT_OFF_REQUESTS
B,2,E,3

SECTION_COVER
0,E,1,100,1
3,L,1,100,1
"""


@st.composite
def employees(draw: st.DrawFn, days: int, name: str = "A") -> Employee:
    """Limits that often bind and sometimes leave nothing over."""
    return Employee(
        name,
        draw(st.dictionaries(st.sampled_from("EL"), st.integers(0, 4), max_size=2)),
        most_minutes=draw(st.integers(2, days)) * 480,
        least_minutes=draw(st.integers(0, 3)) * 480,
        most_in_a_row=draw(st.integers(1, 4)),
        least_in_a_row=draw(st.integers(1, 3)),
        least_off_in_a_row=draw(st.integers(1, 3)),
        most_weekends=draw(st.integers(0, 2)),
        days_off=draw(st.frozensets(st.integers(0, days - 1), max_size=2)),
    )


@st.composite
def problems(draw: st.DrawFn, people: int, days: int = 8) -> Problem:
    """Problems of a week and a day, with wishes and cover."""
    names = "ABCD"[:people]
    cells = st.tuples(st.integers(0, days - 1), st.sampled_from("EL"))
    cover = draw(st.dictionaries(cells, st.integers(0, 2), max_size=10))
    wishes = draw(
        st.lists(
            st.builds(
                Wish,
                st.sampled_from(names),
                st.integers(0, days - 1),
                st.sampled_from("EL"),
                st.integers(1, 9),
                st.booleans(),
            ),
            max_size=8,
        )
    )
    return Problem(
        days,
        (EARLY, LATE),
        tuple(draw(employees(days, name)) for name in names),
        tuple(Cover(day, kind, wanted, 50, 1) for (day, kind), wanted in cover.items()),
        tuple(wishes),
    )


def all_lines(problem: Problem, employee: Employee) -> list[Line]:
    """Every legal line, the slow way."""
    alone = replace(problem, employees=(employee,), cover=(), wishes=())
    kinds = [None, *(shift.id for shift in problem.shifts)]
    return [
        line
        for line in product(kinds, repeat=problem.days)
        if not broken_rules(alone, {employee.id: line})
    ]
