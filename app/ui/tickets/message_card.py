"""One entry of a conversation as a card: a tint, a head, and what it holds."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from app.queries.conversation import Entry
from app.rules.enums import Direction, label
from app.ui.colours import Role
from app.ui.theme import Theme
from app.ui.tickets.card_content import CardContent
from app.ui.tickets.card_head import CardHead
from app.ui.tickets.card_state import CardAct, CardState, paper_role


class MessageCard(QFrame):
    """Shows an entry; what the person wants with it is told by ``acted``."""

    acted = Signal(object, object)
    """``CardAct`` and the entry."""
    attachment_acted = Signal(object, object, object)
    """``AttachmentAct``, the file and the entry."""
    link_hovered = Signal(str)
    link_followed = Signal(QUrl)

    def __init__(
        self,
        entry: Entry,
        state: CardState,
        theme: Theme,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
        *,
        width: int = 560,
    ) -> None:
        super().__init__(parent)
        self.entry = entry
        self.state = state
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self._spoken())
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        left, above, right = theme.px(16), theme.px(10), theme.px(8)
        self._head = CardHead(entry, state, theme, now)
        self._content = CardContent(entry, state, theme, width=width - left - 2 * right)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(left, above, right, above)
        self._rows.setSpacing(theme.px(6))
        self._rows.addWidget(self._head)
        indented = QVBoxLayout()
        indented.setContentsMargins(0, 0, right, 0)
        indented.addWidget(self._content)
        self._rows.addLayout(indented)
        self._head.acted.connect(self._act)
        self._head.chosen.connect(self._choose)
        self._content.acted.connect(self._act)
        self._content.attachment_acted.connect(self._file_acted)
        self._content.link_hovered.connect(self.link_hovered)
        self._content.link_followed.connect(self.link_followed)
        self._content.refresh()

    def refresh(self) -> None:
        """Show what ``state`` says now."""
        self._head.refresh()
        self._content.refresh()
        self._rows.invalidate()
        self.updateGeometry()

    def refresh_time(self) -> None:
        """Say anew how long ago it was."""
        self._head.refresh_time()

    def show_thumbnail(self, attachment_id: int, image: QImage) -> None:
        """A picture arrived."""
        self._content.show_thumbnail(attachment_id, image)

    def heightForWidth(self, width: int) -> int:
        """The layout's height, also where no text in it wraps."""
        height = super().heightForWidth(width)
        return height if height > 0 else self._rows.sizeHint().height()

    def sizeHint(self) -> QSize:
        width = max(self.width(), self._theme.px(320))
        return QSize(width, self.heightForWidth(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pressed()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens what is collapsed to one line; a click on its head closes it again."""
        on_head = event.position().y() <= self._head.geometry().bottom()
        if event.button() == Qt.MouseButton.LeftButton and (
            on_head or self.state.chosen is not None
        ):
            self._pressed()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._theme.px(8)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        tinted = paper_role(self.entry) is not Role.SURFACE
        painter.setPen(QPen(Qt.PenStyle.NoPen) if tinted else QPen(self._theme.colour(Role.BORDER)))
        painter.setBrush(self._theme.colour(paper_role(self.entry)))
        painter.drawRoundedRect(rect, radius, radius)
        if self.entry.direction is Direction.NOTE:
            self._paint_dashes(painter)
        if self.hasFocus() or self.state.chosen:
            painter.setPen(QPen(self._theme.colour(Role.ACCENT), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.end()

    def _paint_dashes(self, painter: QPainter) -> None:
        pen = QPen(self._theme.colour(Role.WARNING), self._theme.px(3))
        pen.setDashPattern([2, 1.5])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        x, inset = self._theme.px(4), self._theme.px(8)
        painter.drawLine(x, inset, x, self.height() - inset)

    def _pressed(self) -> None:
        if not self._head.switch_choice() and (not self.state.expanded or self.entry.automatic):
            self.state.expanded = not self.state.expanded
            self.acted.emit(CardAct.EXPAND, self.entry)
            self.refresh()

    def _choose(self, chosen: bool) -> None:
        self.state.chosen = chosen
        self.update()
        self.acted.emit(CardAct.CHOOSE, self.entry)

    def _act(self, act: CardAct) -> None:
        self.acted.emit(act, self.entry)

    def _file_acted(self, act: object, file: object) -> None:
        self.attachment_acted.emit(act, file, self.entry)

    def _spoken(self) -> str:
        who = self.entry.agent_name or self.entry.sender_name or self.entry.sender_email
        return f"{label(self.entry.direction)}: {who}"
