"""What SQLite stores, back as values: moments, ranked enums, json. For reads without the ORM."""

import json
from array import array
from datetime import UTC, datetime, timedelta
from typing import Any, overload

from sqlalchemy.orm import Session

from app.rules.enums import Channel, Direction, Impact, Level, Priority, Status, Urgency
from app.storage.statements import Statements

STATUSES = tuple(Status)
PRIORITIES = tuple(Priority)
IMPACTS = tuple(Impact)
URGENCIES = tuple(Urgency)
LEVELS = tuple(Level)
CHANNELS = {channel.value: channel for channel in Channel}
DIRECTIONS = {direction.value: direction for direction in Direction}

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_SLICE = 16_384
"""Characters of a list of ids that are read in less than a millisecond."""


@overload
def moment(stored: int) -> datetime: ...
@overload
def moment(stored: None) -> None: ...
@overload
def moment(stored: int | None) -> datetime | None: ...
def moment(stored: int | None) -> datetime | None:
    """Aware UTC from milliseconds since 1970, exact to the millisecond."""
    return None if stored is None else _EPOCH + stored * _MILLISECOND


def rows(session: Session, sql: str, parameters: tuple[Any, ...] = ()) -> list[Any]:
    """Plain tuples of a statement with ``?`` marks: no mapping, a fifth of the time."""
    return Statements(session).rows(sql, parameters)


def packed_rows(session: Session, sql: str, parameters: tuple[Any, ...] = ()) -> list[list[Any]]:
    """Rows that ``sql`` itself packs: ``SELECT json_group_array(json_array(…)) FROM …``.

    The driver lets go of the interpreter at each row and has to get it back: beside a window that
    paints that takes longer than all else.
    """
    packed = first(session, sql, parameters)
    found: list[list[Any]] = json.loads(packed[0]) if packed is not None else []
    return found


def first(session: Session, sql: str, parameters: tuple[Any, ...] = ()) -> Any | None:
    """The first of ``rows``, or None."""
    found = rows(session, sql, parameters)
    return found[0] if found else None


def id_list(ids: Any) -> str:
    """Ids as one parameter for ``IN (SELECT value FROM json_each(?))``: any number, one text."""
    return json.dumps(list(ids))


def gathered_ids(session: Session, sql: str, parameters: tuple[Any, ...] = ()) -> list[int]:
    """``packed_ids`` as a list."""
    return packed_ids(session, sql, parameters).tolist()


def packed_ids(session: Session, sql: str, parameters: tuple[Any, ...] = ()) -> "array[int]":
    """The first column of ``sql`` in its order, carried over as one text: a fifth of the time.

    ``sql`` names the column ``id``. The text is read in slices, for one call that reads it whole
    would keep every other thread from running meanwhile.
    """
    found = first(session, f"SELECT group_concat(id) FROM ({sql})", parameters)
    return unpacked((found and found[0]) or "")


def unpacked(text: str) -> "array[int]":
    """What ``group_concat`` made of ids."""
    ids: array[int] = array("q")
    start = 0
    while start < len(text):
        end = text.find(",", start + _SLICE)
        end = len(text) if end < 0 else end
        ids.fromlist(json.loads(f"[{text[start:end]}]"))
        start = end + 1
    return ids
