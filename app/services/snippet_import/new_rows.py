"""New snippets by the hundred: inserted by one statement for all, recorded row by row."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.services.snippet_rows import SnippetFields, written_columns
from app.storage.changes import RowChange
from app.storage.recorder import Recorder, recorded_columns, stored
from app.storage.statements import Statements


def insert_snippets(
    session: Session, several: Sequence[SnippetFields], *, agent_id: int | None, now: datetime
) -> list[int]:
    """Insert snippets of trimmed fields, whose folders, categories and free abbreviations the
    caller vouches for; their ids. Everything before must have been flushed."""
    sql = Statements(session)
    recorder: Recorder = session.info["recorder"]
    first = sql.last_key("snippet") + 1
    ids = list(range(first, first + len(several)))
    made = {"version": 1, "changed_at": now, "changed_by_id": agent_id, "created_at": now}
    unused = {"deleted_at": None, "use_count": 0, "last_used_at": None, "saved_characters": 0}
    rows = [
        {**written_columns(fields), **made, **unused, "updated_at": now, "id": snippet_id}
        for snippet_id, fields in zip(ids, several, strict=True)
    ]
    wordings = [
        {
            "snippet_id": snippet_id,
            "language": each.language,
            "form": each.form,
            "body": each.body,
        }
        for snippet_id, fields in zip(ids, several, strict=True)
        for each in fields.variants
    ]
    begin = sql.last_key("snippet_variant") + 1
    for wording_id, wording in enumerate(wordings, begin):
        wording["id"] = wording_id
    _insert(sql, recorder, "snippet", rows)
    _insert(sql, recorder, "snippet_variant", wordings)
    return ids


def _insert(
    sql: Statements, recorder: Recorder, table: str, rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert whole rows, each with every column of its table."""
    names = list(recorded_columns(table))
    written = [stored(table, {name: row[name] for name in names}) for row in rows]
    marks = ", ".join("?" * len(names))
    statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"
    sql.run_many(statement, [tuple(values.values()) for values in written])
    for values in written:
        recorder.add(RowChange(table, values["id"], None, values))
