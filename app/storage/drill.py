"""A fire drill for backups: back up, restore into a temporary desk, compare every table by hash."""

import hashlib
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.storage.backup import copy_to
from app.storage.connection import connect
from app.storage.protection import Key
from app.storage.upgrade import open_desk

_TRIES = 3


@dataclass(frozen=True, slots=True)
class Drill:
    """How many tables were compared, and which came back different."""

    tables: int
    differing: tuple[str, ...]


def drill(desk: Path, *, key: Key | None = None) -> Drill | None:
    """Whether a backup taken now would bring everything back; None if the desk never held still.

    The temporary desk lies beside the desk, as private as that, and is gone afterwards. Raises
    what a backup raises.
    """
    with (
        tempfile.TemporaryDirectory(dir=desk.parent, prefix=".drill-") as folder,
        closing(connect(desk, key=key, mode="ro")) as live,
    ):
        restored = Path(folder) / "restored.desk"
        for _try in range(_TRIES):
            before = _version(live)
            copy_to(desk, restored, key=key)
            present = _digests(live)
            if _version(live) != before:
                continue
            open_desk(restored, key=key).close()
            with closing(connect(restored, key=key, mode="ro")) as raw:
                found = _digests(raw)
            names = sorted(present.keys() | found.keys())
            differing = [name for name in names if present.get(name) != found.get(name)]
            return Drill(len(names), tuple(differing))
    return None


def _version(raw: Any) -> int:
    """Another number after anybody else changed the file."""
    found: int = raw.execute("PRAGMA data_version").fetchone()[0]
    return found


def _digests(raw: Any) -> dict[str, str]:
    """Of all tables but the word indices, which merge their pieces as they like."""
    listed = raw.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    ).fetchall()
    return {name: _digest(raw, name) for (name,) in listed if not name.startswith("sqlite_")}


def _digest(raw: Any, table: str) -> str:
    found = hashlib.sha256()
    for row in raw.execute(f'SELECT * FROM "{table}" ORDER BY rowid'):
        found.update(repr(row).encode("utf-8", "surrogatepass"))
    return found.hexdigest()
