"""A desk with rows of every table, made from what the models say: values nobody thought of."""

import json
import random
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Boolean, Column, Date, Float, Integer, Table
from sqlalchemy.orm import Session

from app.models import Base
from app.models.base import Json, Named, Ranked, UtcDateTime, encode_json
from app.rules.workshop.votes import VoteState
from app.services.desk_export.tables import CONTENTS, LEFT_OUT
from app.storage import blobs
from app.storage.connection import CONFLICTS, connect
from app.storage.database import Database

_TEXTS = ("", "Grüße", "=1+1", "a\r\nb\x00c", "\u202etxt.exe", "From me\nFrom you", "𝄞", "“”;,\t'")
_MAILS = (b"", b"Subject: x\n\nFrom here\n>From there", b"\r\n\xff\x00", b"From a\nb" * 3)
_JSON = ('{"a":[1,2.5,null]}', "[]", '"ä"', "0", "[[true]]", '{"":{}}')
_FIRST_DAY = date(1900, 1, 1)
_PLAIN = frozenset({"desk", "message", "snippet", "category"})
"""What is read when they are written as spreadsheets or mails is as the program writes it."""


def fill(path: Path, seed: int) -> None:
    """Put up to three rows into every table of a desk that holds nothing."""
    chance = random.Random(seed)
    with closing(Database(path)) as database:
        database.execute(_contents, chance, label="Put", agent_id=None)
    with closing(connect(path)) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        for (name,) in raw.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        for table in Base.metadata.sorted_tables:
            if table.name not in LEFT_OUT | CONTENTS:
                for _row in range(chance.randint(0, 3)):
                    # Two rows that exclude each other, or one whose parent has none: do without.
                    with suppress(*CONFLICTS, IndexError):
                        _insert(raw, table, chance)
        # While a vote is open no desk is exported.
        raw.execute("UPDATE workshop_vote SET state = ?", (VoteState.COUNTED.value,))


def _contents(session: Session, chance: random.Random) -> None:
    large = chance.randbytes(blobs.CHUNK + chance.randint(0, 9))
    for content in (*_MAILS, chance.randbytes(20), *([large] if chance.random() < 0.2 else [])):
        blobs.put(session, content)
    blobs.drop(session, [2])


def _insert(raw: Any, table: Table, chance: random.Random) -> None:
    values = {
        each.name: _value(raw, each, chance)
        for each in table.columns
        if each.computed is None and (each.name != "id" or not each.autoincrement)
    }
    names = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join("?" * len(values))
    raw.execute(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', list(values.values()))


def _value(raw: Any, column: Column[Any], chance: random.Random) -> Any:
    keys = list(column.foreign_keys)
    if keys:
        parent = keys[0].column.table.name
        known = [row[0] for row in raw.execute(f'SELECT id FROM "{parent}"').fetchall()]
        if column.nullable and (not known or chance.random() < 0.4):
            return None
        return chance.choice(known)
    if column.nullable and chance.random() < 0.4:
        return None
    if column.name == "sha256":
        return chance.randbytes(32).hex()
    return _maker(column)(chance)


def _maker(column: Column[Any]) -> Callable[[random.Random], Any]:
    match column.type:
        case UtcDateTime():
            return lambda chance: chance.randint(-(10**12), 4 * 10**12)
        case Ranked(kind=kind):
            return lambda chance: chance.randrange(len(list(kind)))
        case Named(kind=kind):
            return lambda chance: chance.choice(list(kind)).value
        case Json():
            return lambda chance: encode_json(_plain(column, chance))
        case Boolean():
            return lambda chance: chance.randint(0, 1)
        case Date():
            return lambda chance: (
                date(1900, 1, 1) + timedelta(chance.randint(0, 90_000))
            ).isoformat()
        case Float():
            return lambda chance: chance.uniform(-1e6, 1e6)
        case Integer():
            largest = 20 if column.name == "size" else 50
            return lambda chance: chance.choice((0, 1, 7, chance.getrandbits(largest)))
    return lambda chance: chance.choice(_TEXTS) + str(chance.randint(0, 99))


def _plain(column: Column[Any], chance: random.Random) -> Any:
    if column.table.name in _PLAIN:
        default: Any = getattr(column.default, "arg", None)
        return default(None) if callable(default) else []
    return json.loads(chance.choice(_JSON))
