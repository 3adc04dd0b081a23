"""Drafts, answers, notes and the time they took."""

from datetime import timedelta

import pytest

from app.errors import UserError
from app.models.messages import Draft, Message
from app.models.tickets import Ticket
from app.rules.enums import Channel, DraftKind, SentVia, Status
from app.rules.snippet_actions import FollowUp
from app.services import answers, drafts, tickets, work
from app.services.messages import NewFile
from app.storage import blobs, search
from app.storage.keys import reference_key
from tests.desk_fixtures import Desk

PICTURE = NewFile("plan.png", "image/png", b"\x89PNG not really")


def _draft(desk: Desk, ticket_id: int, **kwargs: object) -> int:
    given: dict[str, object] = {
        "kind": DraftKind.REPLY,
        "to": "Eva Müller <eva@kunde.example>, o@x.example",
        "cc": "boss@kunde.example",
        "subject": "Re: Printer [#1001]",
        "text": "Try again, please.",
    }
    draft_id: int = desk.do(drafts.save, ticket_id=ticket_id, **(given | kwargs))
    return draft_id


def _answer(desk: Desk, draft_id: int, **kwargs: object) -> int:
    given: dict[str, object] = {
        "via": SentVia.EML,
        "message_id_header": "<1@shop.example>",
        "raw": b"Subject: x\n\nx",
    }
    message_id: int = desk.do(answers.record_answer, draft_id, **(given | kwargs))
    return message_id


