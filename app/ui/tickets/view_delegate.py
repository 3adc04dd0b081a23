"""Paints a view with its icon and its count."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.queries.views import View
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme
from app.ui.tickets.view_model import ENTRY, Heading, ViewModel
from app.ui.widgets.strokes import Strokes

AnyIndex = QModelIndex | QPersistentModelIndex

_ICONS = {
    "my_open": "contact",
    "unassigned": "unassign",
    "all_open": "queue",
    "overdue": "due",
    "due_today": "today",
    "waiting": "status-waiting",
    "snoozed": "snooze",
    "solved_week": "status-solved",
    "spam": "spam",
    "trash": "trash",
    "all": "archive",
}
_URGENT = frozenset({"overdue"})
_QUIET = frozenset({"solved_week", "spam", "trash", "all"})
"""Views whose number asks for nothing."""


class ViewDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strokes = Strokes(theme)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        entry = index.data(ENTRY)
        rect = QRect(option.rect).adjusted(self._theme.px(8), 0, -self._theme.px(8), 0)
        painter.save()
        if isinstance(entry, Heading):
            line = rect.adjusted(self._theme.px(8), self._theme.px(8), 0, 0)
            self._strokes.text(
                painter, line, entry.text, role=Role.MUTED, style=TextStyle.CAPTION, bold=True
            )
        else:
            self._view(painter, rect, option, entry, index)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        heading = isinstance(index.data(ENTRY), Heading)
        return QSize(self._theme.px(120), self._theme.px(36 if heading else 32))

    def _view(
        self,
        painter: QPainter,
        rect: QRect,
        option: QStyleOptionViewItem,
        view: View,
        index: AnyIndex,
    ) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        tint = Role.ACCENT_SOFT if chosen else Role.RAISED if hovered else None
        px = self._theme.px
        self._strokes.tint(
            painter, rect.adjusted(0, px(1), 0, -px(1)), tint, outlined=focused and chosen
        )
        icon = QRect(rect.left() + px(6), rect.top(), px(20), rect.height())
        meaning = _ICONS.get(view.key, "view-saved")
        self._strokes.sign(painter, icon, meaning, Role.ACCENT if chosen else Role.MUTED, 18)
        room = rect.adjusted(px(34), 0, -px(8), 0)
        model = index.model()
        count = model.count(view) if isinstance(model, ViewModel) else None
        if count:
            urgent = view.key in _URGENT
            taken = self._strokes.text(
                painter,
                room,
                f"{count:n}",
                role=Role.DANGER if urgent else Role.MUTED,
                bold=urgent,
                figures=True,
                right=True,
            )
            room.setRight(room.right() - taken - px(8))
        self._strokes.text(painter, room, view.name, bold=chosen)
