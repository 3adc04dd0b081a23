"""Lists of options on a ballot: those to choose from, and the order somebody makes of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.ui.colours import Role
from app.ui.theme import Theme

_OPTION = int(Qt.ItemDataRole.UserRole)
_LINE = int(Qt.ItemDataRole.UserRole) + 1
_DRAGGED = "application/x-tresen-option"
_PADDING, _MARK, _GAP, _BETWEEN = 12, 28, 12, 6
_READ = 16
"""Pixels at 100 % of an option: larger than elsewhere, people lean over to read it."""
_FLAGS = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignVCenter)
_MOVES = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One option as it is shown: ``mark`` before it (its key or its rank), ``spoken`` for those
    who hear the screen; a ``quiet`` one is muted, as one that has its rank already."""

    option: str
    text: str
    mark: str
    spoken: str
    quiet: bool = False


class OptionList(QListWidget):
    """Wraps long options; by drag one goes to a place here. It never copies: what is marked on a
    ballot must not reach the clipboard, so keys that do not move the marker go to the ballot."""

    taken = Signal(str)
    """An option was clicked."""
    dropped = Signal(str, int)
    """An option was dropped before the place (from 0)."""

    def __init__(self, name: str, theme: Theme, *, ranked: bool) -> None:
        super().__init__()
        self._theme = theme
        self.room = 0
        """The width of what is seen of the list."""
        self.setAccessibleName(name)
        self.setProperty("kind", "navigation")
        self.setItemDelegate(_OptionDelegate(theme, self, ranked=ranked))
        self.setUniformItemSizes(False)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setSpacing(theme.px(_BETWEEN) // 2)
        self.itemClicked.connect(self._clicked)

    def show_lines(self, lines: Sequence[Line], *, current: str | None = None) -> None:
        """Show these options; the marker goes to ``current``, else stays where it is."""
        place = self.currentRow()
        options = [line.option for line in lines]
        if options == [self._line(row).option for row in range(self.count())]:
            # Most keys change the rank of one option: a list made anew would be measured anew.
            for row, line in enumerate(lines):
                if line != self._line(row):
                    _fill(self.item(row), line)
        else:
            self._make(lines)
        if current in options:
            place = options.index(current)
        if lines:
            self.setCurrentRow(min(max(place, 0), len(lines) - 1))

    @property
    def current_option(self) -> str | None:
        """The option the marker is on."""
        item = self.currentItem()
        return None if item is None else str(item.data(_OPTION))

    def _make(self, lines: Sequence[Line]) -> None:
        self.clear()
        for line in lines:
            item = QListWidgetItem()
            _fill(item, line)
            self.addItem(item)

    def _line(self, row: int) -> Line:
        line: Line = self.item(row).data(_LINE)
        return line

    def _clicked(self, item: QListWidgetItem) -> None:
        self.taken.emit(str(item.data(_OPTION)))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def mimeTypes(self) -> list[str]:
        return [_DRAGGED]

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        """Says that an option is dragged, not which: only this window needs to know."""
        made = QMimeData()
        made.setData(_DRAGGED, b"")
        return made

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._judge(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        self._judge(event)

    def dropEvent(self, event: QDropEvent) -> None:
        source = event.source()
        if isinstance(source, OptionList) and source.current_option is not None:
            # Nothing is moved by Qt itself: the ballot shows its new order.
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.accept()
            self.dropped.emit(source.current_option, self._place_at(event))
        else:
            event.ignore()

    def _judge(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        if isinstance(event.source(), OptionList):
            event.acceptProposedAction()
        else:
            event.ignore()

    def _place_at(self, event: QDropEvent) -> int:
        position = event.position().toPoint()
        index = self.indexAt(position)
        if not index.isValid():
            return self.count()
        below = position.y() > self.visualRect(index).center().y()
        return index.row() + below

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != self.room:
            self.room = event.size().width()
            self.scheduleDelayedItemsLayout()


def _fill(item: QListWidgetItem, line: Line) -> None:
    item.setText(line.text)
    item.setData(_OPTION, line.option)
    item.setData(_LINE, line)
    item.setData(int(Qt.ItemDataRole.AccessibleTextRole), line.spoken)


class _OptionDelegate(QStyledItemDelegate):
    """Heights are measured once for each text and width: a key ranks one of many ideas."""

    def __init__(self, theme: Theme, parent: OptionList, *, ranked: bool) -> None:
        super().__init__(parent)
        self._theme = theme
        self._list = parent
        self._ranked = ranked
        self._heights: dict[tuple[str, int], int] = {}
        self._metrics = QFontMetrics(self._font())
        theme.changed.connect(self._forget)

    def _forget(self) -> None:
        self._heights.clear()
        self._metrics = QFontMetrics(self._font())

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        px = self._theme.px
        line: Line = index.data(_LINE)
        width = self._list.room - 2 * self._list.spacing()
        height = self._height(line.text, self._text_width(width))
        return QSize(width, max(height + 2 * px(_PADDING), px(_MARK + 2 * 8)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        line: Line = index.data(_LINE)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = index.row() == self._list.currentRow() and self._list.hasFocus()
        self._paint_card(painter, rect, is_current=is_current, quiet=line.quiet)
        self._paint_mark(painter, rect, line)
        px = self._theme.px
        left = px(_PADDING + _MARK + _GAP)
        painter.setFont(self._font())
        painter.setPen(self._theme.colour(Role.MUTED if line.quiet else Role.TEXT))
        painter.drawText(rect.adjusted(left, 0, -px(_PADDING), 0), _FLAGS, line.text)
        painter.restore()

    def _paint_card(self, painter: QPainter, rect: QRect, *, is_current: bool, quiet: bool) -> None:
        card = rect.adjusted(1, 1, -1, -1)
        edge = Role.ACCENT if is_current else Role.BORDER
        painter.setPen(QPen(self._theme.colour(edge), 2 if is_current else 1))
        painter.setBrush(self._theme.colour(Role.WINDOW if quiet else Role.SURFACE))
        painter.drawRoundedRect(card, self._theme.px(6), self._theme.px(6))

    def _paint_mark(self, painter: QPainter, rect: QRect, line: Line) -> None:
        px = self._theme.px
        side = px(_MARK)
        circle = QRect(rect.left() + px(_PADDING), rect.center().y() - side // 2 + 1, side, side)
        filled = self._ranked or line.quiet
        painter.setPen(self._theme.colour(Role.ACCENT if filled else Role.FIELD))
        painter.setBrush(self._theme.colour(Role.ACCENT if filled else Role.RAISED))
        radius = side / 2 if filled else px(5)
        painter.drawRoundedRect(circle, radius, radius)
        painter.setFont(self._theme.font(bold=True, figures=True))
        painter.setPen(self._theme.colour(Role.ACCENT_TEXT if filled else Role.TEXT))
        painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), line.mark)

    def _font(self) -> QFont:
        font = QFont(self._theme.font())
        font.setPixelSize(self._theme.px(_READ))
        return font

    def _text_width(self, width: int) -> int:
        return width - self._theme.px(2 * _PADDING + _MARK + _GAP)

    def _height(self, text: str, width: int) -> int:
        found = self._heights.get((text, width))
        if found is None:
            area = QRect(0, 0, max(1, width), 10_000)
            found = self._metrics.boundingRect(area, _FLAGS, text).height()
            self._heights[text, width] = found
        return found
