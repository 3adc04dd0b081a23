"""Merging and splitting tickets, moving messages."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.errors import UserError
from app.models.messages import Draft, Message
from app.models.tickets import Ticket
from app.rules.enums import DraftKind, LinkKind, SentVia, Status
from app.services import answers, drafts, tickets, work
from app.services.contacts import ContactChoice
from app.services.messages import NewFile
from tests.desk_fixtures import Desk
from tests.services.mail_files import bring, mail


def test_merging_moves_messages_tags_time_and_links_and_keeps_the_number(desk: Desk) -> None:
    source, target, third = (desk.captured(name, seconds=60) for name in "abc")
    desk.do(tickets.add_tags, [source], ["vip", "refund"])
    desk.do(tickets.add_tags, [target], ["VIP"])
    desk.do(tickets.link, source, target, kind=LinkKind.RELATED)
    desk.do(tickets.link, source, third, kind=LinkKind.CHILD)
    before = desk.dump()
    desk.do(tickets.merge, [source], target)
    merged, into = desk.get(Ticket, source), desk.get(Ticket, target)
    assert (merged.number, merged.merged_into_id, merged.shelf) == (1001, target, 4)
    assert (merged.status, merged.message_count, merged.seconds_worked) == (Status.CLOSED, 0, 0)
    assert (into.message_count, into.seconds_worked) == (2, 120)
    assert desk.rows("SELECT ticket_id FROM ticket_tag") == [(target,), (target,)]
    assert desk.rows("SELECT ticket_id, other_id FROM ticket_link") == [(target, third)]
    reasons = desk.rows("SELECT threaded_by, evidence FROM message WHERE text LIKE 'a %'")
    assert reasons == [("merged", "#1001")]
    desk.undo()
    assert desk.dump() == before


def test_a_reply_to_a_merged_ticket_goes_where_the_message_is(desk: Desk, tmp_path: Path) -> None:
    source, target = desk.captured("a"), desk.captured("b")
    draft = desk.do(drafts.save, ticket_id=source, kind=DraftKind.REPLY, text="Hi", to="e@x.de")
    answer = desk.do(
        answers.record_answer,
        draft,
        via=SentVia.EML,
        message_id_header="<out@test>",
        raw=b"mail",
    )
    desk.do(tickets.merge, [source], target)
    assert desk.get(Message, answer).ticket_id == target
    assert bring(desk, tmp_path, mail("reply", answers="out")).appended == 1
    assert desk.one("SELECT ticket_id FROM message ORDER BY recorded_at DESC, id LIMIT 1") == target


def test_a_merged_ticket_is_worked_on_no_more_and_says_where(desk: Desk) -> None:
    source, target = desk.captured("a"), desk.captured("b")
    desk.do(tickets.merge, [source], target)
    with pytest.raises(UserError, match="#1001 was merged into #1002"):
        desk.do(tickets.set_status, [source], Status.OPEN)


def test_merging_a_ticket_with_merged_ones_brings_them_along(desk: Desk) -> None:
    one, two, three = (desk.captured(name) for name in "abc")
    desk.do(tickets.merge, [one], two)
    desk.do(tickets.merge, [two], three)
    assert desk.get(Ticket, one).merged_into_id == three
    assert desk.get(Ticket, three).message_count == 3


def test_open_work_is_never_hidden_by_a_merge(desk: Desk) -> None:
    source, target = desk.captured("a"), desk.captured("b", solved=True)
    desk.do(tickets.merge, [source], target)
    assert desk.get(Ticket, target).status is Status.OPEN
    desk.undo()
    desk.do(tickets.snooze, [target], desk.clock.now + timedelta(days=1))
    desk.do(tickets.merge, [source], target)
    assert desk.get(Ticket, target).snoozed_until is None


def test_done_work_does_not_reopen_the_ticket_it_is_merged_into(desk: Desk) -> None:
    source, target = desk.captured("a", solved=True), desk.captured("b", solved=True)
    desk.do(tickets.merge, [source], target)
    assert desk.get(Ticket, target).status is Status.SOLVED


def test_the_earlier_due_time_counts(desk: Desk) -> None:
    source, target = desk.captured("a"), desk.captured("b")
    soon = desk.clock.now + timedelta(hours=1)
    desk.do(tickets.set_due, [source], soon)
    desk.do(tickets.set_due, [target], soon + timedelta(hours=1))
    desk.do(tickets.merge, [source], target)
    assert desk.get(Ticket, target).due_at == soon


def test_two_drafts_of_a_kind_become_one_with_the_words_and_files_of_both(desk: Desk) -> None:
    source, target = desk.captured("a"), desk.captured("b")
    for ticket_id, text in ((source, "from a"), (target, "from b")):
        draft = desk.do(drafts.save, ticket_id=ticket_id, kind=DraftKind.REPLY, text=text)
        desk.do(drafts.attach, draft, [NewFile(f"{text}.txt", "text/plain", b"x")])
    desk.do(drafts.save, ticket_id=source, kind=DraftKind.NOTE, text="a note")
    desk.do(tickets.merge, [source], target)
    assert desk.rows("SELECT ticket_id, kind, text FROM draft ORDER BY id") == [
        (target, "reply", "from b\n\nfrom a"),
        (target, "note", "a note"),
    ]
    assert desk.rows("SELECT name FROM draft_attachment ORDER BY id") == [
        ("from a.txt",),
        ("from b.txt",),
    ]


def test_an_answer_to_one_and_an_answer_to_all_are_one_draft_after_a_merge(desk: Desk) -> None:
    source, target = desk.captured("a"), desk.captured("b")
    desk.do(drafts.save, ticket_id=source, kind=DraftKind.REPLY_ALL, text="to all")
    desk.do(drafts.save, ticket_id=target, kind=DraftKind.REPLY, text="to one")
    desk.do(tickets.merge, [source], target)
    assert desk.rows("SELECT kind, text FROM draft") == [("reply", "to one\n\nto all")]


def test_a_merge_after_which_was_typed_in_a_joined_draft_is_not_undone_over_the_words(
    desk: Desk,
) -> None:
    source, target = desk.captured("a"), desk.captured("b")
    for ticket_id in (source, target):
        desk.do(drafts.save, ticket_id=ticket_id, kind=DraftKind.REPLY, text="Hi")
    desk.do(tickets.merge, [source], target)
    desk.do(drafts.save, ticket_id=target, kind=DraftKind.REPLY, text="Hi, more words")
    with pytest.raises(UserError, match="changed since"):
        desk.undo()
    assert desk.rows("SELECT text FROM draft") == [("Hi, more words",)]


def test_a_ticket_is_not_merged_into_itself_or_into_the_trash(desk: Desk) -> None:
    one, two = desk.captured("a"), desk.captured("b")
    with pytest.raises(UserError, match="at least one other ticket"):
        desk.do(tickets.merge, [one], one)
    desk.do(tickets.trash, [two])
    with pytest.raises(UserError, match="in the trash"):
        desk.do(tickets.merge, [one], two)


def test_a_target_without_contact_takes_the_one_of_the_source(desk: Desk) -> None:
    source, target = desk.captured("a"), desk.captured("b", contact=ContactChoice())
    desk.do(tickets.merge, [source], target)
    assert desk.get(Ticket, target).contact_key == "eva muller"


def _messages(desk: Desk, ticket_id: int) -> list[int]:
    return [row[0] for row in desk.rows(f"SELECT id FROM message WHERE ticket_id = {ticket_id}")]


def test_splitting_makes_a_linked_open_ticket_of_the_sender(desk: Desk) -> None:
    one, two = (
        desk.captured(name, contact=ContactChoice(name=name, email=f"{name}@x.example"))
        for name in ("eva", "omer")
    )
    desk.do(tickets.merge, [two], one)
    desk.do(tickets.set_status, [one], Status.SOLVED)
    stray = desk.one("SELECT id FROM message WHERE sender_email = 'omer@x.example'")
    before = desk.dump()
    new = desk.do(tickets.split, [stray])
    ticket = desk.get(Ticket, new)
    assert (ticket.number, ticket.status, ticket.contact_key) == (1003, Status.OPEN, "omer")
    assert (ticket.subject, ticket.message_count) == ("omer", 1)
    assert desk.get(Message, stray).threaded_by == "split"
    assert desk.get(Message, stray).evidence == "#1001"
    assert desk.rows("SELECT ticket_id, other_id, kind FROM ticket_link") == [(new, one, "related")]
    desk.undo()
    assert desk.dump() == before


def test_a_ticket_is_not_emptied_by_a_split(desk: Desk) -> None:
    ticket_id = desk.captured()
    with pytest.raises(UserError, match="Leave at least one message"):
        desk.do(tickets.split, _messages(desk, ticket_id))
    with pytest.raises(UserError, match="Choose the messages"):
        desk.do(tickets.split, [])


def test_messages_of_two_tickets_are_not_split_at_once(desk: Desk) -> None:
    one, two = desk.captured("a"), desk.captured("b")
    with pytest.raises(UserError, match="different tickets"):
        desk.do(tickets.split, _messages(desk, one) + _messages(desk, two))


def test_a_moved_message_says_by_whom_and_opens_the_ticket_it_comes_to(desk: Desk) -> None:
    one, two = desk.captured("a"), desk.captured("b", solved=True)
    (moved,) = _messages(desk, one)
    desk.do(tickets.move_message, moved, two)
    message = desk.get(Message, moved)
    assert (message.threaded_by, message.evidence) == ("manual", "Kim Okafor")
    assert desk.get(Ticket, two).status is Status.OPEN
    assert desk.get(Ticket, one).message_count == 0
    with pytest.raises(UserError, match="in #1002 already"):
        desk.do(tickets.move_message, moved, two)


def test_moving_a_note_leaves_a_done_ticket_done(desk: Desk) -> None:
    one, two = desk.captured("a"), desk.captured("b", solved=True)
    note = desk.do(answers.add_note, one, text="Belongs there")
    desk.do(tickets.move_message, note, two)
    assert desk.get(Ticket, two).status is Status.SOLVED


def test_running_time_kept_on_a_ticket_follows_it_through_a_merge(desk: Desk) -> None:
    one, two = desk.captured("a"), desk.captured("b")
    desk.do(work.keep_running, one, started_at=desk.clock.now, seconds=30)
    desk.do(tickets.merge, [one], two)
    assert desk.get(Ticket, two).seconds_worked == 30


def test_a_draft_that_was_only_moved_may_be_typed_in_before_the_merge_is_undone(
    desk: Desk,
) -> None:
    one, two = desk.captured("a"), desk.captured("b")
    draft = desk.do(drafts.save, ticket_id=one, kind=DraftKind.REPLY, text="Hi")
    desk.do(tickets.merge, [one], two)
    assert desk.do(drafts.save, ticket_id=two, kind=DraftKind.REPLY, text="Hi you") == draft
    desk.undo()
    found = desk.get(Draft, draft)
    assert (found.ticket_id, found.text) == (one, "Hi you")
