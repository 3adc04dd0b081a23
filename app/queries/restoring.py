"""What a desk has that a backup has not: told before the backup takes its place."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.queries.decoding import first
from app.rules.access import AccessKind
from app.rules.moments import to_milliseconds
from app.storage import manifest


@dataclass(frozen=True, slots=True)
class Since:
    """Done since a backup was taken: acts of the history, what they added, and erasures of people
    as far as the access log noted them.

    Not ``known`` where the backup has no manifest or belongs to another history.
    """

    acts: int
    tickets: int
    messages: int
    known: bool
    erasures: int = 0


def since_backup(session: Session, backup: Path) -> Since:
    """Count what would be lost."""
    noted = manifest.read(backup)
    if noted is None or not backup.is_file() or chain_at(session, noted.entries) != noted.head:
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
        erasures=_erasures_after(session, datetime.fromtimestamp(backup.stat().st_mtime, UTC)),
    )


def _erasures_after(session: Session, written: datetime) -> int:
    """A backup that was written anew without somebody is as young as that."""
    found = first(
        session,
        "SELECT count(*) FROM access_log WHERE kind = ? AND at > ?",
        (AccessKind.ERASED.value, to_milliseconds(written)),
    )
    return int(found[0]) if found else 0


def chain_at(session: Session, entry_id: int) -> str:
    """The chain value of an entry of the history, in hex; empty without one."""
    found = first(session, "SELECT hex(chain) FROM history_entry WHERE id = ?", (entry_id,))
    return found[0].lower() if found else ""
