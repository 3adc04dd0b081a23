"""What the desk does by itself: old trash, old steps, unused contents."""

import pytest

from app.errors import UserError
from app.models.tickets import Ticket
from app.rules.enums import DraftKind, LinkKind, SentVia
from app.services import answers, drafts, maintenance, tickets
from app.services.messages import NewFile
from app.storage import blobs, history, search
from tests.desk_fixtures import Desk

FILE = NewFile("a.txt", "text/plain", b"content of its own")


def test_trash_is_kept_thirty_days_and_then_goes_with_all_that_hangs_on_it(desk: Desk) -> None:
    kept, gone, merged = (desk.captured(name, seconds=60) for name in ("kept", "gone", "merged"))
    desk.do(tickets.add_tags, [gone], ["vip"])
    desk.do(tickets.link, gone, kept, kind=LinkKind.RELATED)
    desk.do(answers.add_note, gone, text="Secret", files=[FILE])
    draft = desk.do(drafts.save, ticket_id=gone, kind=DraftKind.REPLY, text="Hi")
    desk.do(drafts.attach, draft, [FILE])
    answered = desk.do(drafts.save, ticket_id=gone, kind=DraftKind.FORWARD, text="Hi", to="a@b.de")
    desk.do(answers.record_answer, answered, via=SentVia.EML, message_id_header="1@x", raw=b"raw")
    desk.do(tickets.merge, [merged], gone)
    desk.do(tickets.trash, [gone])
    desk.clock.advance(days=29)
    assert desk.do(tickets.empty_old_trash) == []
    desk.clock.advance(days=2)
    outcome = desk.outcome(tickets.empty_old_trash, label="Emptied the trash")
    assert outcome.result == [gone, merged]
    assert outcome.changes.of("ticket").deleted == {gone, merged}
    assert outcome.step is None
    assert desk.rows("SELECT id FROM ticket") == [(kept,)]
    for table in ("message WHERE ticket_id <> 1", "draft", "attachment", "thread_reference"):
        assert desk.one(f"SELECT count(*) FROM {table}") == 0
    assert desk.rows("PRAGMA foreign_key_check") == []
    assert desk.read(search.is_whole)
    assert desk.read(search.matching_ids, "Secret") == []


def test_the_history_of_emptied_trash_holds_number_and_subject_only(desk: Desk) -> None:
    gone = desk.captured("Printer")
    desk.do(tickets.trash, [gone])
    desk.clock.advance(days=31)
    desk.do(tickets.empty_old_trash, label="Emptied the trash")
    act = desk.read(history.acts_of_ticket, gone)[-1]
    assert act.label == "Emptied the trash"
    assert act.rows[0].before == {"number": 1001, "subject": "Printer"}


def test_acts_on_a_ticket_that_went_for_good_are_refused_to_undo(desk: Desk) -> None:
    gone = desk.captured()
    desk.do(tickets.trash, [gone])
    desk.clock.advance(days=31)
    desk.do(tickets.empty_old_trash)
    with pytest.raises(UserError, match="cannot be undone"):
        desk.undo()
    assert desk.rows("PRAGMA foreign_key_check") == []


def test_a_reply_elsewhere_to_a_message_that_goes_keeps_its_words(desk: Desk) -> None:
    kept, gone = desk.captured("a"), desk.captured("b")
    message = desk.one(f"SELECT id FROM message WHERE ticket_id = {gone}")
    desk.do(drafts.save, ticket_id=kept, kind=DraftKind.REPLY, text="Hi", reply_to_id=message)
    desk.do(tickets.trash, [gone])
    desk.clock.advance(days=31)
    desk.do(tickets.empty_old_trash)
    assert desk.rows("SELECT text, reply_to_id FROM draft") == [("Hi", None)]


def test_steps_older_than_ninety_days_leave_the_list_but_not_the_history(desk: Desk) -> None:
    desk.captured("old")
    desk.clock.advance(days=60)
    desk.captured("new")
    desk.clock.advance(days=31)
    assert desk.do(maintenance.forget_old_steps) == 1
    desk.undo()
    with pytest.raises(UserError, match="nothing to undo"):
        desk.undo()
    assert desk.one("SELECT subject FROM ticket") == "old"
    assert desk.read(history.broken_entries) == []


def test_a_content_is_dropped_only_when_no_step_can_bring_its_file_back(desk: Desk) -> None:
    note = desk.do(answers.add_note, desk.captured(), text="x", files=[FILE])
    desk.do(answers.delete_note, note)
    assert desk.read(maintenance.unused_contents) == []
    desk.undo()
    blob = desk.one("SELECT blob_id FROM attachment")
    assert desk.read(blobs.get, blob) == FILE.content
    desk.redo()
    desk.clock.advance(days=91)
    desk.do(maintenance.forget_old_steps)
    assert desk.do(maintenance.drop_contents, desk.read(maintenance.unused_contents)) == 1
    assert desk.one("SELECT count(*) FROM blob_chunk") == 0


def test_contents_in_use_stay(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.do(answers.add_note, ticket_id, text="x", files=[FILE])
    draft = desk.do(drafts.save, ticket_id=ticket_id, kind=DraftKind.REPLY, text="x")
    desk.do(drafts.attach, draft, [NewFile("b", "text/plain", b"other")])
    desk.clock.advance(days=91)
    desk.do(maintenance.forget_old_steps)
    assert desk.read(maintenance.unused_contents) == []
    assert desk.get(Ticket, ticket_id).message_count == 2


def test_a_content_that_is_needed_again_meanwhile_is_not_dropped(desk: Desk) -> None:
    ticket_id = desk.captured()
    note = desk.do(answers.add_note, ticket_id, text="x", files=[FILE])
    blob = desk.one("SELECT blob_id FROM attachment")
    desk.do(answers.delete_note, note)
    desk.clock.advance(days=91)
    desk.do(maintenance.forget_old_steps)
    assert desk.read(maintenance.unused_contents) == [blob]
    desk.do(answers.add_note, ticket_id, text="again", files=[FILE])
    assert desk.do(maintenance.drop_contents, [blob]) == 0
    desk.undo()
    assert desk.do(maintenance.drop_contents, [blob]) == 0
    desk.redo()
    assert desk.read(blobs.get, blob) == FILE.content
