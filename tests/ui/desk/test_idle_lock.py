"""A protected desk locks when nobody touches it, but not while others look at the screen."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.desk.idle_lock import IdleLock

_MINUTE = 60.0


class Watch:
    """A clock that is set by hand, and how often the desk was to be locked."""

    def __init__(self, qtbot: QtBot, minutes: int) -> None:
        self.now = 1_000.0
        self.locked = 0
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.idle = IdleLock(lambda: minutes, self.window, clock=lambda: self.now)
        self.idle.due.connect(self._lock)

    def pass_minutes(self, minutes: float) -> None:
        self.now += minutes * _MINUTE
        self.idle.look()

    def _lock(self) -> None:
        self.locked += 1


def test_a_desk_that_nobody_touches_locks_once(qtbot: QtBot) -> None:
    watch = Watch(qtbot, 15)
    watch.pass_minutes(14)
    assert watch.locked == 0
    watch.pass_minutes(1)
    assert watch.locked == 1


def test_a_key_begins_the_time_anew(qtbot: QtBot) -> None:
    watch = Watch(qtbot, 15)
    watch.window.show()
    qtbot.waitExposed(watch.window)
    handle = watch.window.windowHandle()
    assert handle is not None
    watch.idle.touch.watch(handle)
    watch.pass_minutes(14)
    QTest.keyClick(handle, Qt.Key.Key_A)
    watch.pass_minutes(14)
    assert watch.locked == 0
    watch.pass_minutes(1)
    assert watch.locked == 1


def test_whoever_chose_never_is_not_locked_out(qtbot: QtBot) -> None:
    watch = Watch(qtbot, 0)
    watch.pass_minutes(10_000)
    assert watch.locked == 0


def test_nobody_is_locked_out_while_a_workshop_is_on_the_screen(qtbot: QtBot) -> None:
    watch = Watch(qtbot, 15)
    watch.idle.hold(True)
    watch.pass_minutes(90)
    assert watch.locked == 0
    watch.idle.hold(False)
    watch.pass_minutes(14)
    assert watch.locked == 0, "the time begins when the workshop is left"
    watch.pass_minutes(1)
    assert watch.locked == 1
