"""Arrivals counted by the clock of the desk."""

from datetime import UTC, date, datetime

import pytest

from app.errors import UserError
from app.planning.need import SLOTS
from app.planning.need_settings import USUAL, ChannelPromise
from app.queries.shifts.need import arrival_days, arrivals, counted, need_settings
from app.rules.enums import Channel
from app.services.shifts.need import set_promises
from app.services.tickets import mark_spam
from tests.desk_fixtures import Desk

MONDAY = date(2026, 3, 2)
SUNDAY = date(2026, 3, 8)


def test_a_call_is_counted_in_its_half_hour_by_the_clock_of_the_desk(desk: Desk) -> None:
    desk.clock.now = datetime(2026, 3, 3, 8, 40, tzinfo=UTC)
    desk.captured()
    found = desk.read(arrivals, first=MONDAY, last=SUNDAY)
    row = found.arrivals.counts[Channel.PHONE]
    assert [slot for slot, count in enumerate(row) if count] == [SLOTS + 19]
    assert (found.outside.part, found.outside.whole) == (0, 1)
    assert found.arrivals.observed == (1, 1, 1, 1, 1, 1, 0), "8 March is a holiday in Berlin"


def test_spam_is_no_contact(desk: Desk) -> None:
    ticket = desk.captured()
    desk.do(mark_spam, [ticket], from_now_on=False)
    assert desk.read(arrivals, first=MONDAY, last=SUNDAY).arrivals.total == 0


def test_contacts_outside_the_service_hours_are_a_share_with_its_interval(desk: Desk) -> None:
    for hour in (9, 10, 11, 20):
        desk.clock.now = datetime(2026, 3, 4, hour, tzinfo=UTC)
        desk.captured(subject=str(hour))
    outside = desk.read(arrivals, first=MONDAY, last=SUNDAY).outside
    assert (outside.part, outside.whole) == (1, 4)
    assert outside.low < 0.25 < outside.high


def test_a_holiday_is_outside_and_no_usual_friday(desk: Desk) -> None:
    may_day = datetime(2026, 5, 1, 10)
    found = desk.read(
        counted,
        {(Channel.PHONE, may_day): 3},
        first=date(2026, 4, 27),
        last=date(2026, 5, 3),
    )
    assert found.outside.part == 3
    assert found.arrivals.observed[4] == 0
    assert found.arrivals.total == 0


def test_the_days_of_the_first_and_the_last_contact(desk: Desk) -> None:
    assert desk.read(arrival_days) is None
    desk.captured()
    assert desk.read(arrival_days) == (MONDAY, MONDAY)


def test_promises_are_kept_in_the_desk_and_can_be_undone(desk: Desk) -> None:
    made = {**USUAL, Channel.PHONE: ChannelPromise(180.0, 0.9, 15.0)}
    desk.do(set_promises, made)
    assert desk.read(need_settings).promises == made
    desk.undo()
    assert desk.read(need_settings).promises == USUAL


@pytest.mark.parametrize(
    "promise",
    [ChannelPromise(0, 0.8, 20), ChannelPromise(60, 1.0, 20), ChannelPromise(60, 0.8, 20, 0),
     ChannelPromise(60, 0.8, 20, patience=-1)],
)  # fmt: skip
def test_what_nobody_could_keep_is_refused(desk: Desk, promise: ChannelPromise) -> None:
    with pytest.raises(UserError):
        desk.do(set_promises, {**USUAL, Channel.PHONE: promise})