def test_an_answer_is_kept_as_it_left_and_opens_a_new_ticket(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.do(tickets.mark_read, [ticket_id], unread=True)
    draft = _draft(desk, ticket_id)
    desk.do(drafts.attach, draft, [PICTURE])
    message = desk.get(Message, _answer(desk, draft, seconds=90))
    assert message.recipients == {
        "to": [["Eva Müller", "eva@kunde.example"], ["", "o@x.example"]],
        "cc": [["", "boss@kunde.example"]],
    }
    assert (message.direction, message.channel, message.via) == (
        "out",
        Channel.EMAIL,
        SentVia.EML,
    )
    assert (message.sender_name, message.sender_email) == ("Kim Okafor", "kim@shop.example")
    assert message.headers == {"message_id": "1@shop.example"}
    assert message.message_key == reference_key("1@shop.example")
    assert desk.read(blobs.get, message.raw_id) == b"Subject: x\n\nx"
    assert desk.rows("SELECT name, content_type, size FROM attachment") == [
        ("plan.png", "image/png", 15)
    ]
    ticket = desk.get(Ticket, ticket_id)
    assert (ticket.status, ticket.unread, ticket.last_direction) == (Status.OPEN, False, "out")
    assert (ticket.seconds_worked, ticket.message_count) == (90, 2)
    assert desk.rows("SELECT * FROM draft") == desk.rows("SELECT * FROM draft_attachment") == []


def test_an_answer_is_found_by_text_recipient_and_file_name(desk: Desk) -> None:
    draft = _draft(desk, desk.captured())
    desk.do(drafts.attach, draft, [PICTURE])
    message_id = _answer(desk, draft)
    for column, words in (("text", "again"), ("people", "o@x.example"), ("files", "plan")):
        match = search.expression(search.TextQuery(words, column=column))
        assert desk.read(search.matching_ids, match) == [message_id]


def test_answering_can_set_the_status_at_once(desk: Desk) -> None:
    ticket_id = desk.captured()
    _answer(desk, _draft(desk, ticket_id), then_status=Status.WAITING_CUSTOMER)
    assert desk.get(Ticket, ticket_id).status is Status.WAITING_CUSTOMER
    _answer(desk, _draft(desk, ticket_id), message_id_header="2@x", then_status=Status.SOLVED)
    assert desk.get(Ticket, ticket_id).solved_at == desk.clock.now


def test_a_second_answer_leaves_the_status_alone(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.do(tickets.set_status, [ticket_id], Status.WAITING_THIRD)
    _answer(desk, _draft(desk, ticket_id))
    assert desk.get(Ticket, ticket_id).status is Status.WAITING_THIRD


@pytest.mark.parametrize("via", [SentVia.CLIPBOARD, SentVia.MAIL_PROGRAM, SentVia.EML])
def test_an_answer_that_was_handed_over_but_not_sent_goes_back_to_being_a_draft(
    desk: Desk, via: SentVia
) -> None:
    ticket_id = desk.captured()
    draft = _draft(desk, ticket_id)
    desk.do(drafts.attach, draft, [PICTURE])
    work_id = desk.do(
        work.keep_running, ticket_id, started_at=desk.clock.now, seconds=20, work_id=None
    )
    before = desk.dump()
    _answer(desk, draft, via=via, then_status=Status.SOLVED, seconds=90, work_id=work_id)
    after = desk.dump()
    desk.undo()
    assert desk.dump() == before
    assert desk.get(Draft, draft).text == "Try again, please."
    desk.redo()
    assert desk.dump() == after


def test_what_a_snippet_does_besides_is_one_step_with_the_answer(desk: Desk) -> None:
    ticket_id = desk.captured()
    category_id = desk.one("SELECT id FROM category LIMIT 1")
    draft = _draft(desk, ticket_id)
    before = desk.dump()
    tomorrow = desk.clock.now + timedelta(days=1)
    besides = FollowUp(tags=("vip",), category_id=category_id, until=tomorrow)
    _answer(desk, draft, then_status=Status.WAITING_CUSTOMER, besides=besides)
    ticket = desk.get(Ticket, ticket_id)
    assert (ticket.status, ticket.category_id) == (Status.WAITING_CUSTOMER, category_id)
    assert ticket.snoozed_until == tomorrow
    assert desk.one("SELECT count(*) FROM ticket_tag") == 1
    desk.undo()
    assert desk.dump() == before


def test_a_time_that_has_passed_meanwhile_is_left_out(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.do(
        answers.add_note,
        ticket_id,
        text="Called.",
        besides=FollowUp(status=Status.WAITING_THIRD, until=desk.clock.now - timedelta(days=1)),
    )
    ticket = desk.get(Ticket, ticket_id)
    assert (ticket.status, ticket.snoozed_until) == (Status.WAITING_THIRD, None)


def test_an_answer_taken_back_beside_a_new_draft_does_not_swallow_it(desk: Desk) -> None:
    ticket_id = desk.captured()
    first = _draft(desk, ticket_id, text="First")
    _answer(desk, first)
    second = _draft(desk, ticket_id, text="Second")
    desk.undo()
    assert _draft(desk, ticket_id, text="Second and more") == second
    assert desk.rows("SELECT text FROM draft ORDER BY id") == [("First",), ("Second and more",)]


def test_a_mail_is_named_again_after_its_answer_was_taken_back_and_given_once_more(
    desk: Desk,
) -> None:
    draft = _draft(desk, desk.captured())
    _answer(desk, draft)
    desk.undo()
    again = _answer(desk, draft, message_id_header="<2@shop.example>")
    assert desk.rows("SELECT id, message_key FROM message WHERE direction = 'out'") == [
        (again, reference_key("2@shop.example"))
    ]
    match = search.expression(search.TextQuery("again", column="text"))
    assert desk.read(search.matching_ids, match) == [again]


def test_an_answer_from_the_clipboard_goes_by_the_channel_of_the_ticket(desk: Desk) -> None:
    ticket_id = desk.captured(channel=Channel.CHAT)
    message = desk.get(
        Message,
        _answer(desk, _draft(desk, ticket_id), via=SentVia.CLIPBOARD, raw=None),
    )
    assert (message.channel, message.raw_id) == (Channel.CHAT, None)


def test_an_answer_to_a_mail_names_it_and_all_before_it(desk: Desk) -> None:
    ticket_id = desk.captured()
    first = _answer(desk, _draft(desk, ticket_id))
    second = _answer(
        desk, _draft(desk, ticket_id, reply_to_id=first), message_id_header="2@shop.example"
    )
    third = _answer(
        desk, _draft(desk, ticket_id, reply_to_id=second), message_id_header="3@shop.example"
    )
    assert desk.get(Message, third).headers == {
        "message_id": "3@shop.example",
        "in_reply_to": "2@shop.example",
        "references": ["1@shop.example", "2@shop.example"],
    }
    assert desk.rows("SELECT id, message_key FROM message WHERE direction = 'out' ORDER BY id") == [
        (answer, reference_key(f"{number}@shop.example"))
        for number, answer in enumerate((first, second, third), 1)
    ]


def test_an_empty_answer_and_a_wrong_address_are_refused_and_the_draft_stays(desk: Desk) -> None:
    ticket_id = desk.captured()
    with pytest.raises(UserError, match="answer is empty"):
        _answer(desk, _draft(desk, ticket_id, text=" \n"))
    with pytest.raises(UserError, match="“nonsense” is no mail address"):
        _answer(desk, _draft(desk, ticket_id, to="nonsense"))
    assert desk.one("SELECT count(*) FROM draft") == 1


def test_what_is_typed_is_one_draft_per_person_and_kind(desk: Desk) -> None:
    ticket_id = desk.captured()
    first = _draft(desk, ticket_id, text="H")
    assert _draft(desk, ticket_id, text="Hi") == first
    assert _draft(desk, ticket_id, kind=DraftKind.REPLY_ALL, text="Hi all") == first
    assert desk.get(Draft, first).kind is DraftKind.REPLY_ALL
    note = _draft(desk, ticket_id, kind=DraftKind.NOTE)
    assert note != first
    assert desk.database.next_undo() is not None
    assert desk.database.next_undo() == desk.database.next_undo()


def test_saving_a_draft_leaves_no_step_and_no_history(desk: Desk) -> None:
    ticket_id = desk.captured()
    entries = desk.one("SELECT count(*) FROM history_entry")
    outcome = desk.outcome(drafts.save, ticket_id=ticket_id, kind=DraftKind.REPLY, text="Hi")
    assert outcome.step is None
    assert outcome.changes.of("ticket").updated == {ticket_id}
    assert desk.one("SELECT count(*) FROM history_entry") == entries


def test_a_discarded_draft_comes_back_with_its_files(desk: Desk) -> None:
    draft = _draft(desk, desk.captured())
    desk.do(drafts.attach, draft, [PICTURE])
    before = desk.dump()
    desk.do(drafts.discard, draft)
    assert desk.one("SELECT count(*) FROM draft_attachment") == 0
    desk.undo()
    assert desk.dump() == before


def test_an_empty_file_is_refused_by_name(desk: Desk) -> None:
    draft = _draft(desk, desk.captured())
    with pytest.raises(UserError, match=r"“a\.txt” is empty"):
        desk.do(drafts.attach, draft, [NewFile("a.txt", "text/plain", b"")])


def test_a_file_is_taken_off_a_draft_again(desk: Desk) -> None:
    draft = _draft(desk, desk.captured())
    (attachment,) = desk.do(drafts.attach, draft, [PICTURE])
    desk.do(drafts.detach, attachment)
    desk.do(drafts.detach, attachment)
    assert desk.one("SELECT count(*) FROM draft_attachment") == 0


def test_only_a_draft_with_nothing_in_it_is_dropped_without_a_word(desk: Desk) -> None:
    ticket_id = desk.captured()
    assert not desk.do(drafts.drop_empty, _draft(desk, ticket_id))
    assert desk.do(drafts.drop_empty, _draft(desk, ticket_id, text=" "))
    assert not desk.do(drafts.drop_empty, 999)


def test_a_note_uses_its_draft_up_and_undo_brings_the_draft_back(desk: Desk) -> None:
    ticket_id = desk.captured()
    draft = _draft(desk, ticket_id, kind=DraftKind.NOTE, text="Call")
    desk.do(drafts.attach, draft, [PICTURE])
    before = desk.dump()
    note = desk.do(
        answers.add_note, ticket_id, text="Call back", draft_id=draft, files=[PICTURE], seconds=5
    )
    assert desk.get(Message, note).text == "Call back"
    assert desk.rows("SELECT name FROM attachment") == [("plan.png",), ("plan.png",)]
    assert desk.rows("SELECT * FROM draft") == []
    ticket = desk.get(Ticket, ticket_id)
    assert (ticket.last_direction, ticket.status) == ("in", Status.NEW)
    desk.undo()
    assert desk.dump() == before


def test_notes_are_reworded_and_deleted_but_never_what_a_customer_said(desk: Desk) -> None:
    ticket_id = desk.captured()
    note = desk.do(answers.add_note, ticket_id, text="Cal back")
    desk.do(answers.change_note, note, " Call back ")
    assert desk.get(Message, note).text == "Call back"
    with pytest.raises(UserError, match="Delete it instead"):
        desk.do(answers.change_note, note, "")
    desk.do(answers.delete_note, note)
    assert desk.get(Ticket, ticket_id).message_count == 1
    said = desk.one("SELECT id FROM message")
    for act, args in ((answers.change_note, (said, "x")), (answers.delete_note, (said,))):
        with pytest.raises(UserError, match="Only notes"):
            desk.do(act, *args)


def test_a_note_without_words_or_files_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError, match="note is empty"):
        desk.do(answers.add_note, desk.captured(), text=" ")


def test_what_a_running_clock_saved_is_folded_into_the_final_time(desk: Desk) -> None:
    ticket_id = desk.captured()
    started = desk.clock.now
    kept = desk.do(work.keep_running, ticket_id, started_at=started, seconds=20)
    assert kept == desk.do(
        work.keep_running, ticket_id, started_at=started, seconds=40, work_id=kept
    )
    assert desk.get(Ticket, ticket_id).seconds_worked == 40
    desk.do(answers.add_note, ticket_id, text="x", seconds=55, work_id=kept)
    assert desk.rows("SELECT id, seconds FROM work_time") == [(kept, 55)]
    desk.undo()
    assert desk.rows("SELECT id, seconds FROM work_time") == [(kept, 40)]


def test_a_clock_set_to_zero_at_the_end_counts_for_nothing(desk: Desk) -> None:
    ticket_id = desk.captured()
    kept = desk.do(work.keep_running, ticket_id, started_at=desk.clock.now, seconds=20)
    desk.do(answers.add_note, ticket_id, text="x", seconds=0, work_id=kept)
    assert desk.get(Ticket, ticket_id).seconds_worked == 0


def test_time_is_added_and_corrected_as_a_whole_or_by_stretch(desk: Desk) -> None:
    ticket_id = desk.captured()
    first = desk.do(work.add_time, ticket_id, seconds=600, note=" Called ")
    desk.do(work.correct_time, ticket_id, seconds=500)
    assert desk.rows("SELECT seconds, note FROM work_time ORDER BY id") == [
        (600, "Called"),
        (-100, "Corrected"),
    ]
    desk.do(work.change_stretch, first, seconds=300)
    assert desk.get(Ticket, ticket_id).seconds_worked == 200
    desk.do(work.change_stretch, first, seconds=0)
    assert desk.one("SELECT count(*) FROM work_time") == 1
    assert desk.outcome(work.correct_time, ticket_id, seconds=-100 + 100).step is not None


@pytest.mark.parametrize("seconds", [0, -5, 32 * 86_400])
def test_a_time_that_cannot_be_is_refused(desk: Desk, seconds: int) -> None:
    ticket_id = desk.captured()
    with pytest.raises(UserError, match="between one second and 31 days"):
        desk.do(work.add_time, ticket_id, seconds=seconds)
