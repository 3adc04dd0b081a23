"""A person as a circle with initials."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.colours import Role
from app.ui.icons import paint_glyph
from app.ui.theme import Theme
from app.ui.tips import plain_tip


def initials(name: str) -> str:
    """First letters of the first and the last word: *Anna-Lena von Berg* → *AB*."""
    words = [word for word in name.replace("@", " ").split() if word[0].isalnum()]
    if not words:
        return ""
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()


def paint_avatar(
    painter: QPainter, theme: Theme, rect: QRectF, letters: str, colour: int | None
) -> None:
    """Paint the circle in ``rect``; ``colour`` None: nobody in particular, in muted tones."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    fill = theme.colour(Role.RAISED) if colour is None else theme.person_colour(colour)
    ink: QColor = theme.colour(Role.MUTED if colour is None else Role.ACCENT_TEXT)
    painter.setBrush(fill)
    painter.drawEllipse(rect)
    if letters:
        font = QFont(theme.font(bold=True))
        font.setPixelSize(max(6, round(rect.height() * (0.42 if len(letters) > 1 else 0.5))))
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), letters)
    else:
        inset = rect.width() * 0.2
        paint_glyph(painter, rect.adjusted(inset, inset, -inset, -inset), "contact", ink)
    painter.restore()


class Avatar(QWidget):
    """The circle as a widget, with the name as its tooltip."""

    def __init__(
        self,
        theme: Theme,
        *,
        name: str = "",
        colour: int | None = None,
        size: int = 28,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_person(name, colour)
        theme.changed.connect(self.updateGeometry)

    def set_person(self, name: str, colour: int | None) -> None:
        """Show someone else."""
        self._letters = initials(name)
        self._colour = colour
        self.setToolTip(plain_tip(name))
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        side = min(self.width(), self.height())
        rect = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_avatar(QPainter(self), self._theme, rect, self._letters, self._colour)
