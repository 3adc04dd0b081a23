"""What an empty desk offers: three large first steps."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.ui.actions import Actions
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.strokes import Strokes


class StepCard(QAbstractButton):
    """One step: icon, what it is, what one gets by it."""

    def __init__(
        self, icon: str, title: str, words: str, action: QAction, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._strokes = Strokes(theme)
        self._icon = icon
        self._words = words
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.setToolTip(action.toolTip())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(action.trigger)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(196))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(180), self._theme.px(196))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        px = self._theme.px
        hovered = self.underMouse() or self.hasFocus()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour(Role.ACCENT if hovered else Role.BORDER))
        painter.setBrush(self._theme.colour(Role.SURFACE))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), px(8), px(8))
        inner = self.rect().adjusted(px(20), px(20), -px(20), -px(16))
        icon = QRect(inner.left(), inner.top(), px(32), px(32))
        self._strokes.sign(painter, icon, self._icon, Role.ACCENT, 32)
        painter.setFont(self._theme.font(TextStyle.SECTION))
        painter.setPen(self._theme.colour(Role.TEXT))
        title = inner.adjusted(0, px(46), 0, 0)
        flags = int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
        used = painter.boundingRect(title, flags, self.text())
        painter.drawText(title, flags, self.text())
        painter.setFont(self._theme.font())
        painter.setPen(self._theme.colour(Role.MUTED))
        painter.drawText(title.adjusted(0, used.height() + px(6), 0, 0), flags, self._words)
        painter.end()


class FirstSteps(QWidget):
    """Fills the page while there is no ticket at all."""

    def __init__(self, actions: Actions, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(_("Nothing here yet. How do you want to begin?"))
        title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        title.setWordWrap(True)
        set_text_style(title, TextStyle.TITLE)
        hint = QLabel(_("Mail files and mailboxes can also be dropped anywhere on this window."))
        hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        hint.setWordWrap(True)
        set_text_style(hint, TextStyle.MUTED)
        self.cards: list[StepCard] = []
        cards = QHBoxLayout()
        cards.setSpacing(theme.px(16))
        for icon, name, words, action in (
            (
                "import",
                _("Import mail"),
                _("From .eml, .msg, .mbox or a folder. Conversations become tickets."),
                actions["file.import"],
            ),
            (
                "capture",
                _("Write down a call"),
                _("A caller, a visitor, a chat: a small window with a running clock."),
                actions["ticket.capture"],
            ),
            (
                "demo",
                _("Look at the demo"),
                _("A desk full of lifelike tickets to try everything on."),
                actions["file.demo"],
            ),
        ):
            self.cards.append(StepCard(icon, name, words, action, theme, self))
            cards.addWidget(self.cards[-1])
        wide = QWidget()
        wide.setMaximumWidth(theme.px(860))
        column = QVBoxLayout(wide)
        column.setSpacing(theme.px(24))
        column.addWidget(title)
        column.addLayout(cards)
        column.addWidget(hint)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(wide, 8)
        across.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        outer.addLayout(across)
        outer.addStretch(3)
