"""Whether the history is what was written: by itself, and held against what backups knew of it."""

import json
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _, ngettext
from app.queries.restoring import chain_at
from app.storage import backup, history, manifest
from app.storage.backup import Backup
from app.storage.connection import FAULTS, connect
from app.storage.database import Database
from app.storage.protection import Key, is_protected

_NAMED = 3
"""Entries that are named one by one; of more their number is said."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry as a backup knows it; ``label`` is empty where its content was erased."""

    id: int
    at: datetime
    label: str


def problems_of_history(database: Database) -> list[str]:
    """Entries that were changed or are missing, each named; then what backups knew otherwise."""
    return [*_of_itself(database), *_of_backups(database)]


def _of_itself(database: Database) -> list[str]:
    broken = database.read(history.broken_entries)
    there = database.read(_ids_before, broken)
    told = [
        _("The history was changed from outside: entry {entry} is not as it was written.").format(
            entry=each
        )
        if there[each] == each - 1
        else _missing(there[each] + 1, each - 1)
        for each in broken[:_NAMED]
    ]
    if (more := len(broken) - _NAMED) > 0:
        told.append(
            ngettext(
                "{n} further entry of the history does not fit.",
                "{n} further entries of the history do not fit.",
                more,
            ).format(n=more)
        )
    return told


def _missing(first: int, last: int) -> str:
    if first == last:
        return _("The history was changed from outside: entry {entry} is missing.").format(
            entry=first
        )
    return _(
        "The history was changed from outside: the entries {first} to {last} are missing."
    ).format(first=first, last=last)


def _of_backups(database: Database) -> Iterator[str]:
    """Heads of the history noted with backups that this desk does not pass through, and backups
    that are not what was checked."""
    for each in backup.backups(database.path):
        noted = manifest.read(each.path)
        if noted is None:
            continue
        if database.read(chain_at, noted.entries) != noted.head:
            yield _differing(database, each, noted.entries)
        if not manifest.is_unchanged(each.path):
            yield _("The backup “{name}” was changed since it was checked.").format(
                name=each.path.name
            )


def _differing(database: Database, held: Backup, entries: int) -> str:
    told = _("The history of this desk is not the one of the backup “{name}”.").format(
        name=held.path.name
    )
    last = database.read(_last_id)
    if last < entries:
        told += " " + _("It ends at entry {last}; the backup knew {entries}.").format(
            last=last, entries=entries
        )
    parted = _first_other(database, held.path)
    if parted is not None:
        told += " " + _(
            "The first entry that is another one or missing here: {entry}, “{label}” of {moment}."
        ).format(
            entry=parted.id,
            label=parted.label or "…",
            moment=f"{parted.at.astimezone():%Y-%m-%d %H:%M}",
        )
    return (
        told
        + " "
        + _("That is so once an earlier backup was restored; else somebody changed the history.")
    )


def _first_other(database: Database, path: Path) -> _Entry | None:
    """The first entry of a backup that the desk has not; None if the backup cannot be read."""
    own = dict(database.read(_chains))
    try:
        with closing(_opened(path, database.key)) as raw:
            for entry_id, at, chain in raw.execute(
                "SELECT id, at, chain FROM history_entry ORDER BY id"
            ):
                if own.get(entry_id) != chain:
                    when = datetime.fromtimestamp(at / 1000, UTC)
                    return _Entry(entry_id, when, _label(raw, entry_id))
    except (*FAULTS, UserError):
        return None
    return None


def _opened(path: Path, key: Key | None) -> Any:
    return connect(path, key=key if is_protected(path) else None, mode="ro")


def _label(raw: Any, entry_id: int) -> str:
    found = raw.execute("SELECT content FROM history_content WHERE id = ?", (entry_id,)).fetchone()
    if found is None:
        return ""
    label: str = json.loads(zlib.decompress(found[0]))["label"]
    return label


def _chains(session: Session) -> list[tuple[int, bytes]]:
    found = session.execute(text("SELECT id, chain FROM history_entry"))
    return [(row[0], row[1]) for row in found]


def _last_id(session: Session) -> int:
    return session.scalar(text("SELECT max(id) FROM history_entry")) or 0


def _ids_before(session: Session, entries: list[int]) -> dict[int, int]:
    """The entry before each of these, 0 before the first."""
    query = text("SELECT max(id) FROM history_entry WHERE id < :id")
    return {each: session.scalar(query, {"id": each}) or 0 for each in entries[:_NAMED]}
