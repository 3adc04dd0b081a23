"""Pictures of how a ticket leaves the desk: the question, and the page it becomes."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QApplication, QLabel

from app.formats.pdf import first_page
from app.queries.conversation import conversation
from app.queries.ticket_rows import TicketRow, ticket_rows
from app.screens.patience import SETTLE_MS, settle, wait
from app.storage.database import utc_now
from app.ui.tickets.out_choice import Printing
from app.ui.tickets.printing import printed, printed_on, save_pdf

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.tickets.page import QueuePage
    from app.workbench import Workbench

T = TypeVar("T")

_PAGE_WIDTH = 900
_MESSAGES = 6
"""A conversation of so many fits on two pages, and has a note among them."""


class TicketOutScenes:
    """A ticket of the demo desk with a conversation and a note."""

    def __init__(self, bench: "Workbench") -> None:
        self._bench = bench

    def all(self) -> "dict[str, Callable[[], QWidget]]":
        """By the names of their files."""
        return {"ticket-out": self._dialog, "ticket-paper": self._paper}

    def _dialog(self) -> "QWidget":
        self._show_ticket()
        self._bench.actions["ticket.pdf"].trigger()
        settle(self._bench)
        wait(SETTLE_MS)
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        return next(each for each in shown if each is not self._bench.window)

    def _paper(self) -> "QWidget":
        row = self._show_ticket()
        entries = self._read(conversation, row.id)
        when = printed_on(utc_now())
        with tempfile.TemporaryDirectory(prefix="tresen-screens-") as folder:
            path = Path(folder) / "ticket.pdf"
            save_pdf(printed(row, entries, Printing(notes=True), printed_on=when), path)
            drawn = first_page(path.read_bytes(), widest=_PAGE_WIDTH)
        form = QImage.Format.Format_RGB32
        image = QImage(drawn.pixels, drawn.width, drawn.height, drawn.stride, form)
        sheet = QLabel()
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.setPixmap(QPixmap.fromImage(image))
        sheet.setFixedSize(image.size())
        sheet.show()
        return sheet

    def _show_ticket(self) -> TicketRow:
        page = cast("QueuePage", self._bench.window.show_page("tickets"))
        page.show_view("all")
        settle(self._bench)
        rows = self._read(ticket_rows, [each for each in page.listing.model.ids if each > 0])
        row = next(each for each in rows if each.message_count == _MESSAGES)
        page.show_ticket(row.id)
        settle(self._bench)
        return row

    def _read(self, query: "Callable[..., T]", *args: object) -> T:
        found: list[T] = []
        self._bench.operations.read(query, *args, owner=self._bench.window, done=found.append)
        settle(self._bench)
        return found[0]
