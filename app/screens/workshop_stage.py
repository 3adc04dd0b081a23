"""The workshop that pictures are taken of: made anew, led from phase to phase, voted in."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.queries.workshop.votes import Vote
from app.queries.workshop.workshops import Workshop, workshop
from app.rules.workshop.phases import Phase
from app.screens.patience import settle, wait
from app.screens.workshop_words import SceneWords, scene_words
from app.services.workshop import ballots, meetings
from app.storage.database import utc_now

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.workshop.page import WorkshopPage
    from app.workbench import Workbench

PROJECTOR = (1280, 720)
_DAY = date(2026, 11, 24)
_PEOPLE = ("Eva", "Jan", "Tarik", "Mona", "Ben", "Lea", "Uğur", "Kim")


class WorkshopStage:
    """What the scenes of a workshop have in common, for one program and language."""

    def __init__(self, bench: "Workbench", language: str, *, dark: bool) -> None:
        self.bench = bench
        self.words: SceneWords = scene_words(language)
        self._language = language
        self._dark = dark
        self._id = 0

    def begin(self) -> None:
        """A new workshop, which the page shows; an earlier one of this name goes."""
        page = self.page
        if page.in_statement:
            page.statement.leave()
        if page.in_room:
            self.bench.actions["workshop.leave"].trigger()
        self.settle()
        for row in page.list.rows:
            if row.title == self.words.title:
                self.do(meetings.delete, [row.id], label="Deleted")
        self._id = self.do(
            meetings.create,
            template="service_mission",
            title=self.words.title,
            day=_DAY,
            people=_PEOPLE,
            language=self._language,
            label="Added",
        )
        page.show_workshop(self._id)
        self.settle()

    @property
    def page(self) -> "WorkshopPage":
        """The page of the window."""
        return cast("WorkshopPage", self.bench.window.show_page("workshop"))

    @property
    def found(self) -> Workshop:
        """The workshop as the desk holds it."""
        read: list[Workshop | None] = []
        self.bench.operations.read(workshop, self._id, done=read.append)
        while not read:
            wait(5)
        assert read[0] is not None
        return read[0]

    @property
    def votes(self) -> Sequence[Vote]:
        """Its votes, without those that were discarded."""
        return [each for each in self.found.votes if not each.discarded]

    def enter(self, phase: Phase) -> "QWidget":
        """Lead the room to a phase; the facilitator's window."""
        page = self.page
        if not page.in_room:
            page.open_room()
            self.settle()
        page.room.go_to([each.phase for each in self.found.plan].index(phase))
        self.settle()
        return self.facilitator()

    def facilitator(self) -> "QWidget":
        """The facilitator's window, without toasts."""
        self.bench.window.toasts.dismiss()
        return self.bench.window

    def audience(self) -> "QWidget":
        """What the audience sees now."""
        window = self.page.room.projection.window
        window.resize(*PROJECTOR)
        window.view.set_dark(self._dark)
        return window

    def refresh(self) -> None:
        """Let the room show what an operation did."""
        self.page.room.read()
        self.settle()

    def step(self, steps: int) -> None:
        """So many steps on, as by a clicker."""
        for _step in range(steps):
            QTest.keyClick(self.page.room, Qt.Key.Key_PageDown)
        self.settle()

    def seal(self, vote: Vote, rankings: Sequence[Sequence[int]]) -> None:
        """Seal ballots that name ideas by their places under the vote's question."""
        asked = self.found.question(vote.question_id)
        assert asked is not None
        for ranking in rankings:
            named = [asked.ideas[place].id for place in ranking]
            self.do(ballots.seal, vote.id, named, label="Sealed")

    def do(self, operation: Callable[..., Any], *args: object, label: str, **rest: Any) -> Any:
        """The result of an operation, done as a page does it."""
        done: list[Any] = []
        named: Mapping[str, Any] = rest if operation is ballots.seal else {"now": utc_now(), **rest}
        self.bench.operations.run(
            operation, *args, label=label, done=done.append, toast=False, **named
        )
        while not done:
            wait(5)
        return done[0]

    def settle(self) -> None:
        """Wait until all is shown."""
        settle(self.bench)
