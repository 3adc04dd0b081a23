"""What the command palette offers for a few letters: tickets, contacts and snippets."""

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from app.queries.contacts import ContactRow, complete_contacts
from app.queries.decoding import first, rows
from app.queries.ticket_rows import TicketRow, ticket_rows
from app.rules.names import folded
from app.storage.search import TextQuery, all_of, matching_ids

if TYPE_CHECKING:
    from app.queries.snippets import SnippetRow

_SLICE = 200


def palette_tickets(session: Session, text: str, limit: int = 8) -> list[TicketRow]:
    """The ticket with the number first, then tickets in which all words stand, newest first."""
    found: dict[int, None] = {}
    number = text.strip().lstrip("#[").rstrip("]")
    if number.isdecimal() and len(number) < 13:
        found |= dict.fromkeys(_numbered(session, number, limit))
    words = folded(text).split()
    if words and len(found) < limit:
        found |= dict.fromkeys(_worded(session, words, limit))
    return ticket_rows(session, list(found)[:limit])


def palette_contacts(session: Session, text: str, limit: int = 8) -> list[ContactRow]:
    """Contacts by name, firm, address or phone."""
    return complete_contacts(session, text, limit)


def palette_snippets(session: Session, text: str, limit: int = 6) -> "list[SnippetRow]":
    """Snippets by title, abbreviation or words."""
    from app.queries.snippets import snippet_ids, snippet_rows

    return snippet_rows(session, snippet_ids(session, text=text)[:limit])


def _numbered(session: Session, number: str, limit: int) -> list[int]:
    """The ticket with exactly this number, then newer ones whose number begins with it."""
    exact = rows(session, "SELECT id FROM ticket WHERE number = ?", (int(number),))
    found = [row[0] for row in exact]
    for zeros in (1, 2, 3):
        low = int(number) * 10**zeros
        longer = rows(
            session,
            "SELECT id FROM ticket WHERE number BETWEEN ? AND ? ORDER BY number DESC LIMIT ?",
            (low, low + 10**zeros - 1, limit),
        )
        found += [row[0] for row in longer]
    return found


def _worded(session: Session, words: list[str], limit: int) -> list[int]:
    """Tickets of the newest messages that hold all words, the last one unfinished."""
    parts = [TextQuery(word) for word in words[:-1]]
    parts.append(TextQuery(words[-1], prefix=len(words[-1]) > 1))
    ids = matching_ids(session, all_of(parts), limit=_SLICE)
    found: dict[int, None] = {}
    for message_id in ids:
        if len(found) == limit:
            break
        row = first(
            session,
            "SELECT t.id FROM message AS m JOIN ticket AS t ON t.id = m.ticket_id "
            "WHERE m.id = ? AND t.deleted_at IS NULL AND t.merged_into_id IS NULL AND NOT t.spam",
            (message_id,),
        )
        if row:
            found[row[0]] = None
    return list(found)
