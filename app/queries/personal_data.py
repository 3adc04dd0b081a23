"""Everything that the desk holds about one person, as plain values: to be handed to them."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from app.queries.decoding import rows

_CONTACT = (
    "SELECT c.name, c.title, o.name, c.customer_number, c.language, c.form_of_address, c.gender, "
    "c.salutation, c.notes, c.fields, c.created_at FROM contact AS c "
    "LEFT JOIN organisation AS o ON o.id = c.organisation_id WHERE c.id = ?"
)
_TICKETS = (
    "SELECT t.id, t.number, t.subject, t.created_at, t.solved_at, t.closed_at, k.name, "
    "t.resolution, t.fields, t.seconds_worked FROM ticket AS t "
    "LEFT JOIN category AS k ON k.id = t.category_id WHERE t.contact_id = ? ORDER BY t.number"
)
_MESSAGES = (
    "SELECT m.id, m.direction, m.channel, m.sent_at, m.sender_name, m.sender_email, m.recipients, "
    "m.subject, m.text FROM message AS m WHERE m.ticket_id = ? ORDER BY m.id"
)
_FILES = "SELECT name, content_type, size, sha256 FROM attachment WHERE message_id = ? ORDER BY id"


def personal_data(session: Session, contact_id: int) -> dict[str, Any]:
    """The person, their tickets with every message, and the files in them; moments in ISO 8601.

    Internal notes are part of it: they are about the person, too. Empty without such a contact.
    """
    found = rows(session, _CONTACT, (contact_id,))
    if not found:
        return {}
    name, title, firm, number, language, form, gender, salutation, notes, fields, created = found[0]
    return {
        "contact": {
            "name": name,
            "title": title,
            "organisation": firm or "",
            "customer_number": number,
            "language": language,
            "form_of_address": form,
            "gender": gender,
            "salutation": salutation,
            "notes": notes,
            "fields": json.loads(fields),
            "known_since": _moment(created),
            "addresses": _column(session, "email", "contact_address", contact_id),
            "phones": _column(session, "number", "contact_phone", contact_id),
        },
        "tickets": [_ticket(session, row) for row in rows(session, _TICKETS, (contact_id,))],
    }


def _ticket(session: Session, row: Any) -> dict[str, Any]:
    ticket_id, number, subject, created, solved, closed, category, resolution, fields, worked = row
    return {
        "number": number,
        "subject": subject,
        "created_at": _moment(created),
        "solved_at": _moment(solved),
        "closed_at": _moment(closed),
        "category": category or "",
        "resolution": resolution,
        "fields": json.loads(fields),
        "seconds_worked": worked,
        "messages": [_message(session, each) for each in rows(session, _MESSAGES, (ticket_id,))],
    }


def _message(session: Session, row: Any) -> dict[str, Any]:
    message_id, direction, channel, sent, sender, email, recipients, subject, text = row
    return {
        "direction": direction,
        "channel": channel,
        "sent_at": _moment(sent),
        "from": {"name": sender, "email": email},
        "recipients": json.loads(recipients),
        "subject": subject,
        "text": text,
        "files": [
            {"name": name, "content_type": kind, "size": size, "sha256": digest}
            for name, kind, size, digest in rows(session, _FILES, (message_id,))
        ],
    }


def _column(session: Session, column: str, table: str, contact_id: int) -> list[str]:
    found = rows(
        session,
        f"SELECT {column} FROM {table} WHERE contact_id = ? ORDER BY position, id",
        (contact_id,),
    )
    return [row[0] for row in found]


def _moment(stored: int | None) -> str | None:
    if stored is None:
        return None
    return datetime.fromtimestamp(stored / 1000, UTC).isoformat()
