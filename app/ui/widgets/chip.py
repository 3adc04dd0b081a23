"""A chip: a short word on a soft tint, as a widget and as paint for delegates."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import _
from app.ui.colours import SOFT_OF, Role
from app.ui.icons import paint_glyph
from app.ui.theme import TextStyle, Theme
from app.ui.tips import plain_tip

_HEIGHT = 20
_PADDING = 8
_GAP = 4
_ICON = 14


def chip_width(theme: Theme, text: str, *, icon: bool = False, removable: bool = False) -> int:
    """Pixels that a chip needs."""
    extras = (theme.px(_ICON) + theme.px(_GAP)) * (icon + removable)
    return theme.texts(TextStyle.CAPTION).width(text) + 2 * theme.px(_PADDING) + extras


def paint_chip(
    painter: QPainter,
    theme: Theme,
    rect: QRect,
    text: str,
    *,
    tone: Role = Role.MUTED,
    icon: str | None = None,
    removable: bool = False,
) -> None:
    """Paint a chip filling ``rect``; the text is elided at its end where it does not fit."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(SOFT_OF[tone]))
    radius = rect.height() / 2
    painter.drawRoundedRect(QRectF(rect), radius, radius)
    ink = theme.colour(Role.TEXT if tone == Role.TEXT else tone)
    side, gap, padding = theme.px(_ICON), theme.px(_GAP), theme.px(_PADDING)
    left, right = rect.left() + padding, rect.right() + 1 - padding
    middle = rect.center().y() + 1
    if icon is not None:
        paint_glyph(painter, QRectF(left, middle - side / 2, side, side), icon, ink)
        left += side + gap
    if removable:
        paint_glyph(painter, QRectF(right - side, middle - side / 2, side, side), "close", ink)
        right -= side + gap
    painter.setPen(ink)
    theme.texts(TextStyle.CAPTION).draw(
        painter,
        text,
        left=left,
        top=rect.top(),
        width=right - left + 1,
        height=rect.height(),
    )
    painter.restore()


class Chip(QWidget):
    """A chip on its own. With ``removable`` it has a cross, and Delete removes it too."""

    removed = Signal()
    clicked = Signal()

    def __init__(
        self,
        text: str,
        theme: Theme,
        *,
        tone: Role = Role.MUTED,
        icon: str | None = None,
        removable: bool = False,
        clickable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self._tone = tone
        self._icon = icon
        self._removable = removable
        self._clickable = clickable
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if removable or clickable:
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if clickable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._tell()
        theme.changed.connect(self._resized)

    @property
    def text(self) -> str:
        return self._text

    def set_text(self, text: str, *, tone: Role | None = None, icon: str | None = None) -> None:
        """Show another text; tone and icon stay unless given."""
        self._text = text
        self._tone = tone or self._tone
        self._icon = icon or self._icon
        self._tell()
        self._resized()

    def sizeHint(self) -> QSize:
        width = chip_width(
            self._theme, self._text, icon=self._icon is not None, removable=self._removable
        )
        return QSize(width, self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(3 * _PADDING), self._theme.px(_HEIGHT))

    def _tell(self) -> None:
        self.setAccessibleName(self._text)
        if self._removable:
            self.setToolTip(plain_tip(_("{text}: Delete removes it").format(text=self._text)))

    def _resized(self) -> None:
        self.updateGeometry()
        self.update()

    def _on_cross(self, x: float) -> bool:
        return self._removable and x >= self.width() - self._theme.px(_PADDING + _ICON + _GAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chip(
            painter,
            self._theme,
            self.rect(),
            self._text,
            tone=self._tone,
            icon=self._icon,
            removable=self._removable,
        )
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour(Role.ACCENT), 1.5))
            inner = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
            painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if not self.rect().contains(event.position().toPoint()):
            return
        if self._on_cross(event.position().x()):
            self.removed.emit()
        elif self._clickable:
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif self._clickable and event.key() in (
            Qt.Key.Key_Space,
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
        ):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)
