"""A queue with six open tickets on a desk of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.queries.ticket_rows import TicketRow, ticket_rows
from app.rules.enums import Status
from app.services import tickets
from app.services.contacts import ContactChoice
from app.settings import SettingsFile
from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.tickets.page import QueuePage
from app.ui.window_memory import WindowMemory
from tests.desk_fixtures import Desk, desk, template_desk
from tests.settling import settle

__all__ = ["desk", "template_desk"]

_SUBJECTS = ("Printer", "Invoice", "Login", "Broken screen", "Refund", "Access card")
_OTTO = ContactChoice(name="Otto Schmidt", email="otto@firma.example")


@dataclass
class Queue:
    """The page in a shown window, and what it stands on."""

    page: QueuePage
    desk: Desk
    operations: Operations
    preferences: Preferences
    actions: Actions
    settled: Callable[[], None]

    def listed(self) -> list[int]:
        """The numbers in the list, from top to bottom."""
        model = self.page.listing.model
        ids = [model.id_at(place) for place in range(model.rowCount())]
        wanted = [each for each in ids if each is not None and each > 0]
        return [row.number for row in self.desk.read(ticket_rows, wanted)]

    def ticket(self, ticket_id: int) -> TicketRow:
        """The ticket as it is in the desk."""
        return self.desk.read(ticket_rows, [ticket_id])[0]

    def act(self, action_id: str) -> None:
        """Trigger an action and wait for what it does."""
        self.actions[action_id].trigger()
        self.settled()

    def press(self, widget: QWidget, key: str) -> None:
        """Press a key and wait for what it does."""
        combination = QKeySequence(key)[0]  # type: ignore[index]
        QTest.keyClick(widget, combination.key(), combination.keyboardModifiers())
        self.settled()

    def popup(self) -> QWidget:
        """The popover that is open."""
        self.settled()
        found = QApplication.activePopupWidget()
        assert found is not None
        return found


@pytest.fixture
def open_queue(
    qtbot: QtBot, desk: Desk, tasks: Tasks, theme: Theme, tmp_path: Path
) -> Iterator[Callable[[], Queue]]:
    """Open a page; a second one remembers what the first was told."""
    settings_file = SettingsFile(tmp_path / "settings.json")
    operations = Operations(desk.database, tasks, agent_id=desk.kim)

    def settled() -> None:
        settle(qtbot, lambda: tasks.idle, within=200)

    def open_page() -> Queue:
        preferences = Preferences(settings_file)
        actions = Actions(theme, {})
        memory = WindowMemory(tmp_path / "windows")
        page = QueuePage(operations, preferences, actions, theme, memory, clock=desk.clock)
        actions["edit.undo"].triggered.connect(operations.undo)
        qtbot.addWidget(page)
        page.resize(1280, 720)
        page.show()
        settled()
        return Queue(page, desk, operations, preferences, actions, settled)

    yield open_page
    settled()


@pytest.fixture
def some_tickets(desk: Desk) -> list[int]:
    """Six open ones, 1001 to 1006; Kim has the first two, Otto wrote every second."""
    made = []
    for place, subject in enumerate(_SUBJECTS):
        given = {"contact": _OTTO} if place % 2 else {}
        assignee = desk.kim if place < 2 else None
        made.append(desk.captured(subject, assignee_id=assignee, **given))
        desk.do(tickets.set_status, [made[-1]], Status.OPEN)
    return made


@pytest.fixture
def queue(some_tickets: list[int], open_queue: Callable[[], Queue]) -> Queue:
    """All open tickets, in a page at 1280 × 720."""
    queue = open_queue()
    queue.page.show_view("all_open")
    queue.settled()
    return queue
