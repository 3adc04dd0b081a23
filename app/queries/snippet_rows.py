"""One row of the list of snippets."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.queries.decoding import id_list, moment, rows
from app.queries.snippet_folders import paths
from app.rules.enums import FormOfAddress
from app.rules.snippet_words import saved_seconds

_PREVIEW = 160


@dataclass(frozen=True, slots=True)
class SnippetRow:
    """A snippet in a list. ``folder`` is the path; ``seconds_saved`` counts what its texts are
    longer than the abbreviation at 200 keystrokes a minute; ``preview`` is the beginning of the
    first wording on one line, with its placeholders."""

    id: int
    abbreviation: str
    title: str
    folder_id: int | None
    folder: str
    category_id: int | None
    category: str
    tags: tuple[str, ...]
    colour: int | None
    favourite: bool
    languages: tuple[str, ...]
    forms: tuple[FormOfAddress, ...]
    version: int
    use_count: int
    last_used_at: datetime | None
    seconds_saved: int
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None
    preview: str


_ROWS = f"""
SELECT s.id, s.abbreviation, s.title, s.folder_id, s.category_id, coalesce(c.name, ''), s.tags,
    s.colour, s.favourite, s.version, s.use_count, s.last_used_at, s.saved_characters,
    s.created_at, s.updated_at, s.deleted_at,
    (SELECT group_concat(v.language || ' ' || v.form) FROM snippet_variant AS v
        WHERE v.snippet_id = s.id),
    (SELECT substr(v.body, 1, {2 * _PREVIEW}) FROM snippet_variant AS v
        WHERE v.snippet_id = s.id ORDER BY v.id LIMIT 1)
FROM snippet AS s LEFT JOIN category AS c ON c.id = s.category_id
WHERE s.id IN (SELECT value FROM json_each(?))
"""


def snippet_rows(session: Session, ids: Sequence[int]) -> list[SnippetRow]:
    """The snippets in the order of ``ids``, deleted ones too; those that are gone are left out."""
    names = paths(session)
    found = {row[0]: _row(row, names) for row in rows(session, _ROWS, (id_list(ids),))}
    return [found[each] for each in ids if each in found]


def _row(row: Any, names: Any) -> SnippetRow:
    (
        snippet_id, abbreviation, title, folder_id, category_id, category, tags, colour, favourite,
        version, use_count, last_used, characters, created, updated, deleted, variants, body,
    ) = row  # fmt: skip
    pairs = [pair.partition(" ") for pair in (variants or "").split(",") if pair]
    forms = {form for _language, _space, form in pairs}
    return SnippetRow(
        id=snippet_id,
        abbreviation=abbreviation,
        title=title,
        folder_id=folder_id,
        folder=names.get(folder_id, ""),
        category_id=category_id,
        category=category,
        tags=tuple(json.loads(tags)),
        colour=colour,
        favourite=bool(favourite),
        languages=tuple(sorted({language for language, _space, _form in pairs})),
        forms=tuple(form for form in FormOfAddress if form.value in forms),
        version=version,
        use_count=use_count,
        last_used_at=moment(last_used),
        seconds_saved=saved_seconds(characters),
        created_at=moment(created),
        updated_at=moment(updated),
        deleted_at=moment(deleted),
        preview=" ".join((body or "").split())[:_PREVIEW],
    )
