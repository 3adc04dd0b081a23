"""Backups: taken by itself once a day or by hand, in the background, told in the status bar."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from app.errors import Cancelled, UserError
from app.i18n import _
from app.storage import backup, drill, manifest
from app.storage.database import utc_now
from app.storage.protection import Key
from app.ui.preferences import Preferences
from app.ui.progress import Progress
from app.ui.tasks import Tasks
from app.ui.times import relative_time


class Show(Protocol):
    """``StatusBar.set_backup``."""

    def __call__(self, text: str, *, tooltip: str = "", good: bool = True) -> None: ...


class Backups(QObject):
    """Takes backups of one desk; a failure is told, and tried again an hour later."""

    changed = Signal()
    """One begins, or is there; or a restore drill is over."""
    rested = Signal()
    """``take_if_due`` is done with: one was taken, could not be, or was not due."""
    failed = Signal(object)
    """The ``UserError`` for which one could not be taken."""

    def __init__(
        self,
        desk: Path,
        tasks: Tasks,
        *,
        preferences: Preferences,
        tell: Callable[[str], None],
        show: Show,
        key: Key | None = None,
    ) -> None:
        super().__init__(tasks)
        self.desk = desk
        self._preferences = preferences
        self._key = key
        self._tasks = tasks
        self._tell = tell
        self._show = show
        self._by_hand = False
        self._under_way = False
        self._drilling = False
        if not tasks.running:
            drill.forget_unfinished(desk)
            backup.forget_unfinished(desk, self.second_place)

    @property
    def under_way(self) -> bool:
        """Whether one is being taken."""
        return self._under_way

    @property
    def there(self) -> list[backup.Backup]:
        """Those of this desk, the newest first."""
        return backup.backups(self.desk)

    @property
    def second_place(self) -> Path | None:
        """The folder, there or not, that gets a copy of each backup."""
        return self._preferences.current.second_place(self.desk)

    @property
    def whereabouts(self) -> backup.Whereabouts:
        """What it takes to reach the copies of the desk."""
        return backup.Whereabouts(self.desk, self._key, self.second_place)

    @property
    def last_drill(self) -> drill.Noted | None:
        """How the last restore drill went; None before the first."""
        return drill.last_drill(self.desk)

    @property
    def drilling(self) -> bool:
        """Whether a restore drill is being held."""
        return self._drilling

    def choose_second_place(self, folder: Path | None) -> None:
        """Let another folder get copies from now on; None for none."""
        known = dict(self._preferences.current.second_places)
        known.pop(str(self.desk), None)
        if folder is not None:
            known[str(self.desk)] = str(folder)
        self._preferences.update(second_places=known)
        self.changed.emit()

    def judge(
        self, paths: Sequence[Path], owner: QObject, done: Callable[[list[bool]], None]
    ) -> None:
        """Read backups again: is each, bit for bit, what was checked when it was taken?"""
        self._tasks.read(
            lambda: [manifest.is_unchanged(path) for path in paths], owner=owner, done=done
        )

    def take_if_due(self) -> None:
        """Back up unless that was done today."""
        if backup.is_due(self.desk, utc_now()):
            self._begin(by_hand=False)
        else:
            self._show_newest()
            self.rested.emit()

    def drill_if_due(self) -> None:
        """Hold a restore drill unless that was done within the month."""
        if drill.is_due(self.desk, utc_now()):
            self.drill_now()

    def drill_now(self) -> None:
        """Hold a restore drill; it reads, so work goes on meanwhile."""
        if self._drilling:
            return
        self._drilling = True
        self.changed.emit()
        progress = Progress(_("Restore drill"))
        self._tasks.long(
            lambda: drill.hold(
                self.desk, utc_now(), key=self._key, cancelled=partial(_stopped, progress)
            ),
            progress,
            owner=self,
            done=self._drilled,
            failed=self._not_drilled,
        )

    def take(self) -> None:
        """Back up now, because the person wants it."""
        self._begin(by_hand=True)

    def take_now(self) -> None:
        """Take one in the thread that calls this, as before what changes much; ``UserError`` if
        that cannot be. A vote that is open postpones it."""
        with suppress(backup.Postponed):
            self.take_or_refuse()

    def _drilled(self, _noted: drill.Noted | None) -> None:
        self._drilling = False
        self._show_newest()
        self.changed.emit()

    def _not_drilled(self, error: Exception) -> None:
        """A vote is open, or somebody stopped it: the next hour will do."""
        self._drilling = False
        self.changed.emit()
        if not isinstance(error, UserError | Cancelled):
            raise error

    def take_or_refuse(self) -> backup.Backup:
        """As ``take_now``, before what removes for good: ``Postponed`` while a vote is open."""
        return backup.take(self.desk, utc_now(), key=self._key, second=self.second_place)

    def _begin(self, *, by_hand: bool) -> None:
        # Two at once would write the same file; the one under way then also tells the person.
        self._by_hand = by_hand or (self._under_way and self._by_hand)
        if self._under_way:
            return
        self._under_way = True
        self.changed.emit()
        self._tasks.long(
            self.take_or_refuse,
            Progress(_("Backing up")),
            owner=self,
            done=self._taken,
            failed=self._not_taken,
        )

    def _taken(self, taken: backup.Backup) -> None:
        self._under_way = False
        self._show_newest()
        if self._by_hand:
            self._tell(_("Backed up and checked: {name}").format(name=taken.path.name))
        self.changed.emit()
        self.rested.emit()

    def _not_taken(self, error: Exception) -> None:
        self._under_way = False
        if not isinstance(error, UserError):
            raise error
        postponed = isinstance(error, backup.Postponed)
        words = _("Backup postponed") if postponed else _("Backup failed")
        self._show(words, tooltip=str(error), good=postponed)
        if self._by_hand:
            self._tell(str(error))
        self.changed.emit()
        if not postponed:
            self.failed.emit(error)
        self.rested.emit()

    def _show_newest(self) -> None:
        last = self.last_drill
        if last is not None and not last.good:
            self._show(_("Restore drill failed"), tooltip=drill.advice(last), good=False)
            return
        newest = next(iter(self.there), None)
        if newest is not None:
            now = utc_now()
            when = relative_time(newest.taken_at.astimezone(), now)
            self._show(
                _("Backed up {when}").format(when=when),
                tooltip=_("Opened and checked: {path}").format(path=newest.path),
            )


def _stopped(progress: Progress) -> bool:
    """Whether the person stopped the drill; asked every some rows, so keys may come between."""
    progress.give_way()
    return progress.cancelled
