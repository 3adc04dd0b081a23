"""Snippets out: everything in our own file, what others understand in theirs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.formats.snippets import csv_writing, espanso_writing, own
from app.formats.snippets.imported import (
    Imported,
    ImportedActions,
    ImportedAttachment,
    ImportedFact,
)
from app.i18n import _
from app.models.desk import Agent
from app.models.snippets import Fact, Snippet, SnippetFolder
from app.models.tickets import Category
from app.rules.snippet_actions import actions_from_json
from app.rules.snippet_variants import Variant, in_reading_order
from app.storage import blobs

Path = tuple[str, ...]


class ExportKind(StrEnum):
    """What is written, by the ending of its file."""

    OWN = "json"
    TABLE = "csv"
    ESPANSO = "yml"


@dataclass(frozen=True, slots=True)
class SnippetExport:
    """A file of snippets: how many, its content, and what its format has no place for, as name
    and reason."""

    count: int
    content: bytes
    warnings: tuple[tuple[str, str], ...] = ()


def export(
    session: Session, kind: ExportKind, *, ids: Sequence[int] | None = None
) -> SnippetExport:
    """These living snippets, by default all, as a file.

    Our own file holds everything but versions and uses; with all snippets also the folders that
    are empty, and the facts.
    """
    snippets = _snippets(session, ids)
    match kind:
        case ExportKind.OWN:
            content = own.OwnFile(
                snippets,
                _facts(session) if ids is None else (),
                tuple(_folder_paths(session).values()) if ids is None else (),
            )
            return SnippetExport(len(snippets), own.written(content).encode())
        case ExportKind.TABLE:
            lost = tuple(_not_in_tables(snippets))
            return SnippetExport(len(snippets), csv_writing.written(snippets), lost)
        case ExportKind.ESPANSO:
            file = espanso_writing.written(snippets)
            return SnippetExport(len(snippets), file.text.encode(), file.warnings)


def _snippets(session: Session, ids: Sequence[int] | None) -> tuple[Imported, ...]:
    folders = _folder_paths(session)
    categories = _category_paths(session)
    query = select(Snippet).where(Snippet.deleted_at.is_(None))
    wanted = None if ids is None else frozenset(ids)
    found = session.scalars(query.order_by(Snippet.title_key, Snippet.id))
    return tuple(
        _imported(session, each, folders, categories)
        for each in found
        if wanted is None or each.id in wanted
    )


def _imported(
    session: Session,
    snippet: Snippet,
    folders: Mapping[int, Path],
    categories: Mapping[int, Path],
) -> Imported:
    actions = actions_from_json(snippet.actions)
    return Imported(
        name=snippet.title,
        title=snippet.title,
        abbreviation=snippet.abbreviation,
        variants=tuple(
            in_reading_order(Variant(v.language, v.form, v.body) for v in snippet.variants)
        ),
        original="",
        folder=folders.get(snippet.folder_id or 0, ()),
        tags=tuple(snippet.tags),
        colour=snippet.colour,
        favourite=snippet.favourite,
        category=categories.get(snippet.category_id or 0, ()),
        actions=ImportedActions(
            status=actions.status,
            tags=actions.tags,
            category=categories.get(actions.category_id or 0, ()),
            snooze=actions.snooze,
        ),
        attachments=tuple(
            ImportedAttachment(file.name, file.content_type, blobs.get(session, file.blob_id))
            for file in snippet.attachments
        ),
        is_template=True,
    )


def _facts(session: Session) -> tuple[ImportedFact, ...]:
    agents: dict[int, str] = {each.id: each.name for each in session.scalars(select(Agent))}
    return tuple(
        ImportedFact(fact.name, fact.value, fact.valid_until, agents.get(fact.owner_id or 0, ""))
        for fact in session.scalars(select(Fact).order_by(Fact.name_key))
    )


def _folder_paths(session: Session) -> dict[int, Path]:
    """The path of each folder, in the order of the tree's levels."""
    query = select(SnippetFolder).order_by(SnippetFolder.position, SnippetFolder.id)
    return _paths({each.id: (each.parent_id, each.name) for each in session.scalars(query)})


def _category_paths(session: Session) -> dict[int, Path]:
    query = select(Category)
    return _paths({each.id: (each.parent_id, each.name) for each in session.scalars(query)})


def _paths(nodes: Mapping[int, tuple[int | None, str]]) -> dict[int, Path]:
    def path(node_id: int) -> Path:
        parent_id, name = nodes[node_id]
        return (*(path(parent_id) if parent_id is not None else ()), name)

    return {node_id: path(node_id) for node_id in nodes}


def _not_in_tables(snippets: Iterable[Imported]) -> Iterable[tuple[str, str]]:
    for each in snippets:
        if each.actions or each.category:
            yield each.title, _("A table has no place for its category and its ticket actions.")
        if each.attachments:
            yield each.title, _("A table has no place for its files.")
