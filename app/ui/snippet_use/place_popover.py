"""Filling in one open place in a finished text."""

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.i18n import _
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.brief_popover import BriefPopover


class PlacePopover(BriefPopover):
    """``given`` tells the words; Enter takes them, Esc leaves the place open."""

    given = Signal(str)

    def __init__(self, label: str, theme: Theme, parent: QWidget, *, count: int = 1) -> None:
        super().__init__(theme, parent)
        self.setAccessibleName(label)
        self.setFixedWidth(theme.px(300))
        heading = QLabel(label)
        heading.setWordWrap(True)
        self.line = QLineEdit()
        self.line.setAccessibleName(label)
        self.line.returnPressed.connect(self._take)
        note = QLabel(
            _("Enter fills in all {count} places.").format(count=count)
            if count > 1
            else _("Enter fills it in.")
        )
        set_text_style(note, TextStyle.CAPTION)
        for widget in (heading, self.line, note):
            self.column.addWidget(widget)
        heading.setBuddy(self.line)
        self.setFocusProxy(self.line)

    def open_below(self, text: QWidget, rect: QRect) -> None:
        """Open below a place in ``text``."""
        self.adjustSize()
        screen = text.screen().availableGeometry()
        below = text.mapToGlobal(rect.bottomLeft() + QPoint(0, self.theme.px(4)))
        above = text.mapToGlobal(rect.topLeft()).y() - self.height() - self.theme.px(4)
        y = below.y() if below.y() + self.height() <= screen.bottom() else above
        self.move(min(below.x(), screen.right() - self.width()), y)
        self.show()
        self.line.setFocus()

    def _take(self) -> None:
        if self.line.text().strip():
            self.close()
            self.given.emit(self.line.text().strip())
