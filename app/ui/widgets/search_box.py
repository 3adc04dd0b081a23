"""A line to search in: searches while typing, Esc clears, Down goes to the results."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from app.i18n import _
from app.ui.colours import Role
from app.ui.theme import Theme

_PAUSE_MS = 60


class SearchBox(QLineEdit):
    """``searched`` comes a moment after the last key, or at once with Enter."""

    searched = Signal(str)
    went_down = Signal()
    """Down or Enter: the focus belongs to the results now."""

    def __init__(self, placeholder: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._told = ""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.addAction(
            QAction(theme.icon("search", Role.MUTED), "", self),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self._clear = QAction(theme.icon("clear", Role.MUTED), _("Clear search"), self)
        self._clear.setToolTip(_("Clear search (Esc)"))
        self._clear.triggered.connect(self.clear)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self.textChanged.connect(self._changed)
        self._apply_theme()
        theme.changed.connect(self._apply_theme)

    def set_text_silently(self, text: str) -> None:
        """Show a text as already searched for, as when a view is opened."""
        self._told = text
        self.setText(text)
        self._pause.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell()
            self.went_down.emit()
        else:
            super().keyPressEvent(event)

    def _changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if text:
            self._pause.start()
        else:
            self._tell()

    def _tell(self) -> None:
        self._pause.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.searched.emit(self._told)

    def _apply_theme(self) -> None:
        self.setMinimumWidth(self._theme.px(180))
