"""Garbage is collected on the GUI thread, between events, and never among what stays."""

import gc
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 1_000


class Collector(QObject):
    """Collects while it runs what Python would have collected wherever its counters are full.

    That may be a worker thread, and the garbage may hold widgets: Qt does not allow to destroy them
    there (their timers belong to the GUI thread), and crashes at worst. It may also be the middle
    of a key press. Several may run at once; Python collects by itself again after the last.
    """

    _running = 0

    def __init__(self, parent: QObject, *, busy: Callable[[], bool] = lambda: False) -> None:
        super().__init__(parent)
        self._busy = busy
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()
        Collector._running += 1
        gc.disable()

    def collect(self) -> None:
        """Collect what is due; while somebody waits for a key's answer the next turn will do."""
        if not self._busy():
            collect_due()

    def stop(self) -> None:
        """Leave collecting to Python again, unless another one runs; once is enough."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        Collector._running -= 1
        if not Collector._running:
            gc.enable()


def collect_due() -> None:
    """Collect the oldest generation whose counter passed its threshold, as Python itself would."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
            gc.collect(generation)
            return


def set_apart() -> None:
    """Never look again through what there is by now: modules, classes, the window.

    A full collection over them takes some 50 ms. Only what is young is collected before, for the
    rest would take as long now.
    """
    gc.collect(1)
    gc.freeze()
