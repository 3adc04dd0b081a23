"""What the desk does by itself now and then: tidying, the backup, retention, the restore drill."""

from PySide6.QtCore import QObject

from app.ui.desk.backups import Backups
from app.ui.desk.retention_flow import RetentionFlow
from app.ui.desk.tidying import Tidying
from app.ui.operations import Operations


class Care(QObject):
    """One after the other: removing for good needs a desk that nobody reads from end to end, and
    while a backup reads one, the log of what is written meanwhile cannot be folded in."""

    def __init__(self, operations: Operations, backups: Backups, parent: QObject) -> None:
        super().__init__(parent)
        self._tidying = Tidying(operations, self)
        self._retention = RetentionFlow(operations, backups, self)
        self._tidying.finished.connect(backups.take_if_due)
        backups.rested.connect(self._retention.run_if_due)
        self._retention.finished.connect(backups.drill_if_due)

    def take(self) -> None:
        """Tidy up, then do what is due of the others."""
        self._tidying.run()
