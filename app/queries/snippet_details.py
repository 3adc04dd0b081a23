"""One snippet whole: wordings, actions, files, versions, and in which tickets it was used."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.queries.decoding import first, moment, rows
from app.queries.snippet_rows import SnippetRow, snippet_rows
from app.rules.enums import FormOfAddress
from app.rules.snippet_actions import SnippetActions, actions_from_json
from app.rules.snippet_variants import Variant, in_reading_order


@dataclass(frozen=True, slots=True)
class SnippetFile:
    """A file that goes along with a snippet; ``blob_id`` finds its content."""

    id: int
    name: str
    content_type: str
    size: int
    blob_id: int


@dataclass(frozen=True, slots=True)
class VersionFile:
    """A file of a version, told from another of its name by its content."""

    name: str
    blob_id: int


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A content the snippet has or had. ``uses`` counts texts that left with it; the present one
    is ``current``."""

    number: int
    at: datetime
    agent_id: int | None
    agent_name: str
    title: str
    abbreviation: str
    variants: tuple[Variant, ...]
    actions: SnippetActions
    files: tuple[VersionFile, ...]
    uses: int
    current: bool


@dataclass(frozen=True, slots=True)
class Share:
    """The snippet was used in ``used`` of ``total`` tickets of a category, trash and spam aside."""

    category_id: int
    category: str
    used: int
    total: int


@dataclass(frozen=True, slots=True)
class SnippetDetails:
    """A snippet whole; versions with the newest first, shares with the most used first."""

    row: SnippetRow
    variants: tuple[Variant, ...]
    actions: SnippetActions
    attachments: tuple[SnippetFile, ...]
    versions: tuple[VersionRow, ...]
    shares: tuple[Share, ...]


_PRESENT = """
SELECT s.actions, s.version, s.changed_at, s.changed_by_id, coalesce(a.name, '')
FROM snippet AS s LEFT JOIN agent AS a ON a.id = s.changed_by_id WHERE s.id = ?
"""
_EARLIER = """
SELECT v.number, v.at, v.agent_id, coalesce(a.name, ''), v.content
FROM snippet_version AS v LEFT JOIN agent AS a ON a.id = v.agent_id
WHERE v.snippet_id = ? ORDER BY v.number DESC
"""
_SHARES = """
SELECT u.category_id, c.name, count(DISTINCT u.ticket_id),
    (SELECT count(*) FROM ticket AS t WHERE t.category_id = u.category_id AND t.shelf IN (0, 1))
FROM snippet_use AS u JOIN category AS c ON c.id = u.category_id
WHERE u.snippet_id = ? GROUP BY u.category_id ORDER BY 3 DESC, c.name_key
"""


def snippet_details(session: Session, snippet_id: int) -> SnippetDetails | None:
    """The snippet, deleted or not; None if it is gone."""
    found = snippet_rows(session, [snippet_id])
    if not found:
        return None
    key = (snippet_id,)
    variants = tuple(
        in_reading_order(
            Variant(language, FormOfAddress(form), body)
            for language, form, body in rows(
                session,
                "SELECT language, form, body FROM snippet_variant WHERE snippet_id = ?",
                key,
            )
        )
    )
    files = rows(
        session,
        "SELECT id, name, content_type, size, blob_id FROM snippet_attachment "
        "WHERE snippet_id = ? ORDER BY id",
        key,
    )
    present = first(session, _PRESENT, key)
    assert present is not None
    actions = actions_from_json(json.loads(present[0]))
    return SnippetDetails(
        row=found[0],
        variants=variants,
        actions=actions,
        attachments=tuple(SnippetFile(*each) for each in files),
        versions=_versions(
            session,
            found[0],
            present,
            variants,
            actions,
            tuple(VersionFile(each[1], each[4]) for each in files),
        ),
        shares=tuple(Share(*each) for each in rows(session, _SHARES, key)),
    )


def _versions(
    session: Session,
    row: SnippetRow,
    present: Any,
    variants: tuple[Variant, ...],
    actions: SnippetActions,
    files: tuple[VersionFile, ...],
) -> tuple[VersionRow, ...]:
    counted = rows(
        session,
        "SELECT version, count(*) FROM snippet_use WHERE snippet_id = ? GROUP BY version",
        (row.id,),
    )
    uses: dict[int, int] = dict(counted)
    _actions, number, changed_at, agent_id, agent_name = present
    newest = VersionRow(
        number=number,
        at=moment(changed_at),
        agent_id=agent_id,
        agent_name=agent_name,
        title=row.title,
        abbreviation=row.abbreviation,
        variants=variants,
        actions=actions,
        files=files,
        uses=uses.get(number, 0),
        current=True,
    )
    return (newest, *(_earlier(each, uses) for each in rows(session, _EARLIER, (row.id,))))


def _earlier(row: Any, uses: Mapping[int, int]) -> VersionRow:
    number, at, agent_id, agent_name, stored = row
    content = json.loads(stored)
    return VersionRow(
        number=number,
        at=moment(at),
        agent_id=agent_id,
        agent_name=agent_name,
        title=content["title"],
        abbreviation=content["abbreviation"],
        variants=tuple(
            Variant(language, FormOfAddress(form), body)
            for language, form, body in content["variants"]
        ),
        actions=actions_from_json(content["actions"]),
        files=tuple(VersionFile(each[0], each[4]) for each in content["files"]),
        uses=uses.get(number, 0),
        current=False,
    )
