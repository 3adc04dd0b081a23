"""What is noted beside a backup that was checked: how much is in it, and the head of its history.

Numbers and digests only, so that it may lie in the open beside a protected backup. A history that
was rebuilt from scratch agrees with itself; only a head noted earlier tells.
"""

import hashlib
import json
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

from app.storage.connection import connect
from app.storage.protection import Key

_AT_ONCE = 1 << 20


class Manifest(NamedTuple):
    """``tables``: rows of each; ``entries`` and ``head``: how long the history is, its last chain
    value in hex; ``sha256`` of the backup file."""

    tables: dict[str, int]
    entries: int
    head: str
    sha256: str


def manifest_of(backup: Path, *, key: Key | None = None) -> Manifest:
    """Read a sound backup through."""
    with closing(connect(backup, key=key, mode="ro")) as raw:
        newest = raw.execute(
            "SELECT id, hex(chain) FROM history_entry ORDER BY id DESC LIMIT 1"
        ).fetchone()
        entries, head = newest or (0, "")
        return Manifest(row_counts(raw), entries, head.lower(), _digest(backup))


def row_counts(raw: Any) -> dict[str, int]:
    """Rows of each table, those of the word index too."""
    tables = raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    names = [name for (name,) in tables.fetchall() if not name.startswith("sqlite_")]
    return {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def path_of(backup: Path) -> Path:
    """Where the manifest of a backup lies."""
    return backup.with_suffix(".json")


def write(backup: Path, manifest: Manifest) -> None:
    """Put it beside the backup."""
    path_of(backup).write_text(json.dumps(manifest._asdict(), indent=2) + "\n", "utf-8")


def read(backup: Path) -> Manifest | None:
    """The manifest of a backup; None without one that can be read."""
    with suppress(OSError, ValueError, TypeError):
        return Manifest(**json.loads(path_of(backup).read_text("utf-8")))
    return None


def is_unchanged(backup: Path) -> bool:
    """Whether the file is, bit for bit, the one that was checked; False without a manifest."""
    noted = read(backup)
    return noted is not None and noted.sha256 == _digest(backup)


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_AT_ONCE):
            found.update(piece)
    return found.hexdigest()
