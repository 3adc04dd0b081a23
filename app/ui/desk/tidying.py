"""Tidying up in the background: old trash, old steps, old access, contents that nothing needs."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import Cancelled, UserError
from app.i18n import _
from app.services.access import forget_old_access
from app.services.maintenance import (
    drop_contents,
    empty_old_trash,
    forget_old_steps,
    old_trash,
    unused_contents,
)
from app.storage import history
from app.storage.bulk import fold_log
from app.storage.database import utc_now
from app.ui.operations import Operations
from app.ui.progress import Progress
from app.ui.queued_desk import QueuedDesk

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TICKETS_AT_ONCE = 5
_CONTENTS_AT_ONCE = 10
"""An act takes some hundredths of a second: so long somebody may wait who saves something."""
_FOLD_EVERY = 8
"""Acts after which the log is folded in, before somebody who saves something has to do it."""


@dataclass(frozen=True, slots=True)
class Unused:
    """Contents that nothing needed when the history was so long."""

    contents: list[int]
    since: int


class Tidying(QObject):
    """One kind after the other, in small acts between which others write; what is left when the
    person stops it goes the next hour."""

    finished = Signal()
    """Nothing is under way any more, whether everything could be done or not."""

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._under_way = False

    def run(self) -> None:
        """Begin, unless it is under way."""
        if self._under_way:
            return
        self._under_way = True
        run, now = self._operations.run, utc_now()
        run(forget_old_steps, now=now, label=_("Forgot old steps"), toast=False)
        run(forget_old_access, now=now, label=_("Forgot old access"), toast=False)
        self._operations.read(
            old_trash, now=now, owner=self, done=partial(self._empty, now), failed=self._failed
        )

    def _empty(self, now: datetime, count: int) -> None:
        if not count:
            self._look_for_contents()
            return
        self._operations.work(
            _empty_trash,
            count,
            now=now,
            label=_("Emptying the old trash"),
            owner=self,
            done=self._look_for_contents,
            failed=self._failed,
        )

    def _look_for_contents(self, _emptied: None = None) -> None:
        self._operations.read(_unused, owner=self, done=self._drop, failed=self._failed)

    def _drop(self, unused: Unused) -> None:
        if not unused.contents:
            self._fold()
            return
        self._operations.work(
            _drop_contents,
            unused,
            label=_("Removing files that nothing needs"),
            owner=self,
            done=self._fold,
            failed=self._failed,
        )

    def _fold(self, _dropped: None = None) -> None:
        """A long log slows down reading, and the next opening if the program is killed."""
        self._operations.read(fold_log, owner=self, done=self._rest, failed=self._failed)

    def _rest(self, _folded: None = None) -> None:
        self._under_way = False
        self.finished.emit()

    def _failed(self, error: Exception) -> None:
        """What follows, the backup first of all, does not depend on a tidy desk."""
        self._rest()
        if isinstance(error, UserError):
            self._operations.refused.emit(error)
        elif not isinstance(error, Cancelled):
            raise error


def _empty_trash(desk: QueuedDesk, progress: Progress, count: int, *, now: datetime) -> None:
    gone = acts = 0
    while some := desk.execute(
        empty_old_trash,
        now=now,
        most=_TICKETS_AT_ONCE,
        label=_("Emptied the old trash"),
        agent_id=None,
    ).result:
        gone, acts = gone + len(some), acts + 1
        if acts % _FOLD_EVERY == 0:
            desk.read(fold_log)
        progress.report(min(gone, count), count)


def _unused(session: "Session") -> Unused:
    return Unused(unused_contents(session), history.length(session))


def _drop_contents(desk: QueuedDesk, progress: Progress, unused: Unused) -> None:
    count = len(unused.contents)
    for start in range(0, count, _CONTENTS_AT_ONCE):
        progress.report(start, count)
        desk.execute(
            drop_contents,
            unused.contents[start : start + _CONTENTS_AT_ONCE],
            since=unused.since,
            label=_("Removed files that nothing needs"),
            agent_id=None,
        )
