"""Plans written as tables and read again."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from app.errors import UserError
from app.formats.rosters.day_text import Month
from app.formats.rosters.reading import ReadPlan, ReadShift, Shape, read_plan
from app.formats.rosters.tables import grid, shift_list, totals
from app.formats.rosters.workbook_writing import table_workbook, workbook
from app.formats.table_writing import csv_content
from app.i18n import set_language
from app.rules.rosters.matching import Meaning, match_shifts
from app.rules.rosters.sheet import Sheet
from app.rules.rosters.values import AbsenceKind, ShiftKind
from tests.formats.rosters import sheets
from tests.formats.rosters.sheets import EARLY, FIRST, row, sheet

JUNE = Month(2026, 6)
JULY = Month(2026, 7)
TEAM = sheet(Ana="FSN-u ", Ben="SFF FF")
KINDS = [ShiftKind(e.key, e.letter, e.name, e.start, e.end) for e in sheets.KINDS]


def read(text: str, month: Month = JUNE) -> ReadPlan:
    """A table of text read."""
    return read_plan(text.encode(), month=month)


def told(plan: ReadPlan) -> dict[tuple[str, date], str]:
    """What each person does on each day, as it is written."""
    return {(each.person, each.day): each.shift for each in plan.shifts}


WRITERS: dict[str, Callable[[Sheet], bytes]] = {
    "grid as CSV": lambda made: csv_content(grid(made)),
    "list as CSV": lambda made: csv_content(shift_list(made)),
    "workbook": lambda made: workbook(made, {"1": "D8ECEA"}),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_what_was_written_is_read_again(writer: str) -> None:
    found = told(read_plan(WRITERS[writer](TEAM), month=JULY))
    names = {("Früh" if "list" in writer else "F"), ("Spät" if "list" in writer else "S")}
    assert {found["Ana", FIRST], found["Ben", FIRST]} == names
    assert found["Ana", date(2026, 6, 4)] == "-"
    assert found["Ana", date(2026, 6, 5)] == "Vacation"
    assert len(found) == 5 + 5


@pytest.mark.parametrize("writer", WRITERS)
def test_what_was_written_in_german_is_read_again(writer: str) -> None:
    set_language("de")
    plan = read_plan(WRITERS[writer](TEAM), month=JULY)
    assert not plan.problems
    assert not plan.ignored
    meant = match_shifts({each.shift: each.times for each in plan.shifts}, KINDS)
    assert set(meant.values()) == {"1", "2", "3", Meaning.OFF, AbsenceKind.VACATION}


@given(letters=st.lists(st.text("FSN-u ", min_size=7, max_size=7), min_size=1, max_size=4))
def test_every_grid_survives_a_file(letters: list[str]) -> None:
    made = sheet(**{f"Person {'ABCD'[n]}": text for n, text in enumerate(letters)})
    found = told(read_plan(csv_content(grid(made)), month=JULY))
    words = {"u": "Vacation"}
    assert found == {
        (each.name, day.date): words.get(letter, letter)
        for each, text in zip(made.rows, letters, strict=True)
        for day, letter in zip(made.days, text, strict=True)
        if letter != " "
    }


def test_a_name_that_is_a_formula_is_none_in_the_file() -> None:
    made = replace(TEAM, rows=(row("1", '=HYPERLINK("http://x")', "F-----"),))
    assert b"\n'=HYPERLINK" in csv_content(grid(made)).replace(b'"', b"")
    page = load_workbook(io.BytesIO(workbook(made, {})))["Plan"]
    assert page["A3"].data_type == "s"
    assert told(read_plan(csv_content(grid(made)), month=JUNE))[made.rows[0].name, FIRST] == "F"


def test_comments_are_kept() -> None:
    cells = (replace(TEAM.rows[0].cells[0], comment="Übergabe\nmit Ben"), *TEAM.rows[0].cells[1:])
    made = replace(TEAM, rows=(replace(TEAM.rows[0], cells=cells),))
    (first, *_rest) = read_plan(csv_content(shift_list(made)), month=JUNE).shifts
    assert first == ReadShift("Ana", FIRST, "Früh", (time(8), time(16)), "Übergabe mit Ben")


def test_hours_are_numbers_in_a_workbook() -> None:
    page = load_workbook(io.BytesIO(table_workbook("Hours", totals(TEAM)))).worksheets[0]
    assert page["B2"].value == 48


def test_days_as_numbers_are_those_of_the_month_named_above() -> None:
    text = "Dienstplan Juli 2026\n\nName;1;2;3;4;5;6;7\nAna;F;F;S;;;;N\n"
    plan = read(text)
    assert (plan.month, plan.bare, plan.shape) == (JULY, True, Shape.GRID)
    assert told(plan)["Ana", date(2026, 7, 7)] == "N"


def test_days_as_numbers_without_a_month_are_those_of_the_month_asked_for() -> None:
    plan = read("Name;Mo 1;Di 2;Mi 3;Do 4;Fr 5\nAna;F;;;;S\n", JULY)
    assert plan.month is None
    assert list(told(plan)) == [("Ana", date(2026, 7, 1)), ("Ana", date(2026, 7, 5))]


def test_days_as_numbers_run_on_into_the_next_month() -> None:
    plan = read("Name,28,29,30,1,2,3\nAna,F,F,F,S,S,S\n")
    assert [each.day.month for each in plan.shifts] == [6, 6, 6, 7, 7, 7]


def test_rows_of_sums_below_are_no_people() -> None:
    plan = read("Name;01.06.;02.06.;03.06.\nAna;F;F;S\nFrüh;1;1;0\nSoll;2/1;2/1;2/1\n")
    assert {each.person for each in plan.shifts} == {"Ana"}


def test_the_column_of_names_is_found_behind_others() -> None:
    plan = read("Nr;Team;Name;01.06.;02.06.\n7;IT;Ana Roth;F;S\n8;IT;Ben Kurz;S;F\n")
    assert {each.person for each in plan.shifts} == {"Ana Roth", "Ben Kurz"}


def test_a_list_is_read_by_the_names_of_its_columns() -> None:
    plan = read("Datum;Mitarbeiter;Von;Bis;Ort\n1.6.2026;Ana;8:00;16:00;Köln\n2.6.;Ben;16;24;\n")
    assert plan.shape is Shape.LIST
    assert plan.ignored == ("Ort",)
    assert plan.shifts[0] == ReadShift("Ana", FIRST, "08:00-16:00", (time(8), time(16)))
    assert plan.shifts[1].times == (time(16), time(0))


def test_rows_that_make_no_sense_are_named_with_their_line() -> None:
    plan = read(
        "Name,Date,Shift\nAna,2026-06-01,F\n,2026-06-02,F\nBen,someday,F\nCem,2026-06-03,\n"
    )
    assert [each.line for each in plan.problems] == [3, 4, 5]
    assert len(plan.shifts) == 1


@pytest.mark.parametrize(
    "text", ["", "nothing here", "a;b;c\n1;2;3\n", "1;2;3;4;5;6;7\nF;F;;;;;\n"]
)
def test_a_table_that_is_no_plan_says_so(text: str) -> None:
    plan = read(text)
    assert not plan.shifts
    assert plan.problems


def test_of_several_sheets_the_fullest_is_taken() -> None:
    book = Workbook()
    book.worksheets[0].append(["Legend", "F is early"])
    page = book.create_sheet("Juni 2026")
    page.append(["Name", *range(1, 31)])
    page.append(["Ana", *["F"] * 30])
    content = io.BytesIO()
    book.save(content)
    plan = read_plan(content.getvalue(), month=JULY)
    assert (plan.month, len(plan.shifts)) == (JUNE, 30)


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + bytes(200)])
def test_a_damaged_workbook_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(UserError):
        read_plan(content, month=JUNE)


def test_every_truncated_workbook_is_refused_in_words() -> None:
    whole = workbook(TEAM, {})
    for length in range(4, len(whole) - 1, 997):
        with pytest.raises(UserError):
            read_plan(whole[:length], month=JUNE)


@given(st.binary(max_size=300))
def test_no_text_raises(content: bytes) -> None:
    if not content.startswith(b"PK\x03\x04"):
        assert isinstance(read_plan(content, month=JUNE), ReadPlan)


def test_the_month_may_be_in_the_name_of_the_file() -> None:
    plan = read_plan(b"Name,1,2,3,4,5\nAna,F,,,,\n", month=JUNE, name="Plan Juli 2026.csv")
    assert plan.shifts[0].day == date(2026, 7, 1)
    assert EARLY.letter == plan.shifts[0].shift
