"""Rewording a note."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.theme import Theme
from app.ui.widgets.button import Button, ButtonKind


class NoteEditor(QDialog):
    """``text`` holds the new words. Ctrl+Enter saves, Esc leaves the note as it was."""

    def __init__(self, text: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Edit note"))
        self.resize(theme.px(520), theme.px(280))
        self._text = QPlainTextEdit(text)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(_("Note"))
        column = QVBoxLayout(self)
        margin = theme.px(16)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(12))
        column.addWidget(self._text, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = Button(_("Cancel"), theme)
        cancel.clicked.connect(self.reject)
        row.addWidget(cancel)
        save = Button(_("Save note"), theme, kind=ButtonKind.PRIMARY, icon="check")
        save.clicked.connect(self.accept)
        row.addWidget(save)
        column.addLayout(row)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept)
        self._text.setFocus()

    @property
    def text(self) -> str:
        """The note as it is now."""
        return self._text.toPlainText()
