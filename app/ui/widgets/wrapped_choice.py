"""Boxes whose words go on in the next line; Qt cuts those of its own where room is scarce."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.ui.theme import Theme


class WrappedChoice(QWidget):
    """A check box or radio button with its words beside it, a click on which is one on the box.

    ``&`` before a letter makes it the key, as in the button itself.
    """

    def __init__(
        self, box: QAbstractButton, words: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.box = box
        box.setText("")
        box.setAccessibleName(words.replace("&", ""))
        box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.label = _Words(words, box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1, Qt.AlignmentFlag.AlignVCenter)
        self.setFocusProxy(box)


class _Words(QLabel):
    def __init__(self, words: str, box: QAbstractButton) -> None:
        super().__init__(words)
        self._box = box
        self.setBuddy(box)
        self.setWordWrap(True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._box.click()
