"""Paints an idea as a small card: its words, wrapped, and how many were merged into it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.queries.workshop.workshops import Idea
from app.ui.colours import Role
from app.ui.theme import Theme
from app.ui.widgets.chip import chip_width, paint_chip
from app.ui.workshop.audience.text_block import Style, TextBlock, TextBlocks
from app.ui.workshop.ideas.model import IdeaModel

_PADDING = 8
_BETWEEN = 4
_CHIP = 18
_MOST_GROUNDS = 64
# Numbers: flags are made anew by each comparison, for each card that is seen.
_SELECTED = int(QStyle.StateFlag.State_Selected.value)
_HOVERED = int(QStyle.StateFlag.State_MouseOver.value)
_FOCUSED = int(QStyle.StateFlag.State_HasFocus.value)

_Ground = tuple[int, int, Role, bool, float]
"""Width and height of a card, the colour of its ground, whether it has the focus, pixels of the
screen to one of ours."""


class IdeaDelegate(QStyledItemDelegate):
    """Words are laid out once for each text and width, grounds painted once for each size: a key
    in a long list paints all cards that are seen."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._blocks = TextBlocks(theme.font())
        self._grounds: dict[_Ground, QPixmap] = {}
        theme.changed.connect(self._forget)

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
        state = int(option.state.value)
        role = Role.SURFACE
        if state & _SELECTED:
            role = Role.SELECTION
        elif state & _HOVERED:
            role = Role.HOVER
        scale = self._view.devicePixelRatioF()
        ground = self._ground((rect.width(), rect.height(), role, bool(state & _FOCUSED), scale))
        painter.drawPixmap(rect.topLeft(), ground)
        words = self._words(idea.text, rect.width())
        x, y = rect.left() + px(_PADDING), rect.top() + px(_PADDING)
        words.draw(painter, x, y, theme.colour(Role.TEXT))
        if idea.merged:
            text = f"+{len(idea.merged)}"
            width = chip_width(theme, text)
            chip = QRect(
                rect.right() - width - px(4), rect.bottom() - px(_CHIP + 3), width, px(_CHIP)
            )
            paint_chip(painter, theme, chip, text, tone=Role.ACCENT)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        model = index.model()
        assert isinstance(model, IdeaModel)
        return QSize(0, self.measure(model.ideas[index.row()]))

    def measure(self, idea: Idea) -> int:
        """The height of a card at the present width."""
        px = self._theme.px
        words = self._words(idea.text, self._view.viewport().width())
        chip = px(_CHIP - 4) if idea.merged else 0
        return round(words.height) + chip + 2 * px(_PADDING) + px(_BETWEEN)

    def _words(self, text: str, width: int) -> TextBlock:
        inner = width - 2 * self._theme.px(_PADDING)
        return self._blocks.block(text, Style(self._theme.font().pixelSize()), inner)

    def _ground(self, wanted: _Ground) -> QPixmap:
        found = self._grounds.get(wanted)
        if found is None:
            if len(self._grounds) >= _MOST_GROUNDS:
                self._grounds.clear()
            found = self._grounds[wanted] = self._painted(*wanted)
        return found

    def _painted(self, width: int, height: int, role: Role, focused: bool, scale: float) -> QPixmap:
        ground = QPixmap(QSize(width, height) * scale)
        ground.setDevicePixelRatio(scale)
        ground.fill(Qt.GlobalColor.transparent)
        edge = Role.ACCENT if focused else Role.BORDER
        corner = self._theme.px(6)
        with QPainter(ground) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour(edge), 2 if focused else 1))
            painter.setBrush(self._theme.colour(role))
            card = QRectF(0, 0, width, height).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(card, corner, corner)
        return ground

    def _forget(self) -> None:
        self._grounds.clear()
        self._blocks = TextBlocks(self._theme.font())
