"""What came in or went out, and what could not, to read and to copy."""

from collections.abc import Iterable, Sequence

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


class NotesDialog(QDialog):
    """Numbers above, every name with its reason below."""

    def __init__(
        self,
        title: str,
        numbers: str,
        blocks: Sequence[tuple[str, Iterable[Named]]],
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        head = QLabel(numbers)
        head.setWordWrap(True)
        set_text_style(head, TextStyle.SECTION)
        self.text = QPlainTextEdit(_text(blocks))
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

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())


def import_report(found: SnippetImport, theme: Theme, parent: QWidget) -> NotesDialog:
    """What an import did."""
    blocks = ((_("Left out"), found.skipped), (_("Imported with a note"), found.warnings))
    return NotesDialog(_("Snippets imported"), _numbers(found), blocks, theme, parent)


def unread_report(plan: ImportPlan, theme: Theme, parent: QWidget) -> NotesDialog:
    """Why nothing of the files can be imported."""
    skipped = tuple(Named(each.name, each.reason) for each in plan.skipped)
    return import_report(SnippetImport(0, 0, skipped, ()), theme, parent)


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


def _text(blocks: Sequence[tuple[str, Iterable[Named]]]) -> str:
    written = []
    for title, several in blocks:
        lines = "\n".join(f"• {each.name}: {each.reason}" for each in several)
        if lines:
            written.append(f"{title}\n{lines}")
    return "\n\n".join(written)
