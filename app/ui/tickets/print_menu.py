"""Asking how a ticket is to be printed, and doing it."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import _
from app.queries.conversation import Entry, conversation
from app.queries.ticket_rows import TicketRow
from app.templating.ticket_print import ticket_html
from app.ui.operations import Operations
from app.ui.paper import Paper
from app.ui.tickets.desk_state import utc_now
from app.ui.tickets.printing import printed
from app.ui.times import exact_time


class PrintTicket(QObject):
    """A menu: printer or PDF, with or without what is folded."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations = operations
        self._widget = parent
        self._paper = Paper(operations, parent)

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
        self._paper.print_(f"#{row.number}", partial(_html, row, entries, quotes))

    def save_pdf(self, row: TicketRow, entries: tuple[Entry, ...], quotes: bool) -> None:
        """Ask for a file and write the ticket to it."""
        title = f"#{row.number} {row.subject}"
        self._paper.save(title, partial(_html, row, entries, quotes))


def _html(row: TicketRow, entries: tuple[Entry, ...], quotes: bool) -> str:
    return ticket_html(printed(row, entries, quotes=quotes, printed_on=_printed_on()))


def _printed_on() -> str:
    return _("Printed {time} by Tresen").format(time=exact_time(utc_now()))
