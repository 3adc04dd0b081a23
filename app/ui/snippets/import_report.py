"""What an import did, and what it had to leave out, to read and to copy."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.services.snippet_import import ImportPlan, Named, SnippetImport
from app.ui.theme import TextStyle, Theme, set_text_style


class ImportReport(QDialog):
    """Numbers above, every name with its reason below."""

    def __init__(self, found: SnippetImport, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Snippets imported"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        head = QLabel(_numbers(found))
        head.setWordWrap(True)
        set_text_style(head, TextStyle.SECTION)
        self.text = QPlainTextEdit(_text(found))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(_("What was left out or changed"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(_("&Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, margin, margin, theme.px(16))
        column.setSpacing(theme.px(12))
        for widget in (head, self.text, buttons):
            column.addWidget(widget)
        self.resize(theme.px(640), theme.px(420))

    @classmethod
    def of_unread(cls, plan: ImportPlan, theme: Theme, parent: QWidget) -> "ImportReport":
        """The report of files that hold nothing that can be read."""
        skipped = tuple(Named(each.name, each.reason) for each in plan.skipped)
        return cls(SnippetImport(0, 0, skipped, ()), theme, parent)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())


def _numbers(found: SnippetImport) -> str:
    parts = [
        ngettext("{n} imported", "{n} imported", found.imported).format(n=found.imported),
    ]
    if found.merged:
        words = ngettext("{n} put into another", "{n} put into others", found.merged)
        parts.append(words.format(n=found.merged))
    if found.skipped:
        words = ngettext("{n} left out", "{n} left out", len(found.skipped))
        parts.append(words.format(n=len(found.skipped)))
    return " · ".join(parts)


def _text(found: SnippetImport) -> str:
    blocks = []
    for title, several in (
        (_("Left out"), found.skipped),
        (_("Imported with a note"), found.warnings),
    ):
        if several:
            blocks.append(f"{title}\n{_lines(several)}")
    return "\n\n".join(blocks)


def _lines(several: Iterable[Named]) -> str:
    return "\n".join(f"• {each.name}: {each.reason}" for each in several)
