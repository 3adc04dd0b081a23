"""What is told between the text and the buttons; it scrolls where the room is short."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.ui.theme import Theme

_LEAST = 48
"""Pixels at 100 %: one thing told can be read."""

_TOLD = (QEvent.Type.LayoutRequest, QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


class ComposerTold(QScrollArea):
    """Takes no room while none of its parts is shown."""

    def __init__(self, *parts: QWidget, theme: Theme) -> None:
        super().__init__()
        self._parts = parts
        self._least = theme.px(_LEAST)
        self._body = QWidget()
        self._body.setProperty("scrolled", True)
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        for part in parts:
            column.addWidget(part)
            part.installEventFilter(self)
        self.setWidget(self._body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._body.installEventFilter(self)
        self._bound()

    @property
    def wanted_height(self) -> int:
        """Pixels that everything told takes at the present width."""
        if all(part.isHidden() for part in self._parts):
            return 0
        width = self.viewport().width()
        return max(self._body.heightForWidth(width), self._body.minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.wanted_height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._body.minimumSizeHint().width(), min(self._least, self.wanted_height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOLD:
            self._bound()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._bound()

    def _bound(self) -> None:
        self.setVisible(any(not part.isHidden() for part in self._parts))
        self.setMaximumHeight(self.wanted_height)
        self.updateGeometry()
