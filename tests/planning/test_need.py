"""People needed by the half hour, from arrivals."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.planning.cover import Extra, covers, outcome, shortages
from app.planning.need import (
    SLOTS,
    WEEK_SLOTS,
    Arrivals,
    SlotNeed,
    expected,
    in_time,
    needed,
    open_slots,
    week_need,
)
from app.planning.need_settings import USUAL, ChannelPromise, promises, stored_promises
from app.rules.enums import Channel

ALWAYS = (True,) * WEEK_SLOTS
OFFICE = open_slots([[(9 * 60, 18 * 60)]] * 5 + [[]] * 2)
PUBLISHED = {**USUAL, Channel.PHONE: ChannelPromise(180.0, 0.8, 20.0)}
MONDAY = date(2026, 6, 1)
TEN = 10 * 2


def arrivals(channel: Channel, counts: dict[int, int], *, weeks: int = 1) -> Arrivals:
    """Contacts by half hour of the week, over so many weeks."""
    row = tuple(counts.get(slot, 0) for slot in range(WEEK_SLOTS))
    return Arrivals(MONDAY, MONDAY, {channel: row}, (weeks,) * 7)


def test_the_published_example_needs_fourteen_in_its_half_hour() -> None:
    week = week_need(arrivals(Channel.PHONE, {TEN: 400}, weeks=4), PUBLISHED, ALWAYS)
    assert week[TEN].people == 14
    assert week[TEN].contacts == 100
    assert sum(each.people for each in week) == 14


def test_an_uncertain_mean_gives_a_band_of_people() -> None:
    week = week_need(arrivals(Channel.PHONE, {TEN: 100}), PUBLISHED, ALWAYS)
    assert week[TEN].fewest < week[TEN].people == 14 < week[TEN].most
    sure = week_need(arrivals(Channel.PHONE, {TEN: 10_000}, weeks=100), PUBLISHED, ALWAYS)
    assert sure[TEN].fewest >= week[TEN].fewest
    assert sure[TEN].most <= week[TEN].most


def test_calls_outside_the_service_hours_need_nobody() -> None:
    week = week_need(arrivals(Channel.PHONE, {0: 50}), PUBLISHED, OFFICE)
    assert sum(each.people for each in week) == 0


def test_mails_of_the_weekend_are_worked_on_on_monday_morning() -> None:
    saturday = 5 * SLOTS + TEN
    means = expected(arrivals(Channel.EMAIL, {saturday: 16}), USUAL, OFFICE)[Channel.EMAIL]
    assert means[18 : 18 + 8] == (2.0,) * 8
    assert sum(means) == pytest.approx(16)


def test_work_that_waits_is_done_by_who_is_free_between_calls() -> None:
    calls = {Channel.PHONE: 100.0}
    alone = needed(calls, PUBLISHED)
    assert needed({**calls, Channel.EMAIL: 3.0}, PUBLISHED) == alone
    assert needed({**calls, Channel.EMAIL: 60.0}, PUBLISHED) > alone


def test_two_chats_at_once_need_fewer_people_than_one() -> None:
    one = {**USUAL, Channel.CHAT: ChannelPromise(600.0, 0.8, 60.0)}
    assert needed({Channel.CHAT: 20.0}, USUAL) < needed({Channel.CHAT: 20.0}, one)


def test_callers_who_hang_up_need_fewer_people() -> None:
    impatient = {**PUBLISHED, Channel.PHONE: ChannelPromise(180.0, 0.8, 20.0, patience=60.0)}
    assert needed({Channel.PHONE: 100.0}, impatient) < needed({Channel.PHONE: 100.0}, PUBLISHED)


def test_thirteen_people_answer_a_little_less_than_promised() -> None:
    assert in_time({Channel.PHONE: 100.0}, PUBLISHED, 13) == pytest.approx(79.56, abs=0.01)
    assert in_time({Channel.PHONE: 100.0}, PUBLISHED, 14) == pytest.approx(88.835, abs=0.001)


@given(
    contacts=st.dictionaries(st.sampled_from(list(Channel)), st.floats(0.01, 60), max_size=4),
    more=st.sampled_from(list(Channel)),
)
def test_one_contact_more_never_needs_fewer_and_the_load_is_always_carried(
    contacts: dict[Channel, float], more: Channel
) -> None:
    people = needed(contacts, USUAL)
    work = sum(
        count * USUAL[channel].handling / USUAL[channel].at_once / 1800
        for channel, count in contacts.items()
    )
    assert people >= math.floor(work)
    if more in contacts:
        assert needed({**contacts, more: contacts[more] + 1}, USUAL) >= people


@given(contacts=st.floats(0.1, 80), people=st.integers(0, 30))
def test_one_person_more_never_answers_fewer(contacts: float, people: int) -> None:
    here = {Channel.PHONE: contacts, Channel.EMAIL: contacts}
    assert in_time(here, USUAL, people) <= in_time(here, USUAL, people + 1) + 1e-9


@given(
    counts=st.dictionaries(st.integers(0, WEEK_SLOTS - 1), st.integers(1, 30), max_size=8),
    hours=st.lists(
        st.tuples(st.integers(0, 23), st.integers(1, 12)).map(
            lambda each: [(each[0] * 60, min(24, each[0] + each[1]) * 60)]
        ),
        min_size=7,
        max_size=7,
    ),
)
def test_no_mail_is_lost_on_the_way_to_an_open_half_hour(
    counts: dict[int, int], hours: list[list[tuple[int, int]]]
) -> None:
    opened = open_slots(hours)
    means = expected(arrivals(Channel.EMAIL, counts), USUAL, opened)[Channel.EMAIL]
    assert sum(means) == pytest.approx(sum(counts.values()))
    assert all(opened[slot] for slot, mean in enumerate(means) if mean)


def _week(people: int) -> tuple[SlotNeed, ...]:
    """So many needed on Monday from 10 to 12."""
    needs = {slot: SlotNeed(10.0, people, people, people) for slot in range(20, 24)}
    return tuple(needs.get(slot, SlotNeed(0.0, 0, 0, 0)) for slot in range(WEEK_SLOTS))


def test_shortage_and_surplus_are_told_apart() -> None:
    planned = {MONDAY: tuple(1 if 18 <= slot < 24 else 0 for slot in range(SLOTS))}
    days = covers(_week(3), planned)
    (stretch,) = shortages(days)
    assert (stretch.begin, stretch.end, stretch.most) == (600, 720, 2)
    assert days[0].missing[18] == -1


def test_one_more_from_ten_to_twelve_mends_a_shortage_of_one() -> None:
    planned = {MONDAY: (1,) * SLOTS}
    assert shortages(covers(_week(2), planned))
    assert not shortages(covers(_week(2), planned, extra=Extra(1, 600, 720)))
    assert shortages(covers(_week(2), planned, extra=Extra(1, 600, 720, frozenset({1}))))


def test_a_closed_day_needs_nobody() -> None:
    planned = {MONDAY: (0,) * SLOTS}
    assert not shortages(covers(_week(2), planned, closed=frozenset({MONDAY})))


def test_who_is_there_while_the_desk_is_closed_is_not_too_many() -> None:
    week = week_need(arrivals(Channel.PHONE, {TEN: 10}), USUAL, OFFICE)
    planned = {MONDAY: (1,) * SLOTS}
    (day,) = covers(week, planned)
    assert day.missing[0] == 0
    assert day.missing[18] == -1


def test_the_outcome_is_the_share_in_time_and_the_hours() -> None:
    made = arrivals(Channel.PHONE, {TEN: 100})
    week = week_need(made, PUBLISHED, ALWAYS)
    planned = {MONDAY: tuple(13 if slot == TEN else 0 for slot in range(SLOTS))}
    found = outcome(covers(week, planned), expected(made, PUBLISHED, ALWAYS), PUBLISHED)
    assert found.share == pytest.approx(0.7956, abs=1e-4)
    assert (found.missing_hours, found.surplus_hours) == (0.5, 0.0)


def test_service_hours_become_half_hours() -> None:
    assert sum(OFFICE) == 5 * 18
    assert OFFICE[17:19] == (False, True)


def test_promises_survive_being_stored() -> None:
    assert promises({}) == USUAL
    assert stored_promises(USUAL) == {}
    made = {**USUAL, Channel.CHAT: ChannelPromise(300.0, 0.9, 30.0, at_once=3, patience=120.0)}
    assert promises(stored_promises(made)) == made
    assert promises({"phone": {"gone": 1}}) == USUAL
