"""The whole program, driven as a person drives it: with keys and clicks on real widgets."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.program import Program
from app.screens.patience import wait
from app.ui.tickets.page import QueuePage
from app.workbench import Workbench
from tests.no_network import is_without_network, set_loopback
from tests.settling import settle


class Person:
    """Sits in front of one running program."""

    def __init__(self, program: Program, qtbot: QtBot) -> None:
        self.program = program
        self._qtbot = qtbot

    @property
    def bench(self) -> Workbench:
        assert self.program.workbench is not None
        return self.program.workbench

    @property
    def queue(self) -> QueuePage:
        page = self.bench.window.page("tickets")
        assert isinstance(page, QueuePage)
        return page

    def open(self, desk: Path) -> None:
        """Start the program on a desk."""
        assert self.program.open(desk)
        self.bench.window.resize(1280, 800)
        self.settle()

    def restart(self) -> None:
        """Close the program and start it again on the same desk."""
        desk = self.bench.desk
        self.program.close_desk()
        self.open(desk)

    def press(self, keys: str, widget: QWidget | None = None) -> None:
        """Press a key combination, as written in menus."""
        target = widget or QApplication.focusWidget() or self.bench.window
        QTest.keySequence(target, QKeySequence(keys))
        self.settle()

    def type(self, text: str, widget: QWidget | None = None) -> None:
        """Type letters where the focus is."""
        target = widget or QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, text)
        self.settle()

    def act(self, action_id: str) -> None:
        """Choose an action from the menu."""
        action = self.bench.actions[action_id]
        assert action.isEnabled(), f"{action_id} is disabled"
        action.trigger()
        self.settle()

    def settle(self) -> None:
        """Wait until the program has nothing under way."""
        settle(self._qtbot, lambda: self.bench.tasks.idle, within=270, patience=30_000)

    def wait_for(self, condition: Callable[[], object]) -> None:
        """Wait until something can be seen."""
        self._qtbot.waitUntil(lambda: bool(condition()), timeout=15_000)

    def read(self, query: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
        """What the desk holds, read past the window."""
        return self.bench._database.read(query, *arguments, **named)

    def answers_the_next_dialog(self, answer: Callable[[QDialog], object]) -> None:
        """Do something in the next modal dialog, once it is shown."""
        timer = QTimer(self.program, interval=30)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog) and dialog.isVisible():
                timer.stop()
                try:
                    answer(dialog)
                except BaseException:
                    # What went wrong fails the test, which an open dialog would keep from ending.
                    dialog.reject()
                    raise

        timer.timeout.connect(look)
        timer.start()

    def clicks(self, dialog: QWidget, text: str) -> None:
        """Click the button with this text."""
        buttons = dialog.findChildren(QPushButton)
        button = next(each for each in buttons if each.text().replace("&", "") == text)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture(autouse=True)
def _no_interface() -> Iterator[None]:
    """The whole program runs without so much as a loopback, where the system allows that."""
    if not is_without_network():
        yield
        return
    set_loopback(up=False)
    yield
    set_loopback(up=True)


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot) -> Iterator[Person]:
    """A person with a program that has no desk open yet."""
    program = Program()
    program.preferences.update(language="en")
    someone = Person(program, qtbot)
    yield someone
    program.close_desk()
    program.deleteLater()
    wait(10)
