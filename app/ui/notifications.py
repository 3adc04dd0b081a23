"""Tells when a snooze is over or a due time is reached, through the system where it can."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from app.i18n import N_, _
from app.queries.arrivals import came_due, snoozes_over
from app.queries.ticket_rows import TicketRow, ticket_rows
from app.services import tickets
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.tray import Tray

_EVERY_MS = 20_000


class Notice(NamedTuple):
    """``text`` names no customer where the person does not want that."""

    title: str
    text: str
    ticket_ids: tuple[int, ...]


class Notifications(QObject):
    """Looks at the clock by itself once ``start`` was called."""

    ticket_requested = Signal(object)
    """The id of a ticket whose notification was clicked."""
    noticed = Signal(object)
    """``Notice``, told inside the window too."""

    def __init__(
        self,
        operations: Operations,
        preferences: Preferences,
        *,
        tray: Tray,
        clock: Callable[[], datetime],
        protected: bool = False,
        parent: QObject,
    ) -> None:
        """``protected``: systems keep notifications in files of their own, which nobody encrypts,
        so those of a protected desk never name a customer or a subject."""
        super().__init__(parent)
        self._protected = protected
        self._operations = operations
        self._preferences = preferences
        self._tray = tray
        self._clock = clock
        self._seen = clock()
        self._clicked: tuple[int, ...] = ()
        self._hushed = False
        self._held: list[TicketRow] = []
        tray.message_clicked.connect(self._open)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look now, and from now on."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Look no more, as before the desk is closed."""
        self._timer.stop()

    def hush(self, quiet: bool) -> None:
        """Tell nothing while a workshop is held; what came meanwhile is told at once after it."""
        self._hushed = quiet
        if not quiet:
            woken, self._held = self._held, []
            self._tell_woken(woken)
            self.look()

    def look(self) -> None:
        """Wake what is to be woken, and tell what came due since the last look."""
        now = self._clock()
        self._operations.read(snoozes_over, now=now, owner=self, key="snoozes", done=self._wake)
        if self._hushed:
            return
        since, self._seen = self._seen, now
        self._operations.read(came_due, since=since, now=now, owner=self, done=self._tell_due)

    def _wake(self, arrived: bool) -> None:
        if arrived:
            self._operations.run(
                tickets.wake_due,
                label=_("Snooze over"),
                now=self._clock(),
                owner=self,
                done=self._read_woken,
                toast=False,
            )

    def _read_woken(self, ids: list[int]) -> None:
        if ids:
            self._operations.read(ticket_rows, ids, owner=self, done=self._tell_woken)

    def _tell_woken(self, rows: list[TicketRow]) -> None:
        if self._hushed:
            self._held += rows
            return
        self._tell(rows, _("Back from snooze"), N_("{count} tickets are back from snooze"))

    def _tell_due(self, rows: list[TicketRow]) -> None:
        self._tell(rows, _("Due now"), N_("{count} tickets are due now"))

    def _tell(self, rows: Sequence[TicketRow], title: str, many: str) -> None:
        if not rows:
            return
        now = self._preferences.current
        named = _words(rows, many, named=now.notification_content)
        notice = Notice(title, named, tuple(row.id for row in rows))
        if now.notifications:
            self._clicked = notice.ticket_ids
            self._tray.tell(title, _words(rows, many, named=False) if self._protected else named)
        self.noticed.emit(notice)

    def _open(self) -> None:
        if self._clicked:
            self.ticket_requested.emit(self._clicked[0])


def _words(rows: Sequence[TicketRow], many: str, *, named: bool) -> str:
    """How many came; of a single one what it is about, or only its number."""
    if len(rows) > 1:
        return _(many).format(count=len(rows))
    row = rows[0]
    if not named:
        return _("Ticket #{number}").format(number=row.number)
    name = row.contact_name or row.contact_email
    return f"#{row.number} {row.subject}" + (f" · {name}" if name else "")
