"""Finding one other ticket by number or words, with enough of it to be sure."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.i18n import _
from app.queries.palette import palette_tickets
from app.queries.ticket_rows import TicketRow
from app.queries.tickets import open_tickets_of
from app.rules.enums import LinkKind, label
from app.ui.colours import Role
from app.ui.operations import Operations
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.ticket_marks import STATUS_ICONS, STATUS_ROLES, contact_text
from app.ui.widgets.brief_popover import BriefPopover
from app.ui.widgets.strokes import Strokes

_ROW = int(Qt.ItemDataRole.UserRole)
_WIDTH = 460
_ROWS = 6
_ROW_HEIGHT = 46


class _RowDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strokes = Strokes(theme)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(_ROW)
        rect = QRect(option.rect)
        px = self._theme.px
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        self._strokes.tint(painter, rect, Role.ACCENT_SOFT if chosen else None)
        if not isinstance(row, TicketRow):
            return
        sign = QRect(rect.left() + px(6), rect.top(), px(22), rect.height())
        self._strokes.sign(painter, sign, STATUS_ICONS[row.status], STATUS_ROLES[row.status], 16)
        room = rect.adjusted(px(34), px(4), -px(8), -px(4))
        upper = QRect(room.left(), room.top(), room.width(), room.height() // 2)
        lower = upper.translated(0, room.height() // 2)
        used = self._strokes.text(painter, upper, f"#{row.number}", role=Role.MUTED, figures=True)
        self._strokes.text(painter, upper.adjusted(used + px(8), 0, 0, 0), row.subject)
        below = f"{contact_text(row)} · {label(row.status)}"
        self._strokes.text(painter, lower, below, role=Role.MUTED, style=TextStyle.CAPTION)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, self._theme.px(_ROW_HEIGHT))


class TicketPicker(BriefPopover):
    """``picked`` tells the ``TicketRow``; ``kind`` is the kind of link where one was asked."""

    picked = Signal(object)

    def __init__(
        self,
        title: str,
        operations: Operations,
        theme: Theme,
        parent: QWidget,
        *,
        hint: str = "",
        kinds: Sequence[LinkKind] = (),
        without: frozenset[int] = frozenset(),
        contact_id: int | None = None,
    ) -> None:
        """Before anything is typed, open tickets of the contact are offered."""
        super().__init__(theme, parent)
        self._operations = operations
        self._without = without
        self._contact_id = contact_id
        self.setAccessibleName(title)
        self.setFixedWidth(theme.px(_WIDTH))
        heading = QLabel(title)
        set_text_style(heading, TextStyle.SECTION)
        self.column.addWidget(heading)
        self._kinds = QComboBox()
        self._kinds.setAccessibleName(_("Kind of link"))
        for kind in kinds:
            self._kinds.addItem(label(kind), kind)
        self._kinds.setVisible(bool(kinds))
        self.column.addWidget(self._kinds)
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Number or words, e.g. 1042 or printer"))
        self.line.setAccessibleName(title)
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        self.column.addWidget(self.line)
        self.list = QListWidget()
        self.list.setFrameShape(self.Shape.NoFrame)
        self.list.setAccessibleName(_("Tickets found"))
        self.list.setItemDelegate(_RowDelegate(theme, self.list))
        self.list.setFixedHeight(theme.px(_ROWS * _ROW_HEIGHT))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._take)
        self.column.addWidget(self.list)
        if hint:
            words = QLabel(hint)
            words.setWordWrap(True)
            set_text_style(words, TextStyle.CAPTION)
            self.column.addWidget(words)
        self._search("")

    @property
    def kind(self) -> LinkKind:
        """The kind of link chosen."""
        chosen = self._kinds.currentData()
        return LinkKind(chosen) if chosen is not None else LinkKind.RELATED

    def _search(self, text: str) -> None:
        if text.strip() or self._contact_id is None:
            self._operations.read(
                palette_tickets, text, 12, owner=self, key="found", done=self._show_rows
            )
        else:
            self._operations.read(
                open_tickets_of, self._contact_id, owner=self, key="found", done=self._show_rows
            )

    def _show_rows(self, rows: list[TicketRow]) -> None:
        self.list.clear()
        for row in rows:
            if row.id not in self._without:
                item = QListWidgetItem()
                item.setData(_ROW, row)
                words = f"#{row.number} {row.subject}, {contact_text(row)}, {label(row.status)}"
                item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
                item.setToolTip(row.subject)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _take(self, item: QListWidgetItem | None) -> None:
        row = item.data(_ROW) if item is not None else None
        if isinstance(row, TicketRow):
            self.picked.emit(row)
            self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.list.currentItem())
                return True
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                row = self.list.currentRow() + step
                self.list.setCurrentRow(max(0, min(self.list.count() - 1, row)))
                return True
        return super().eventFilter(watched, event)
