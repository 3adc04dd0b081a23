"""Service hours as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UserError
from app.rules.rosters.service_hours import read_hours, write_hours


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("", ()),
        (" , ", ()),
        ("9-18", ((540, 1080),)),
        ("09:00–12:30, 13.15 — 18", ((540, 750), (795, 1080))),
        ("13–18 Uhr und 9–12 Uhr", ((540, 720), (780, 1080))),
        ("0–24", ((0, 1440),)),
        ("9-12; 12-18", ((540, 720), (720, 1080))),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, hours: tuple[tuple[int, int], ...]) -> None:
    assert read_hours(text) == hours


@pytest.mark.parametrize(
    "text", ["nine to five", "9", "18-9", "9-9", "9-25", "9:60-10", "9-12,11-14"]
)
def test_what_are_no_hours_is_told(text: str) -> None:
    with pytest.raises(UserError):
        read_hours(text)


@given(
    st.lists(st.integers(0, 1440), unique=True, max_size=8).filter(lambda each: len(each) % 2 == 0)
)
def test_what_is_written_is_read_back(minutes: list[int]) -> None:
    ends = sorted(minutes)
    hours = tuple(zip(ends[::2], ends[1::2], strict=True))
    assert read_hours(write_hours(hours)) == hours
