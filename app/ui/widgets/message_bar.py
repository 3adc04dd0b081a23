"""A message in its place: information, warning or error in words, with the way out."""

from enum import StrEnum

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.i18n import _
from app.ui.colours import SOFT_OF, Role
from app.ui.theme import Theme
from app.ui.widgets.button import Button, ButtonKind, IconButton
from app.ui.widgets.empty_state import Picture


class Severity(StrEnum):
    """How bad it is; the icon says it too, never the colour alone."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


_ROLES = {
    Severity.INFO: (Role.INFO, "info"),
    Severity.SUCCESS: (Role.SUCCESS, "check"),
    Severity.WARNING: (Role.WARNING, "warning"),
    Severity.ERROR: (Role.DANGER, "error"),
}


class MessageBar(QWidget):
    """Hidden until ``show_message``. ``acted`` is its button, ``closed`` its cross."""

    acted = Signal()
    closed = Signal()

    def __init__(
        self, theme: Theme, *, closable: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tint = Role.INFO_SOFT
        self._picture = Picture("info", theme)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._action = Button("", theme, kind=ButtonKind.LINK)
        self._action.clicked.connect(self.acted)
        self._cross = IconButton("close", _("Close"), theme, size=14)
        self._cross.setVisible(closable)
        self._cross.clicked.connect(self._close)
        self._row = QHBoxLayout(self)
        for widget, stretch in (
            (self._picture, 0),
            (self._text, 1),
            (self._action, 0),
            (self._cross, 0),
        ):
            self._row.addWidget(widget, stretch)
        self.hide()
        self._apply_theme()
        theme.changed.connect(self._apply_theme)

    @property
    def text(self) -> str:
        return self._text.text()

    def show_message(
        self, text: str, *, severity: Severity = Severity.INFO, action: str = ""
    ) -> None:
        """Show ``text``; ``action`` is the label of the way out, if there is one."""
        role, icon = _ROLES[severity]
        self._tint = SOFT_OF[role]
        self._picture.set_icon(icon, role)
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour(self._tint))
        painter.setBrush(self._theme.colour(self._tint))
        radius = self._theme.px(6)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()

    def _apply_theme(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(12), px(6), px(8), px(6))
        self._row.setSpacing(px(8))
