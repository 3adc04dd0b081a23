"""A snippet as it is being written, kept in the desk until it is saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.snippets import SnippetDraft
from app.rules.snippet_actions import actions_from_json
from app.services.snippet_rows import SnippetFields, content_json, variants_from_json
from app.storage.changes import unrecorded


@dataclass(frozen=True, slots=True)
class KeptSnippet:
    """What was being written; ``snippet_id`` None is a new snippet."""

    snippet_id: int | None
    fields: SnippetFields


@unrecorded
def keep_snippet(
    session: Session, kept: KeptSnippet | None, *, agent_id: int | None, now: datetime
) -> None:
    """Replace what the agent wrote so far; None leaves nothing."""
    row = session.scalar(
        select(SnippetDraft).where(SnippetDraft.agent_id.is_not_distinct_from(agent_id))
    )
    if kept is None:
        if row is not None:
            session.delete(row)
        return
    if row is None:
        row = SnippetDraft(agent_id=agent_id)
        session.add(row)
    row.content = _as_json(kept)
    row.updated_at = now


def kept_snippet(session: Session, *, agent_id: int | None) -> KeptSnippet | None:
    """What the agent was writing when the program ended, if anything."""
    content = session.scalar(
        select(SnippetDraft.content).where(SnippetDraft.agent_id.is_not_distinct_from(agent_id))
    )
    return _from_json(content) if content is not None else None


def _as_json(kept: KeptSnippet) -> dict[str, Any]:
    fields = kept.fields
    return content_json(fields) | {
        "snippet_id": kept.snippet_id,
        "folder_id": fields.folder_id,
        "category_id": fields.category_id,
        "tags": list(fields.tags),
        "colour": fields.colour,
        "favourite": fields.favourite,
    }


def _from_json(content: Mapping[str, Any]) -> KeptSnippet:
    fields = SnippetFields(
        title=content["title"],
        abbreviation=content["abbreviation"],
        variants=variants_from_json(dict(content)),
        folder_id=content["folder_id"],
        category_id=content["category_id"],
        tags=tuple(content["tags"]),
        colour=content["colour"],
        favourite=content["favourite"],
        actions=actions_from_json(content["actions"]),
    )
    return KeptSnippet(content["snippet_id"], fields)
