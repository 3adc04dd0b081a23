"""What can be done to tickets, one by one and in bulk."""

from datetime import timedelta

import pytest

from app.errors import UserError
from app.models.contacts import Contact
from app.models.tickets import Ticket
from app.rules.enums import Impact, Level, LinkKind, Priority, Status, Urgency
from app.rules.priority import DEFAULT_MATRIX
from app.services import desk as desk_service
from app.services import tickets
from app.storage.changes import Recording, recording_of
from tests.desk_fixtures import Desk


def test_solving_and_closing_stamp_when_and_opening_again_forgets_it(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.do(tickets.set_status, [ticket_id], Status.SOLVED)
    solved = desk.clock.now
    desk.clock.advance(days=1)
    desk.do(tickets.set_status, [ticket_id], Status.CLOSED)
    ticket = desk.get(Ticket, ticket_id)
    assert (ticket.solved_at, ticket.closed_at) == (solved, desk.clock.now)
    desk.do(tickets.set_status, [ticket_id], Status.SOLVED)
    assert desk.get(Ticket, ticket_id).closed_at is None
    assert desk.get(Ticket, ticket_id).solved_at == solved
    desk.do(tickets.set_status, [ticket_id], Status.OPEN)
    ticket = desk.get(Ticket, ticket_id)
    assert (ticket.solved_at, ticket.closed_at) == (None, None)


def test_closing_at_once_counts_as_solved_then(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.do(tickets.set_status, [ticket_id], Status.CLOSED)
    ticket = desk.get(Ticket, ticket_id)
    assert ticket.solved_at == ticket.closed_at == desk.clock.now


def test_closing_a_ticket_ends_its_snooze(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.do(tickets.snooze, [ticket_id], desk.clock.now + timedelta(days=1))
    desk.do(tickets.set_status, [ticket_id], Status.CLOSED)
    assert desk.get(Ticket, ticket_id).snoozed_until is None


def test_setting_the_status_a_ticket_has_leaves_nothing_to_undo(desk: Desk) -> None:
    ticket_id = desk.captured()
    assert desk.outcome(tickets.set_status, [ticket_id], Status.NEW).step is None


def test_many_tickets_are_one_step_and_one_undo(desk: Desk) -> None:
    ids = [desk.captured(f"Ticket {n}") for n in range(5)]
    outcome = desk.outcome(tickets.set_status, ids, Status.OPEN, label="Opened 5 tickets")
    assert outcome.changes.of("ticket").updated == set(ids)
    assert outcome.step is not None
    assert outcome.step.label == "Opened 5 tickets"
    desk.undo()
    assert desk.rows("SELECT DISTINCT status FROM ticket") == [(0,)]


def test_snoozing_into_the_past_is_refused(desk: Desk) -> None:
    ticket_id = desk.captured()
    with pytest.raises(UserError, match="That time is past"):
        desk.do(tickets.snooze, [ticket_id], desk.clock.now)


def test_a_snooze_that_arrives_wakes_the_ticket_unread_and_open(desk: Desk) -> None:
    waiting, new, later = (desk.captured(name) for name in "abc")
    desk.do(tickets.set_status, [waiting], Status.WAITING_CUSTOMER)
    soon = desk.clock.now + timedelta(hours=1)
    desk.do(tickets.snooze, [waiting, new], soon)
    desk.do(tickets.snooze, [later], soon + timedelta(days=1))
    assert desk.do(tickets.wake_due) == []
    desk.clock.advance(hours=1)
    outcome = desk.outcome(tickets.wake_due)
    assert sorted(outcome.result) == [waiting, new]
    assert outcome.step is None
    for ticket_id, status in ((waiting, Status.OPEN), (new, Status.NEW)):
        ticket = desk.get(Ticket, ticket_id)
        assert (ticket.snoozed_until, ticket.status, ticket.unread) == (None, status, True)
    assert desk.get(Ticket, later).snoozed_until is not None


def test_waking_is_nobody_s_act_and_stands_in_the_history_only() -> None:
    assert recording_of(tickets.wake_due) is Recording.NOT_UNDOABLE


def test_a_snoozed_ticket_in_the_trash_wakes_without_a_word(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.do(tickets.snooze, [ticket_id], desk.clock.now + timedelta(hours=1))
    desk.do(tickets.trash, [ticket_id])
    desk.clock.advance(hours=2)
    assert desk.do(tickets.wake_due) == []
    assert desk.do(tickets.wake_due) == []


def test_snoozing_a_solved_ticket_makes_it_work_again_for_later(desk: Desk) -> None:
    ticket_id = desk.captured(solved=True)
    desk.do(tickets.snooze, [ticket_id], desk.clock.now + timedelta(days=3))
    ticket = desk.get(Ticket, ticket_id)
    assert (ticket.status, ticket.solved_at) == (Status.OPEN, None)


def test_a_priority_set_by_hand_wins_until_it_is_taken_back(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.do(tickets.set_manual_priority, [ticket_id], Priority.LOW)
    desk.do(tickets.set_impact_urgency, [ticket_id], impact=Impact.HIGH, urgency=Urgency.HIGH)
    assert desk.get(Ticket, ticket_id).priority is Priority.LOW
    desk.do(tickets.set_manual_priority, [ticket_id], None)
    assert desk.get(Ticket, ticket_id).priority is Priority.CRITICAL


def test_another_matrix_changes_open_tickets_and_leaves_done_and_manual_ones(desk: Desk) -> None:
    open_one, done, manual = (desk.captured(name) for name in "abc")
    desk.do(tickets.set_status, [done], Status.CLOSED)
    desk.do(tickets.set_manual_priority, [manual], Priority.LOW)
    matrix = {impact: dict(row) for impact, row in DEFAULT_MATRIX.items()}
    matrix[Impact.MEDIUM][Urgency.MEDIUM] = Priority.CRITICAL
    desk.do(desk_service.set_priority_matrix, matrix)
    found = [desk.get(Ticket, each).priority for each in (open_one, done, manual)]
    assert found == [Priority.CRITICAL, Priority.NORMAL, Priority.LOW]
    fresh = desk.get(Ticket, desk.captured("d"))
    assert fresh.priority is Priority.CRITICAL
    desk.undo()
    desk.undo()
    assert desk.get(Ticket, open_one).priority is Priority.NORMAL


def test_level_due_time_subject_and_resolution_are_set(desk: Desk) -> None:
    ticket_id = desk.captured()
    due = desk.clock.now + timedelta(hours=4)
    desk.do(tickets.set_level, [ticket_id], Level.L3)
    desk.do(tickets.set_due, [ticket_id], due)
    desk.do(tickets.set_subject, ticket_id, "  Drucker \n brennt ")
    desk.do(tickets.set_resolution, ticket_id, " Switched it off. ")
    ticket = desk.get(Ticket, ticket_id)
    assert (ticket.level, ticket.due_at, ticket.resolution) == (Level.L3, due, "Switched it off.")
    assert (ticket.subject, ticket.subject_key) == ("Drucker brennt", "drucker brennt")
    with pytest.raises(UserError, match="needs a subject"):
        desk.do(tickets.set_subject, ticket_id, " ")


def test_tags_that_differ_by_case_are_one_and_stay_known_when_unused(desk: Desk) -> None:
    one, two = desk.captured("a"), desk.captured("b")
    desk.do(tickets.add_tags, [one, two], ["Rückgabe", "#VIP"])
    desk.do(tickets.add_tags, [one], ["rückgabe", "Rückgabe "])
    assert desk.rows("SELECT name FROM tag ORDER BY id") == [("Rückgabe",), ("VIP",)]
    assert desk.one("SELECT count(*) FROM ticket_tag") == 4
    desk.do(tickets.remove_tags, [one, two], ["vip"])
    assert desk.one("SELECT count(*) FROM ticket_tag") == 2
    assert desk.one("SELECT count(*) FROM tag") == 2
    desk.undo()
    assert desk.one("SELECT count(*) FROM ticket_tag") == 4


def test_a_tag_of_nothing_but_signs_is_refused(desk: Desk) -> None:
    ticket_id = desk.captured()
    with pytest.raises(UserError, match="at least one letter or digit"):
        desk.do(tickets.add_tags, [ticket_id], ["#!"])


def test_spam_from_now_on_blocks_the_sender_and_undo_unblocks(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.do(tickets.mark_spam, [ticket_id], from_now_on=True)
    contact_id = desk.get(Ticket, ticket_id).contact_id
    assert desk.get(Ticket, ticket_id).shelf == 2
    assert desk.get(Contact, contact_id).blocked
    desk.undo()
    assert not desk.get(Contact, contact_id).blocked
    desk.redo()
    desk.do(tickets.unmark_spam, [ticket_id])
    assert desk.get(Ticket, ticket_id).shelf == 0
    assert not desk.get(Contact, contact_id).blocked


def test_trash_and_restore_leave_the_rest_of_the_ticket_alone(desk: Desk) -> None:
    ticket_id = desk.captured(solved=True)
    before = desk.dump()
    desk.do(tickets.trash, [ticket_id])
    assert desk.get(Ticket, ticket_id).shelf == 3
    with pytest.raises(UserError, match=r"#1001 is in the trash\. Restore it first"):
        desk.do(tickets.set_status, [ticket_id], Status.OPEN)
    desk.do(tickets.restore, [ticket_id])
    assert desk.dump() == before


def test_reading_leaves_no_trace_and_never_stands_against_undo(desk: Desk) -> None:
    one, two = desk.captured("a"), desk.captured("b")
    desk.do(tickets.mark_read, [one], unread=True)
    outcome = desk.outcome(tickets.merge, [one], two)
    assert desk.get(Ticket, two).unread
    assert outcome.step is not None
    read = desk.outcome(tickets.mark_read, [two], unread=False)
    assert read.step is None
    assert read.changes.of("ticket").updated == {two}
    desk.undo()
    assert desk.get(Ticket, one).merged_into_id is None


def test_a_thank_you_can_be_accepted(desk: Desk) -> None:
    ticket_id = desk.captured(solved=True)
    desk.do(tickets.stays_solved, [ticket_id])
    assert desk.get(Ticket, ticket_id).status is Status.SOLVED


def test_tickets_are_linked_once_and_never_to_themselves_or_in_a_circle(desk: Desk) -> None:
    one, two, three = (desk.captured(name) for name in "abc")
    desk.do(tickets.link, one, two, kind=LinkKind.RELATED)
    with pytest.raises(UserError, match="linked like this already"):
        desk.do(tickets.link, two, one, kind=LinkKind.RELATED)
    with pytest.raises(UserError, match="to itself"):
        desk.do(tickets.link, one, one, kind=LinkKind.DUPLICATE)
    desk.do(tickets.link, one, two, kind=LinkKind.CHILD)
    desk.do(tickets.link, two, three, kind=LinkKind.CHILD)
    with pytest.raises(UserError, match="#1001 is below #1003 already"):
        desk.do(tickets.link, three, one, kind=LinkKind.CHILD)
    desk.do(tickets.unlink, two, one)
    assert desk.rows("SELECT ticket_id, other_id FROM ticket_link") == [(two, three)]


def test_fields_of_the_category_are_checked_and_survive_another_category(desk: Desk) -> None:
    problem = desk.one("SELECT id FROM category WHERE name = 'Technical problem'")
    ticket_id = desk.captured(category_id=problem)
    desk.do(tickets.set_fields, ticket_id, {"steps": " Switch it on ", "actual": ""})
    assert desk.get(Ticket, ticket_id).fields == {"steps": "Switch it on"}
    with pytest.raises(UserError, match="no field “colour”"):
        desk.do(tickets.set_fields, ticket_id, {"colour": "red"})
    desk.do(tickets.set_category, [ticket_id], None)
    with pytest.raises(UserError, match="no field “steps”"):
        desk.do(tickets.set_fields, ticket_id, {"steps": "x"})
    desk.do(tickets.set_category, [ticket_id], problem)
    assert desk.get(Ticket, ticket_id).fields == {"steps": "Switch it on"}


def test_a_ticket_that_is_gone_is_named_so(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.undo()
    with pytest.raises(UserError, match="does not exist any more"):
        desk.do(tickets.set_status, [ticket_id], Status.OPEN)
