"""Entries of a calendar over the versions of a plan."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.rules.rosters.calendar_entries import CalendarEntry, Version, calendar_entries
from tests.rules.rosters.plans import BERLIN, KINDS, MONDAY, kind, row

LAST = MONDAY + timedelta(days=6)


def version(number: int, rows: Mapping[str, str], **kinds: object) -> Version:
    """The week from Monday on, written as letters for each person."""
    made = {person: row(letters) for person, letters in rows.items()}
    return Version(number, MONDAY, LAST, {**KINDS, **kinds}, made)  # type: ignore[dict-item]


def entries(*versions: Version) -> tuple[CalendarEntry, ...]:
    """What a calendar is told, in Berlin."""
    return calendar_entries(versions, BERLIN)


def test_times_are_those_of_the_place_in_utc() -> None:
    (only,) = entries(version(1, {"ana": "F"}))
    assert only.begin == datetime(2026, 6, 1, 6, tzinfo=UTC)
    assert only.end == datetime(2026, 6, 1, 14, tzinfo=UTC)


def test_the_night_of_the_clock_change_is_as_long_as_it_is() -> None:
    sunday = date(2027, 10, 31)
    (only,) = entries(Version(1, sunday, sunday, KINDS, {"ana": {sunday: "N"}}))
    assert only.end - only.begin == timedelta(hours=9)


def test_a_shift_that_stays_keeps_its_number() -> None:
    (only,) = entries(version(1, {"ana": "F"}), version(2, {"ana": "F"}))
    assert (only.number, only.cancelled) == (1, False)


def test_a_shift_taken_away_is_cancelled_with_the_number_of_that_version() -> None:
    (only,) = entries(version(1, {"ana": "F"}), version(2, {}), version(3, {}))
    assert (only.number, only.cancelled) == (2, True)


def test_another_kind_cancels_the_old_one_and_adds_the_new_one() -> None:
    found = {
        each.kind: each for each in entries(version(1, {"ana": "F"}), version(2, {"ana": "S"}))
    }
    assert found["F"].cancelled
    assert not found["S"].cancelled


def test_a_shift_that_comes_back_counts_on() -> None:
    (only,) = entries(version(1, {"ana": "F"}), version(2, {}), version(3, {"ana": "F"}))
    assert (only.number, only.cancelled) == (3, False)


def test_other_times_of_the_same_kind_are_a_change() -> None:
    early = kind("F", "06:00", "14:00")
    (only,) = entries(version(1, {"ana": "F"}), version(2, {"ana": "F"}, F=early))
    assert (only.number, only.begin.hour) == (2, 4)


def test_a_version_says_nothing_of_days_it_does_not_cover() -> None:
    later = version(2, {})
    later = replace(later, first=LAST + timedelta(days=1), last=LAST + timedelta(days=7))
    (only,) = entries(version(1, {"ana": "F"}), later)
    assert not only.cancelled


def test_only_the_people_asked_for() -> None:
    made = version(1, {"ana": "F", "ben": "S"})
    assert [each.person for each in calendar_entries([made], BERLIN, people={"ben"})] == ["ben"]


_WEEK = st.text("FSN-", min_size=7, max_size=7)


@given(st.lists(st.fixed_dictionaries({"ana": _WEEK, "ben": _WEEK}), min_size=1, max_size=5))
def test_the_entries_that_are_left_are_the_last_version(weeks: list[dict[str, str]]) -> None:
    versions = [version(number, week) for number, week in enumerate(weeks, start=1)]
    found = entries(*versions)
    left = {(each.person, each.day, each.kind) for each in found if not each.cancelled}
    last = versions[-1].assignments
    assert left == {(who, day, key) for who, days in last.items() for day, key in days.items()}
    assert len({(each.person, each.day, each.kind) for each in found}) == len(found)


@given(st.lists(st.fixed_dictionaries({"ana": _WEEK}), min_size=2, max_size=5))
def test_every_change_has_a_higher_number(weeks: list[dict[str, str]]) -> None:
    versions = [version(number, week) for number, week in enumerate(weeks, start=1)]
    before = {(e.person, e.day, e.kind): e for e in entries(*versions[:-1])}
    for each in entries(*versions):
        known = before.get((each.person, each.day, each.kind))
        if known is not None and known != each:
            assert each.number > known.number
