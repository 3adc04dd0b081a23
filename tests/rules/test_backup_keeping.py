"""Which backups stay."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.rules.backup_keeping import DAILY, MONTHLY, WEEKLY, expires, kept

START = datetime(2024, 1, 1, 9, 0)
moments = st.lists(
    st.integers(min_value=0, max_value=900 * 24 * 60).map(lambda n: START + timedelta(minutes=n)),
    unique=True,
)


def test_a_year_of_daily_backups_leaves_seven_days_four_weeks_twelve_months() -> None:
    taken = [START + timedelta(days=day) for day in range(366)]
    left: set[datetime] = set()
    for each in taken:  # as it happens: one more each day, the rest goes
        left = set(kept(left | {each}))
    days = sorted(left, reverse=True)
    assert days[:7] == [taken[-1] - timedelta(days=n) for n in range(7)]
    assert len({each.isocalendar()[:2] for each in days}) >= WEEKLY
    assert {(each.year, each.month) for each in days} >= {(2024, month) for month in range(2, 13)}
    assert len(days) <= DAILY + WEEKLY + MONTHLY


@given(moments)
def test_what_is_kept_is_kept_again_and_the_newest_always(taken: list[datetime]) -> None:
    once = kept(taken)
    assert kept(once) == once
    assert not taken or max(taken) in once
    assert once <= set(taken)


@given(moments)
def test_never_more_than_the_periods_and_the_last_day_ask_for(taken: list[datetime]) -> None:
    last_day = max(taken).date() if taken else None
    others = {each for each in kept(taken) if each.date() != last_day}
    assert len(others) <= DAILY + WEEKLY + MONTHLY


def test_several_of_one_day_stay_until_a_newer_day_comes() -> None:
    morning, noon = START, START + timedelta(hours=3)
    assert kept([morning, noon]) == {morning, noon}
    assert kept([morning, noon, noon + timedelta(days=1)]) == {noon, noon + timedelta(days=1)}


def test_a_backup_expires_within_thirteen_months() -> None:
    taken = [START + timedelta(days=day) for day in range(60)]
    for each in kept(taken):
        assert max(taken).date() < expires(each, kept(taken)) < max(taken).date() + timedelta(400)
