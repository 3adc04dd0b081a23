"""How a place of the left pane looks: icon, name, count, and a tint while something is dropped."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.ui.colours import Role
from app.ui.snippets.place_model import PLACE, AnyIndex
from app.ui.snippets.places import ICONS, Place, PlaceKind
from app.ui.theme import TextStyle, Theme
from app.ui.times import number_text
from app.ui.widgets.strokes import Strokes

_INDENT = 14


class PlaceDelegate(QStyledItemDelegate):
    """``drop_key`` tells the key of the place that something is held over, empty without."""

    def __init__(self, theme: Theme, parent: QWidget, *, drop_key: Callable[[], str]) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strokes = Strokes(theme)
        self._drop_key = drop_key

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        place: Place = index.data(PLACE)
        px = self._theme.px
        rect = QRect(option.rect).adjusted(px(8), 0, -px(8), 0)
        painter.save()
        if place.kind is PlaceKind.HEADING:
            line = rect.adjusted(px(8), px(8), 0, 0)
            self._strokes.text(
                painter, line, place.name, role=Role.MUTED, style=TextStyle.CAPTION, bold=True
            )
        else:
            self._place(painter, rect, option, place)
        painter.restore()

    def _place(
        self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, place: Place
    ) -> None:
        px = self._theme.px
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        dropping = place.key == self._drop_key()
        tint = Role.ACCENT_SOFT if chosen or dropping else Role.RAISED if hovered else None
        inner = rect.adjusted(0, px(1), 0, -px(1))
        self._strokes.tint(painter, inner, tint, outlined=dropping or (focused and chosen))
        left = rect.left() + px(6) + place.depth * px(_INDENT)
        icon = QRect(left, rect.top(), px(20), rect.height())
        self._strokes.sign(
            painter, icon, ICONS[place.kind], Role.ACCENT if chosen else Role.MUTED, 18
        )
        room = QRect(icon.right() + px(8), rect.top(), 0, rect.height())
        room.setRight(rect.right() - px(8))
        if place.count:
            taken = self._strokes.text(
                painter,
                room,
                number_text(place.count),
                role=Role.DANGER if place.urgent else Role.MUTED,
                bold=place.urgent,
                figures=True,
                right=True,
            )
            room.setRight(room.right() - taken - px(8))
        self._strokes.text(painter, room, place.name, bold=chosen)

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        heading = index.data(PLACE).kind is PlaceKind.HEADING
        return QSize(self._theme.px(120), self._theme.px(36 if heading else 32))
