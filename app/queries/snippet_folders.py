"""The tree of snippet folders."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.queries.decoding import rows

PATH_SEPARATOR = " / "


@dataclass(frozen=True, slots=True)
class FolderRow:
    """A folder with those in it; ``path`` names its ancestors too, ``snippets`` counts its own."""

    id: int
    parent_id: int | None
    name: str
    path: str
    snippets: int
    children: tuple["FolderRow", ...] = ()


_FOLDERS = """
SELECT f.id, f.parent_id, f.name,
    (SELECT count(*) FROM snippet AS s WHERE s.folder_id = f.id AND s.deleted_at IS NULL)
FROM snippet_folder AS f ORDER BY f.position, f.name_key, f.id
"""

_BELOW = """
WITH RECURSIVE tree(id) AS (
    SELECT ? UNION SELECT f.id FROM snippet_folder AS f JOIN tree ON f.parent_id = tree.id)
SELECT id FROM tree
"""


def folders(session: Session) -> tuple[FolderRow, ...]:
    """The first level of the tree in its order, each with its children."""
    inside: dict[int | None, list[tuple[int, str, int]]] = {}
    for folder_id, parent_id, name, count in rows(session, _FOLDERS):
        inside.setdefault(parent_id, []).append((folder_id, name, count))
    return _level(inside, None, "")


def below(session: Session, folder_id: int) -> list[int]:
    """The folder and all in it, at any depth."""
    return [row[0] for row in rows(session, _BELOW, (folder_id,))]


def paths(session: Session) -> Mapping[int, str]:
    """What each folder is called with its ancestors, by id."""
    return {each.id: each.path for each in _flat(folders(session))}


def _level(
    inside: Mapping[int | None, list[tuple[int, str, int]]], parent_id: int | None, prefix: str
) -> tuple[FolderRow, ...]:
    return tuple(
        FolderRow(
            id=folder_id,
            parent_id=parent_id,
            name=name,
            path=prefix + name,
            snippets=count,
            children=_level(inside, folder_id, prefix + name + PATH_SEPARATOR),
        )
        for folder_id, name, count in inside.get(parent_id, [])
    )


def _flat(level: tuple[FolderRow, ...]) -> list[FolderRow]:
    return [each for folder in level for each in (folder, *_flat(folder.children))]
