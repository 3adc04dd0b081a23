"""The tickets of one contact: subject above, priority, status and time below."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.i18n import _
from app.queries.ticket_rows import TicketRow
from app.rules.enums import Priority, label
from app.storage.database import utc_now
from app.ui.colours import PRIORITY_ROLES, Role
from app.ui.icons import paint_glyph
from app.ui.theme import TextStyle, Theme
from app.ui.times import exact_time, relative_time
from app.ui.tips import plain_tip

_TICKET = Qt.ItemDataRole.UserRole
_HEIGHT = 48
_LINE = 20
_SIGN = 16


class TicketList(QListWidget):
    """Opening a ticket is told upwards, by Enter or a double click; so is coming to the end."""

    opened = Signal(object)
    """The id of the ticket."""
    end_reached = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "cards")
        self.setAccessibleName(_("Tickets of this contact"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_TicketDelegate(theme, self))
        self.itemActivated.connect(self._open)
        self._filling = False
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_tickets(self, rows: Sequence[TicketRow], *, keep_place: bool) -> None:
        """Show these tickets in their order, at the top or where one was."""
        self._filling = True
        place, row = self.verticalScrollBar().value(), self.currentRow()
        self._fill(rows)
        if keep_place:
            self.setCurrentRow(min(row, len(rows) - 1))
            self.doItemsLayout()
            self.verticalScrollBar().setValue(place)
        self._filling = False

    def _fill(self, rows: Sequence[TicketRow]) -> None:
        self.clear()
        for row in rows:
            item = QListWidgetItem(f"#{row.number} {row.subject}, {_state(row)}")
            item.setData(_TICKET, row)
            item.setToolTip(plain_tip(f"{row.subject}\n{exact_time(row.activity_at)}"))
            self.addItem(item)

    def _scrolled(self, value: int) -> None:
        if not self._filling and value == self.verticalScrollBar().maximum():
            self.end_reached.emit()

    def _open(self, item: QListWidgetItem) -> None:
        row: TicketRow = item.data(_TICKET)
        self.opened.emit(row.id)


class _TicketDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: TicketList) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row: TicketRow = index.data(_TICKET)
        theme, px = self._theme, self._theme.px
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, theme.colour(Role.SELECTION))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, theme.colour(Role.HOVER))
        painter.setPen(theme.colour(Role.BORDER))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        inner = option.rect.adjusted(px(12), px(4), -px(12), -px(4))
        above = QRect(inner.left(), inner.top(), inner.width(), px(_LINE))
        below = above.translated(0, px(_LINE))
        number = f"#{row.number}"
        taken = self._write(painter, above, number, Role.MUTED, figures=True)
        self._write(painter, above.adjusted(taken + px(8), 0, 0, 0), row.subject, Role.TEXT)
        if row.priority is not Priority.NORMAL:
            sign = QRectF(below.left(), below.top(), px(_SIGN), below.height())
            role = PRIORITY_ROLES[row.priority]
            paint_glyph(painter, sign, f"priority-{row.priority.value}", theme.colour(role))
            below.setLeft(below.left() + px(_SIGN + 4))
        self._write(painter, below, _state(row), Role.MUTED, style=TextStyle.CAPTION)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(_HEIGHT))

    def _write(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        role: Role,
        *,
        figures: bool = False,
        style: TextStyle = TextStyle.BODY,
    ) -> int:
        painter.setPen(self._theme.colour(role))
        return self._theme.texts(style, figures=figures).draw(
            painter,
            text,
            left=rect.left(),
            top=rect.top(),
            width=rect.width(),
            height=rect.height(),
        )


def _state(row: TicketRow) -> str:
    """Priority where it is not the usual one, status and when something happened last."""
    parts = [] if row.priority is Priority.NORMAL else [label(row.priority)]
    return " · ".join([*parts, label(row.status), relative_time(row.activity_at, utc_now())])
