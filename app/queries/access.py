"""The access log, read: newest first, searched by person, agent and act."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.queries.decoding import first, moment, rows
from app.rules.access import AccessKind, AccessNoted, kind_label
from app.rules.names import folded


@dataclass(frozen=True, slots=True)
class AccessRow:
    """An entry; ``contact`` is empty where there is none (any more), ``agent`` without one."""

    id: int
    at: datetime
    kind: AccessKind
    agent: str
    contact_id: int | None
    contact: str
    count: int


@dataclass(frozen=True, slots=True)
class AccessSettings:
    """How much is noted and for how many days it is kept."""

    noted: AccessNoted
    days: int


_ENTRIES = (
    "SELECT l.id, l.at, l.kind, coalesce(a.name, ''), c.id, coalesce(c.name, ''), l.count "
    "FROM access_log AS l LEFT JOIN agent AS a ON a.id = l.agent_id "
    "LEFT JOIN contact AS c ON c.id = l.contact_id"
)


def access_settings(session: Session) -> AccessSettings:
    """What the desk chose; nothing is noted before it is set up."""
    found = first(session, "SELECT access_noted, access_days FROM desk WHERE id = 1")
    if found is None:
        return AccessSettings(AccessNoted.NOTHING, 0)
    return AccessSettings(AccessNoted(found[0]), found[1])


def access_entries(session: Session, text: str = "", *, limit: int) -> tuple[list[AccessRow], int]:
    """The newest entries that hold every word of ``text``, and how many there are of them.

    Words are sought in the names of contact and agent and in what was done, in any case.
    """
    words = folded(text).split()
    if not words:
        found = rows(session, f"{_ENTRIES} ORDER BY l.at DESC, l.id DESC LIMIT ?", (limit,))
        total = first(session, "SELECT count(*) FROM access_log")
        return [_entry(row) for row in found], total[0] if total else 0
    told = [_entry(row) for row in rows(session, f"{_ENTRIES} ORDER BY l.at DESC, l.id DESC")]
    fitting = [each for each in told if _holds(each, words)]
    return fitting[:limit], len(fitting)


def access_of_contact(session: Session, contact_id: int, *, limit: int) -> list[AccessRow]:
    """Who looked at one contact or did something with their data, newest first."""
    found = rows(
        session,
        f"{_ENTRIES} WHERE l.contact_id = ? ORDER BY l.at DESC, l.id DESC LIMIT ?",
        (contact_id, limit),
    )
    return [_entry(row) for row in found]


def _entry(row: tuple[int, int, str, str, int | None, str, int]) -> AccessRow:
    entry_id, at, kind, agent, contact_id, contact, count = row
    return AccessRow(entry_id, moment(at), AccessKind(kind), agent, contact_id, contact, count)


def _holds(entry: AccessRow, words: list[str]) -> bool:
    told = folded(f"{entry.contact} {entry.agent} {kind_label(entry.kind)}")
    return all(word in told for word in words)
