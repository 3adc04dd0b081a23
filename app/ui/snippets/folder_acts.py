"""What can be done to folders: made, renamed, removed, filled."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.queries.snippet_counts import FolderCount
from app.services import snippet_folders, snippets
from app.storage.database import utc_now
from app.ui.operations import Operations
from app.ui.snippets.places import Place
from app.ui.theme import Theme
from app.ui.widgets.choice_popover import Choice, ChoicePopover
from app.ui.widgets.name_popover import NamePopover

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class FolderActs(QObject):
    """Each is one step that can be undone."""

    def __init__(self, operations: Operations, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._operations = operations
        self._theme = theme
        self._window = window

    def ask_name(self, inside: Place | None) -> None:
        """Ask how a new folder is called, on the first level or in another."""
        title = _("New folder in “{name}”").format(name=inside.name) if inside else _("New folder")
        popover = NamePopover(title, _("Create folder"), self._theme, self._window)
        parent_id = inside.folder_id if inside is not None else None
        popover.named.connect(partial(self._add, parent_id))
        popover.open_over(self._window)

    def rename(self, place: Place, name: str) -> None:
        """Call a folder otherwise."""
        if place.folder_id is not None:
            self._operations.run(
                snippet_folders.rename_folder,
                place.folder_id,
                name,
                now=utc_now(),
                label=_("Renamed the folder “{name}”").format(name=place.name),
            )

    def remove(self, place: Place) -> None:
        """Remove a folder; its snippets stay."""
        if place.folder_id is not None:
            self._operations.run(
                snippet_folders.remove_folder,
                place.folder_id,
                now=utc_now(),
                label=_("Removed the folder “{name}”").format(name=place.name),
            )

    def move_into(self, ids: Sequence[int], place: Place) -> None:
        """Put snippets into a folder."""
        self._move(ids, place.folder_id, place.name)

    def choose_for(self, ids: Sequence[int], folders: Sequence[FolderCount]) -> None:
        """Ask into which folder snippets go; a new one is made by its name."""
        icon = self._theme.icon("folder")
        choices = [Choice(None, _("No folder"))] + [
            Choice(each, each.path, icon) for each in folders
        ]
        popover = ChoicePopover(
            _("Move to folder"), choices, self._theme, self._window, create=True
        )
        popover.taken.connect(partial(self._move_to_chosen, ids))
        popover.created.connect(partial(self._move_to_new, ids))
        popover.open_over(self._window)

    def _move_to_chosen(self, ids: Sequence[int], folder: FolderCount | None) -> None:
        if folder is None:
            self._move(ids, None, _("No folder"))
        else:
            self._move(ids, folder.id, folder.name)

    def _move_to_new(self, ids: Sequence[int], name: str) -> None:
        self._operations.run(
            _move_to_new_folder,
            ids,
            name,
            now=utc_now(),
            label=_moved_words(len(ids), name),
            owner=self,
        )

    def _move(self, ids: Sequence[int], folder_id: int | None, name: str) -> None:
        self._operations.run(
            snippets.move, ids, folder_id, now=utc_now(), label=_moved_words(len(ids), name)
        )

    def _add(self, parent_id: int | None, name: str) -> None:
        self._operations.run(
            snippet_folders.add_folder,
            name,
            parent_id=parent_id,
            now=utc_now(),
            label=_("Created the folder “{name}”").format(name=name),
        )


def _move_to_new_folder(
    session: "Session", ids: Sequence[int], name: str, *, now: datetime
) -> None:
    folder_id = snippet_folders.add_folder(session, name, now=now)
    snippets.move(session, ids, folder_id, now=now)


def _moved_words(count: int, name: str) -> str:
    return ngettext(
        "Moved {n} snippet to “{name}”", "Moved {n} snippets to “{name}”", count
    ).format(n=count, name=name)
