"""The window of quick capture on a desk of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.queries.enquiries import kept_enquiry
from app.queries.ticket_rows import TicketRow, ticket_rows
from app.settings import SettingsFile
from app.ui.capture.draft import CaptureDraft, kept_draft
from app.ui.capture.window import CaptureWindow
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from tests.desk_fixtures import Desk, desk, template_desk

__all__ = ["desk", "template_desk"]


@dataclass
class Capture:
    """The window, and what it makes."""

    window: CaptureWindow
    again: Callable[[], CaptureWindow]
    desk: Desk
    operations: Operations
    settled: Callable[[], None]

    def ticket(self, ticket_id: int = 1) -> TicketRow:
        return self.desk.read(ticket_rows, [ticket_id])[0]

    def kept(self) -> CaptureDraft:
        """What the desk file holds of Kim's half-written enquiry."""
        return kept_draft(self.desk.read(kept_enquiry, agent_id=self.desk.kim))

    def tickets(self) -> int:
        count: int = self.desk.one("SELECT count(*) FROM ticket")
        return count


@pytest.fixture
def capture(
    qtbot: QtBot, desk: Desk, tasks: Tasks, theme: Theme, tmp_path: Path
) -> Iterator[Capture]:
    operations = Operations(desk.database, tasks, agent_id=desk.kim)
    preferences = Preferences(SettingsFile(tmp_path / "settings.json"))

    def settled() -> None:
        for _round in range(2):
            qtbot.wait(1)
            qtbot.waitUntil(lambda: tasks.idle, timeout=10_000)

    def make() -> CaptureWindow:
        window = CaptureWindow(
            operations,
            preferences,
            theme,
            now=desk.clock,
        )
        qtbot.addWidget(window)
        window.open_for()
        settled()
        return window

    window = make()
    yield Capture(window, make, desk, operations, settled)
    window.hide()
    settled()
