"""Panes side by side: the border between them is a line, the place to drag is wider."""

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from app.ui.colours import Role
from app.ui.theme import Theme

_GRIP = 5
"""Pixels that can be dragged; the line in their middle is one wide."""


class PaneSplitter(QSplitter):
    """A splitter with hairlines that light up under the mouse."""

    def __init__(
        self, theme: Theme, orientation: Qt.Orientation, parent: QWidget | None = None
    ) -> None:
        super().__init__(orientation, parent)
        self.theme = theme
        self.setHandleWidth(_GRIP)
        self.setChildrenCollapsible(False)

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self)


class _Handle(QSplitterHandle):
    def __init__(self, splitter: PaneSplitter) -> None:
        super().__init__(splitter.orientation(), splitter)
        self._theme = splitter.theme
        self._hovered = False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        role = Role.ACCENT if self._hovered else Role.BORDER
        if self.orientation() == Qt.Orientation.Horizontal:
            line = QRect(self.width() // 2, 0, 1, self.height())
        else:
            line = QRect(0, self.height() // 2, self.width(), 1)
        painter.fillRect(line, self._theme.colour(role))
        painter.end()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()
