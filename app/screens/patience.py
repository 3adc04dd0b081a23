"""Waiting until the program has shown what it reads in the background."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer

if TYPE_CHECKING:
    from app.workbench import Workbench

SETTLE_MS = 400
_PATIENCE_MS = 15_000


def wait(milliseconds: int) -> None:
    """Let the event loop run so long.

    ``QTest.qWait`` would keep the interpreter while it sleeps: work in other threads takes ten
    times as long beside it.
    """
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop, loop.quit)
    loop.exec()


def settle(bench: "Workbench") -> None:
    """Let the event loop run until nothing is under way any more."""
    wait(SETTLE_MS)
    for _turn in range(_PATIENCE_MS // 50):
        if bench.tasks.idle:
            break
        wait(50)
    wait(SETTLE_MS)
