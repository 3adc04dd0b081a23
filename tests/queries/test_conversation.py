"""Conversations: entries in order, files, raw mails, reasons, and the JSON of the command line."""

import hashlib
import json
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.formats.mail.quotes import Kind
from app.models.messages import Attachment, Message
from app.models.tickets import Ticket
from app.queries.conversation import (
    Entry,
    attachment_content,
    conversation,
    entries,
    raw,
    why_here,
)
from app.queries.json_rows import conversation_json, ticket_json
from app.queries.message_search import newest_messages
from app.queries.ticket_rows import ticket_rows
from app.rules.enums import Channel, Direction
from app.services import answers
from app.storage.database import Database
from app.storage.search import TextQuery, expression
from tests.queries.conftest import NOW

INSPECT_KEYS = {
    "path", "from", "to", "cc", "reply_to", "subject", "date", "message_id", "in_reply_to",
    "references", "text", "html", "attachments", "automatic", "bounce", "visible_text", "warnings",
}  # fmt: skip


def _everything(session: Session) -> list[Entry]:
    ids = session.scalars(select(Ticket.id))
    return [entry for ticket_id in ids for entry in conversation(session, ticket_id)]


def test_entries_come_oldest_first_and_all_of_them(demo: Database) -> None:
    def check(session: Session) -> None:
        for ticket in session.scalars(select(Ticket)):
            found = conversation(session, ticket.id)
            assert len(found) == ticket.message_count
            assert [each.sent_at for each in found] == sorted(each.sent_at for each in found)

    demo.read(check)


def test_a_limit_keeps_the_newest_entries(demo: Database) -> None:
    def longest(session: Session) -> int:
        newest = select(Ticket.id).order_by(Ticket.message_count.desc()).limit(1)
        return session.scalars(newest).one()

    ticket_id = demo.read(longest)
    whole = demo.read(conversation, ticket_id)
    assert len(whole) > 3
    assert demo.read(conversation, ticket_id, limit=2) == whole[-2:]


def test_quotes_and_signatures_are_blocks_that_give_the_text_when_joined(demo: Database) -> None:
    found = demo.read(_everything)
    kinds = {block.kind for entry in found for block in entry.blocks}
    assert kinds == {Kind.VISIBLE, Kind.QUOTE, Kind.SIGNATURE}
    assert all("".join(b.text for b in entry.blocks) == entry.text for entry in found)


def test_files_are_read_from_the_raw_mail_or_the_store(demo: Database) -> None:
    def check(session: Session) -> tuple[bool, bool]:
        kinds = set()
        for file in session.scalars(select(Attachment)):
            content = attachment_content(session, file.id)
            assert hashlib.sha256(content).hexdigest() == file.sha256
            assert len(content) == file.size
            kinds.add(file.blob_id is None)
        return True in kinds, False in kinds

    assert demo.read(check) == (True, True)


def test_what_is_gone_or_was_written_here_has_no_raw_mail(own_demo: Database) -> None:
    note_id = own_demo.execute(
        answers.add_note, 5, text="Called.", agent_id=1, label="Note", now=NOW
    ).result
    with pytest.raises(UserError):
        own_demo.read(raw, note_id)
    with pytest.raises(UserError):
        own_demo.read(attachment_content, 987_654)
    with pytest.raises(UserError):
        own_demo.read(why_here, 1)
    assert own_demo.read(why_here, note_id)


def test_a_received_mail_says_why_it_is_here(demo: Database) -> None:
    for entry in demo.read(_everything)[:60]:
        reason = demo.read(why_here, entry.id)
        assert reason.endswith(".")
        assert entry.evidence in reason


def test_shown_messages_have_exactly_the_keys_of_inspect_and_two_more(demo: Database) -> None:
    def check(session: Session) -> None:
        for ticket_id in list(session.scalars(select(Ticket.id)))[:60]:
            for message in conversation_json(session, ticket_id):
                assert set(message) == INSPECT_KEYS | {"direction", "threaded_by"}
                assert message["direction"] in ("in", "out", "note")
                assert message["path"] is None
                json.dumps(message)

    demo.read(check)


def test_a_raw_mail_is_shown_as_it_is_parsed(demo: Database) -> None:
    def mails(session: Session) -> list[tuple[int, int]]:
        query = select(Message.ticket_id, Message.id).where(Message.raw_id.is_not(None))
        return [(row[0], row[1]) for row in session.execute(query)][:20]

    for ticket_id, message_id in demo.read(mails):
        shown = demo.read(conversation_json, ticket_id)
        place = [entry.id for entry in demo.read(conversation, ticket_id)].index(message_id)
        entry = demo.read(entries, [message_id])[0]
        assert shown[place]["text"] == entry.text
        assert shown[place]["from"]["email"] == entry.sender_email
        assert len(shown[place]["attachments"]) == len(entry.attachments)


def test_a_ticket_in_json_has_the_promised_keys(demo: Database) -> None:
    row = demo.read(ticket_rows, [20])[0]
    shown = ticket_json(row)
    assert list(shown) == [
        "number", "subject", "status", "priority", "channel", "assignee", "contact", "tags",
        "created", "updated", "due", "messages",
    ]  # fmt: skip
    assert shown["number"] == 1020
    assert set(shown["contact"]) == {"name", "email"}
    json.dumps(shown)


def test_the_newest_messages_come_first_and_all_match(demo: Database) -> None:
    match = expression(TextQuery("danke"))
    found = demo.read(newest_messages, match, limit=7)
    assert len(found) == 7
    assert [row.sent_at for row in found] == sorted((r.sent_at for r in found), reverse=True)
    texts = [demo.read(entries, [row.id])[0] for row in found]
    assert all("danke" in f"{e.subject} {e.text}".lower() for e in texts)
    assert all(isinstance(row.direction, Direction) for row in found)
    assert all(isinstance(row.channel, Channel) for row in found)
    assert found[0].sent_at <= NOW + timedelta(seconds=1)
