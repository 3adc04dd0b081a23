"""The recovery key, to be printed or written down: without it a forgotten passphrase is the end."""

from pathlib import Path

from PySide6.QtGui import QFontDatabase, QTextDocument
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.i18n import _
from app.storage.protection import Key
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.dialog_size import fit_to_width

WIDTH = 520
_COLUMNS = 7


class RecoveryDialog(QDialog):
    """Shows the key in groups and prints it; nothing of it goes to the clipboard."""

    def __init__(self, desk: Path, key: Key, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Recovery key"))
        self._desk = desk
        self._key = key
        lead = QLabel(
            _(
                "Print this key or write it down, and keep it away from this computer. It opens "
                "the desk and its backups if the passphrase is forgotten. Nobody else can: there "
                "is no other way in."
            ),
            wordWrap=True,
        )
        groups = QGridLayout()
        groups.setHorizontalSpacing(theme.px(16))
        groups.setVerticalSpacing(theme.px(8))
        for number, group in enumerate(key.recovery.split("-")):
            label = QLabel(group)
            label.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
            groups.addWidget(label, number // _COLUMNS, number % _COLUMNS)
        hint = QLabel(
            _("It is good until the passphrase is changed. O and 0, I and 1 are the same."),
            wordWrap=True,
        )
        set_text_style(hint, TextStyle.CAPTION)
        print_it = Button(_("&Print…"), theme, kind=ButtonKind.PRIMARY, icon="print")
        have_it = Button(_("I &have it"), theme)
        print_it.clicked.connect(self._print)
        have_it.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(have_it)
        buttons.addWidget(print_it)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(theme.px(16))
        column.addWidget(lead)
        column.addLayout(groups)
        column.addWidget(hint)
        column.addLayout(buttons)
        fit_to_width(self, theme.px(WIDTH))

    @property
    def sheet(self) -> QTextDocument:
        """The page that is printed."""
        document = QTextDocument(self)
        rows = self._key.recovery.split("-")
        lines = [" ".join(rows[at : at + 4]) for at in range(0, len(rows), 4)]
        document.setHtml(
            "<h1>{title}</h1><p>{desk}</p>"
            "<pre style='font-size:18pt'>{key}</pre><p>{hint}</p>".format(
                title=_("Recovery key"),
                desk=_("For the desk “{name}”").format(name=self._desk.stem),
                key="<br>".join(lines),
                hint=_(
                    "Keep this sheet away from the computer. To open the desk with it, choose "
                    "“Use the recovery key” where the passphrase is asked for."
                ),
            )
        )
        return document

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(_("Recovery key"))
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.sheet.print_(printer)
