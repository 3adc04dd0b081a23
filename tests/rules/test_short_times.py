"""Times in few words, and how near a due time is."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app import i18n
from app.rules.due import Nearness, nearness
from app.rules.short_times import ahead, due_words, short_date

ZONE = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 5, 12, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (timedelta(seconds=10), "In 1 min"),
        (timedelta(minutes=20), "In 20 min"),
        (timedelta(hours=1), "Today 13:00"),
        (timedelta(hours=12), "Tomorrow 00:00"),
        (timedelta(days=3), "Fri 12:00"),
        (timedelta(days=7), "19 May"),
    ],
)
def test_a_time_ahead_is_counted_by_days_of_the_desk(after: timedelta, words: str) -> None:
    assert ahead(NOW + after, now=NOW, zone=ZONE) == words


def test_a_due_time_that_is_reached_says_for_how_long() -> None:
    assert due_words(NOW, now=NOW, zone=ZONE) == "1 min overdue"
    assert due_words(NOW - timedelta(hours=2), now=NOW, zone=ZONE) == "2 h overdue"
    assert due_words(NOW - timedelta(days=1), now=NOW, zone=ZONE) == "1 day overdue"
    assert due_words(NOW + timedelta(hours=4), now=NOW, zone=ZONE) == "Today 16:00"


def test_dates_follow_the_language() -> None:
    i18n.set_language("de")
    assert short_date(NOW, now=NOW, zone=ZONE) == "12. Mai"


def test_a_due_time_is_near_in_the_last_quarter_and_past_when_reached() -> None:
    start, due = NOW, NOW + timedelta(hours=8)
    assert nearness(due, start=start, now=NOW + timedelta(hours=5, minutes=59)) is Nearness.FAR
    assert nearness(due, start=start, now=NOW + timedelta(hours=6)) is Nearness.NEAR
    assert nearness(due, start=start, now=due) is Nearness.PAST


def test_a_due_time_before_its_start_is_past_once_reached() -> None:
    start, due = NOW, NOW - timedelta(hours=1)
    assert nearness(due, start=start, now=NOW) is Nearness.PAST
    assert nearness(due, start=start, now=due - timedelta(hours=1)) is Nearness.FAR
