"""A reply brings a ticket back, a machine never does."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from app.rules.enums import Direction, Status
from app.rules.reopening import Arrival, explain_arrival, is_history, on_incoming, on_outgoing

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Status.NEW, Status.NEW),
        (Status.OPEN, Status.OPEN),
        (Status.WAITING_CUSTOMER, Status.OPEN),
        (Status.WAITING_THIRD, Status.OPEN),
        (Status.SOLVED, Status.OPEN),
    ],
)
def test_a_customers_reply_makes_a_ticket_work_again(before: Status, after: Status) -> None:
    arrival = on_incoming(before, snoozed=True, automatic=False)
    assert arrival == Arrival(after, wakes=True)
    assert not on_incoming(before, snoozed=False, automatic=False).wakes


@pytest.mark.parametrize(("status", "snoozed"), list(product(Status, [True, False])))
def test_automatic_mail_changes_nothing(status: Status, snoozed: bool) -> None:
    for only_thanks in (True, False):
        arrival = on_incoming(status, snoozed=snoozed, automatic=True, only_thanks=only_thanks)
        assert arrival == Arrival(status)
        assert explain_arrival(arrival, before=status) == ""


def test_a_reply_to_a_closed_ticket_asks_for_a_new_one_and_leaves_it_closed() -> None:
    arrival = on_incoming(Status.CLOSED, snoozed=False, automatic=False)
    assert arrival == Arrival(Status.CLOSED, new_ticket=True)
    assert "linked" in explain_arrival(arrival, before=Status.CLOSED)


def test_a_thank_you_leaves_a_solved_ticket_solved_and_offers_to_reopen() -> None:
    arrival = on_incoming(Status.SOLVED, snoozed=False, automatic=False, only_thanks=True)
    assert arrival == Arrival(Status.SOLVED, offer_solved=True)
    assert "stays solved" in explain_arrival(arrival, before=Status.SOLVED)


def test_a_thank_you_on_an_open_ticket_is_an_ordinary_reply() -> None:
    arrival = on_incoming(Status.WAITING_CUSTOMER, snoozed=False, automatic=False, only_thanks=True)
    assert arrival == Arrival(Status.OPEN)


@pytest.mark.parametrize("status", list(Status))
def test_answering_begins_a_new_ticket_and_changes_no_other(status: Status) -> None:
    assert on_outgoing(status) is (Status.OPEN if status is Status.NEW else status)


@pytest.mark.parametrize(
    ("age", "direction", "history"),
    [
        (timedelta(days=14), Direction.IN, False),
        (timedelta(days=14, seconds=1), Direction.IN, True),
        (timedelta(hours=1), Direction.IN, False),
        (timedelta(hours=1), Direction.OUT, True),
        (timedelta(days=-1), Direction.IN, False),
    ],
)
def test_imported_conversations_that_are_old_or_answered_are_history(
    age: timedelta, direction: Direction, history: bool
) -> None:
    assert is_history(last_activity=NOW - age, last_direction=direction, now=NOW) is history
