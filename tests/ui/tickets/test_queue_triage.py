"""Triage: one key per decision, the next ticket at once."""

from PySide6.QtTest import QTest

from app.rules.enums import Priority, Status
from app.ui.tickets.time_popover import TimePopover
from app.ui.tickets.triage import Triage
from app.ui.tickets.triage_run import Decision, TriageRun
from app.ui.widgets.choice_popover import ChoicePopover
from tests.ui.tickets.conftest import Queue


def begun(queue: Queue) -> Triage:
    queue.page.table.go_to_row(0)
    queue.act("ticket.triage")
    triage = queue.page.triage
    assert triage.isVisible()
    return triage


def test_each_key_decides_and_shows_the_next_ticket(queue: Queue, some_tickets: list[int]) -> None:
    triage = begun(queue)
    assert triage.run_now.current == some_tickets[5]
    queue.press(triage, "A")
    assert queue.ticket(some_tickets[5]).assignee_name == "Kim Okafor"
    assert triage.run_now.current == some_tickets[4]
    queue.press(triage, "D")
    assert queue.ticket(some_tickets[4]).status is Status.CLOSED
    queue.press(triage, "X")
    assert queue.ticket(some_tickets[3]).spam
    queue.press(triage, "Space")
    assert triage.run_now.current == some_tickets[1]
    queue.press(triage, "W")
    assert triage.run_now.current == some_tickets[2]


def test_priority_and_tag_stay_on_the_ticket(queue: Queue, some_tickets: list[int]) -> None:
    triage = begun(queue)
    queue.press(triage, "E")
    popover = queue.popup()
    assert isinstance(popover, ChoicePopover)
    popover.taken.emit(Priority.CRITICAL)
    popover.close()
    queue.settled()
    assert queue.ticket(some_tickets[5]).priority is Priority.CRITICAL
    assert triage.run_now.current == some_tickets[5]


def test_snoozing_goes_on_only_once_a_time_was_chosen(
    queue: Queue, some_tickets: list[int]
) -> None:
    triage = begun(queue)
    queue.press(triage, "S")
    popover = queue.popup()
    assert isinstance(popover, TimePopover)
    popover.close()
    queue.settled()
    assert triage.run_now.current == some_tickets[5]
    queue.press(triage, "S")
    popover = queue.popup()
    assert isinstance(popover, TimePopover)
    QTest.keyClicks(popover.line, "tomorrow 9:00")
    popover.line.returnPressed.emit()
    queue.settled()
    assert queue.ticket(some_tickets[5]).snoozed_until is not None
    assert triage.run_now.current == some_tickets[4]


def test_esc_sums_up_and_a_second_one_returns_to_the_queue(queue: Queue) -> None:
    triage = begun(queue)
    queue.press(triage, "Space")
    queue.press(triage, "D")
    queue.press(triage, "Esc")
    assert triage.isVisible()
    assert triage.run_now.summary() == "2 tickets looked at, 1 closed, 1 skipped, 4 left"
    queue.press(triage, "Esc")
    assert not triage.isVisible()


def test_the_keys_of_the_queue_rest_meanwhile(queue: Queue, some_tickets: list[int]) -> None:
    triage = begun(queue)
    triage.setFocus()
    for key in ("O", "U", "M", "Del"):
        queue.press(triage, key)
    assert triage.run_now.current == some_tickets[5]
    assert queue.ticket(some_tickets[5]).deleted_at is None
    assert queue.ticket(some_tickets[5]).assignee_id is None


def test_a_selection_is_gone_through_alone(queue: Queue, some_tickets: list[int]) -> None:
    queue.page.table.select_ids(some_tickets[1:3])
    queue.settled()
    queue.act("ticket.triage")
    assert set(queue.page.triage.run_now.ids) == set(some_tickets[1:3])


def test_replying_leaves_triage_for_the_composer(queue: Queue, some_tickets: list[int]) -> None:
    triage = begun(queue)
    queue.press(triage, "R")
    assert not triage.isVisible()
    assert queue.page.conversation.shown_id == some_tickets[5]


def test_a_run_counts_what_was_done_and_ends_after_the_last() -> None:
    run = TriageRun([7, 8])
    run.decide(Decision.PRIORITY)
    assert run.current == 7
    run.decide(Decision.ASSIGN)
    run.decide(Decision.SNOOZE)
    assert run.current is None
    assert run.summary() == "2 tickets looked at, 1 taken, 1 snoozed"
    assert run.go_back()
    assert run.current == 8
