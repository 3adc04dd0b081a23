"""Plans as HTML to print."""

from app.templating.roster_print import (
    PrintedCell,
    PrintedDay,
    PrintedMonth,
    PrintedPerson,
    PrintedRow,
    PrintedSlip,
    month_html,
    person_html,
    slip_html,
)

CELLS = (PrintedCell("F", "#DDEEEE", strong=True), PrintedCell(""))


def test_everything_of_a_month_is_printed_and_nothing_becomes_markup() -> None:
    html = month_html(
        PrintedMonth(
            title="<June> 2026",
            state="Version 3",
            weekdays=(PrintedCell("Mo"), PrintedCell("Tu")),
            numbers=(PrintedCell("1"), PrintedCell("2")),
            figures=("Hours",),
            rows=(PrintedRow("Ana & Ben", CELLS, ("152:30",)),),
            cover=(PrintedRow("F Early", CELLS),),
            notes=("F Early 08:00–16:00",),
            footer="Printed today",
        )
    )
    for words in ("&lt;June&gt;", "Version 3", "Ana &amp; Ben", "<b>F</b>", "152:30", "today"):
        assert words in html
    assert "<June>" not in html


def test_a_person_gets_a_calendar_with_times() -> None:
    week = (PrintedDay("1.", "F Early", ("08:00–16:00",), "#DDEEEE"), *[PrintedDay()] * 6)
    html = person_html(
        PrintedPerson("Ana", "Draft", ("Mo",) * 7, (week,), (("Hours", "8:00"),), "Printed")
    )
    assert "08:00–16:00" in html
    assert "8:00" in html


def test_a_slip_names_partners_and_has_lines_to_sign() -> None:
    html = slip_html(
        PrintedSlip("Swap", (("Shift", "F"),), "May take it", (("Ben", "ok"),), ("Ana",), "Printed")
    )
    assert "☐ Ben" in html
    assert "____" in html
