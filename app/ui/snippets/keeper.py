"""Keeps what is being written, so that a crash costs a second of it at most."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from app.i18n import _
from app.services.snippet_drafts import KeptSnippet, keep_snippet
from app.storage.database import utc_now
from app.ui.operations import Operations

_PAUSE_MS = 800


class SnippetKeeper(QObject):
    """Asks ``present`` a moment after each change what is to be kept; None is nothing."""

    def __init__(
        self, operations: Operations, present: Callable[[], KeptSnippet | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._present = present
        self._kept: KeptSnippet | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.keep)

    def changed(self) -> None:
        """Something was written."""
        self._pause.start()

    def took_up(self, kept: KeptSnippet) -> None:
        """What was kept is being written on."""
        self._kept = kept

    def keep(self) -> None:
        """Keep what there is now, if it is something else than before."""
        self._pause.stop()
        present = self._present()
        if present != self._kept:
            self._kept = present
            self._operations.run(
                keep_snippet,
                present,
                now=utc_now(),
                label=_("Kept what was written down"),
                toast=False,
            )
