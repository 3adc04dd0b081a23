"""Days and times as people write them."""

from datetime import date, time

import pytest

from app.formats.rosters.day_text import Month, day_number, day_of, month_of, span_of, time_of

JUNE = Month(2026, 6)


@pytest.mark.parametrize(
    "text",
    ["2026-06-09", "2026-06-09 00:00:00", "09.06.2026", "9.6.26", "Di 09.06.", "Di, 09.06.2026",
     "9. Juni 2026", "9 Jun", "Tue 9 June 2026", "09/06/2026", "9", "Di 9", "9 Di", "09."],
)  # fmt: skip
def test_one_day_written_in_many_ways(text: str) -> None:
    assert day_of(text, JUNE) == date(2026, 6, 9)


@pytest.mark.parametrize("text", ["", "Früh", "31", "32.01.2026", "0", "2026-13-01", "8-16", "F2"])
def test_what_is_no_day_of_june(text: str) -> None:
    assert day_of(text, JUNE) is None


def test_a_month_in_front_is_known_by_a_day_past_twelve() -> None:
    assert day_of("06/25/2026", JUNE) == date(2026, 6, 25)


def test_only_a_bare_number_is_the_number_of_a_day() -> None:
    assert day_number("Mo 1") == 1
    assert day_number("1.6.") is None


@pytest.mark.parametrize(
    ("text", "month"),
    [("Dienstplan Juni 2026", JUNE), ("Schedule for June 2026", JUNE), ("2026-06", JUNE),
     ("Plan 06/2026.xlsx", JUNE), ("März 2027", Month(2027, 3)), ("Stand 2026", None),
     ("Raum 2026 frei", None)],
)  # fmt: skip
def test_the_month_of_a_title(text: str, month: Month | None) -> None:
    assert month_of([text]) == month


@pytest.mark.parametrize("text", ["08:00-16:00", "8-16", "8 – 16 Uhr", "8.00 bis 16.00", "8 to 16"])
def test_begin_and_end_in_one_cell(text: str) -> None:
    assert span_of(text) == (time(8), time(16))


def test_twenty_four_is_midnight() -> None:
    assert span_of("16-24") == (time(16), time(0))
    assert span_of("16-25") is None


@pytest.mark.parametrize(
    ("text", "clock"),
    [("8", time(8)), ("08:30", time(8, 30)), ("8.30 Uhr", time(8, 30)), ("4 pm", time(16)),
     ("12 am", time(0)), ("24:00", time(0)), ("x", None), ("25", None)],
)  # fmt: skip
def test_times(text: str, clock: time | None) -> None:
    assert time_of(text) == clock
