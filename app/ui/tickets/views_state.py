"""The views of the desk with their counts, kept live by one read per change."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.queries.views import View, builtin_views, saved_views, view_counts
from app.ui.operations import Operations
from app.ui.tickets.desk_state import DeskState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.storage.changes import Changes

_GATHER_MS = 50
"""Counts are read once for all changes within this time."""
_PASSING_MS = 60_000
"""Time alone makes tickets overdue."""
_COUNTED = frozenset({"ticket", "saved_view", "desk"})


class Views(QObject):
    """Built-in and own views in their order, and how many tickets each holds."""

    changed = Signal()
    """Views came, went, were renamed or moved."""
    counted = Signal()

    def __init__(self, operations: Operations, state: DeskState, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._state = state
        self.all: tuple[View, ...] = tuple(builtin_views())
        self.counts: Mapping[str, int] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_GATHER_MS)
        self._soon.timeout.connect(self._count)
        self._passing = QTimer(self)
        self._passing.setInterval(_PASSING_MS)
        self._passing.timeout.connect(self._count)
        self._passing.start()
        operations.changed.connect(self._desk_changed)
        operations.agent_changed.connect(self._soon.start)
        state.changed.connect(self._soon.start)
        self.read()

    @property
    def own(self) -> tuple[View, ...]:
        """The views that people of this desk saved."""
        return tuple(each for each in self.all if each.saved_id is not None)

    def by_key(self, key: str) -> View | None:
        """The view with this key, if there still is one."""
        return next((each for each in self.all if each.key == key), None)

    def read(self) -> None:
        """Read names and order again, as after a switch of language."""
        self._operations.read(saved_views, owner=self, key="views", done=self._take)

    def _take(self, saved: "list[View] | tuple[View, ...]") -> None:
        views = (*builtin_views(), *saved)
        if views != self.all:
            self.all = views
            self.changed.emit()
        self._count()

    def _count(self) -> None:
        self._operations.read(
            view_counts,
            self.all,
            agent_id=self._state.agent_id,
            now=self._state.now,
            zone=self._state.zone,
            owner=self,
            key="counts",
            done=self._take_counts,
        )

    def _take_counts(self, counts: "Mapping[str, int]") -> None:
        if counts != self.counts:
            self.counts = counts
            self.counted.emit()

    def _desk_changed(self, changes: "Changes") -> None:
        if "saved_view" in changes.tables:
            self.read()
        elif not _COUNTED.isdisjoint(changes.tables):
            self._soon.start()
