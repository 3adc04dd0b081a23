"""Undo and redo over restarts, conflicts in words, and a chain that shows tampering."""

from contextlib import closing
from datetime import timedelta

import pytest
import sqlcipher3.dbapi2 as driver

from app.errors import UserError
from app.models.tickets import Ticket
from app.rules.enums import Level, Status
from app.services import answers, contacts, tickets
from app.services.contacts import ContactFields
from app.storage import history
from tests.desk_fixtures import Desk


def _tamper(desk: Desk, sql: str) -> None:
    """Change the file behind the program's back."""
    with closing(driver.connect(str(desk.path), isolation_level=None)) as raw:
        raw.create_function("index_words", 1, lambda text: text, deterministic=True)
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute(sql)


def test_undo_and_redo_work_after_a_restart_and_name_their_step(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.outcome(tickets.set_level, [ticket_id], Level.L2, label="Handed to L2")
    desk.restart()
    step = desk.database.next_undo()
    assert step is not None
    assert (step.label, step.agent_id, step.at) == ("Handed to L2", desk.kim, desk.clock.now)
    assert desk.database.undo(agent_id=desk.kim).result.label == "Handed to L2"
    desk.restart()
    redo = desk.database.next_redo()
    assert redo is not None
    assert redo.label == "Handed to L2"
    desk.redo()
    assert desk.get(Ticket, ticket_id).level is Level.L2
    assert desk.database.next_redo() is None


def test_a_new_act_ends_what_could_be_done_again(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.do(tickets.set_level, [ticket_id], Level.L2)
    desk.undo()
    desk.do(tickets.set_level, [ticket_id], Level.L3)
    with pytest.raises(UserError, match="nothing to redo"):
        desk.redo()


def test_an_unrecorded_act_does_not_end_what_could_be_done_again(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.do(tickets.set_level, [ticket_id], Level.L2)
    desk.undo()
    desk.do(tickets.mark_read, [ticket_id], unread=True)
    desk.redo()
    assert desk.get(Ticket, ticket_id).level is Level.L2


def test_a_conflict_is_judged_per_column_and_refused_in_words(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.do(tickets.set_level, [ticket_id], Level.L2)
    desk.outcome(tickets.set_status, [ticket_id], Status.OPEN, label="Opened it")
    _tamper(desk, "UPDATE ticket SET status = 2")
    with pytest.raises(UserError, match=r"“Opened it” cannot be undone.*changed since"):
        desk.undo()
    assert desk.get(Ticket, ticket_id).status is Status.WAITING_CUSTOMER
    desk.undo()
    assert desk.get(Ticket, ticket_id).level is Level.L1


def test_waking_stands_against_undoing_the_snooze_only(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.do(tickets.set_level, [ticket_id], Level.L2)
    desk.do(tickets.snooze, [ticket_id], desk.clock.now + timedelta(hours=1))
    desk.clock.advance(hours=2)
    desk.do(tickets.wake_due)
    with pytest.raises(UserError, match="changed since"):
        desk.undo()
    assert desk.get(Ticket, ticket_id).snoozed_until is None
    desk.undo()
    assert desk.get(Ticket, ticket_id).level is Level.L1


def test_an_address_that_was_taken_meanwhile_is_a_conflict_and_no_crash(desk: Desk) -> None:
    eva = desk.do(contacts.create, ContactFields(name="Eva", emails=("eva@x.example",)))
    desk.do(contacts.remove_address, eva, "eva@x.example")
    omer = desk.do(contacts.create, ContactFields(name="Ömer"))
    _tamper(desk, f"INSERT INTO contact_address VALUES (9, {omer}, 'eva@x.example', 0)")
    _tamper(desk, "DELETE FROM undo_step WHERE id = (SELECT max(id) FROM undo_step)")
    with pytest.raises(UserError, match="changed since"):
        desk.undo()
    assert desk.one("SELECT contact_id FROM contact_address") == omer


def test_a_refused_undo_changes_nothing_at_all(desk: Desk) -> None:
    ids = [desk.captured(name) for name in "abc"]
    desk.do(tickets.set_status, ids, Status.OPEN)
    _tamper(desk, "UPDATE ticket SET status = 2 WHERE id = 3")
    before = desk.dump()
    with pytest.raises(UserError):
        desk.undo()
    assert desk.dump() == before


def test_an_undo_that_would_take_the_words_of_others_along_is_refused(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.do(tickets.mark_read, [ticket_id], unread=True)
    desk.do(answers.add_note, ticket_id, text="Mine")
    _tamper(desk, "DELETE FROM undo_step WHERE id = (SELECT max(id) FROM undo_step)")
    before = desk.dump()
    with pytest.raises(UserError, match="changed since"):
        desk.undo()
    assert desk.dump() == before


def test_undo_brings_the_time_of_the_last_change_back_too(desk: Desk) -> None:
    ticket_id = desk.captured()
    before = desk.get(Ticket, ticket_id).updated_at
    desk.do(tickets.set_level, [ticket_id], Level.L2)
    assert desk.get(Ticket, ticket_id).updated_at == desk.clock.now
    desk.undo()
    assert desk.get(Ticket, ticket_id).updated_at == before


def test_steps_of_ninety_days_ago_are_forgotten_with_the_next_act(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.clock.advance(days=91)
    desk.do(tickets.set_level, [ticket_id], Level.L2)
    desk.undo()
    with pytest.raises(UserError, match="nothing to undo"):
        desk.undo()


def test_nothing_done_is_nothing_to_undo_or_redo(desk: Desk) -> None:
    with pytest.raises(UserError, match="nothing to undo"):
        desk.undo()
    with pytest.raises(UserError, match="nothing to redo"):
        desk.redo()


def test_the_history_tells_every_act_on_a_ticket_undo_included(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.captured("another")
    desk.outcome(tickets.set_level, [ticket_id], Level.L2, label="Handed on")
    desk.undo()
    acts = desk.read(history.acts_of_ticket, ticket_id)
    assert [(act.kind, act.label, act.agent_id) for act in acts] == [
        ("undoable", "Did something", desk.kim),
        ("undoable", "Handed on", desk.kim),
        ("undo", "Handed on", desk.kim),
    ]


def test_the_chain_of_a_used_desk_is_whole(desk: Desk) -> None:
    _use(desk)
    assert desk.read(history.broken_entries) == []
    assert len(desk.read(history.head)) == 64


TAMPERING = {
    "time": "UPDATE history_entry SET at = at + 1 WHERE id = 3",
    "agent": "UPDATE history_entry SET agent_id = 2 WHERE id = 3",
    "kind": "UPDATE history_entry SET kind = 'undo' WHERE id = 3",
    "digest": "UPDATE history_entry SET digest = randomblob(32) WHERE id = 3",
    "content": "UPDATE history_content SET content = x'00' WHERE id = 3",
    "salt": "UPDATE history_content SET salt = randomblob(16) WHERE id = 3",
    "chain": "UPDATE history_entry SET chain = randomblob(32) WHERE id = 3",
}


@pytest.mark.parametrize("sql", TAMPERING.values(), ids=TAMPERING)
def test_tampering_with_an_entry_shows(desk: Desk, sql: str) -> None:
    _use(desk)
    _tamper(desk, sql)
    assert 3 in desk.read(history.broken_entries)


def test_a_removed_entry_shows_at_its_successor(desk: Desk) -> None:
    _use(desk)
    _tamper(desk, "DELETE FROM history_entry WHERE id = 3")
    assert desk.read(history.broken_entries) == [4]


def test_a_removed_end_shows_against_a_head_noted_earlier(desk: Desk) -> None:
    _use(desk)
    noted = desk.read(history.head)
    last = desk.one("SELECT max(id) FROM history_entry")
    _tamper(desk, f"DELETE FROM history_entry WHERE id = {last}")
    assert desk.read(history.broken_entries) == []
    assert desk.read(history.head) != noted


def test_content_can_be_erased_and_the_chain_still_checks(desk: Desk) -> None:
    _use(desk)
    _tamper(desk, "DELETE FROM history_content")
    assert desk.read(history.broken_entries) == []
    assert desk.read(history.act, 3) is None
    with pytest.raises(UserError, match="cannot be undone"):
        desk.undo()


def _use(desk: Desk) -> None:
    ticket_id = desk.captured()
    for level in (Level.L2, Level.L3, Level.L1):
        desk.do(tickets.set_level, [ticket_id], level)
    desk.undo()
