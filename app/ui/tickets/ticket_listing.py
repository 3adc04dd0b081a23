"""Fills the table: the first page at once, then the complete list, then whatever changes."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.i18n import _
from app.queries.conditions import Viewpoint
from app.queries.terms import EVERYTHING, Grouping, Order, Sort, Term
from app.queries.ticket_groups import TicketGroup, ticket_groups
from app.queries.ticket_rows import TicketRow, ticket_rows
from app.queries.tickets import packed_ticket_ids
from app.rules.enums import label
from app.ui.id_table_model import DISPLAY, Group, IdTableModel
from app.ui.operations import Operations
from app.ui.row_cache import PAGE
from app.ui.tickets.desk_state import DeskState
from app.ui.tickets.ticket_columns import SIGNS, ticket_columns

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.storage.changes import Changes

_GATHER_MS = 60
"""The list is read once for all changes within this time."""
_AHEAD_MS = 60
"""What one scrolls to first is read once the list rests: a key pressed meanwhile comes before."""
_PASSING_MS = 60_000
"""Time alone makes tickets overdue, and *2 h ago* untrue."""
_OF_DRAFTS = frozenset({"draft", "draft_attachment", "work_time"})
_ALSO_SHOWN = frozenset({"agent", "category", "contact", "organisation", "tag"})


class Listing(NamedTuple):
    """What the table shows and in which order."""

    term: Term = EVERYTHING
    sort: Sort = Sort.UPDATED
    descending: bool = True
    grouping: Grouping = Grouping.NONE


class Found(NamedTuple):
    """The answer to a ``Listing``: ids without group headers, groups, the rows seen first."""

    ids: "array[int]"
    groups: tuple[TicketGroup, ...]
    rows: tuple[TicketRow, ...]
    complete: bool


class TicketModel(IdTableModel[TicketRow]):
    """Columns that hold only a sign have no room for a title above it."""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> str | int | None:
        sign_only = 0 <= section < len(self.columns) and self.columns[section].key in SIGNS
        if int(role) == DISPLAY and orientation == Qt.Orientation.Horizontal and sign_only:
            return ""
        return super().headerData(section, orientation, role)


class TicketListing(QObject):
    """Keeps the model in step with a ``Listing``; the latest one wins."""

    counted = Signal(object)
    """How many tickets there are, None while only the first page is known."""
    loading_changed = Signal(bool)
    """Whether the list or rows of it are being read."""
    asked = Signal()
    """Another listing is wanted; what is read of the tickets shown so far can wait."""
    opened = Signal()
    """The first page of another listing is in the model, and nothing of it is painted yet."""
    settled = Signal()
    """The listing wanted is there as a whole, or cannot be read."""
    refreshed = Signal()
    """The listing shown was read again: rows may have come, gone or moved."""
    time_passed = Signal()
    """What is said relative to now has to be said anew."""

    def __init__(self, operations: Operations, state: DeskState, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._state = state
        self.listing = Listing()
        self.in_view: Callable[[], int] = lambda: PAGE
        """How many rows of a new list are seen at once: only those are read with it."""
        self.model = TicketModel(ticket_columns(state), self._fetch, self)
        self.count: int | None = None
        self._kept: frozenset[int] = frozenset()
        self._opening = False
        self._listing_read = False
        self._rows_read = False
        self.model.loading_changed.connect(self._rows_loading)
        self._passing = QTimer(self, interval=_PASSING_MS)
        self._passing.timeout.connect(self.time_passed)
        self._passing.timeout.connect(self.refresh)
        self._passing.start()
        self._ahead = QTimer(self, singleShot=True, interval=_AHEAD_MS)
        self._ahead.timeout.connect(self._read_ahead)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_GATHER_MS)
        self._soon.timeout.connect(self.refresh)
        operations.changed.connect(self._desk_changed)
        operations.agent_changed.connect(self._soon.start)
        state.changed.connect(self._state_changed)

    def show(self, listing: Listing) -> None:
        """Show another listing: its first page as soon as it is read."""
        self.listing = listing
        self._opening = True
        self._ahead.stop()
        self.asked.emit()
        self.refresh()

    def refresh(self) -> None:
        """Read the list again; selection and place stay, once its first page was shown."""
        self._soon.stop()
        self._ask(self.listing, limit=PAGE if self._opening else None)

    def keep_in_place(self, ids: Sequence[int]) -> None:
        """The next change of only these tickets moves none: they stay while one reads them."""
        self._kept = frozenset(ids)

    # Reading

    def _ask(self, listing: Listing, *, limit: int | None) -> None:
        self._listing_read = True
        self._tell_loading()
        self._operations.read(
            _found,
            listing,
            limit=limit,
            seen=0 if limit is None else self.in_view(),
            now=self._state.now,
            zone=self._state.zone,
            agent_id=self._state.agent_id,
            owner=self,
            key="ids",
            urgent=limit is not None,
            done=self._take_first if limit is not None else self._take_all,
            failed=self._failed,
        )

    def _failed(self, error: Exception) -> None:
        self._listing_read = False
        self._tell_loading()
        self.settled.emit()
        raise error

    def _take_first(self, found: Found) -> None:
        self._opening = False
        self.count = len(found.ids) if found.complete else None
        self.model.put_rows(found.rows)
        self.model.reset_ids(*_with_headers(found))
        self.opened.emit()
        self._tell_count()
        if found.complete:
            self._settle()
        else:
            self._ask(self.listing, limit=None)

    def _take_all(self, found: Found) -> None:
        self.count = len(found.ids)
        self.model.set_ids(*_with_headers(found))
        self._tell_count()
        self.refreshed.emit()
        self._settle()

    def _settle(self) -> None:
        self._ahead.start()
        self.settled.emit()

    def _read_ahead(self) -> None:
        self.model.want_page(0)

    def _tell_count(self) -> None:
        self._listing_read = False
        self._tell_loading()
        self.counted.emit(self.count)

    def _fetch(self, ids: tuple[int, ...], done: "Callable[[Iterable[TicketRow]], None]") -> None:
        self._operations.read(ticket_rows, ids, owner=self, done=done)

    def _rows_loading(self, loading: bool) -> None:
        self._rows_read = loading
        self._tell_loading()

    def _tell_loading(self) -> None:
        self.loading_changed.emit(self._listing_read or self._rows_read)

    # What changed

    def _desk_changed(self, changes: "Changes") -> None:
        if not _ALSO_SHOWN.isdisjoint(changes.tables):
            self.model.forget_rows()
        tickets = changes.of("ticket")
        self.model.rows_changed(tickets.updated)
        kept, self._kept = self._kept, frozenset()
        if tickets.updated and tickets.updated <= kept and not tickets.inserted | tickets.deleted:
            return
        if _only_drafts(changes):
            return
        if "ticket" in changes.tables:
            self._soon.start()

    def _state_changed(self) -> None:
        self.model.forget_rows()
        self._soon.start()


def _found(
    session: "Session",
    listing: Listing,
    *,
    limit: int | None,
    seen: int,
    now: datetime,
    zone: tzinfo,
    agent_id: int | None,
) -> Found:
    order = Order(listing.sort, listing.descending, listing.grouping)
    viewpoint = Viewpoint(now, zone, agent_id)
    ids = packed_ticket_ids(session, listing.term, order, viewpoint, limit=limit)
    groups = ticket_groups(
        session, listing.term, grouping=listing.grouping, now=now, zone=zone, agent_id=agent_id
    )
    return Found(
        ids=ids,
        groups=tuple(groups),
        rows=tuple(ticket_rows(session, ids[:seen])) if seen else (),
        complete=limit is None or len(ids) < limit,
    )


def _with_headers(found: Found) -> "tuple[array[int], Mapping[int, Group]]":
    """The ids with a negative one before each group."""
    if not found.groups:
        return found.ids, {}
    headers: dict[int, Group] = {}
    ids: array[int] = array("q")
    start = 0
    for place, group in enumerate(found.groups, 1):
        if start >= len(found.ids):
            break
        headers[-place] = Group(-place, _group_title(group), group.count)
        ids.append(-place)
        ids.extend(found.ids[start : start + group.count])
        start += group.count
    return ids, headers


def _group_title(group: TicketGroup) -> str:
    if isinstance(group.value, StrEnum):
        return label(group.value)
    return group.value or _("Unassigned")


def _only_drafts(changes: "Changes") -> bool:
    """Only words being typed or a running clock: no ticket comes, goes or moves by that."""
    tables = set(changes.tables)
    if not tables & _OF_DRAFTS or tables - _OF_DRAFTS - {"ticket"}:
        return False
    return not any(
        changes.of(table).inserted or changes.of(table).deleted for table in (*_OF_DRAFTS, "ticket")
    )
