"""Retention rules applied in the background: once a day by themselves, or when asked for."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from app.errors import Cancelled, UserError
from app.i18n import _
from app.queries.retention import Due, due
from app.storage.database import utc_now
from app.ui.desk.backups import Backups
from app.ui.operations import Announcement, Operations
from app.ui.progress import Progress
from app.ui.queued_desk import QueuedDesk


class RetentionFlow(QObject):
    """What was done is told in one line; a failure is told where somebody asked for it."""

    finished = Signal()
    """Nothing is under way any more, whether something was done or not."""

    def __init__(self, operations: Operations, backups: Backups, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._backups = backups
        self._done_on: date | None = None
        self._under_way = False

    def run_if_due(self) -> None:
        """Apply the rules unless that was done today; what fails is tried again the next hour."""
        if self._done_on == date.today():
            self.finished.emit()
        else:
            self._look(self._not_applied_quietly, by_itself=True)

    def run(self) -> None:
        """Apply the rules now, because the person wants it."""
        self._look(self._not_applied, by_itself=False)

    def _look(self, failed: Callable[[Exception], None], *, by_itself: bool) -> None:
        """Without anything to do there is neither a backup nor progress to be seen."""
        if self._under_way:
            return
        self._under_way = True
        self._operations.read(
            due,
            now=utc_now(),
            owner=self,
            done=lambda found: self._apply(found, failed, by_itself=by_itself),
            failed=failed,
        )

    def _apply(
        self, found: list[Due], failed: Callable[[Exception], None], *, by_itself: bool
    ) -> None:
        if not found:
            self._rest()
            return
        self._operations.work(
            _apply_rules,
            self._backups,
            by_itself=by_itself,
            label=_("Applying retention rules"),
            owner=self,
            done=self._tell,
            failed=failed,
        )

    def _tell(self, lines: list[str]) -> None:
        self._rest()
        if lines:
            text = _("Retention: {what}").format(what="; ".join(lines))
            self._operations.announced.emit(Announcement(text, undoable=False))

    def _rest(self) -> None:
        self._under_way = False
        self._done_on = date.today()
        self.finished.emit()

    def _not_applied(self, error: Exception) -> None:
        self._not_applied_quietly(error)
        if isinstance(error, UserError):
            self._operations.refused.emit(error)

    def _not_applied_quietly(self, error: Exception) -> None:
        """A vote is open, there is no room, somebody reads for long: the next hour will do."""
        self._under_way = False
        self.finished.emit()
        if not isinstance(error, UserError | Cancelled):
            raise error


def _apply_rules(
    desk: QueuedDesk, progress: Progress, backups: Backups, *, by_itself: bool
) -> list[str]:
    from app.services.retention.running import GRACE, run_rules
    from app.services.retention.telling import ran_lines

    ran = run_rules(
        desk,
        now=utc_now(),
        back_up=backups.take_or_refuse,
        grace=GRACE if by_itself else timedelta(0),
        tell=progress.report,
    )
    return ran_lines(ran) if ran else []
