"""A statement that can be reworded where it stands: as high as its text, finished with Enter."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from app.i18n import _
from app.ui.theme import TextStyle, Theme, set_style_property

_LEAST, _MOST = 1, 6
"""Lines."""


class StatementEdit(QPlainTextEdit):
    """``finished`` with Enter, and when the focus goes; Shift+Enter begins a new line."""

    finished = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(_("Statement"))
        self.setToolTip(_("Reword it here; Enter keeps it"))
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.textChanged.connect(self.updateGeometry)
        set_style_property(self, "style", TextStyle.TITLE.value)

    def sizeHint(self) -> QSize:
        # A plain text's document measures its height in lines, wrapped ones too.
        lines = min(max(_LEAST, round(self.document().size().height())), _MOST)
        height = lines * self.fontMetrics().lineSpacing() + self._theme.px(22)
        return QSize(self._theme.px(320), height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.finished.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()
