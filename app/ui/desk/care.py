"""What the desk does by itself now and then: tidying, the backup, retention, the restore drill."""

from functools import partial

from PySide6.QtCore import QObject

from app.i18n import _
from app.services.access import forget_old_access
from app.services.maintenance import (
    drop_contents,
    empty_old_trash,
    forget_old_steps,
    unused_contents,
)
from app.storage.database import utc_now
from app.ui.desk.backups import Backups
from app.ui.desk.retention_flow import RetentionFlow
from app.ui.operations import Operations

_CONTENTS_AT_ONCE = 200


class Care(QObject):
    """One after the other: removing for good needs a desk that nobody reads from end to end."""

    def __init__(self, operations: Operations, backups: Backups, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._backups = backups
        self._retention = RetentionFlow(operations, backups, self)
        backups.rested.connect(self._retention.run_if_due)
        self._retention.finished.connect(backups.drill_if_due)

    def take(self) -> None:
        """Tidy up, in small acts, so that nobody waits for it; then what is due of the others."""
        care_for(self._operations)
        self._backups.take_if_due()


def care_for(operations: Operations) -> None:
    """Tidy up in the background."""
    now = utc_now()
    operations.run(empty_old_trash, now=now, label=_("Emptied the old trash"), toast=False)
    operations.run(forget_old_steps, now=now, label=_("Forgot old steps"), toast=False)
    operations.run(forget_old_access, now=now, label=_("Forgot old access"), toast=False)
    operations.read(
        unused_contents, owner=operations, key="unused", done=partial(_drop, operations)
    )


def _drop(operations: Operations, unused: list[int]) -> None:
    if unused:
        operations.run(
            drop_contents,
            unused[:_CONTENTS_AT_ONCE],
            label=_("Removed files that nothing needs"),
            toast=False,
        )
