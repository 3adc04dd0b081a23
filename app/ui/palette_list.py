"""The list of the command palette: icon, title, what it belongs to, key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.i18n import _
from app.ui.colours import Role
from app.ui.icons import paint_glyph
from app.ui.theme import TextStyle, Theme

AnyIndex = QModelIndex | QPersistentModelIndex

_ROW = 36
_ICON = 16
_ENTRY = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to choose. ``id`` is unique in the program and remembered as recent."""

    id: str
    title: str
    run: Callable[[], object]
    subtitle: str = ""
    icon: str = "next"
    key: str = ""


class EntryModel(QAbstractListModel):
    """A handful of entries."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []

    def set_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        entry = self.entries[index.row()]
        if role == _ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (entry.title, entry.subtitle, entry.key)))
        return None


class EntryDelegate(QStyledItemDelegate):
    """Paints one entry in one line."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        entry: Entry = index.data(_ENTRY)
        theme, px = self._theme, self._theme.px
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(px(4), 1, -px(4), -1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Role.SELECTION))
            painter.drawRoundedRect(area, px(6), px(6))
        inner = area.adjusted(px(8), 0, -px(8), 0)
        side = px(_ICON)
        icon = QRectF(inner.left(), inner.center().y() - side / 2 + 1, side, side)
        paint_glyph(painter, icon, entry.icon, theme.colour(Role.MUTED))
        words = inner.adjusted(side + px(12), 0, 0, 0)
        if entry.key:
            taken = self._write(painter, entry.key, words, Role.MUTED, at_right=True)
            words.setRight(words.right() - taken - px(16))
        words.setLeft(words.left() + self._write(painter, entry.title, words) + px(12))
        if words.width() > px(40):
            self._write(painter, entry.subtitle, words, Role.MUTED)
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        text: str,
        line: QRect,
        role: Role = Role.TEXT,
        *,
        at_right: bool = False,
    ) -> int:
        """Write one elided text into the line; returns the width it took."""
        font = self._theme.font(TextStyle.CAPTION if at_right else TextStyle.BODY)
        metrics = QFontMetrics(font)
        fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        painter.drawText(line, side | Qt.AlignmentFlag.AlignVCenter, fitting)
        return metrics.horizontalAdvance(fitting)


class PaletteList(QListView):
    """Keeps one entry chosen; the line above it has the focus."""

    confirmed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moved = False
        self._entries = EntryModel()
        self.setModel(self._entries)
        self.setAccessibleName(_("Found"))
        self.setItemDelegate(EntryDelegate(theme, self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.clicked.connect(self._confirm)

    @property
    def entries(self) -> list[Entry]:
        return self._entries.entries

    @property
    def chosen(self) -> Entry | None:
        """The entry Enter would run."""
        index = self.currentIndex()
        return self._entries.entries[index.row()] if index.isValid() else None

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show others; the chosen one stays if it was chosen on purpose and is still there."""
        kept = self.chosen.id if self._moved and self.chosen is not None else None
        self._entries.set_entries(entries)
        rows = [row for row, entry in enumerate(entries) if entry.id == kept]
        self._choose(rows[0] if rows else 0)

    def start_over(self) -> None:
        """From now on the first entry is chosen until the person moves."""
        self._moved = False

    def step(self, rows: int) -> None:
        """Choose the entry some rows on; from the last a single step goes to the first."""
        count = len(self._entries.entries)
        if not count:
            return
        self._moved = True
        row = self.currentIndex().row() + rows
        self._choose(row % count if abs(rows) == 1 else row)

    def _choose(self, row: int) -> None:
        if self._entries.entries:
            index = self._entries.index(max(0, min(row, len(self._entries.entries) - 1)), 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _confirm(self, index: QModelIndex) -> None:
        self.confirmed.emit(index.data(_ENTRY))
