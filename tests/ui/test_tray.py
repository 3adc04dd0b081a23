"""Notifications of the system where it has a place for them, and without one where it has none."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from app.services import tickets
from app.settings import SettingsFile
from app.ui import tray as tray_module
from app.ui.notifications import Notice, Notifications
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.tasks import Tasks
from app.ui.tray import Tray
from tests.desk_fixtures import Desk, desk, template_desk

__all__ = ["desk", "template_desk"]


class PaperTray(QObject):
    """The icon of a system that writes its messages on paper."""

    messageClicked = Signal()  # noqa: N815 - Qt calls it so
    activated = Signal(object)
    ActivationReason = QSystemTrayIcon.ActivationReason
    made: "list[PaperTray]" = []  # noqa: RUF012 - emptied by the fixture

    def __init__(self, _icon: QIcon, parent: QObject) -> None:
        super().__init__(parent)
        self.messages: list[tuple[str, str]] = []
        self.shown = False
        self.menu: QMenu | None = None
        PaperTray.made.append(self)

    @staticmethod
    def isSystemTrayAvailable() -> bool:
        return True

    @staticmethod
    def supportsMessages() -> bool:
        return True

    def setToolTip(self, words: str) -> None:
        assert words == "Tresen"

    def setContextMenu(self, menu: QMenu) -> None:
        self.menu = menu

    def show(self) -> None:
        self.shown = True

    def hide(self) -> None:
        self.shown = False

    def showMessage(self, title: str, text: str, _image: QIcon, _milliseconds: int) -> None:
        self.messages.append((title, text))


@pytest.fixture
def paper(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[PaperTray]]:
    """The icons made meanwhile, on a system with a place for them."""
    monkeypatch.setattr(tray_module, "QSystemTrayIcon", PaperTray)
    PaperTray.made.clear()
    yield PaperTray.made
    PaperTray.made.clear()


class Bell:
    """Notifications of a desk with one ticket that comes due."""

    def __init__(
        self, desk: Desk, tasks: Tasks, preferences: Preferences, *, protected: bool
    ) -> None:
        self.operations = Operations(desk.database, tasks, agent_id=desk.kim)
        self.tray = Tray(QIcon(), self.operations)
        self.bell = Notifications(
            self.operations,
            preferences,
            tray=self.tray,
            clock=desk.clock,
            protected=protected,
            parent=self.operations,
        )
        self.inside: list[Notice] = []
        self.opened: list[int] = []
        self.bell.noticed.connect(self.inside.append)
        self.bell.ticket_requested.connect(self.opened.append)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(SettingsFile(tmp_path / "settings.json"))


@pytest.fixture
def rung(
    desk: Desk, tasks: Tasks, preferences: Preferences, qtbot: QtBot, settled: Callable[[], None]
) -> Callable[..., Bell]:
    """Let a ticket come due, and look at the clock."""

    def ring(*, protected: bool = False) -> Bell:
        bell = Bell(desk, tasks, preferences, protected=protected)
        ticket_id = desk.captured("Printer")
        desk.do(tickets.set_due, [ticket_id], desk.clock() + timedelta(minutes=30))
        bell.bell.look()
        settled()
        desk.clock.advance(hours=1)
        bell.bell.look()
        settled()
        qtbot.wait(20)
        return bell

    return ring


def test_where_there_is_a_tray_it_tells_what_is_due_and_a_click_opens_the_ticket(
    paper: list[PaperTray], rung: Callable[[], Bell]
) -> None:
    bell = rung()
    (icon,) = paper
    assert icon.messages == [("Due now", "#1001 Printer · Eva Müller")]
    assert [each.text for each in bell.inside] == ["#1001 Printer · Eva Müller"]
    icon.messageClicked.emit()
    assert bell.opened == [1]


def test_without_a_tray_the_window_alone_tells_and_nothing_else_happens(
    rung: Callable[[], Bell],
) -> None:
    assert not QSystemTrayIcon.isSystemTrayAvailable(), "the system of this test has none"
    bell = rung()
    assert [each.title for each in bell.inside] == ["Due now"]
    assert bell.tray.findChildren(QSystemTrayIcon) == []
    bell.tray.show()
    bell.tray.hide()


def test_a_tray_that_comes_later_is_used_from_then_on(
    rung: Callable[[], Bell], monkeypatch: pytest.MonkeyPatch, paper: list[PaperTray]
) -> None:
    with monkeypatch.context() as without:
        without.setattr(PaperTray, "isSystemTrayAvailable", staticmethod(lambda: False))
        bell = rung()
        assert paper == []
    bell.tray.tell("Due now", "Again")
    assert paper[0].messages == [("Due now", "Again")]


def test_switched_off_notifications_stay_inside_the_window(
    paper: list[PaperTray], rung: Callable[[], Bell], preferences: Preferences
) -> None:
    preferences.update(notifications=False)
    bell = rung()
    assert len(bell.inside) == 1
    assert not any(icon.messages for icon in paper)


def test_names_and_subjects_stay_out_of_the_tray_where_that_is_wanted(
    paper: list[PaperTray], rung: Callable[[], Bell], preferences: Preferences
) -> None:
    preferences.update(notification_content=False)
    rung()
    assert paper[0].messages == [("Due now", "Ticket #1001")]


def test_a_protected_desk_tells_the_system_no_names_whatever_is_wanted(
    paper: list[PaperTray], rung: Callable[..., Bell]
) -> None:
    bell = rung(protected=True)
    assert paper[0].messages == [("Due now", "Ticket #1001")]
    assert [each.text for each in bell.inside] == ["#1001 Printer · Eva Müller"]


def test_the_menu_of_the_tray_leads_into_the_program(
    paper: list[PaperTray], list_operations: Operations
) -> None:
    tray = Tray(QIcon(), list_operations)
    wanted: list[str] = []
    tray.capture_wanted.connect(lambda: wanted.append("capture"))
    tray.snippets_wanted.connect(lambda: wanted.append("snippets"))
    tray.window_wanted.connect(lambda: wanted.append("window"))
    tray.show()
    (icon,) = paper
    assert icon.shown
    assert icon.menu is not None
    for entry in icon.menu.actions():
        entry.trigger()
    assert wanted == ["snippets", "capture", "window"]
    icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert wanted[-1] == "snippets"
    icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert len(wanted) == 4
    tray.hide()
    assert not icon.shown
