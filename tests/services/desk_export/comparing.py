"""Two desk files held against each other, byte for byte of what is stored in their tables."""

import hashlib
import zlib
from contextlib import closing
from pathlib import Path

from app.services.desk_export.tables import LEFT_OUT
from app.storage.connection import connect
from app.storage.protection import Key

Digests = dict[str, str]


def digests(path: Path, key: Key | None = None) -> Digests:
    """Of every table but history, undo and access log, and of the last keys that they gave.

    By the stored values themselves, so that nothing here stands on how an export writes them; of
    packed contents by what is in them. The search is compared by what it was made of.
    """
    with closing(connect(path, key=key, mode="ro")) as raw:
        listed = raw.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        ).fetchall()
        found = {
            name: _digest(raw, name)
            for (name,) in listed
            if name not in LEFT_OUT and not name.startswith("sqlite_")
        }
        found["sqlite_sequence"] = repr(
            sorted(
                row
                for row in raw.execute("SELECT name, seq FROM sqlite_sequence").fetchall()
                if row[0] not in LEFT_OUT
            )
        )
    return found


def _digest(raw: object, table: str) -> str:
    found = hashlib.sha256()
    for row in raw.execute(f'SELECT * FROM "{table}" ORDER BY rowid'):  # type: ignore[attr-defined]  # the driver's
        values = [
            zlib.decompress(each) if table == "blob_chunk" and isinstance(each, bytes) else each
            for each in row
        ]
        found.update(repr(values).encode("utf-8", "surrogatepass"))
    return found.hexdigest()
