"""One property as a quiet line: what it is, and its value, which a click or Enter changes."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme
from app.ui.tips import plain_tip
from app.ui.widgets.strokes import Strokes

_NAME_WIDTH = 94
_HEIGHT = 30


class PropertyRow(QAbstractButton):
    """``clicked`` asks for a choice; ``show_value`` shows what holds."""

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strokes = Strokes(theme)
        self._name = name
        self._role = Role.TEXT
        self._sign: tuple[str, Role] | None = None
        self._person: tuple[str, int | None] | None = None
        self._hovered = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.show_value("")

    def show_value(
        self,
        text: str,
        *,
        role: Role = Role.TEXT,
        sign: tuple[str, Role] | None = None,
        person: tuple[str, int | None] | None = None,
        tooltip: str = "",
    ) -> None:
        """The value with an icon or a person before it."""
        self.setText(text)
        self._role, self._sign, self._person = role, sign, person
        self.setToolTip(plain_tip(tooltip or text))
        self.setAccessibleName(f"{self._name}: {text}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(140), self._theme.px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px = self._theme.px
        tint = Role.RAISED if self._hovered or self.isDown() else None
        self._strokes.tint(painter, self.rect(), tint, outlined=self.hasFocus())
        room = self.rect().adjusted(px(8), 0, -px(6), 0)
        name_width = self._name_width()
        self._strokes.text(
            painter, QRect(room.left(), 0, name_width, self.height()), self._name, role=Role.MUTED
        )
        room.setLeft(room.left() + name_width + px(6))
        icon = QRect(room.left(), 0, px(20), self.height())
        if self._sign is not None:
            self._strokes.sign(painter, icon, self._sign[0], self._sign[1], 16)
            room.setLeft(room.left() + px(24))
        elif self._person is not None:
            self._strokes.circle(painter, icon, self._person[0], self._person[1], 20)
            room.setLeft(room.left() + px(26))
        self._strokes.text(painter, room, self.text(), role=self._role)
        painter.end()

    def _name_width(self) -> int:
        """Wide enough for every name in both languages, so that values stand below each other."""
        wanted = QFontMetrics(self._theme.font(TextStyle.BODY)).horizontalAdvance(self._name)
        return max(self._theme.px(_NAME_WIDTH), min(wanted, self.width() // 2))

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()
