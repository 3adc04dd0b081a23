"""Walks through a room on the screens this process was started with, and tells what it saw.

Not a test itself: ``test_two_screens`` starts it, because Qt takes virtual screens only at start.
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import i18n
from app.queries.workshop.workshops import workshop
from app.screens.patience import wait
from app.services.workshop import ideas, meetings
from app.settings import Scheme, SettingsFile
from app.storage.database import Database, utc_now
from app.storage.upgrade import create
from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.window_memory import WindowMemory
from app.ui.workshop.audience.projection import Projection
from app.ui.workshop.ideas.panel import IdeasPanel
from app.ui.workshop.page import WorkshopPage

_PROJECTION = "app.ui.workshop.audience.projection"
_CTRL = Qt.KeyboardModifier.ControlModifier


class Walk:
    """One page on one desk; ``told`` is what comes out."""

    def __init__(self, folder: Path, application: QApplication) -> None:
        self.told: dict[str, Any] = {}
        self._database = create(folder / "walk.desk")
        _fill(self._database)
        theme = Theme(application, scheme=Scheme.LIGHT)
        self._tasks = Tasks()
        operations = Operations(self._database, self._tasks)
        self._memory = WindowMemory(folder)
        preferences = Preferences(SettingsFile(folder / "settings.json"))
        self.actions = Actions(theme, {})
        self.page = WorkshopPage(operations, preferences, self.actions, theme, self._memory)
        self._said: list[str] = []
        self.page.told.connect(self._said.append)
        laptop = next(each for each in application.screens() if each.name() == "laptop")
        self.page.winId()
        self.page.windowHandle().setScreen(laptop)
        self.page.setGeometry(20, 20, 1216, 700)
        self.page.show()
        self.settle()

    @property
    def projection(self) -> Projection:
        return self.page.room.projection

    def settle(self) -> None:
        """Until nothing is under way."""
        for _turn in range(2):
            wait(80)
            while not self._tasks.idle:
                wait(10)

    def seen(self) -> dict[str, Any]:
        """Where the picture is."""
        window = self.projection.window
        place = window.geometry()
        strip = self.projection.strip
        return {
            "place": self.projection.place.value,
            "screen": window.screen().name(),
            "geometry": [place.x(), place.y(), place.width(), place.height()],
            "full": window.isFullScreen(),
            "strip": strip is not None and strip.isVisible(),
        }

    def walk(self) -> None:
        """All of it, one thing after the other."""
        self.page.open_room()
        self.settle()
        self.told["opened"] = self.seen()
        self.page.room.go_to(1)
        self.settle()
        panel = self.page.room.panel
        assert isinstance(panel, IdeasPanel)
        QTest.keyClicks(panel.columns[0].entry, "half an idea")
        if self.projection.place.value == "projector":
            self._two_screens(panel)
        else:
            self._one_screen()
        self.page.room.close_room()
        self.told["left"] = self.projection.place.value
        self.page.close()
        self.settle()
        self._tasks.shutdown()
        self._database.close()

    def _two_screens(self, panel: IdeasPanel) -> None:
        self._keys()
        with (
            patch(f"{_PROJECTION}.others", lambda mine: []),
            patch(f"{_PROJECTION}.audience_screen", lambda mine, remembered: None),
        ):
            self._screens_changed()
        typed = panel.columns[0].entry
        self.told["unplugged"] = self.seen() | {
            "typed": typed.toPlainText(),
            "told": self._said[-1],
        }
        self._screens_changed()
        self.told["plugged"] = self.seen() | {"typed": typed.toPlainText()}
        self.projection.choose(self.projection.window.screen())
        self.told["remembered"] = self._memory.text("workshop/screen")
        self.projection.over_this_screen()
        self.settle()
        self.told["over"] = self.seen()

    def _screens_changed(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.screenRemoved.emit(application.primaryScreen())
        self.settle()

    def _keys(self) -> None:
        window, view = self.projection.window, self.projection.view
        seen = []
        for _press in range(2):
            QTest.keyClick(window, Qt.Key.Key_Period)
            seen.append(view.blank)
        self.told["blanked"] = seen
        pages = []
        for key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            QTest.keyClick(window, key)
            pages.append(view.page)
        self.told["paged"] = pages
        scales = []
        for key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Minus, Qt.Key.Key_0):
            QTest.keyClick(window, key, _CTRL)
            scales.append(view.scale)
        self.told["scales"] = scales

    def _one_screen(self) -> None:
        self.actions["workshop.full_screen"].trigger()
        self.settle()
        window = self.projection.window
        self.told["switched"] = self.seen()
        QTest.keyClick(window, Qt.Key.Key_F9)
        self.told["hidden_strip"] = self.seen()["strip"]
        self.projection.set_private(True)
        self.told["secret"] = window.isVisible()
        self.projection.set_private(False)
        self.told["after_secret"] = window.isVisible()
        QTest.keyClick(window, Qt.Key.Key_Escape)
        self.settle()
        self.told["escaped"] = self.projection.place.value


def _fill(database: Database) -> None:
    """A service mission with more ideas than one page takes."""
    now = utc_now()
    made = database.execute(
        meetings.create,
        template="service_mission",
        day=date(2026, 3, 10),
        people=8,
        language="en",
        now=now,
        label="Added",
        agent_id=None,
    )
    found = database.read(workshop, made.result)
    assert found is not None
    database.execute(
        ideas.add_ideas,
        found.questions[0].id,
        [f"Idea number {number}" for number in range(12)],
        now=now,
        label="Added",
        agent_id=None,
    )


if __name__ == "__main__":
    i18n.set_language("en")
    walk = Walk(Path(sys.argv[1]), QApplication([]))
    walk.walk()
    print(json.dumps(walk.told))
