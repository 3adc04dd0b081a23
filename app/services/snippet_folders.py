"""The tree of snippet folders."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.snippets import Snippet, SnippetFolder
from app.rules.names import folded


def add_folder(session: Session, name: str, *, parent_id: int | None = None, now: datetime) -> int:
    """A new folder at the end of its level; its id. ``UserError`` if its name is taken there."""
    if parent_id is not None:
        _folder(session, parent_id)
    written, key = _checked_name(session, name, parent_id=parent_id, but=None)
    folder = SnippetFolder(
        parent_id=parent_id, name=written, name_key=key, position=_end(session, parent_id)
    )
    session.add(folder)
    session.flush()
    return folder.id


def rename_folder(session: Session, folder_id: int, name: str, *, now: datetime) -> None:
    """Call a folder otherwise; ``UserError`` if the name is taken beside it."""
    folder = _folder(session, folder_id)
    folder.name, folder.name_key = _checked_name(
        session, name, parent_id=folder.parent_id, but=folder_id
    )


def move_folder(session: Session, folder_id: int, parent_id: int | None, *, now: datetime) -> None:
    """Put a folder into another, or on the first level with None; never into itself."""
    folder = _folder(session, folder_id)
    above = parent_id
    while above is not None:
        if above == folder_id:
            raise UserError(_("A folder cannot be inside itself."))
        above = _folder(session, above).parent_id
    _checked_name(session, folder.name, parent_id=parent_id, but=folder_id)
    if folder.parent_id != parent_id:
        folder.position = _end(session, parent_id)
    folder.parent_id = parent_id


def reorder_folders(session: Session, ids: Sequence[int], *, now: datetime) -> None:
    """Put the folders of one level in this order."""
    for position, folder_id in enumerate(ids):
        _folder(session, folder_id).position = position


def remove_folder(session: Session, folder_id: int, *, now: datetime) -> None:
    """Remove a folder; what is in it goes to where the folder was.

    ``UserError`` if a folder in it is called like one out there.
    """
    folder = _folder(session, folder_id)
    inside = select(SnippetFolder).where(SnippetFolder.parent_id == folder_id)
    for each in session.scalars(inside.order_by(SnippetFolder.position)).all():
        _checked_name(session, each.name, parent_id=folder.parent_id, but=folder_id)
        each.position = _end(session, folder.parent_id)
        each.parent_id = folder.parent_id
        session.flush()
    for snippet in session.scalars(select(Snippet).where(Snippet.folder_id == folder_id)):
        snippet.folder_id = folder.parent_id
    session.flush()
    session.delete(folder)


def folder_called(session: Session, path: Sequence[str], *, now: datetime) -> int | None:
    """The folder at a path of names, made where it is missing; None for no path."""
    parent_id: int | None = None
    for name in path:
        same = select(SnippetFolder.id).where(
            SnippetFolder.parent_id.is_not_distinct_from(parent_id),
            SnippetFolder.name_key == _key(name),
        )
        known = session.scalar(same)
        parent_id = known or add_folder(session, name, parent_id=parent_id, now=now)
    return parent_id


def _folder(session: Session, folder_id: int) -> SnippetFolder:
    found = session.get(SnippetFolder, folder_id)
    if found is None:
        raise UserError(_("This folder was removed already."))
    return found


def _key(name: str) -> str:
    written = " ".join(name.split())
    return folded(written) or written.casefold()


def _checked_name(
    session: Session, name: str, *, parent_id: int | None, but: int | None
) -> tuple[str, str]:
    written, key = " ".join(name.split()), _key(name)
    if not key:
        raise UserError(_("A folder needs a name."))
    same = select(SnippetFolder.id).where(
        SnippetFolder.parent_id.is_not_distinct_from(parent_id), SnippetFolder.name_key == key
    )
    if session.scalar(same.where(SnippetFolder.id != (but or 0))) is not None:
        raise UserError(_("There is a folder “{name}” here already.").format(name=written))
    return written, key


def _end(session: Session, parent_id: int | None) -> int:
    level = SnippetFolder.parent_id.is_not_distinct_from(parent_id)
    last = session.scalar(select(func.max(SnippetFolder.position)).where(level))
    return 0 if last is None else last + 1
