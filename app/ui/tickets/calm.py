"""When a ticket has been current for long enough to read everything about it."""

from PySide6.QtCore import QObject, QTimer, Signal

_CHOSEN_MS = 40
"""Running through the list with a key held shows only where one stops."""
_UNASKED_MS = 100
"""A ticket that is shown because its list was opened leaves the next key its time."""


class Calm(QObject):
    """``reached`` follows the last of several calls; while a list is read nothing unasked is."""

    reached = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.reached)
        self._held = False
        self._due = False

    @property
    def waiting(self) -> bool:
        """Whether ``reached`` follows if nothing else happens."""
        return self._timer.isActive()

    def chosen(self) -> None:
        """A person chose a ticket, and waits for it."""
        self._due = False
        self._timer.start(_CHOSEN_MS)

    def unasked(self) -> None:
        """Another ticket is shown, though nobody chose it."""
        self._due = True
        self._timer.stop()
        self._start_if_free()

    def hold(self) -> None:
        """A list was asked for: wait until it has settled."""
        self._held = True
        self._due = self._due or self.waiting
        self._timer.stop()

    def settle(self) -> None:
        """The list asked for is there."""
        self._held = False
        self._start_if_free()

    def stop(self) -> None:
        """What was to be shown is shown."""
        self._due = False
        self._timer.stop()

    def _start_if_free(self) -> None:
        if self._due and not self._held:
            self._due = False
            self._timer.start(_UNASKED_MS)
