"""A ticket that one looks at for a moment is read."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.queries.ticket_rows import TicketRow
from app.ui.tickets.ticket_acts import TicketActs
from app.ui.tickets.ticket_listing import TicketListing

_MOMENT_MS = 900


class ReadingMark(QObject):
    """``opened`` starts the moment; it counts only for a ticket that the person chose."""

    def __init__(
        self,
        acts: TicketActs,
        listing: TicketListing,
        shown: Callable[[], TicketRow | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._acts = acts
        self._listing = listing
        self._shown = shown
        self._ticket_id: int | None = None
        self._moment = QTimer(self, singleShot=True, interval=_MOMENT_MS)
        self._moment.timeout.connect(self.mark)

    def opened(self, ticket_id: int | None) -> None:
        """The person opened this ticket."""
        if ticket_id != self._ticket_id or not self._moment.isActive():
            self._ticket_id = ticket_id
            self._moment.start()

    def forget(self) -> None:
        """What is shown now was not chosen."""
        self._ticket_id = None
        self._moment.stop()

    def mark(self) -> None:
        """The moment is over."""
        row = self._shown()
        if row is not None and row.id == self._ticket_id and row.unread:
            self._listing.keep_in_place([row.id])
            self._acts.mark_read([row.id], unread=False)
