"""The snippets of an import: a tick for those that come, a sign for what needs a look."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.i18n import _
from app.services.snippet_import import Choice, ImportPlan, PlannedSnippet
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme
from app.ui.tips import plain_tip
from app.ui.widgets.strokes import Strokes

AnyIndex = QModelIndex | QPersistentModelIndex
_PLACE = int(Qt.ItemDataRole.UserRole)
_TICK_WIDTH = 36
_ROW = 46


class Look(StrEnum):
    """Which of them are looked at."""

    ALL = "all"
    NOTES = "notes"
    DUPLICATES = "duplicates"


def has_notes(item: PlannedSnippet) -> bool:
    """Whether something of it is not carried over as it was."""
    return bool(item.snippet.warnings or item.problems)


def places_of(plan: ImportPlan, look: Look) -> list[int]:
    """Where in the plan those stand that are looked at."""
    if look is Look.DUPLICATES:
        return list(plan.duplicates)
    items = enumerate(plan.items)
    return [place for place, item in items if look is Look.ALL or has_notes(item)]


class _ImportModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.plan = ImportPlan(())
        self.places: list[int] = []

    def show_plan(self, plan: ImportPlan, places: Sequence[int]) -> None:
        same = list(places) == self.places
        if not same:
            self.beginResetModel()
        self.plan, self.places = plan, list(places)
        if not same:
            self.endResetModel()
        elif self.places:
            self.dataChanged.emit(self.index(0), self.index(len(self.places) - 1))

    def item(self, row: int) -> PlannedSnippet:
        return self.plan.items[self.places[row]]

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        if role == _PLACE:
            return self.places[index.row()]
        item = self.item(index.row())
        if role == int(Qt.ItemDataRole.DisplayRole):
            return item.snippet.title
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return f"{item.snippet.title}, {choice_words(item)}"
        if role == int(Qt.ItemDataRole.ToolTipRole):
            return plain_tip(
                "\n".join((item.snippet.title, *item.snippet.warnings, *item.problems))
            )
        return None


def choice_words(item: PlannedSnippet) -> str:
    """What becomes of it, in words."""
    match item.choice:
        case Choice.ADD:
            return _("new")
        case Choice.SKIP:
            return _("left out")
        case Choice.RENAME:
            name = item.free_abbreviation
            return _("new, as “{name}”").format(name=name) if name else _("new, beside the other")
        case Choice.MERGE:
            assert item.duplicate is not None
            return _("into “{title}”").format(title=item.duplicate.title)


class _ImportDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: "ImportList") -> None:
        super().__init__(parent)
        self._theme = theme
        self._strokes = Strokes(theme)
        self._list = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        item = self._list.plan.items[index.data(_PLACE)]
        px = self._theme.px
        rect = QRect(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour(Role.SELECTION))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour(Role.HOVER))
        tick = QRect(rect.left(), rect.top(), px(_TICK_WIDTH), rect.height())
        left_out = item.choice is Choice.SKIP
        meaning = "status-open" if left_out else "status-closed"
        self._strokes.sign(painter, tick, meaning, Role.MUTED if left_out else Role.ACCENT, 18)
        body = rect.adjusted(px(_TICK_WIDTH), px(4), -px(12), -px(4))
        upper = QRect(body.left(), body.top(), body.width(), body.height() // 2)
        lower = upper.translated(0, body.height() // 2)
        room = QRect(upper)
        if has_notes(item):
            box = QRect(room.right() - px(16), room.top(), px(16), room.height())
            self._strokes.sign(painter, box, "warning", Role.WARNING, 15)
            room.setRight(box.left() - px(4))
        ink = Role.MUTED if left_out else Role.TEXT
        self._strokes.text(painter, room, item.snippet.title, role=ink)
        parts = (item.snippet.abbreviation, choice_words(item))
        words = " · ".join(part for part in parts if part)
        self._strokes.text(painter, lower, words, role=Role.MUTED, style=TextStyle.CAPTION)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(_ROW))


class ImportList(QListView):
    """Space or a click on the tick leaves one out or takes it in; ``switched`` tells its place."""

    shown = Signal(int)
    switched = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = _ImportModel(self)
        self.setAccessibleName(_("Snippets in the files"))
        self.setModel(self._model)
        self.setItemDelegate(_ImportDelegate(theme, self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)

    @property
    def plan(self) -> ImportPlan:
        """What is shown."""
        return self._model.plan

    def show_plan(self, plan: ImportPlan, places: Sequence[int]) -> None:
        """Show the items at these places."""
        self._model.show_plan(plan, places)
        if places and not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(0))

    def look_at(self, place: int) -> None:
        """Go to the item at a place of the plan, if it is listed."""
        if place in self._model.places:
            self.setCurrentIndex(self._model.index(self._model.places.index(place)))

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid():
            self.shown.emit(current.data(_PLACE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.switched.emit(self.currentIndex().data(_PLACE))
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        on_tick = event.position().x() < self._theme.px(_TICK_WIDTH)
        if index.isValid() and on_tick and event.type() == QEvent.Type.MouseButtonRelease:
            self.switched.emit(index.data(_PLACE))
