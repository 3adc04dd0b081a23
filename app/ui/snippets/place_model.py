"""The places of the left pane as a model: named, counted, and renamed where that is possible."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from app.i18n import ngettext
from app.ui.snippets.places import Place, PlaceKind

AnyIndex = QModelIndex | QPersistentModelIndex
PLACE = int(Qt.ItemDataRole.UserRole)
"""The role of the ``Place`` itself."""
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_EDIT = int(Qt.ItemDataRole.EditRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)


class PlaceModel(QAbstractListModel):
    """``rename`` hears a folder's new name, and whoever gives it shows the places anew."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.places: tuple[Place, ...] = ()
        self.rename: Callable[[Place, str], None] | None = None

    def show_places(self, places: Sequence[Place]) -> None:
        """Show these; where only counts changed, the choice stays."""
        same = [each.key for each in places] == [each.key for each in self.places]
        if same:
            self.places = tuple(places)
            self.dataChanged.emit(self.index(0), self.index(len(self.places) - 1))
            return
        self.beginResetModel()
        self.places = tuple(places)
        self.endResetModel()

    def row_of(self, key: str) -> int | None:
        """Where a place stands, by its key; None for what is not shown."""
        keys = [each.key for each in self.places if each.kind is not PlaceKind.HEADING]
        if key not in keys:
            return None
        return next(row for row, each in enumerate(self.places) if each.key == key)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: AnyIndex, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        place = self.places[index.row()]
        if role == PLACE:
            return place
        if role in (_DISPLAY, _EDIT, _TOOL_TIP):
            return place.name
        if role == _SPOKEN:
            return _spoken(place)
        return None

    def setData(self, index: AnyIndex, value: Any, role: int = _EDIT) -> bool:
        place, name = self.places[index.row()], " ".join(str(value).split())
        if role != _EDIT or not name or name == place.name or self.rename is None:
            return False
        self.rename(place, name)
        return True

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        place = self.places[index.row()] if index.isValid() else None
        if place is None or place.kind is PlaceKind.HEADING:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if place.kind is PlaceKind.FOLDER:
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDropEnabled
        return flags


def _spoken(place: Place) -> str:
    if place.kind is PlaceKind.HEADING:
        return place.name
    if place.urgent:
        words = ngettext("{n} expired", "{n} expired", place.count).format(n=place.count)
    elif place.kind is PlaceKind.FACTS:
        words = ngettext("{n} fact", "{n} facts", place.count).format(n=place.count)
    else:
        words = ngettext("{n} snippet", "{n} snippets", place.count).format(n=place.count)
    return f"{place.name}, {words}"
