"""Own views: saved, renamed, changed, deleted, put in order."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.queries.language import explain, parse
from app.queries.views import View
from app.ui.operations import Operations
from app.ui.theme import Theme
from app.ui.tickets.desk_state import DeskState
from app.ui.tickets.ticket_listing import Listing
from app.ui.widgets.name_popover import NamePopover

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType


class ViewEditing(QObject):
    """``saved`` tells the id of a new view."""

    saved = Signal(object)

    def __init__(
        self, operations: Operations, state: DeskState, theme: Theme, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._state = state
        self._theme = theme

    def ask_and_save(
        self, query: str, listing: Listing, columns: "Sequence[str]", anchor: QWidget
    ) -> None:
        """Ask for a name and save a search with its look as a view."""
        popover = NamePopover(
            _("Save search as view"),
            _("Save view"),
            self._theme,
            anchor,
            hint=explain(parse(query).term),
        )
        popover.named.connect(lambda name: self._save(name, query, listing, columns))
        popover.open_over(anchor)

    def rename(self, view: View, name: str) -> None:
        self._change(view, name, view.query_text, _("Renamed the view to “{name}”"))

    def replace_query(self, view: View, query: str) -> None:
        """Let a view ask for something else."""
        self._change(view, view.name, query, _("Changed the view “{name}”"))

    def delete(self, view: View) -> None:
        self._operations.run(
            _acts().delete_view,
            view.saved_id,
            label=_("Deleted the view “{name}”").format(name=view.name),
            now=self._state.now,
        )

    def put_in_order(self, view_ids: "Sequence[int]") -> None:
        self._operations.run(
            _acts().reorder,
            tuple(view_ids),
            label=_("Changed the order of views"),
            toast=False,
            now=self._state.now,
        )

    def _save(self, name: str, query: str, listing: Listing, columns: "Sequence[str]") -> None:
        self._operations.run(
            _acts().save_view,
            name=name,
            query=query,
            sort=listing.sort.value,
            descending=listing.descending,
            grouping=listing.grouping.value,
            columns=tuple(columns),
            now=self._state.now,
            label=_("Saved the view “{name}”").format(name=name),
            owner=self,
            done=self.saved.emit,
        )

    def _change(self, view: View, name: str, query: str, label: str) -> None:
        self._operations.run(
            _acts().change_view,
            view.saved_id,
            name=name,
            query=query,
            sort=view.sort.value,
            descending=view.descending,
            grouping=view.grouping.value,
            columns=view.columns,
            now=self._state.now,
            label=label.format(name=name),
        )


def _acts() -> "ModuleType":
    """The acts on views, loaded with the first one: they bring the mapped classes along."""
    from app.services import views

    return views
