"""The rail on the left: pages as icons with a label, badges, the agent at the bottom."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QVBoxLayout, QWidget

from app.i18n import _, ngettext
from app.ui.colours import Role
from app.ui.icons import paint_glyph
from app.ui.theme import TextStyle, Theme
from app.ui.widgets.avatar import initials, paint_avatar

WIDTH = 64
_HEIGHT = 54
_ICON = 20
_BADGE = 16
_MOST = 999


class RailEntry(NamedTuple):
    """A page in the rail; ``at_bottom`` for the settings."""

    id: str
    label: str
    icon: str
    at_bottom: bool = False


class RailButton(QAbstractButton):
    """An entry: current is told by a bar and a tint, a count by a badge."""

    moved = Signal(int)
    """Up (-1) or Down (+1) was pressed."""

    def __init__(self, entry: RailEntry, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entry = entry
        self._hovered = False
        self.count = 0
        self.setCheckable(True)
        self.setText(entry.label)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_key("")
        self.set_count(0)

    def set_key(self, key: str) -> None:
        """The key that opens the page, for the tooltip."""
        label = self._entry.label
        self.setToolTip(f"{label} ({key})" if key else label)

    def set_count(self, count: int) -> None:
        """The number in the badge; none at 0."""
        self.count = count
        spoken = ngettext("{n} entry", "{n} entries", count).format(n=count)
        name = f"{self._entry.label}, {spoken}" if count else self._entry.label
        self.setAccessibleName(name)
        self.update()

    def needed_width(self) -> int:
        """Wide enough for the label, in any language."""
        metrics = QFontMetrics(self._theme.font(TextStyle.CAPTION, bold=True))
        return metrics.horizontalAdvance(self._entry.label) + self._theme.px(10)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(WIDTH), self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, colour = self._theme.px, self._theme.colour
        self._paint_ground(painter)
        current = self.isChecked()
        ink = colour(Role.ACCENT if current else Role.TEXT if self._hovered else Role.MUTED)
        side = px(_ICON)
        icon = QRectF((self.width() - side) / 2, px(8), side, side)
        self.paint_picture(painter, icon, current)
        painter.setFont(self._theme.font(TextStyle.CAPTION, bold=current))
        painter.setPen(ink)
        words = QRect(0, px(30), self.width(), px(18))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self._entry.label)
        if self.count:
            self._paint_badge(painter, icon)

    def paint_picture(self, painter: QPainter, rect: QRectF, current: bool) -> None:
        """The icon; the agent's circle overrides it."""
        role = Role.ACCENT if current else Role.TEXT if self._hovered else Role.MUTED
        paint_glyph(painter, rect, self._entry.icon, self._theme.colour(role))

    def _paint_ground(self, painter: QPainter) -> None:
        px, colour = self._theme.px, self._theme.colour
        area = QRectF(self.rect()).adjusted(px(4), 1, -px(4), -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(colour(Role.ACCENT_SOFT))
            painter.drawRoundedRect(area, px(6), px(6))
            painter.setBrush(colour(Role.ACCENT))
            painter.drawRoundedRect(QRectF(0, px(10), 3, self.height() - px(20)), 1.5, 1.5)
        elif self._hovered:
            painter.setBrush(colour(Role.RAISED))
            painter.drawRoundedRect(area, px(6), px(6))
        if self.hasFocus():
            painter.setPen(colour(Role.ACCENT))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), px(6), px(6))

    def _paint_badge(self, painter: QPainter, icon: QRectF) -> None:
        px = self._theme.px
        text = str(self.count) if self.count <= _MOST else f"{_MOST}+"
        font = self._theme.font(TextStyle.CAPTION, figures=True)
        width = max(px(_BADGE), QFontMetrics(font).horizontalAdvance(text) + px(8))
        left = min(icon.center().x() + px(4), self.width() - width - px(4))
        badge = QRectF(left, px(3), width, px(_BADGE))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(Role.ACCENT))
        painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2)
        painter.setFont(font)
        painter.setPen(self._theme.colour(Role.ACCENT_TEXT))
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), text)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class AgentButton(RailButton):
    """The agent in use as a circle with initials."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(RailEntry("agent", "", "agent"), theme, parent)
        self.setCheckable(False)
        self.set_agent("", None)

    def set_agent(self, name: str, colour: int | None) -> None:
        """Show who works here now."""
        self._letters, self._colour = initials(name), colour
        first = name.split()[0] if name.split() else _("Agent")
        self._entry = RailEntry("agent", first, "agent")
        self.setText(first)
        self.setToolTip(_("Agent: {name}").format(name=name) if name else _("Choose agent"))
        self.setAccessibleName(self.toolTip())
        self.update()

    def paint_picture(self, painter: QPainter, rect: QRectF, current: bool) -> None:
        grow = self._theme.px(3)
        circle = rect.adjusted(-grow, -grow - 1, grow, grow - 1)
        paint_avatar(painter, self._theme, circle, self._letters, self._colour)


class NavigationRail(QFrame):
    """``page_chosen`` tells the id of the entry that was clicked."""

    page_chosen = Signal(str)
    agent_clicked = Signal()

    def __init__(
        self, entries: Sequence[RailEntry], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ids = [entry.id for entry in entries]
        self._buttons = {entry.id: RailButton(entry, theme) for entry in entries}
        self.agent = AgentButton(theme)
        self.agent.clicked.connect(self.agent_clicked)
        self.agent.moved.connect(self._move)
        self.setAccessibleName(_("Pages"))
        self._column = QVBoxLayout(self)
        for entry in entries:
            if not entry.at_bottom:
                self._column.addWidget(self._buttons[entry.id])
        self._column.addStretch(1)
        for entry in entries:
            if entry.at_bottom:
                self._column.addWidget(self._buttons[entry.id])
        self._column.addWidget(self.agent)
        for button in self._buttons.values():
            button.clicked.connect(self._clicked)
            button.moved.connect(self._move)
        self._apply_theme()
        theme.changed.connect(self._apply_theme)

    def button(self, page_id: str) -> RailButton:
        return self._buttons[page_id]

    def set_current(self, page_id: str) -> None:
        """Mark the page that is shown."""
        for each, button in self._buttons.items():
            button.setChecked(each == page_id)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._theme.colour(Role.BORDER))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())

    def _clicked(self) -> None:
        sender = self.sender()
        for page_id, button in self._buttons.items():
            if button is sender:
                self.page_chosen.emit(page_id)

    def _move(self, step: int) -> None:
        order = [*self._buttons.values(), self.agent]
        sender = self.sender()
        place = next((i for i, button in enumerate(order) if button is sender), 0)
        order[(place + step) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)

    def _apply_theme(self) -> None:
        px = self._theme.px
        needed = max((button.needed_width() for button in self._buttons.values()), default=0)
        self.setFixedWidth(max(px(WIDTH), needed))
        self._column.setContentsMargins(0, px(8), 0, px(8))
        self._column.setSpacing(px(4))
        for button in (*self._buttons.values(), self.agent):
            button.setFixedHeight(px(_HEIGHT))
