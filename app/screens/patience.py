"""Waiting until the program has shown what it reads in the background."""

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

if TYPE_CHECKING:
    from app.workbench import Workbench

SETTLE_MS = 400
_PATIENCE_MS = 15_000


def settle(bench: "Workbench") -> None:
    """Let the event loop run until nothing is under way any more."""
    QTest.qWait(SETTLE_MS)
    for _turn in range(_PATIENCE_MS // 50):
        if bench.tasks.idle:
            break
        QTest.qWait(50)
    QTest.qWait(SETTLE_MS)
