"""Snippets in lists: which ones and in what order; rows, details and the whole library beside."""

from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from app.queries.decoding import first, gathered_ids, id_list, rows
from app.queries.snippet_details import (
    Share,
    SnippetDetails,
    SnippetFile,
    VersionRow,
    snippet_details,
)
from app.queries.snippet_folders import FolderRow, below, folders
from app.queries.snippet_library import (
    CatalogueEntry,
    Library,
    catalogue,
    library,
    library_of,
)
from app.queries.snippet_rows import SnippetRow, snippet_rows
from app.rules.names import folded
from app.rules.snippet_actions import SnippetActions
from app.rules.snippet_variants import Variant
from app.rules.snippet_words import abbreviation_key


class SnippetSort(StrEnum):
    """What the list of snippets can be sorted by."""

    TITLE = "title"
    ABBREVIATION = "abbreviation"
    FOLDER = "folder"
    USES = "uses"
    LAST_USED = "last_used"
    SAVED = "saved"
    UPDATED = "updated"


class Shelf(StrEnum):
    """Which snippets are looked at: all, those in no folder, favourites, or deleted ones."""

    ALL = "all"
    UNFILED = "unfiled"
    FAVOURITES = "favourites"
    DELETED = "deleted"


_ORDERS = {
    SnippetSort.TITLE: "s.title_key",
    SnippetSort.ABBREVIATION: "s.abbreviation_key = '', s.abbreviation_key",
    SnippetSort.FOLDER: "coalesce(f.name_key, '')",
    SnippetSort.USES: "s.use_count",
    SnippetSort.LAST_USED: "coalesce(s.last_used_at, 0)",
    SnippetSort.SAVED: "s.saved_characters",
    SnippetSort.UPDATED: "s.updated_at",
}
_SHELVES = {
    Shelf.ALL: "s.deleted_at IS NULL",
    Shelf.UNFILED: "s.deleted_at IS NULL AND s.folder_id IS NULL",
    Shelf.FAVOURITES: "s.deleted_at IS NULL AND s.favourite",
    Shelf.DELETED: "s.deleted_at IS NOT NULL",
}
_WORD = """(s.title_key LIKE ? ESCAPE '!' OR s.words LIKE ? ESCAPE '!'
    OR s.abbreviation_key LIKE ? ESCAPE '!')"""


def snippet_ids(
    session: Session,
    *,
    folder_id: int | None = None,
    text: str = "",
    tag: str | None = None,
    shelf: Shelf = Shelf.ALL,
    sort: SnippetSort = SnippetSort.TITLE,
    descending: bool = False,
) -> list[int]:
    """Snippets in a folder (and those in it, None for all) that match every word of ``text`` in
    abbreviation, title, wordings or tags."""
    conditions, parameters = [_SHELVES[shelf]], list[Any]()
    if folder_id is not None:
        conditions.append("s.folder_id IN (SELECT value FROM json_each(?))")
        parameters.append(id_list(below(session, folder_id)))
    if tag is not None:
        conditions.append(
            "EXISTS (SELECT 1 FROM json_each(s.tags) WHERE index_words(value) = index_words(?))"
        )
        parameters.append(tag)
    for word in text.split():
        conditions.append(_WORD)
        key = f"%{_escaped(folded(word) or word)}%"
        parameters += [key, key, f"%{_escaped(abbreviation_key(word))}%"]
    way = "DESC" if descending else "ASC"
    return gathered_ids(
        session,
        "SELECT s.id AS id FROM snippet AS s LEFT JOIN snippet_folder AS f ON f.id = s.folder_id "
        f"WHERE {' AND '.join(conditions)} ORDER BY {_ORDERS[sort]} {way}, s.title_key, s.id",
        tuple(parameters),
    )


def snippet_by_abbreviation(session: Session, abbreviation: str) -> int | None:
    """The living snippet with this abbreviation, in any case."""
    key = abbreviation_key(abbreviation)
    found = key and first(
        session, "SELECT id FROM snippet WHERE abbreviation_key = ? AND deleted_at IS NULL", (key,)
    )
    return found[0] if found else None


def snippet_tags(session: Session) -> list[str]:
    """The tags of living snippets in order of the alphabet, each once whatever its case."""
    found = rows(
        session,
        "SELECT DISTINCT t.value FROM snippet AS s, json_each(s.tags) AS t "
        "WHERE s.deleted_at IS NULL",
    )
    tags = {folded(row[0]): row[0] for row in found}
    return [tags[key] for key in sorted(tags)]


def _escaped(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


__all__ = [
    "CatalogueEntry",
    "FolderRow",
    "Library",
    "Share",
    "Shelf",
    "SnippetActions",
    "SnippetDetails",
    "SnippetFile",
    "SnippetRow",
    "SnippetSort",
    "Variant",
    "VersionRow",
    "catalogue",
    "folders",
    "library",
    "library_of",
    "snippet_by_abbreviation",
    "snippet_details",
    "snippet_ids",
    "snippet_rows",
    "snippet_tags",
]
