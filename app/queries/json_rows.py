"""Tickets and messages as the command line prints them with ``--json``."""

from typing import Any

from app.queries.ticket_rows import TicketRow


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
