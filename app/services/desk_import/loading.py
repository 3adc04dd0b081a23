"""Lines of an export, back into the tables of a desk that holds nothing yet."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TypeVar

from sqlalchemy.orm import Session

from app.errors import UserError
from app.formats.desk_export.layout import CONTENTS, table_file
from app.formats.desk_export.manifest import Manifest
from app.formats.desk_export.reading import Source
from app.i18n import _
from app.queries.desk import desk
from app.services.desk_export.tables import LEFT_OUT, count, digest, portable_tables
from app.services.desk_import.contents import LONGEST, Contents, content
from app.storage import search
from app.storage.connection import CONFLICTS
from app.storage.statements import Statements

T = TypeVar("T")

_LONGEST_LINE = 256 << 20
_ROWS_AT_ONCE = 200
_BAD_LINE = (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError)

Read = Callable[[int], None]


def load(session: Session, source: Source, manifest: Manifest, *, read: Read) -> None:
    """Fill all tables and make the search anew; ``read`` hears of bytes, and may raise.

    ``UserError`` if a line makes no sense, or if the rows do not fit together.
    """
    sql = Statements(session)
    with _unwatched(sql):
        for name, insertion, row in _tables():
            _load_table(sql, source, table_file(name), insertion, row, read)
        _load_contents(sql, source, read)
        _set_keys(sql, manifest)
    search.rebuild(session)
    _check(session, sql, manifest)


def _tables() -> Iterator[tuple[str, str, Callable[[bytes], list[object]]]]:
    for each in portable_tables():
        yield each.name, each.insertion, each.row


def _load_table(
    sql: Statements,
    source: Source,
    file: str,
    insertion: str,
    row: Callable[[bytes], list[object]],
    read: Read,
) -> None:
    rows: list[list[object]] = []
    for number, line in _lines(source, file):
        rows.append(_understood(file, number, row, line))
        read(len(line))
        if len(rows) == _ROWS_AT_ONCE:
            _insert(sql, file, insertion, rows)
            rows = []
    _insert(sql, file, insertion, rows)


def _insert(sql: Statements, file: str, insertion: str, rows: list[list[object]]) -> None:
    try:
        sql.run_many(insertion, rows)
    except (*CONFLICTS, *_BAD_LINE) as error:
        raise _senseless(file, None) from error


def _load_contents(sql: Statements, source: Source, read: Read) -> None:
    with closing(Contents(source)) as contents:
        for number, line in _lines(source, CONTENTS):
            wanted = _understood(CONTENTS, number, content, line)
            there = source.files.get(wanted.file, 0)
            if (wanted.offset or 0) + wanted.length > there or wanted.length > LONGEST:
                raise _senseless(CONTENTS, number)
            try:
                contents.store(sql, wanted)
            except (*CONFLICTS, *_BAD_LINE) as error:
                raise _senseless(CONTENTS, number) from error
            read(len(line) + wanted.length)


def _lines(source: Source, file: str) -> Iterator[tuple[int, bytes]]:
    with source.file(file) as stream:
        number = 0
        while line := stream.readline(_LONGEST_LINE):
            number += 1
            yield number, line


def _understood(file: str, number: int, reading: Callable[[bytes], T], line: bytes) -> T:
    try:
        return reading(line)
    except _BAD_LINE as error:
        raise _senseless(file, number) from error


@contextmanager
def _unwatched(sql: Statements) -> Iterator[None]:
    """No triggers, for what they keep true comes along, and no indices, which are made at last."""
    found = sql.rows(
        "SELECT type, name, sql FROM sqlite_schema "
        "WHERE type IN ('trigger', 'index') AND sql IS NOT NULL ORDER BY type"
    )
    for kind, name, _sql in found:
        sql.run(f'DROP {kind} "{name}"')
    yield
    for _kind, name, made in found:
        try:
            sql.run(made)
        except CONFLICTS as error:
            raise _senseless(name, None) from error


def _set_keys(sql: Statements, manifest: Manifest) -> None:
    """A key that was given once is not given again, even if its row is gone."""
    known = {name for (name,) in sql.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    for name, last in manifest.keys.items():
        if name in known - LEFT_OUT:
            sql.run("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
            highest = sql.value(f'SELECT max(id) FROM "{name}"') or 0
            sql.run("INSERT INTO sqlite_sequence VALUES (?, ?)", (name, max(last, highest)))


def _check(session: Session, sql: Statements, manifest: Manifest) -> None:
    orphan = sql.rows("PRAGMA foreign_key_check")
    if orphan:
        table, row, parent, _key = orphan[0]
        raise UserError(
            _(
                "The export is damaged: row {row} of “{table}” names a row of “{parent}” that is "
                "missing. Nothing was taken over."
            ).format(row=row, table=table, parent=parent)
        )
    # Whatever else somebody wrote into it: the desk itself can be opened.
    desk(session)
    for each in portable_tables():
        file = table_file(each.name)
        whole = digest(each.lines(session)) == manifest.files[file].sha256
        if not whole or count(session, each.name) != manifest.tables.get(each.name):
            raise _senseless(file, None)


def _senseless(file: str, line: int | None) -> UserError:
    place = file if line is None else f"{file}:{line}"
    return UserError(
        _("The export is damaged: “{place}” makes no sense. Nothing was taken over.").format(
            place=place
        )
    )
