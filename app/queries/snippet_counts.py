"""How many snippets there are, by folder and by tag."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.queries.decoding import first, rows
from app.queries.snippet_folders import FolderRow, folders
from app.rules.names import folded


@dataclass(frozen=True, slots=True)
class FolderCount:
    """A folder with the snippets in it and in all folders below; ``depth`` counts from 0."""

    id: int
    name: str
    path: str
    depth: int
    count: int


@dataclass(frozen=True, slots=True)
class SnippetCounts:
    """The living snippets; folders in the order of their tree, tags in that of the alphabet."""

    total: int = 0
    favourites: int = 0
    deleted: int = 0
    uses: int = 0
    folders: tuple[FolderCount, ...] = ()
    tags: tuple[tuple[str, int], ...] = ()


_TOTALS = """
SELECT coalesce(sum(deleted_at IS NULL), 0), coalesce(sum(deleted_at IS NULL AND favourite), 0),
    coalesce(sum(deleted_at IS NOT NULL), 0), coalesce(sum(use_count), 0) FROM snippet
"""
_TAGS = """
SELECT t.value, count(*) FROM snippet AS s, json_each(s.tags) AS t
WHERE s.deleted_at IS NULL GROUP BY t.value
"""


def snippet_counts(session: Session) -> SnippetCounts:
    """What stands beside the folders and tags."""
    found = first(session, _TOTALS)
    total, favourites, deleted, uses = found if found is not None else (0, 0, 0, 0)
    return SnippetCounts(
        total=total,
        favourites=favourites,
        deleted=deleted,
        uses=uses,
        folders=tuple(_counted(folders(session), 0)),
        tags=_tags(rows(session, _TAGS)),
    )


def _counted(level: Iterable[FolderRow], depth: int) -> Iterator[FolderCount]:
    for folder in level:
        yield FolderCount(folder.id, folder.name, folder.path, depth, _with_those_below(folder))
        yield from _counted(folder.children, depth + 1)


def _with_those_below(folder: FolderRow) -> int:
    return folder.snippets + sum(map(_with_those_below, folder.children))


def _tags(counted: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Each tag once whatever its case."""
    found: dict[str, tuple[str, int]] = {}
    for tag, count in counted:
        name, before = found.get(folded(tag), (tag, 0))
        found[folded(tag)] = (name, before + count)
    return tuple(found[key] for key in sorted(found))
