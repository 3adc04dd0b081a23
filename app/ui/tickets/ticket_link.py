"""Another ticket as a line that opens it: number, subject, and its status as an icon."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.i18n import _
from app.rules.enums import Status, label
from app.ui.colours import Role
from app.ui.theme import Theme
from app.ui.ticket_marks import STATUS_ICONS, STATUS_ROLES
from app.ui.tips import plain_tip
from app.ui.widgets.strokes import Strokes


class TicketLink(QAbstractButton):
    """A click asks for the ticket."""

    def __init__(
        self, number: int, subject: str, status: Status, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strokes = Strokes(theme)
        self._number = number
        self._subject = subject
        self._status = status
        self._hovered = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            _("Ticket {number}, {subject}, {status}").format(
                number=number, subject=subject, status=label(status)
            )
        )
        self.setToolTip(plain_tip(f"#{number} {subject}\n{label(status)}"))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px = self._theme.px
        tint = Role.RAISED if self._hovered else None
        self._strokes.tint(painter, self.rect(), tint, outlined=self.hasFocus())
        icon = QRect(px(2), 0, px(18), self.height())
        self._strokes.sign(
            painter, icon, STATUS_ICONS[self._status], STATUS_ROLES[self._status], 15
        )
        room = self.rect().adjusted(px(24), 0, -px(4), 0)
        number = f"#{self._number}"
        used = self._strokes.text(painter, room, number, role=Role.MUTED, figures=True)
        room.setLeft(room.left() + used + px(6))
        self._strokes.text(painter, room, self._subject)
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()
