"""Finding one other ticket by number or words, with enough of it to be sure."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
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
from app.ui.tips import plain_tip
from app.ui.widgets.picker import ROW, Picker
from app.ui.widgets.strokes import Strokes

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
        row = index.data(ROW)
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


class TicketPicker(Picker):
    """``picked`` tells the ``TicketRow``; ``kind`` is the kind of link where one was asked."""

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
        super().__init__(
            title,
            theme,
            parent,
            placeholder=_("Number or words, e.g. 1042 or printer"),
            found=_("Tickets found"),
            width=_WIDTH,
            height=_ROWS * _ROW_HEIGHT,
        )
        self._operations = operations
        self._without = without
        self._contact_id = contact_id
        self.list.setItemDelegate(_RowDelegate(theme, self.list))
        self._kinds = QComboBox()
        self._kinds.setAccessibleName(_("Kind of link"))
        for kind in kinds:
            self._kinds.addItem(label(kind), kind)
        self._kinds.setVisible(bool(kinds))
        self.column.insertWidget(1, self._kinds)
        if hint:
            words = QLabel(hint)
            words.setWordWrap(True)
            set_text_style(words, TextStyle.CAPTION)
            self.column.addWidget(words)
        self.look_up("")

    @property
    def kind(self) -> LinkKind:
        """The kind of link chosen."""
        chosen = self._kinds.currentData()
        return LinkKind(chosen) if chosen is not None else LinkKind.RELATED

    def look_up(self, text: str) -> None:
        if text.strip() or self._contact_id is None:
            self._operations.read(
                palette_tickets, text, 12, owner=self, key="found", done=self._show
            )
        else:
            self._operations.read(
                open_tickets_of, self._contact_id, owner=self, key="found", done=self._show
            )

    def _show(self, rows: Sequence[TicketRow]) -> None:
        self.show_found((row, _item(row)) for row in rows if row.id not in self._without)


def _item(row: TicketRow) -> QListWidgetItem:
    item = QListWidgetItem()
    words = f"#{row.number} {row.subject}, {contact_text(row)}, {label(row.status)}"
    item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
    item.setToolTip(plain_tip(row.subject))
    return item
