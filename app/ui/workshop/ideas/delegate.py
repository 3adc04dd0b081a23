"""Paints an idea as a small card: its words, wrapped, and how many were merged into it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.colours import Role
from app.ui.theme import Theme
from app.ui.widgets.chip import chip_width, paint_chip
from app.ui.workshop.ideas.model import IdeaModel

_PADDING = 8
_BETWEEN = 4
_CHIP = 18
_WRAP = int(Qt.TextFlag.TextWordWrap)
_BREAK = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
_TALL = 100_000


class IdeaDelegate(QStyledItemDelegate):
    """Heights are measured once for each text and width."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._heights: dict[tuple[str, int], int] = {}
        theme.changed.connect(self._heights.clear)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = index.model()
        assert isinstance(model, IdeaModel)
        idea = model.ideas[index.row()]
        theme, px = self._theme, self._theme.px
        rect: QRect = option.rect.adjusted(0, 0, 0, -px(_BETWEEN))
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        ground = Role.SELECTION if selected else Role.HOVER if hovered else Role.SURFACE
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = Role.ACCENT if focused else Role.BORDER
        painter.setPen(QPen(theme.colour(edge), 2 if focused else 1))
        painter.setBrush(theme.colour(ground))
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), px(6), px(6))
        painter.setPen(theme.colour(Role.TEXT))
        painter.setFont(theme.font())
        inner = rect.adjusted(px(_PADDING), px(_PADDING), -px(_PADDING), -px(_PADDING))
        painter.drawText(inner, self._wrapping(idea.text, inner.width()), idea.text)
        if idea.merged:
            text = f"+{len(idea.merged)}"
            width = chip_width(theme, text)
            chip = QRect(
                rect.right() - width - px(4), rect.bottom() - px(_CHIP + 3), width, px(_CHIP)
            )
            paint_chip(painter, theme, chip, text, tone=Role.ACCENT)
        painter.restore()

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        model = index.model()
        assert isinstance(model, IdeaModel)
        idea = model.ideas[index.row()]
        width = self._view.viewport().width()
        extra = self._theme.px(_CHIP - 4) if idea.merged else 0
        return QSize(0, self._height(idea.text, width) + extra)

    def _height(self, text: str, width: int) -> int:
        found = self._heights.get((text, width))
        if found is None:
            px = self._theme.px
            inner = max(1, width - 2 * px(_PADDING))
            area = QRect(0, 0, inner, _TALL)
            flags = self._wrapping(text, inner)
            needed = QFontMetrics(self._theme.font()).boundingRect(area, flags, text)
            found = needed.height() + 2 * px(_PADDING) + px(_BETWEEN)
            self._heights[text, width] = found
        return found

    def _wrapping(self, text: str, width: int) -> int:
        """Between words, but within a word that is wider than the card."""
        metrics = QFontMetrics(self._theme.font())
        longest = max(text.split(), key=len, default="")
        return _BREAK if metrics.horizontalAdvance(longest) > width else _WRAP
