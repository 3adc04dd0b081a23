"""The workshop page in a shown window, on a desk with one prepared workshop."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.queries.workshop.workshops import Workshop, workshop
from app.rules.workshop.phases import Phase
from app.services.workshop import meetings
from app.settings import SettingsFile
from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.window_memory import WindowMemory
from app.ui.workshop.ideas.panel import IdeasPanel
from app.ui.workshop.page import WorkshopPage
from tests.desk_fixtures import Desk, desk, template_desk
from tests.settling import settle
from tests.ui.shown_page import ShownPage

__all__ = ["desk", "template_desk"]

_SOON_MS = 100
"""How soon what waits is waited for, as the audience's picture; clocks and pauses are not."""


class Workshops(ShownPage[WorkshopPage]):
    """The page of the workshops; ``told`` is also what it announced."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.operations.announced.connect(lambda announced: self.told.append(announced.text))

    @property
    def stored(self) -> Workshop:
        """The first workshop as the desk holds it."""
        ((workshop_id,),) = self.desk.rows("SELECT min(id) FROM workshop")
        found = self.desk.read(workshop, workshop_id)
        assert found is not None
        return found

    def texts(self, question: int = 0) -> list[str]:
        """The ideas of a question as the desk holds them."""
        return [each.text for each in self.stored.questions[question].ideas]

    def act(self, name: str) -> None:
        """Trigger an action of the page and wait for what it does."""
        name = f"workshop.{name}"
        assert self.actions[name].isEnabled(), name
        super().act(name)

    def press(self, widget: QWidget, keys: str) -> None:
        """Press a combination of keys in a widget."""
        QTest.keySequence(widget, QKeySequence(keys))
        self.settled()

    def into(self, phase: Phase) -> None:
        """Into the room, and to a phase of the plan."""
        if not self.page.in_room:
            self.act("start")
        plan = [each.phase for each in self.stored.plan]
        self.page.room.go_to(plan.index(phase))
        self.settled()

    @property
    def ideas(self) -> IdeasPanel:
        """The panel of the ideas phase, or of the sorting one."""
        panel = self.page.room.panel
        assert isinstance(panel, IdeasPanel)
        return panel

    def type_idea(self, text: str, question: int = 0) -> None:
        """Type an idea and press Enter, as fast as a person would."""
        entry = self.ideas.columns[question].entry
        QTest.keyClicks(entry, text)
        QTest.keyClick(entry, Qt.Key.Key_Return)
        self.settled()


@pytest.fixture
def prepared(desk: Desk) -> int:
    """A service mission for eight; its id."""
    return desk.do(
        meetings.create,
        template="service_mission",
        day=date(2026, 3, 10),
        people=8,
        language="en",
    )


@pytest.fixture
def open_workshops(
    qtbot: QtBot, desk: Desk, tasks: Tasks, theme: Theme, tmp_path: Path
) -> Iterator[Callable[[], Workshops]]:
    """Open the page as a window of 1216 × 740, what a screen of 1280 × 800 leaves it."""
    operations = Operations(desk.database, tasks, agent_id=desk.kim)

    def settled() -> None:
        settle(qtbot, lambda: tasks.idle, within=_SOON_MS)

    def open_page() -> Workshops:
        actions = Actions(theme, {})
        page = WorkshopPage(
            operations,
            Preferences(SettingsFile(tmp_path / "settings.json")),
            actions,
            theme,
            WindowMemory(tmp_path),
            now=desk.clock,
        )
        qtbot.addWidget(page)
        page.resize(1216, 740)
        page.show()
        settled()
        return Workshops(page, desk, operations, actions, settled)

    yield open_page
    settled()


@pytest.fixture
def workshops(prepared: int, open_workshops: Callable[[], Workshops]) -> Workshops:
    """The page with the prepared workshop."""
    return open_workshops()
