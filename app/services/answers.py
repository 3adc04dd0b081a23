"""Drafts become entries of the conversation: an answer that left the desk, or a note."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.errors import UserError
from app.formats.mail import addresses
from app.formats.mail.values import Address
from app.i18n import _
from app.models.desk import Agent
from app.models.messages import Draft, Message
from app.rules.enums import Channel, Direction, SentVia, Status
from app.rules.reopening import on_outgoing
from app.rules.snippet_actions import NO_FOLLOW_UP, FollowUp
from app.rules.threading import ThreadedBy
from app.services import loading, messages, snippet_uses, work
from app.services.answer_follow_up import follow_up
from app.services.drafts import files_of
from app.services.messages import NewFile
from app.services.statuses import enter
from app.storage import blobs
from app.storage.keys import content_key, reference_key

_MAIL = frozenset({SentVia.MAIL_PROGRAM, SentVia.EML, SentVia.ACCOUNT})


def record_answer(
    session: Session,
    draft_id: int,
    *,
    via: SentVia,
    agent_id: int | None,
    message_id_header: str,
    raw: bytes | None,
    sender_email: str = "",
    then_status: Status | None = None,
    besides: FollowUp = NO_FOLLOW_UP,
    seconds: int = 0,
    work_id: int | None = None,
    now: datetime,
) -> int:
    """The draft becomes an outgoing message, as it left the desk; the message's id.

    ``raw`` is the mail as it was made, where one was. A new ticket is open after its first
    answer, unless ``then_status`` says more; ``besides`` is done in the same step. Snippets in the
    text count as used.

    The program itself has sent nothing: it copied, or handed over a mail. So this can be undone
    when the answer did not leave after all; the draft comes back with its text.
    """
    draft = loading.draft(session, draft_id)
    ticket = loading.ticket(session, draft.ticket_id)
    recipients = _recipients(draft)
    if not draft.text.strip() and not draft.attachments:
        raise UserError(_("The answer is empty."))
    agent = session.get(Agent, agent_id) if agent_id is not None else None
    answer = messages.write(
        session,
        ticket,
        direction=Direction.OUT,
        channel=Channel.EMAIL if via in _MAIL else ticket.channel,
        threaded_by=ThreadedBy.WRITTEN,
        subject=draft.subject,
        text=draft.text,
        agent_id=agent_id,
        sender_name=agent.name if agent else "",
        sender_email=sender_email or (agent.email if agent else ""),
        files=files_of(draft),
        sent_at=now,
        now=now,
    )
    answer.via = via
    answer.recipients = {
        field: [[each.name, each.email] for each in found] for field, found in recipients.items()
    }
    answer.people = " ".join([answer.people, *_words(recipients)]).strip()
    _thread(session, answer, draft, message_id_header)
    if raw is not None:
        answer.raw_id = blobs.put(session, raw)
        answer.content_hash = content_key(hashlib.sha256(raw).digest())
    snippet_uses.carry_over(session, draft, answer, agent_id=agent_id, now=now)
    session.delete(draft)
    work.record(session, ticket, agent_id=agent_id, seconds=seconds, work_id=work_id, now=now)
    enter(ticket, then_status or on_outgoing(ticket.status), now=now)
    ticket.unread = False
    follow_up(session, ticket.id, besides, now=now)
    session.flush()
    return answer.id


def add_note(
    session: Session,
    ticket_id: int,
    *,
    text: str,
    agent_id: int | None,
    files: Sequence[NewFile] = (),
    draft_id: int | None = None,
    besides: FollowUp = NO_FOLLOW_UP,
    seconds: int = 0,
    work_id: int | None = None,
    now: datetime,
) -> int:
    """An internal note; its id. With ``draft_id`` that draft is used up, with its files.

    ``besides`` is done in the same step.
    """
    ticket = loading.ticket(session, ticket_id)
    stored = messages.store(session, files)
    draft = loading.draft(session, draft_id) if draft_id is not None else None
    if draft is not None:
        stored = files_of(draft) + stored
    if not text.strip() and not stored:
        raise UserError(_("The note is empty."))
    agent = session.get(Agent, agent_id) if agent_id is not None else None
    note = messages.write(
        session,
        ticket,
        direction=Direction.NOTE,
        channel=ticket.channel,
        threaded_by=ThreadedBy.WRITTEN,
        text=text.strip(),
        agent_id=agent_id,
        sender_name=agent.name if agent else "",
        files=stored,
        sent_at=now,
        now=now,
    )
    if draft is not None:
        session.flush()
        snippet_uses.carry_over(session, draft, note, agent_id=agent_id, now=now)
        session.delete(draft)
    work.record(session, ticket, agent_id=agent_id, seconds=seconds, work_id=work_id, now=now)
    follow_up(session, ticket.id, besides, now=now)
    session.flush()
    return note.id


def change_note(session: Session, message_id: int, text: str, *, now: datetime) -> None:
    """Reword a note; ``UserError`` for anything that a customer wrote or was sent."""
    note = _note(session, message_id)
    if not text.strip() and not note.attachments:
        raise UserError(_("The note is empty. Delete it instead."))
    note.text = text.strip()
    loading.ticket(session, note.ticket_id).updated_at = now


def delete_note(session: Session, message_id: int, *, now: datetime) -> None:
    """Remove a note with its files; ``UserError`` for anything but a note."""
    note = _note(session, message_id)
    loading.ticket(session, note.ticket_id).updated_at = now
    session.delete(note)


def _note(session: Session, message_id: int) -> Message:
    found = loading.message(session, message_id)
    if found.direction is not Direction.NOTE:
        raise UserError(_("Only notes can be changed or deleted; a message stays as it was sent."))
    return found


def _recipients(draft: Draft) -> dict[str, tuple[Address, ...]]:
    fields = {"to": draft.to, "cc": draft.cc, "bcc": draft.bcc}
    found = {name: addresses.parse(" ".join(text.split())) for name, text in fields.items()}
    for each in (each for several in found.values() for each in several):
        if not each.email:
            raise UserError(
                _("“{name}” is no mail address. Correct it or remove it.").format(name=each.name)
            )
    return {name: several for name, several in found.items() if several}


def _words(recipients: dict[str, tuple[Address, ...]]) -> list[str]:
    return [
        word
        for several in recipients.values()
        for each in several
        for word in (each.name, each.email)
        if word
    ]


def _thread(session: Session, answer: Message, draft: Draft, message_id_header: str) -> None:
    """Name the mail and what it answers, so that replies find it."""
    own = message_id_header.strip().strip("<>")
    headers: dict[str, str | list[str]] = {"message_id": own} if own else {}
    answered = session.get(Message, draft.reply_to_id) if draft.reply_to_id is not None else None
    if answered is not None and (its_id := answered.headers.get("message_id")):
        references = [*answered.headers.get("references", ()), its_id]
        headers |= {"in_reply_to": its_id, "references": list(dict.fromkeys(references))}
    answer.headers = headers
    answer.message_key = reference_key(own) if own else None
