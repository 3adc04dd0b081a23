"""The frame of the properties at the right edge: a column that scrolls."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.theme import TextStyle, Theme
from app.ui.widgets.rows_widget import paragraph

_WIDEST = 360


class PropertyScroll(QScrollArea):
    """``column`` takes the widgets; ``body`` is hidden while there is nothing to show."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAccessibleName(_("Properties"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMaximumWidth(theme.px(_WIDEST))
        self.body = QWidget()
        self.body.setProperty("scrolled", True)
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(theme.px(8), theme.px(12), theme.px(8), theme.px(16))
        self.column.setSpacing(0)
        self.setWidget(self.body)
        self.body.hide()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(264), self.theme.px(600))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.theme.px(220), 340), self.theme.px(120))


def captioned(caption: str, widget: QWidget, theme: Theme, *, below: int = 4) -> QWidget:
    """A widget with a small heading; ``below`` is the room under it in px at 100 %."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(theme.px(8), theme.px(8), theme.px(6), theme.px(below))
    column.setSpacing(theme.px(4))
    column.addWidget(paragraph(caption, TextStyle.CAPTION))
    column.addWidget(widget)
    return box
