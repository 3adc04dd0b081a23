"""What the pane of views lists: built-in views, a heading, own views that can be moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.queries.views import View
from app.ui.tickets.views_state import Views

AnyIndex = QModelIndex | QPersistentModelIndex
ENTRY = int(Qt.ItemDataRole.UserRole)
"""The ``View`` or ``Heading`` of a row."""
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
_DRAGGED = "application/x-tresen-view"


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


Entry = View | Heading


class ViewModel(QAbstractListModel):
    """An own view that is dragged between others asks for a new order; nothing else moves."""

    order_wanted = Signal(object)
    """The ids of the own views in the order wanted."""

    def __init__(self, views: Views, parent: QWidget) -> None:
        super().__init__(parent)
        self._views = views
        self.entries: list[Entry] = []
        self.renamed: list[tuple[View, str]] = []
        self.refresh()

    def refresh(self) -> None:
        built_in = [each for each in self._views.all if each.saved_id is None]
        entries: list[Entry] = list(built_in)
        if self._views.own:
            entries += [Heading(_("Own views")), *self._views.own]
        if entries != self.entries:
            self.beginResetModel()
            self.entries = entries
            self.endResetModel()

    def recount(self) -> None:
        if self.entries:
            self.dataChanged.emit(self.index(0), self.index(len(self.entries) - 1))

    def row_of(self, key: str) -> int | None:
        for row, entry in enumerate(self.entries):
            if isinstance(entry, View) and entry.key == key:
                return row
        return None

    def count(self, view: View) -> int | None:
        return self._views.counts.get(view.key)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY:
            return entry
        if isinstance(entry, Heading):
            return entry.text if role == _DISPLAY else None
        if role in (_DISPLAY, _EDIT):
            return entry.name
        if role == _SPOKEN:
            count = self.count(entry)
            if count is None:
                return entry.name
            words = ngettext("{count} ticket", "{count} tickets", count).format(count=count)
            return f"{entry.name}, {words}"
        if role == _TOOL_TIP and entry.saved_id is not None:
            return f"{entry.name}\n{entry.query_text}"
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = _EDIT) -> bool:
        entry = self.entries[index.row()]
        name = " ".join(str(value).split())
        if role != _EDIT or not isinstance(entry, View) or not name or name == entry.name:
            return False
        self.renamed.append((entry, name))
        self.dataChanged.emit(index, index, [_EDIT])
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled  # between the rows, see canDropMimeData
        entry = self.entries[index.row()]
        if not isinstance(entry, View):
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if entry.saved_id is None:
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_DRAGGED]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        dragged = QMimeData()
        view = self._views.own[indexes[0].row() - self._first_own]
        dragged.setData(_DRAGGED, str(view.saved_id).encode())
        return dragged

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex
    ) -> bool:
        return data.hasFormat(_DRAGGED) and (row == -1 or row >= self._first_own)

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: AnyIndex
    ) -> bool:
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        order = [view.saved_id for view in self._views.own]
        dragged = int(data.data(_DRAGGED).data())
        place = order.index(dragged) if dragged in order else None
        target = len(order) if row == -1 else row - self._first_own
        if place is None or target in (place, place + 1):
            return False
        order.insert(target, dragged)
        del order[place + (target < place)]
        self.order_wanted.emit(order)
        return True

    @property
    def _first_own(self) -> int:
        return len(self.entries) - len(self._views.own)
