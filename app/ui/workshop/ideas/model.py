"""The ideas of one question as a list for the view; ideas are dragged by their ids."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.queries.workshop.workshops import Idea

_MIME = "application/x-tresen-ideas"
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
Index = QModelIndex | QPersistentModelIndex


class IdeaModel(QAbstractListModel):
    """Shows a tuple of ideas; replaced as a whole, told row by row where only the end grew."""

    dropped = Signal(object, int)
    """Ids of ideas, and the place (from 0) where they were let go."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ideas: Sequence[Idea] = ()

    def show(self, ideas: Sequence[Idea]) -> bool:
        """Take other ideas; True if some came at the end and nothing else changed."""
        before = self.ideas
        if ideas == before:
            return False
        grew = len(ideas) > len(before) and ideas[: len(before)] == before
        if grew:
            self.beginInsertRows(QModelIndex(), len(before), len(ideas) - 1)
            self.ideas = ideas
            self.endInsertRows()
        else:
            self.beginResetModel()
            self.ideas = ideas
            self.endResetModel()
        return grew

    def row_of(self, idea_id: int) -> int:
        """The row of an idea, -1 if it is not here."""
        return next((row for row, each in enumerate(self.ideas) if each.id == idea_id), -1)

    # Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.ideas)

    def data(self, index: Index, role: int = _DISPLAY) -> object:
        if role == _DISPLAY:
            return self.ideas[index.row()].text
        if role == _TOOLTIP:
            merged = self.ideas[index.row()].merged
            return "\n".join(text for _id, text in merged)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid():
            return usual | Qt.ItemFlag.ItemIsDragEnabled
        return Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        ids = [self.ideas[each.row()].id for each in sorted(indexes, key=QModelIndex.row)]
        dragged = QMimeData()
        dragged.setData(_MIME, QByteArray(",".join(map(str, ids)).encode()))
        dragged.setText("\n".join(self.ideas[each.row()].text for each in indexes))
        return dragged

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        if not data.hasFormat(_MIME):
            return False
        ids = [int(each) for each in data.data(_MIME).toStdString().split(",")]
        self.dropped.emit(ids, row if row >= 0 else len(self.ideas))
        # The desk moves them; the view must not take the rows away by itself.
        return False
