"""Waiting until a window is at rest: no longer than it takes, and as long as it takes."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

_PASS_MS = 4
_CALM_PASSES = 2
"""What one pass delivers may ask for more in the next."""


def settle(qtbot: QtBot, idle: Callable[[], bool], *, within: int, patience: int = 10_000) -> None:
    """Wait until ``idle``, and until nothing begins by itself ``within`` so many milliseconds.

    That is, until no single-shot timer is left that fires until then. A pause of a fixed length is
    too long mostly, and too short on a busy machine.
    """
    waited = QElapsedTimer()
    waited.start()
    calm = 0
    while calm < _CALM_PASSES:
        qtbot.wait(_PASS_MS)
        calm = calm + 1 if idle() and not _timers(within) else 0
        assert not waited.hasExpired(patience), f"no rest: idle {idle()}, {_timers(within)}"


def _timers(within: int) -> list[str]:
    """Whose timers fire soon."""
    application = QApplication.instance()
    assert application is not None
    return [
        type(timer.parent()).__name__
        for root in (application, *QApplication.topLevelWidgets())
        for timer in root.findChildren(QTimer)
        if timer.isSingleShot() and timer.isActive() and timer.remainingTime() <= within
    ]
