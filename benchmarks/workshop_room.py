"""A workshop room with many ideas and both windows, whose keys are timed."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from app.storage.upgrade import create

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from app.rules.workshop.phases import Phase
    from app.ui.workshop.phase_panel import PhasePanel

_PEOPLE = 8
_WINDOW, _PROJECTOR = (1216, 740), (1920, 1080)
_REST = 0.08
"""Seconds without work after which nothing follows a key any more: what waits, as the audience's
picture, waits less."""
_NOTHING_MS = 0.05
_WORDS = (
    "answer", "quickly", "kindly", "customers", "know", "listen", "calm", "promise", "honest",
    "team", "learn", "share", "voice", "trust", "errors", "solve", "explain", "first", "always",
)  # fmt: skip


@dataclass(slots=True)
class Taken:
    """What keys cost the GUI thread, in milliseconds of CPU time."""

    in_all: list[float] = field(default_factory=list)
    at_a_stretch: list[float] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


class TimedRoom:
    """The room of a workshop with so many ideas on its three questions; ``taken`` by its keys."""

    def __init__(self, folder: Path, ideas: int) -> None:
        from PySide6.QtWidgets import QApplication

        from app.settings import SettingsFile
        from app.ui.actions import Actions
        from app.ui.garbage import set_apart
        from app.ui.large_glyphs import keep_large_glyphs
        from app.ui.operations import Operations
        from app.ui.preferences import Preferences
        from app.ui.tasks import Tasks
        from app.ui.theme import Theme
        from app.ui.window_memory import WindowMemory
        from app.ui.workshop.audience import view
        from app.ui.workshop.page import WorkshopPage

        # Bars that move for most of a second after the key would count as its work.
        vars(view)["motion_is_reduced"] = lambda: True
        keep_large_glyphs()
        self._application = QApplication([])
        self._database = create(folder / "workshop.desk")
        self._database.execute(_prepare, ideas, label="Prepared", agent_id=None)
        self._tasks = Tasks()
        theme = Theme(self._application)
        self.operations = Operations(self._database, self._tasks)
        self.actions = Actions(theme, {})
        self.page = WorkshopPage(
            self.operations,
            Preferences(SettingsFile(folder / "settings.json")),
            self.actions,
            theme,
            WindowMemory(folder),
        )
        self.taken = Taken()
        self.page.resize(*_WINDOW)
        self.page.show()
        self.settle()
        self.page.open_room()
        self.settle()
        self.page.room.projection.as_window()
        self.page.room.projection.window.resize(*_PROJECTOR)
        self.page.activateWindow()
        self.settle()
        set_apart()

    @property
    def panel(self) -> "PhasePanel":
        """What the facilitator sees now."""
        panel = self.page.room.panel
        assert panel is not None
        return panel

    def into(self, phase: "Phase") -> Taken:
        """Lead the room to a phase, and count its keys anew."""
        from app.rules.workshop.phases import Phase

        self.page.room.go_to(list(Phase).index(phase))
        self.settle()
        self.taken = Taken()
        return self.taken

    def press(self, widget: "QWidget", *keys: str) -> None:
        """Press combinations of keys in a widget, each when nothing follows from the last any
        more."""
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest

        for key in keys:
            self.timed(key, partial(QTest.keySequence, widget, QKeySequence(key)))

    def write(self, widget: "QWidget", text: str) -> None:
        """Press the keys of a text."""
        from PySide6.QtTest import QTest

        for letter in text:
            self.timed(letter, partial(QTest.keyClicks, widget, letter))

    def timed(self, name: str, act: Callable[[], object]) -> None:
        """Do something and count all that follows from it."""
        stretches = [_stretch(act), *self._turns()]
        self.taken.in_all.append(sum(stretches))
        self.taken.at_a_stretch.append(max(stretches))
        self.taken.names.append(name)

    def settle(self) -> None:
        """Wait until nothing is under way."""
        for _turn in self._turns():
            pass

    def close(self) -> None:
        """End everything."""
        self.page.room.close_room()
        self.page.close()
        self._tasks.shutdown()
        self._database.close()

    def _turns(self) -> Iterator[float]:
        """Turns of the event loop, until for a while nothing has been under way."""
        until = time.monotonic() + _REST
        while time.monotonic() < until or not self._tasks.idle:
            taken = _stretch(self._application.processEvents)
            if taken > _NOTHING_MS or not self._tasks.idle:
                until = time.monotonic() + _REST
            time.sleep(0.001)
            yield taken


def _stretch(act: Callable[[], object]) -> float:
    begun = time.thread_time()
    act()
    return (time.thread_time() - begun) * 1000


def _prepare(session: "Session", ideas: int) -> None:
    from app.services.workshop import ideas as service
    from app.services.workshop import meetings, rows
    from app.storage.database import utc_now

    dice, now = Random(5), utc_now()
    workshop_id = meetings.create(
        session,
        template="service_mission",
        day=date(2026, 3, 10),
        people=_PEOPLE,
        language="en",
        now=now,
    )
    asked = rows.questions(session, workshop_id)
    for place, question in enumerate(asked):
        texts = [_idea(dice) for _number in range(place, ideas, len(asked))]
        service.add_ideas(session, question.id, texts, now=now)


def _idea(dice: Random) -> str:
    chosen: Iterable[str] = dice.sample(_WORDS, dice.randint(3, 9))
    return " ".join(chosen)
