"""Everything the conversation shows of one ticket, read in one go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.queries.contacts import contact_by_email, contact_rows
from app.queries.conversation import Entry, conversation
from app.queries.drafts import DraftRow, drafts_of
from app.queries.ticket_rows import TicketRow, ticket_rows
from app.rules.enums import Direction
from app.ui.tickets.message_content import MessageHtml, read_html

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SHOWN_FIRST = 3


@dataclass(frozen=True, slots=True)
class TicketReading:
    """A ticket as it is now. ``complete`` is False where only the newest entries were read.

    ``pictures_allowed`` are the senders (case folded) whose pictures may be loaded, ``formatted``
    the formatted texts of the newest messages, so that they appear at once as they stay.
    """

    row: TicketRow
    entries: tuple[Entry, ...]
    drafts: tuple[DraftRow, ...]
    pictures_allowed: frozenset[str]
    complete: bool
    formatted: Mapping[int, MessageHtml]


def read_ticket(
    session: "Session",
    ticket_id: int,
    *,
    agent_id: int | None,
    limit: int | None,
    formatted: bool,
) -> TicketReading | None:
    """The ticket; None if it is gone. With ``limit`` at most so many of the newest entries."""
    rows = ticket_rows(session, [ticket_id])
    if not rows:
        return None
    entries = conversation(session, ticket_id, limit=limit)
    return TicketReading(
        row=rows[0],
        entries=entries,
        drafts=drafts_of(session, ticket_id, agent_id=agent_id),
        pictures_allowed=_pictures_allowed(session, entries),
        complete=limit is None or len(entries) < limit,
        formatted=_formatted(session, entries) if formatted else {},
    )


def _formatted(session: "Session", entries: tuple[Entry, ...]) -> dict[int, MessageHtml]:
    wanted = [each.id for each in entries[-_SHOWN_FIRST:] if each.has_html and not each.automatic]
    found = {each: read_html(session, each) for each in wanted}
    return {message_id: html for message_id, html in found.items() if html is not None}


def _pictures_allowed(session: "Session", entries: tuple[Entry, ...]) -> frozenset[str]:
    senders = {
        each.sender_email.casefold()
        for each in entries
        if each.has_html and each.direction is Direction.IN and each.sender_email
    }
    found = {email: contact_by_email(session, email) for email in senders}
    rows = contact_rows(session, [each for each in found.values() if each is not None])
    allowed = {row.id for row in rows if row.show_pictures}
    return frozenset(email for email, contact_id in found.items() if contact_id in allowed)
