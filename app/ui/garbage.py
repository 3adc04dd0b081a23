"""Garbage is collected on the GUI thread, between events, and never among what stays."""

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from app.ui.last_touch import LastTouch

_EVERY_MS = 1_000
_AWAY_SECONDS = 60
"""Without a touch: whoever reads a mail is not away yet."""
_DEEP_EVERY_SECONDS = 300


class Collector(QObject):
    """Collects while it runs what Python would have collected wherever its counters are full.

    That may be a worker thread, and the garbage may hold widgets: Qt does not allow to destroy them
    there (their timers belong to the GUI thread), and crashes at worst. It may also be the middle
    of a key press, or of a list of widgets that is just being made, which then names some that are
    no more. Several may run at once; after the last, Python collects by itself if it did before.

    What is no longer young is set apart: to look among all of it, some 100,000 objects after half
    an hour of work, would keep a key waiting for 80 ms. What of it becomes garbage later is
    collected while nobody works with the program.
    """

    _running = 0
    _python_collected = True

    def __init__(
        self,
        parent: QObject,
        *,
        busy: Callable[[], bool] = lambda: False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._busy = busy
        self._clock = clock
        self._touch = LastTouch(self, clock=clock)
        self._deep = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()
        if not Collector._running:
            Collector._python_collected = gc.isenabled()
        Collector._running += 1
        gc.disable()

    def collect(self) -> None:
        """Collect what is due; while somebody waits for a key's answer the next turn will do."""
        if self._busy():
            return
        now = self._clock()
        if now - self._deep >= _DEEP_EVERY_SECONDS and self._nobody_works():
            self._deep = now
            collect_all()
        else:
            collect_due()

    def stop(self) -> None:
        """Leave collecting as it was found, unless another one runs; once is enough."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        Collector._running -= 1
        if not Collector._running:
            gc.unfreeze()
            if Collector._python_collected:
                gc.enable()

    def _nobody_works(self) -> bool:
        active = Qt.ApplicationState.ApplicationActive
        idle = self._touch.seconds_since()
        return idle >= _AWAY_SECONDS or QGuiApplication.applicationState() != active


def collect_due() -> None:
    """Collect among what is young where Python would, and set apart what is no longer young."""
    young, older, _oldest = gc.get_threshold()
    counts = gc.get_count()
    if counts[1] > older > 0:
        gc.collect(1)
        gc.freeze()
    elif counts[0] > young > 0:
        gc.collect(0)


def collect_all() -> None:
    """Collect among all there is, what was set apart too."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def set_apart() -> None:
    """Never look again through what there is by now: modules, classes, the window.

    A full collection over them takes some 50 ms. Only what is young is collected before, for the
    rest would take as long now.
    """
    gc.collect(1)
    gc.freeze()
