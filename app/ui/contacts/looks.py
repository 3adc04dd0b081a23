"""A look at a contact's card, noted in the access log where the desk wants that."""

from PySide6.QtCore import QObject, QTimer

from app.rules.access import AccessKind
from app.services.access import note_access
from app.storage.database import utc_now
from app.ui.operations import Operations

_A_LOOK_MS = 1500
"""A card that goes by while somebody moves through the list was not looked at."""


class Looks(QObject):
    """``at`` says which card is shown."""

    def __init__(self, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._operations = operations
        self._contact_id: int | None = None
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_A_LOOK_MS)
        self._wait.timeout.connect(self.note)

    def at(self, contact_id: int | None) -> None:
        """Another card is shown, or the same one anew, or none."""
        if contact_id == self._contact_id:
            return
        self._contact_id = contact_id
        if contact_id is None:
            self._wait.stop()
        else:
            self._wait.start()

    def note(self) -> None:
        """It is a look by now."""
        self._wait.stop()
        if self._contact_id is not None:
            self._operations.run(
                note_access,
                AccessKind.OPENED,
                self._contact_id,
                now=utc_now(),
                label="",
                toast=False,
            )
