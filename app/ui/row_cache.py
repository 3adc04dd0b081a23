"""Rows read in the background: some thousand are kept, changed ones are read again."""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

PAGE = 64
"""Rows read at once."""
CACHED_ROWS = 64 * PAGE


class HasId(Protocol):
    """A row, known by its id."""

    @property
    def id(self) -> int: ...


R = TypeVar("R", bound=HasId)

Fetch = Callable[[tuple[int, ...], Callable[[Iterable[R]], None]], object]
"""Reads rows in the background; ids that are gone are left out of the answer."""


class RowCache(QObject, Generic[R]):
    """``look`` at a row, ``want`` what is missing; ``fetch(ids, done)`` is asked once per turn.

    A changed row stays until its new state arrives; an answer that was under way when the row
    changed is not taken for new.
    """

    arrived = Signal(object)
    """The ids of rows that were read."""
    loading_changed = Signal(bool)

    def __init__(self, fetch: "Fetch[R]", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._rows: OrderedDict[int, R] = OrderedDict()
        self._stale: set[int] = set()
        self._wanted: dict[int, None] = {}
        self._asked: dict[int, int] = {}
        self._requests = 0
        self._loading = False
        self._ask_soon = QTimer(self)
        self._ask_soon.setSingleShot(True)
        self._ask_soon.setInterval(0)
        self._ask_soon.timeout.connect(self._ask)

    def look(self, row_id: int) -> tuple[R | None, bool]:
        """The row as far as it is known, and whether that is its present state."""
        found = self._rows.get(row_id)
        return found, found is not None and row_id not in self._stale

    def is_coming(self, row_id: int) -> bool:
        """Whether the row is wanted or asked for already."""
        return row_id in self._wanted or row_id in self._asked

    def want(self, ids: Iterable[int]) -> None:
        """Ask soon for those of these rows that are not here and not under way."""
        for each in ids:
            known = each in self._rows and each not in self._stale
            if not known and each not in self._asked:
                self._wanted[each] = None
        if not self._ask_soon.isActive():
            self._ask_soon.start()

    def put(self, rows: Iterable[R]) -> None:
        """Take rows that were read without being asked for here."""
        fresh = {row.id: row for row in rows}
        for each in fresh:
            self._asked.pop(each, None)
        self._keep(fresh)

    def mark_changed(self, ids: Iterable[int]) -> bool:
        """These rows are no longer as read; True if any of them is here."""
        known = False
        for each in ids:
            self._asked.pop(each, None)
            if each in self._rows:
                self._stale.add(each)
                known = True
        self._tell_loading()
        return known

    def mark_all_changed(self) -> None:
        """No row is as it was read."""
        self.mark_changed([*self._rows, *self._asked])

    def drop_wishes(self) -> None:
        """Forget what was wanted but not yet asked for, as when another list is shown."""
        self._wanted.clear()

    def _ask(self) -> None:
        ids = tuple(self._wanted)
        self._wanted.clear()
        if ids:
            self._requests += 1
            self._asked.update(dict.fromkeys(ids, self._requests))
            self._tell_loading()
            self._fetch(ids, partial(self._take, self._requests, ids))

    def _take(self, request: int, ids: tuple[int, ...], rows: Iterable[R]) -> None:
        current = {each for each in ids if self._asked.get(each) == request}
        for each in current:
            del self._asked[each]
        self._keep({row.id: row for row in rows if row.id in current})

    def _keep(self, fresh: Mapping[int, R]) -> None:
        self._stale.difference_update(fresh)
        for row_id, row in fresh.items():
            self._rows[row_id] = row
            self._rows.move_to_end(row_id)
            self._wanted.pop(row_id, None)
        while len(self._rows) > CACHED_ROWS:
            gone, _row = self._rows.popitem(last=False)
            self._stale.discard(gone)
        self.arrived.emit(fresh.keys())
        self._tell_loading()

    def _tell_loading(self) -> None:
        if bool(self._asked) != self._loading:
            self._loading = bool(self._asked)
            self.loading_changed.emit(self._loading)
