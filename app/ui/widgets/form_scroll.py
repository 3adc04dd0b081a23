"""A form that scrolls where the screen is too low for it, so that its buttons stay in reach."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QWidget

_SHARE = 0.9
"""Of the screen's height that a dialog may take."""
_LEAST = 160


class FormScroll(QScrollArea):
    """As large as the form where there is room; put it between a dialog's head and its buttons."""

    def __init__(self, form: QLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._body = QWidget()
        self._body.setLayout(form)
        self._body.setProperty("scrolled", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._body)

    def sizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return self._body.sizeHint() + QSize(bar, 0)

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        needed = self._body.minimumSizeHint()
        return QSize(needed.width() + bar, min(_LEAST, needed.height()))


def keep_on_screen(dialog: QDialog, width: int) -> None:
    """Make a dialog ``width`` wide and as high as its form, but never higher than the screen."""
    dialog.ensurePolished()
    wanted = max(dialog.sizeHint().height(), dialog.heightForWidth(width))
    dialog.resize(width, min(wanted, round(dialog.screen().availableSize().height() * _SHARE)))
