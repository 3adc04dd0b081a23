"""The audience's picture in small, for the facilitator to see what all see."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import _
from app.ui.colours import Role
from app.ui.theme import Theme
from app.ui.workshop.audience.view import AudienceView


class Miniature(QWidget):
    """Paints the view itself, so that it can never show anything else than the projector."""

    def __init__(self, view: AudienceView, theme: Theme) -> None:
        super().__init__()
        self._view = view
        self._theme = theme
        self.setAccessibleName(_("What the audience sees"))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        view.painted_anew.connect(self.update)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width * 9 // 16

    def sizeHint(self) -> QSize:
        width = self._theme.px(216)
        return QSize(width, self.heightForWidth(width))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = min(self.width() / self._view.width(), self.height() / self._view.height())
        painter.save()
        painter.translate(
            (self.width() - self._view.width() * scale) / 2,
            (self.height() - self._view.height() * scale) / 2,
        )
        painter.scale(scale, scale)
        painter.setClipRect(self._view.rect())
        self._view.paint(painter)
        painter.restore()
        painter.setPen(QPen(self._theme.colour(Role.FIELD), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
