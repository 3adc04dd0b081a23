"""Asking how a ticket is to be printed, and doing it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QWidget

from app.errors import UserError
from app.i18n import _
from app.queries.conversation import Entry, conversation
from app.queries.ticket_rows import TicketRow
from app.rules.file_names import safe_name
from app.ui.operations import Announcement, Operations
from app.ui.tickets.desk_state import utc_now
from app.ui.tickets.printing import page_layout, print_document, printed, save_pdf
from app.ui.times import exact_time


class PrintTicket(QObject):
    """A menu: printer or PDF, with or without what is folded."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations = operations
        self._widget = parent

    def ask(self, row: TicketRow) -> None:
        """Open the menu in the middle of the conversation."""
        menu = self.menu(row)
        menu.popup(self._widget.mapToGlobal(self._widget.rect().center()))

    def menu(self, row: TicketRow) -> QMenu:
        """The ways to print this ticket."""
        menu = QMenu(self._widget)
        menu.aboutToHide.connect(menu.deleteLater)
        for words, pdf, quotes in (
            (_("&Print…"), False, False),
            (_("Print with &quotes…"), False, True),
            (_("Save as P&DF…"), True, False),
            (_("Save as PDF &with quotes…"), True, True),
        ):
            action = menu.addAction(words)
            action.triggered.connect(partial(self._read, row, pdf, quotes))
        return menu

    def _read(self, row: TicketRow, pdf: bool, quotes: bool, _checked: bool = False) -> None:
        act = self.save_pdf if pdf else self._print
        self._operations.read(
            conversation, row.id, owner=self, done=lambda entries: act(row, entries, quotes)
        )

    def _print(self, row: TicketRow, entries: tuple[Entry, ...], quotes: bool) -> None:
        # Imported when first printed: it looks for printers, which takes a while.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout())
        printer.setDocName(f"#{row.number}")
        dialog = QPrintDialog(printer, self._widget)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            ticket = printed(row, entries, quotes=quotes, printed_on=_printed_on())
            print_document(ticket, printer)

    def save_pdf(self, row: TicketRow, entries: tuple[Entry, ...], quotes: bool) -> None:
        """Ask for a file and write the ticket to it."""
        name = safe_name(f"#{row.number} {row.subject}.pdf", fallback=f"{row.number}.pdf")
        target, _kind = QFileDialog.getSaveFileName(
            self._widget, _("Save as PDF"), str(Path.home() / name), "*.pdf"
        )
        if not target:
            return
        ticket = printed(row, entries, quotes=quotes, printed_on=_printed_on())
        try:
            save_pdf(ticket, Path(target))
        except OSError as error:
            self._operations.refused.emit(
                UserError(
                    _("“{name}” could not be saved: {reason}. Choose another place.").format(
                        name=Path(target).name, reason=error.strerror
                    )
                )
            )
            return
        self._operations.announced.emit(Announcement(_("Saved as PDF"), undoable=False))


def _printed_on() -> str:
    return _("Printed {time} by Tresen").format(time=exact_time(utc_now()))
