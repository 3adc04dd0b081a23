"""The number beside the page in the rail: ideas to look at again, votes left open, a follow-up."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject

from app.queries.workshop.waiting import Waiting, waiting
from app.storage.changes import Changes
from app.ui.operations import Operations

_TABLES = frozenset({"workshop", "workshop_idea", "workshop_vote", "mission", "mission_check"})


class WaitingBadge(QObject):
    """Works without the page, which is loaded when it is first opened. A new day comes without a
    change of the desk: ``read`` from time to time."""

    def __init__(
        self,
        operations: Operations,
        show: Callable[[int], None],
        *,
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._show = show
        self._now = now
        operations.changed.connect(self._desk_changed)

    def read(self) -> None:
        """Count anew."""
        self._operations.read(
            waiting,
            self._now().astimezone().date(),
            owner=self,
            key="waiting",
            done=self._show_count,
        )

    def _show_count(self, found: Waiting) -> None:
        self._show(found.count)

    def _desk_changed(self, changes: Changes) -> None:
        if not _TABLES.isdisjoint(changes.tables):
            self.read()
