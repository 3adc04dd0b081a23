"""Roster problems in the text format of the public instances."""

import pytest

from app.errors import UserError
from app.formats.roster_text import read
from tests.planning.problems import TEXT


def test_all_sections_are_read() -> None:
    problem = read(TEXT)
    assert (problem.days, [shift.id for shift in problem.shifts]) == (7, ["E", "L"])
    assert problem.shifts[1].not_next == {"E"}
    first = problem.employees[0]
    assert first.most == {"E": 7, "L": 3}
    assert first.days_off == {0, 1}
    assert (first.most_minutes, first.least_minutes, first.most_weekends) == (2400, 960, 1)
    assert [(wish.weight, wish.on) for wish in problem.wishes] == [(2, True), (3, False)]
    assert [(each.day, each.shift, each.under) for each in problem.cover] == [
        (0, "E", 100),
        (3, "L", 100),
    ]


def test_windows_line_ends_and_spaces_do_not_matter() -> None:
    assert read(TEXT.replace("\n", "\r\n").replace("A,3,L,2", " A , 3 , L , 2 ")) == read(TEXT)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A,3,L,2", "A,99,L,2"),
        ("A,3,L,2", "Z,3,L,2"),
        ("A,3,L,2", "A,3,Q,2"),
        ("A,3,L,2", "A,3"),
        ("SECTION_COVER", "SECTION_CHOCOLATE"),
        ("# A comment", "hello"),
        ("\n7\n", "\n-7\n"),
        ("A,E=7|L=3,2400", "A,E=7|Q=3,2400"),
    ],
)
def test_a_line_that_makes_no_sense_is_named(old: str, new: str) -> None:
    with pytest.raises(UserError, match="Line"):
        read(TEXT.replace(old, new))


def test_a_file_without_staff_is_no_roster() -> None:
    with pytest.raises(UserError, match="no roster"):
        read("SECTION_HORIZON\n7\n")
