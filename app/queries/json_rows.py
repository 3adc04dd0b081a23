"""Tickets and messages as the command line prints them with ``--json``."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.formats.mail.inspect import inspect
from app.formats.mail.message import parse
from app.formats.mail.quotes import visible_text
from app.formats.mail.values import Address
from app.queries.conversation import Entry, conversation
from app.queries.ticket_rows import TicketRow
from app.storage import blobs


def ticket_json(row: TicketRow) -> dict[str, Any]:
    """One ticket of ``tickets``; times are ISO 8601 in UTC, ``due`` is null without one."""
    return {
        "number": row.number,
        "subject": row.subject,
        "status": row.status.value,
        "priority": row.priority.value,
        "channel": row.channel.value,
        "assignee": row.assignee_name or None,
        "contact": {"name": row.contact_name, "email": row.contact_email},
        "tags": list(row.tags),
        "created": row.created_at.isoformat(),
        "updated": row.activity_at.isoformat(),
        "due": row.due_at.isoformat() if row.due_at else None,
        "messages": row.message_count,
    }


def conversation_json(session: Session, ticket_id: int) -> list[dict[str, Any]]:
    """The messages of ``show``, oldest first."""
    return [message_json(session, entry) for entry in conversation(session, ticket_id)]


def message_json(session: Session, entry: Entry) -> dict[str, Any]:
    """A message as ``inspect`` gives its mail, with ``direction`` and ``threaded_by``.

    ``path`` is null, for the file it came from is no part of the desk. Automatic and bounce are
    what the desk holds of it.
    """
    if entry.raw_id is None:
        found = _written(entry)
    else:
        found = dict(inspect(parse(blobs.get(session, entry.raw_id)), ""))
    return found | {
        "path": None,
        "automatic": entry.automatic,
        "bounce": entry.bounce,
        "direction": entry.direction.value,
        "threaded_by": entry.threaded_by,
    }


def _written(entry: Entry) -> dict[str, Any]:
    return {
        "path": None,
        "from": {"name": entry.sender_name, "email": entry.sender_email},
        "to": _people(entry.to),
        "cc": _people(entry.cc),
        "reply_to": _people(entry.reply_to),
        "subject": entry.subject,
        "date": entry.sent_at.isoformat() if entry.dated else None,
        "message_id": entry.message_id_header,
        "in_reply_to": entry.in_reply_to,
        "references": list(entry.references),
        "text": entry.text,
        "html": "",
        "attachments": [
            {
                "name": file.name,
                "content_type": file.content_type,
                "size": file.size,
                "sha256": file.sha256,
                "content_id": file.content_id,
            }
            for file in entry.attachments
        ],
        "visible_text": visible_text(entry.text),
        "warnings": list(entry.warnings),
    }


def _people(addresses: Sequence[Address]) -> list[dict[str, str]]:
    return [{"name": each.name, "email": each.email} for each in addresses]
