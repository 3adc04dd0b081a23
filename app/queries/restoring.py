"""What a desk has that a backup has not: told before the backup takes its place."""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from app.queries.decoding import first
from app.storage import manifest


@dataclass(frozen=True, slots=True)
class Since:
    """Done since a backup was taken: acts of the history, and what they added.

    Not ``known`` where the backup has no manifest or belongs to another history.
    """

    acts: int
    tickets: int
    messages: int
    known: bool


def since_backup(session: Session, backup: Path) -> Since:
    """Count what would be lost."""
    noted = manifest.read(backup)
    if noted is None or chain_at(session, noted.entries) != noted.head:
        return Since(0, 0, 0, known=False)
    acts, tickets, messages = (
        first(session, f"SELECT count(*) FROM {table}")[0]  # type: ignore[index]  # one row
        for table in ("history_entry", "ticket", "message")
    )
    return Since(
        acts - noted.entries,
        max(0, tickets - noted.tables.get("ticket", 0)),
        max(0, messages - noted.tables.get("message", 0)),
        known=True,
    )


def chain_at(session: Session, entry_id: int) -> str:
    """The chain value of an entry of the history, in hex; empty without one."""
    found = first(session, "SELECT hex(chain) FROM history_entry WHERE id = ?", (entry_id,))
    return found[0].lower() if found else ""
