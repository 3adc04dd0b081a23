"""A fire drill for backups: back up, restore into a temporary desk, compare every table by hash.

It is held once a month; how the last one went is noted beside the backups.
"""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from app.errors import Cancelled, UserError
from app.i18n import _
from app.storage.backup import Postponed, copy_to, folder_of, is_voting
from app.storage.connection import connect
from app.storage.protection import Key
from app.storage.upgrade import open_desk

EVERY = timedelta(days=30)
_TRIES = 3
_LOOK_EVERY = 50
"""Rows between two looks at whether to stop: about a millisecond."""
_FOLDER = ".drill-"


class Drill(NamedTuple):
    """How many tables were compared, and which came back different."""

    tables: int
    differing: tuple[str, ...]


def drill(
    desk: Path, *, key: Key | None = None, cancelled: Callable[[], bool] = lambda: False
) -> Drill | None:
    """Whether a backup taken now would bring everything back; None if the desk never held still.

    The temporary desk lies beside the desk, as private as that, and is gone afterwards. Raises
    what a backup raises, ``Postponed`` during a vote, ``Cancelled`` when ``cancelled`` says so.
    """
    if is_voting(desk, key):
        raise Postponed
    with (
        tempfile.TemporaryDirectory(dir=desk.parent, prefix=_FOLDER) as folder,
        closing(connect(desk, key=key, mode="ro")) as live,
    ):
        restored = Path(folder) / "restored.desk"
        for _try in range(_TRIES):
            before = _version(live)
            copy_to(desk, restored, key=key)
            present = _digests(live, cancelled)
            if _version(live) != before:
                continue
            open_desk(restored, key=key).close()
            with closing(connect(restored, key=key, mode="ro")) as raw:
                found = _digests(raw, cancelled)
            names = sorted(present.keys() | found.keys())
            differing = [name for name in names if present.get(name) != found.get(name)]
            return Drill(len(names), tuple(differing))
    return None


class Noted(NamedTuple):
    """How a drill went: ``differing`` tables, or the ``fault`` for which it could not be held."""

    at: datetime
    tables: int
    differing: tuple[str, ...]
    fault: str = ""

    @property
    def good(self) -> bool:
        """Whether everything came back."""
        return not self.differing and not self.fault


def is_due(desk: Path, now: datetime) -> bool:
    """Whether none was held for a month, or the last one went wrong before this day."""
    last = last_drill(desk)
    if last is None or last.at > now:
        return True
    return now - last.at >= (EVERY if last.good else timedelta(days=1))


def last_drill(desk: Path) -> Noted | None:
    """How the last drill of a desk went; None before the first one."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        found = json.loads(_note_of(desk).read_text("utf-8"))
        at = datetime.fromisoformat(found["at"])
        return Noted(at, found["tables"], tuple(found["differing"]), found["fault"])
    return None


def hold(
    desk: Path,
    now: datetime,
    *,
    key: Key | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Noted | None:
    """Hold a drill and note how it went; None, and nothing noted, if the desk never held still.

    A reason why it cannot be held, such as a full disk, is a drill that went wrong. ``Postponed``
    during a vote, ``Cancelled`` when ``cancelled`` says so.
    """
    try:
        held = drill(desk, key=key, cancelled=cancelled)
    except Postponed:
        raise
    except (UserError, OSError) as error:
        noted = Noted(now, 0, (), str(error))
    else:
        if held is None:
            return None
        noted = Noted(now, held.tables, held.differing)
    _write(desk, noted)
    return noted


def advice(noted: Noted) -> str:
    """What went wrong with a drill, and what to do."""
    if noted.fault:
        return _(
            "The restore drill could not be held: {reason} It is tried again the next day."
        ).format(reason=noted.fault)
    return _(
        "The restore drill did not bring everything back: {tables} differ. Check the desk "
        "(Help ▸ Check the desk), and keep a copy of its file in another place until a drill "
        "succeeds."
    ).format(tables=", ".join(noted.differing))


def forget_unfinished(desk: Path) -> None:
    """Remove the temporary desk of a drill that was cut off; none may be under way."""
    for left in desk.parent.glob(f"{_FOLDER}*"):
        shutil.rmtree(left, ignore_errors=True)


def _note_of(desk: Path) -> Path:
    return folder_of(desk) / "drill.json"


def _write(desk: Path, noted: Noted) -> None:
    """A folder that cannot be written has been said already, with the backup."""
    told = noted._asdict() | {"at": noted.at.astimezone(UTC).isoformat()}
    with suppress(OSError):
        _note_of(desk).parent.mkdir(parents=True, exist_ok=True)
        _note_of(desk).write_text(json.dumps(told, indent=2) + "\n", "utf-8")


def _version(raw: Any) -> int:
    """Another number after anybody else changed the file."""
    found: int = raw.execute("PRAGMA data_version").fetchone()[0]
    return found


def _digests(raw: Any, cancelled: Callable[[], bool]) -> dict[str, str]:
    """Of all tables but the word indices, which merge their pieces as they like."""
    listed = raw.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    ).fetchall()
    names = [name for (name,) in listed if not name.startswith("sqlite_")]
    return {name: _digest(raw, name, cancelled) for name in names}


def _digest(raw: Any, table: str, cancelled: Callable[[], bool]) -> str:
    found = hashlib.sha256()
    for place, row in enumerate(raw.execute(f'SELECT * FROM "{table}" ORDER BY rowid')):
        if place % _LOOK_EVERY == 0 and cancelled():
            raise Cancelled
        found.update(repr(row).encode("utf-8", "surrogatepass"))
    return found.hexdigest()
