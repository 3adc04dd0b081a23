"""Times in words: both languages, borders of days and daylight saving, never the past."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UserError
from app.i18n import set_language
from app.rules.times import echo, parse_when, presets, read_when

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 19, 10, 30, 15, tzinfo=BERLIN)
"""A Thursday."""


def read(text: str, *, now: datetime = NOW, holidays: frozenset[date] = frozenset()) -> str:
    when = read_when(text, now=now, zone=BERLIN, holidays=holidays)
    return f"{when.at.astimezone(BERLIN):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tomorrow 9:00", "2026-11-20 09:00"),
        ("morgen", "2026-11-20 09:00"),
        ("morgen früh", "2026-11-20 08:00"),
        ("übermorgen 14 Uhr", "2026-11-21 14:00"),
        ("uebermorgen", "2026-11-21 09:00"),
        ("day after tomorrow", "2026-11-21 09:00"),
        ("Montag morgen", "2026-11-23 08:00"),
        ("heute Abend", "2026-11-19 18:00"),
        ("tonight", "2026-11-19 18:00"),
        ("today", "2026-11-19 18:00"),
        ("morgen 8 Uhr abends", "2026-11-20 20:00"),
        ("tomorrow at noon", "2026-11-20 12:00"),
        ("next Tuesday", "2026-11-24 09:00"),
        ("nächsten Dienstag", "2026-11-24 09:00"),
        ("next Friday", "2026-11-27 09:00"),
        ("this Friday", "2026-11-20 09:00"),
        ("Mo", "2026-11-23 09:00"),
        ("Monday", "2026-11-23 09:00"),
        ("Thursday", "2026-11-26 09:00"),
        ("Fr 16:30", "2026-11-20 16:30"),
        ("in 3 working days", "2026-11-24 09:00"),
        ("in 3 Werktagen", "2026-11-24 09:00"),
        ("in drei Arbeitstagen um 14 Uhr", "2026-11-24 14:00"),
        ("in 2 hours", "2026-11-19 12:30"),
        ("in einer Stunde", "2026-11-19 11:30"),
        ("in einer halben Stunde", "2026-11-19 11:00"),
        ("in 1,5 Stunden", "2026-11-19 12:00"),
        ("in 1 h 30 min", "2026-11-19 12:00"),
        ("90 min", "2026-11-19 12:00"),
        ("next week", "2026-11-23 09:00"),
        ("nächste Woche", "2026-11-23 09:00"),
        ("Dienstag nächster Woche", "2026-11-24 09:00"),
        ("week after next", "2026-11-30 09:00"),
        ("in 2 Wochen", "2026-12-03 09:00"),
        ("a week from tomorrow", "2026-11-27 09:00"),
        ("Montag in 2 Wochen", "2026-12-07 09:00"),
        ("Ende des Monats", "2026-11-30 09:00"),
        ("end of next month", "2026-12-31 09:00"),
        ("nächsten Monat", "2026-12-01 09:00"),
        ("Mitte Januar", "2027-01-15 09:00"),
        ("Jahresende", "2026-12-31 09:00"),
        ("24.12. 10:00", "2026-12-24 10:00"),
        ("24.12. 10", "2026-12-24 10:00"),
        ("24.12.26", "2026-12-24 09:00"),
        ("24.12.2026", "2026-12-24 09:00"),
        ("2026-12-24 10:00", "2026-12-24 10:00"),
        ("2026-12-24T10:00", "2026-12-24 10:00"),
        ("12/24", "2026-12-24 09:00"),
        ("24/12", "2026-12-24 09:00"),
        ("4/4", "2027-04-04 09:00"),
        ("December 24th, 2026, 10:30 am", "2026-12-24 10:30"),
        ("24. Dezember", "2026-12-24 09:00"),
        ("am 24.", "2026-11-24 09:00"),
        ("15.3.", "2027-03-15 09:00"),
        ("29.2.", "2028-02-29 09:00"),
        ("3pm", "2026-11-19 15:00"),
        ("9 a.m.", "2026-11-20 09:00"),
        ("12am", "2026-11-20 00:00"),
        ("um 15 Uhr", "2026-11-19 15:00"),
        ("um halb neun", "2026-11-20 08:30"),
        ("viertel nach 3", "2026-11-20 03:15"),
        ("Mitternacht", "2026-11-20 00:00"),
        ("kw 50", "2026-12-07 09:00"),
        ("Mittwoch KW 50", "2026-12-09 09:00"),
        ("2026-W50", "2026-12-07 09:00"),
        ("KW 47", "2026-11-20 09:00"),
        ("KW 1", "2027-01-04 09:00"),
        ("KW 53", "2026-12-28 09:00"),
        ("weekend", "2026-11-21 09:00"),
        ("next working day", "2026-11-20 09:00"),
        ("nächster Werktag 8:00", "2026-11-20 08:00"),
        ("Freitag 10.30", "2026-11-20 10:30"),
        ("10.30", "2026-11-20 10:30"),
        ("morgen 9.15", "2026-11-20 09:15"),
        ("24.12.2026 10.00", "2026-12-24 10:00"),
        ("tomorrow 15h", "2026-11-20 15:00"),
        ("at 9 o'clock", "2026-11-20 09:00"),
        ("morgen um neun", "2026-11-20 09:00"),
        ("Feierabend", "2026-11-19 17:00"),
        ("in a couple of days", "2026-11-21 09:00"),
        ("in einem halben Jahr", "2027-05-19 09:00"),
        ("Mitte nächster Woche", "2026-11-25 09:00"),
        ("im Dezember", "2026-12-01 09:00"),
        ("KW50 Mi", "2026-12-09 09:00"),
        ("24-12-2026", "2026-12-24 09:00"),
    ],
)
def test_words_are_understood_in_both_languages(text: str, expected: str) -> None:
    assert read(text) == expected
    assert read(f"  {text.upper()} ") == expected


def test_working_days_skip_holidays() -> None:
    monday = frozenset({date(2026, 11, 23)})
    assert read("in 2 working days", holidays=monday) == "2026-11-24 09:00"
    assert read("next week", holidays=monday) == "2026-11-24 09:00"
    assert read("Monday", holidays=monday) == "2026-11-23 09:00"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("heute 9 Uhr", "in the past"),
        ("yesterday", "in the past"),
        ("1.1.2020", "in the past"),
        ("3/4", "two dates"),
        ("31.2.", "no such day"),
        ("KW 54", "no such day"),
        ("Montag, 24.11.2026", "weekday"),
        ("in 9999 years", "too far"),
        ("24.12.2150", "too far"),
        ("sometime", "tomorrow 9:00"),
        ("tomorrow 25:00", "tomorrow 9:00"),
        ("in 0 days", "not a time"),
        ("9:00 10:00", "not a time"),
        ("7", "not a time"),
        ("", "Type a time"),
        ("x" * 5000, "not a time"),
    ],
)
def test_what_is_no_future_time_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        read_when(text, now=NOW, zone=BERLIN)
    assert parse_when(text, now=NOW, zone=BERLIN) is None


def test_the_echo_is_written_in_the_language_of_the_interface() -> None:
    assert read_when("24.11.", now=NOW, zone=BERLIN).echo == "Tuesday, 24 November 2026, 09:00"
    set_language("de")
    assert read_when("24.11.", now=NOW, zone=BERLIN).echo == "Dienstag, 24. November 2026, 09:00"


def test_a_time_that_is_skipped_in_spring_is_moved_forward() -> None:
    assert read("28.3.2027 2:30") == "2027-03-28 03:30"


def test_a_time_that_comes_twice_in_autumn_means_the_first_that_is_ahead() -> None:
    first = datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert read_when("31.10.2027 2:30", now=NOW, zone=BERLIN).at == first
    between = first + timedelta(minutes=15)
    assert read_when("2:30", now=between, zone=BERLIN).at == first + timedelta(hours=1)


def test_two_hours_over_the_autumn_change_are_two_hours() -> None:
    now = datetime(2027, 10, 30, 23, 30, tzinfo=UTC)
    assert read_when("in 2 hours", now=now, zone=BERLIN).at == now + timedelta(hours=2)


def test_just_before_midnight_tomorrow_is_the_next_day() -> None:
    now = datetime(2026, 12, 31, 23, 59, 59, tzinfo=BERLIN)
    assert read("tomorrow", now=now) == "2027-01-01 09:00"
    assert read("0:00", now=now) == "2027-01-01 00:00"


@pytest.mark.parametrize("hour", range(24))
def test_presets_are_ahead_rising_and_never_twice(hour: int) -> None:
    for day in range(1, 8):
        now = datetime(2026, 12, 20 + day, hour, 59, 30, tzinfo=BERLIN)
        offered = presets(now=now, zone=BERLIN, holidays=frozenset({date(2026, 12, 25)}))
        times = [preset.when.at for preset in offered]
        assert times == sorted(set(times))
        assert times[0] > now
        assert len({preset.label for preset in offered}) == len(offered) >= 3


def test_on_friday_the_next_working_day_is_offered_instead_of_tomorrow() -> None:
    friday = datetime(2026, 11, 20, 16, 0, tzinfo=BERLIN)
    offered = {p.key: p.when.echo for p in presets(now=friday, zone=BERLIN)}
    assert "tomorrow" not in offered
    assert offered["working_day"] == "Monday, 23 November 2026, 09:00"


moments = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2090, 1, 1)).map(
    lambda naive: naive.replace(tzinfo=UTC)
)
zones = st.sampled_from(
    [
        ZoneInfo(key)
        for key in ("Europe/Berlin", "UTC", "America/New_York", "Asia/Kathmandu", "Pacific/Apia")
    ]
)
days = st.sampled_from(
    [
        "heute",
        "morgen",
        "tomorrow",
        "Montag",
        "next Tue",
        "nächste Woche",
        "kw 53",
        "24.12.",
        "29.2.",
        "in 3 Werktagen",
        "end of month",
        "Wochenende",
        "in 2 Wochen",
        "am 31.",
        "in einem Jahr",
        "Ende Februar",
        "",
    ]
)
clocks = st.sampled_from(["", "9:00", "um 2:30", "3pm", "früh", "23:59", "mitternacht", "at 2"])


@given(now=moments, zone=zones, day=days, clock=clocks)
def test_a_time_read_is_ahead_and_its_echo_reads_as_the_same_time(
    now: datetime, zone: ZoneInfo, day: str, clock: str
) -> None:
    when = parse_when(f"{day} {clock}", now=now, zone=zone)
    if when is not None:
        assert when.at > now
        assert when.at.second == 0
        again = read_when(when.echo, now=now, zone=zone)
        assert again == when


@given(now=moments, zone=zones, minutes=st.integers(1, 9999))
def test_minutes_ahead_survive_the_echo(now: datetime, zone: ZoneInfo, minutes: int) -> None:
    when = read_when(f"in {minutes} minutes", now=now, zone=zone)
    assert now < when.at <= now + timedelta(minutes=minutes)
    assert read_when(when.echo, now=now, zone=zone).at == when.at
    set_language("de")
    assert read_when(echo(when.at, zone=zone), now=now, zone=zone).at == when.at
    set_language("en")


@given(text=st.text(max_size=60), now=moments)
def test_any_text_is_either_a_future_time_or_refused(text: str, now: datetime) -> None:
    when = parse_when(text, now=now, zone=BERLIN)
    assert when is None or when.at > now
