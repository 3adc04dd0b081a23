"""A workshop room with many ideas, a laptop and a projector, whose keys are timed."""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, TypeVar

from app.storage.upgrade import create

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from app.rules.workshop.phases import Phase
    from app.ui.workshop.phase_panel import PhasePanel

_PEOPLE = 8
_LAPTOP, _PROJECTOR = (1280, 800), (1920, 1080)
_WINDOW = (1216, 740)
_REST = 0.12
"""Seconds without work after which nothing follows a key any more: what waits, as the audience's
picture, waits less, and so long does Qt show that a button is pressed by its letter."""
_NOTHING_MS = 0.05
_WORDS = (
    "answer", "quickly", "kindly", "customers", "know", "listen", "calm", "promise", "honest",
    "team", "learn", "share", "voice", "trust", "errors", "solve", "explain", "first", "always",
)  # fmt: skip

AnyPanel = TypeVar("AnyPanel", bound="PhasePanel")
AnyWidget = TypeVar("AnyWidget", bound="QWidget")


@dataclass(frozen=True, slots=True)
class Press:
    """What one key cost the GUI thread, in milliseconds of CPU time: all that followed from it,
    and the longest stretch of that without a look at the next key."""

    phase: str
    key: str
    in_all: float
    at_a_stretch: float


def screens(folder: Path) -> str:
    """The platform of Qt with a laptop and a projector beside it, none of them real."""
    dots = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1, "y": 0}
    wide, high = _LAPTOP
    laptop = {"name": "laptop", "x": 0, "width": wide, "height": high}
    projector = {"name": "projector", "x": wide, "width": _PROJECTOR[0], "height": _PROJECTOR[1]}
    file = folder / "screens.json"
    file.write_text(json.dumps({"screens": [laptop | dots, projector | dots]}))
    return f"offscreen:configfile={file}"


class TimedRoom:
    """The room of a workshop with so many ideas on its three questions; ``told`` hears of each
    key that is pressed in it."""

    def __init__(self, folder: Path, ideas: int, told: Callable[[Press], None]) -> None:
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
        from app.ui.workshop.vote import ballot_window

        # Bars that move for most of a second after the key would count as its work.
        vars(view)["motion_is_reduced"] = lambda: True
        # The same ballots each time, so that runs can be compared key by key.
        dice = Random(5)
        vars(ballot_window)["SystemRandom"] = lambda: dice
        keep_large_glyphs()
        self._told = told
        self._phase = ""
        self.application = QApplication([])
        self._database = create(folder / "workshop.desk")
        self._database.execute(_prepare, ideas, label="Prepared", agent_id=None)
        self._tasks = Tasks()
        theme = Theme(self.application)
        self.operations = Operations(self._database, self._tasks)
        self.actions = Actions(theme, {})
        self.page = WorkshopPage(
            self.operations,
            Preferences(SettingsFile(folder / "settings.json")),
            self.actions,
            theme,
            WindowMemory(folder),
        )
        self.page.resize(*_WINDOW)
        self.page.show()
        self.settle()
        self.page.open_room()
        self.settle()
        self.activate()
        set_apart()

    @property
    def panel(self) -> "PhasePanel":
        """What the facilitator sees now."""
        panel = self.page.room.panel
        assert panel is not None
        return panel

    def shown(self, kind: type[AnyPanel]) -> AnyPanel:
        """The panel of the present phase."""
        panel = self.panel
        assert type(panel) is kind, panel
        return panel

    def walk(self, name: str) -> None:
        """Keys belong to this part of the workshop from now on."""
        self._phase = name

    def into(self, phase: "Phase") -> None:
        """Lead the room to a phase; no key counts for that."""
        from app.rules.workshop.phases import Phase

        self.page.room.go_to(list(Phase).index(phase))
        self.settle()

    def press(self, widget: "QWidget", *keys: str) -> None:
        """Press combinations of keys in a widget, each when nothing follows from the last any
        more."""
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest

        for key in keys:
            self.timed(key, partial(QTest.keySequence, widget, QKeySequence(key)))

    def press_focused(self, *keys: str) -> None:
        """Press combinations of keys where the focus is."""
        for key in keys:
            self.press(self.application.focusWidget() or self.page.room, key)

    def write(self, widget: "QWidget", text: str) -> None:
        """Press the keys of a text."""
        from PySide6.QtTest import QTest

        for letter in text:
            self.timed("a letter", partial(QTest.keyClicks, widget, letter))

    def focus(self, widget: "QWidget") -> None:
        """Put the focus there; no key counts for that."""
        widget.setFocus()
        self.settle()

    def popup(self, kind: type[AnyWidget]) -> AnyWidget:
        """The panel of this kind that a key has opened."""
        opened = self.application.activePopupWidget()
        assert isinstance(opened, kind), opened
        return opened

    def timed(self, name: str, act: Callable[[], object]) -> None:
        """Do what a key does, and count all that follows from it."""
        stretches = [_stretch(act), *self._turns()]
        self._told(Press(self._phase, name, sum(stretches), max(stretches)))

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

    def on_the_projector(self) -> None:
        """Bring the picture back to where it begins; no key counts for that."""
        self.page.room.projection.choose(self._projector)
        self.activate()

    def activate(self) -> None:
        """Keys go to the facilitator's window again."""
        self.page.activateWindow()
        self.settle()

    @property
    def _projector(self) -> "QScreen":
        return next(each for each in self.application.screens() if each.name() == "projector")

    def _turns(self) -> Iterator[float]:
        """Turns of the event loop, until for a while nothing has been under way."""
        until = time.monotonic() + _REST
        while time.monotonic() < until or not self._tasks.idle:
            taken = _stretch(self.application.processEvents)
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
