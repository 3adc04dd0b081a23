"""The source of a mail as it arrived: to read, search and copy, with what was wrong with it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication, QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserError
from app.i18n import _
from app.queries.conversation import Entry, raw
from app.rules.file_names import safe_name
from app.ui.operations import Operations
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.times import size_text
from app.ui.widgets.button import Button, ButtonKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MOST_SHOWN = 2_000_000


def read_source(session: "Session", message_id: int) -> bytes:
    """The mail, byte by byte."""
    return raw(session, message_id)


class RawView(QDialog):
    """A window of its own, so that it can stand beside the conversation. Closes with Esc."""

    def __init__(self, entry: Entry, operations: Operations, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Source: {subject}").format(subject=entry.subject))
        self.resize(theme.px(860), theme.px(640))
        self._content = b""
        self._name = safe_name(f"{entry.subject}.eml", fallback="mail.eml")
        self._operations = operations
        self._facts = QLabel()
        set_text_style(self._facts, TextStyle.CAPTION)
        self._search = QLineEdit()
        self._search.setPlaceholderText(_("Find in the source"))
        self._search.setAccessibleName(_("Find in the source"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._find_first)
        self._search.returnPressed.connect(self._find_next)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(_("Source of the mail"))
        QShortcut(QKeySequence.StandardKey.Find, self, self._search.setFocus)
        self._lay_out(entry, theme)
        operations.read(read_source, entry.id, owner=self, done=self._show)

    def _lay_out(self, entry: Entry, theme: Theme) -> None:
        column = QVBoxLayout(self)
        margin = theme.px(16)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(8))
        if entry.warnings:
            words = QLabel(
                _("What could not be read as it was meant:") + "\n" + "\n".join(entry.warnings)
            )
            words.setWordWrap(True)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            set_text_style(words, TextStyle.WARNING)
            column.addWidget(words)
        head = QHBoxLayout()
        head.addWidget(self._search, 1)
        head.addWidget(self._facts)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for words_, icon, act in (
            (_("&Copy all"), "copy", self._copy),
            (_("&Save as…"), "download", self._save),
        ):
            button = Button(words_, theme, icon=icon)
            button.clicked.connect(act)
            foot.addWidget(button)
        close = Button(_("C&lose"), theme, kind=ButtonKind.PRIMARY)
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        column.addLayout(foot)

    def _show(self, content: bytes) -> None:
        self._content = content
        shown = content[:_MOST_SHOWN]
        self.text.setPlainText(shown.decode("utf-8", "backslashreplace"))
        facts = size_text(len(content))
        if len(content) > len(shown):
            facts = _("The first {part} of {whole}").format(part=size_text(len(shown)), whole=facts)
        self._facts.setText(facts)

    def _find_first(self, words: str) -> None:
        cursor = self.text.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self.text.setTextCursor(cursor)
        self._find(words)

    def _find_next(self) -> None:
        self._find(self._search.text())

    def _find(self, words: str) -> None:
        if words and not self.text.find(words):
            self.text.moveCursor(self.text.textCursor().MoveOperation.Start)
            self.text.find(words, QTextDocument.FindFlag(0))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())

    def _save(self) -> None:
        target, _kind = QFileDialog.getSaveFileName(
            self, _("Save the mail"), str(Path.home() / self._name), "*.eml"
        )
        if target:
            self._operations.tasks.read(
                partial(Path(target).write_bytes, self._content),
                owner=self,
                done=lambda _count: None,
                failed=self._not_saved,
            )

    def _not_saved(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self._operations.refused.emit(
            UserError(
                _("“{name}” could not be saved: {reason}. Choose another place.").format(
                    name=self._name, reason=error.strerror
                )
            )
        )
