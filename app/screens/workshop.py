"""Scenes of a workshop: prepared, held in both windows phase by phase, voted on and counted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.queries.workshop.workshops import Workshop, workshop
from app.rules.workshop.phases import Phase
from app.rules.workshop.votes import VoteMode
from app.screens.patience import settle
from app.services.workshop import ballots, ideas, meetings, outcomes, statements, votes
from app.storage.database import utc_now
from app.ui.workshop.ideas.panel import IdeasPanel
from app.ui.workshop.vote.ballot_window import BallotWindow
from app.ui.workshop.vote.vote_panel import VotePanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.ui.workshop.page import WorkshopPage
    from app.workbench import Workbench

_DAY = date(2026, 11, 24)
_PROJECTOR = (1280, 720)
_PEOPLE = ("Eva", "Jan", "Tarik", "Mona", "Ben", "Lea", "Uğur", "Kim")
_BALLOTS: Sequence[Sequence[int]] = (
    (0, 1), (0, 2, 1), (0,), (1, 2), (1, 2, 0), (2, 1), (2, 1, 3), (3,),
)  # fmt: skip
"""Places of ideas by preference: two are tied in the second round, and a run-off decides."""
_RUN_OFF = (1, 1, 1, 1, 1, 2, 2, 2)
_PUT_ASIDE = 4
_BEFORE_A_TIE = 4
"""Steps of the replay until the tie is shown."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said in the workshop of one language: ideas by question, and a half-typed one."""

    title: str
    ideas: Sequence[Sequence[str]]
    typed: str
    reason: str


_GERMAN = _Words(
    title="Unser Leitbild",
    ideas=(
        (
            "Kunden schnell und freundlich helfen",
            "Wissen bewahren und teilen",
            "Die Stimme der Kunden im Haus sein",
            "Ruhe ausstrahlen, wenn es brennt",
            "Kaffeemaschine für den Pausenraum",
        ),
        (
            "Was wir zusagen, halten wir",
            "Ehrlich sein, auch wenn es unbequem ist",
            "Fehler zugeben dürfen",
        ),
        ("Zuhören, bevor wir antworten",),
    ),
    typed="Kunden helfen, sch",
    reason="Gehört in die Teambesprechung",
)
_ENGLISH = _Words(
    title="Our mission",
    ideas=(
        (
            "Help customers fast and kindly",
            "Keep and share what we know",
            "Be the voice of customers in the house",
            "Stay calm when things burn",
            "A coffee machine for the break room",
        ),
        ("We keep what we promise", "Honest, even when it hurts", "Mistakes may be owned"),
        ("Listen before we answer",),
    ),
    typed="Help customers, f",
    reason="Belongs in the team meeting",
)


class WorkshopScenes:
    """Scenes by name, for one program and language; the first one makes the workshop anew."""

    def __init__(self, bench: "Workbench", language: str, *, dark: bool) -> None:
        self._bench = bench
        self._dark = dark
        self._language = language
        self._words = _GERMAN if language == "de" else _ENGLISH
        self._id = 0

    def all(self) -> "dict[str, Callable[[], QWidget]]":
        """Each brings its picture about and returns what is to be seen."""
        return {
            "workshop": self._prepare,
            "workshop-welcome-audience": partial(self._audience, Phase.WELCOME),
            "workshop-ideas": self._ideas,
            "workshop-ideas-audience": partial(self._audience, Phase.IDEAS),
            "workshop-strip": self._strip,
            "workshop-sort": self._sort,
            "workshop-vote": self._vote,
            "workshop-ballot": self._ballot,
            "workshop-ballot-audience": self._ballot_audience,
            "workshop-tie": self._tie,
            "workshop-count": self._count,
            "workshop-count-audience": self._count_audience,
            "workshop-winner-audience": self._winner_audience,
            "workshop-consent": self._consent,
            "workshop-consent-audience": partial(self._audience, Phase.CONSENT),
            "workshop-close": partial(self._in_phase, Phase.CLOSE),
            "workshop-close-audience": partial(self._audience, Phase.CLOSE),
            "workshop-statement": self._statement,
        }

    # Before the room

    def _prepare(self) -> "QWidget":
        page = self._page()
        if page.in_statement:
            page.statement.leave()
        if page.in_room:
            self._bench.actions["workshop.leave"].trigger()
        self._settle()
        for row in page.list.rows:
            if row.title == self._words.title:
                self._do(meetings.delete, [row.id], label="Deleted")
        self._id = self._do(
            meetings.create,
            template="service_mission",
            title=self._words.title,
            day=_DAY,
            people=_PEOPLE,
            language=self._language,
            label="Added",
        )
        page.show_workshop(self._id)
        self._settle()
        self._bench.window.toasts.dismiss()
        return self._bench.window

    # In the room

    def _ideas(self) -> "QWidget":
        for question, texts in zip(self._found.questions, self._words.ideas, strict=True):
            self._do(ideas.add_ideas, question.id, texts, label="Added")
        self._in_phase(Phase.IDEAS)
        page = self._page()
        clock = page.room.clock
        assert clock is not None
        clock.set_minutes(6.7)
        panel = page.room.panel
        assert isinstance(panel, IdeasPanel)
        panel.columns[0].entry.insertPlainText(self._words.typed)
        panel.columns[0].entry.setFocus()
        return self._bench.window

    def _strip(self) -> "QWidget":
        room = self._page().room
        room.projection.over_this_screen()
        self._settle()
        window = room.projection.window
        window.showNormal()
        window.resize(*_PROJECTOR)
        self._settle()
        return window

    def _sort(self) -> "QWidget":
        aside = self._found.questions[0].ideas[_PUT_ASIDE].id
        self._do(ideas.to_basket, [aside], reason=self._words.reason, label="Put aside")
        return self._in_phase(Phase.BASKET)

    def _vote(self) -> "QWidget":
        return self._in_phase(Phase.VOTE)

    def _ballot(self) -> "QWidget":
        """The third person ranks."""
        found = self._found
        self._do(
            votes.open_vote,
            found.questions[0].id,
            mode=VoteMode.RANKED,
            voters=found.people,
            label="Opened",
        )
        self._seal(_BALLOTS[:2])
        panel = self._page().room.panel
        assert isinstance(panel, VotePanel)
        self._page().room.read()
        self._settle()
        panel.panes.ballots.hand_round.click()
        self._settle()
        window = self._ballots()
        QTest.keyClick(window.neutral, Qt.Key.Key_Return)
        for key in (Qt.Key.Key_2, Qt.Key.Key_1):
            QTest.keyClick(window.ranking.ideas, key)
        window.resize(*_PROJECTOR)
        return window

    def _ballot_audience(self) -> "QWidget":
        return self._picture()

    def _tie(self) -> "QWidget":
        self._ballots().done(0)
        self._seal(_BALLOTS[2:])
        self._do(outcomes.close_vote, self._votes[-1].id, label="Counted")
        self._page().room.read()
        self._settle()
        return self._bench.window

    def _count(self) -> "QWidget":
        """Counted to the end, in the replay just before the tie is settled."""
        asked = self._found.questions[0]
        vote = self._votes[0]
        run_off = self._do(
            votes.open_run_off, vote.id, voters=self._found.people, label="Opened a run-off"
        )
        for place in _RUN_OFF:
            self._do(ballots.seal, run_off, [asked.ideas[place].id], label="Sealed")
        self._do(outcomes.close_vote, run_off, label="Counted")
        self._in_phase(Phase.RESULT)
        self._step(_BEFORE_A_TIE)
        return self._bench.window

    def _count_audience(self) -> "QWidget":
        return self._picture()

    def _winner_audience(self) -> "QWidget":
        self._step(20)
        return self._picture()

    def _consent(self) -> "QWidget":
        only = self._found.questions[2]
        self._do(statements.accept_only_idea, only.id, label="Accepted")
        return self._in_phase(Phase.CONSENT)

    def _audience(self, phase: Phase) -> "QWidget":
        self._in_phase(phase)
        return self._picture()

    def _statement(self) -> "QWidget":
        """Of the workshop that the demo desk has behind it."""
        page = self._page()
        if page.in_room:
            self._bench.actions["workshop.leave"].trigger()
        self._settle()
        held = next(each for each in page.list.rows if each.statements)
        page.show_workshop(held.id)
        self._settle()
        page.open_statement()
        self._settle()
        self._bench.window.toasts.dismiss()
        return self._bench.window

    # On the way to a scene

    @property
    def _found(self) -> Workshop:
        read: list[Workshop | None] = []
        self._bench.operations.read(workshop, self._id, done=read.append)
        while not read:
            QTest.qWait(5)
        assert read[0] is not None
        return read[0]

    @property
    def _votes(self) -> Sequence[Any]:
        return [each for each in self._found.votes if not each.discarded]

    def _page(self) -> "WorkshopPage":
        return cast("WorkshopPage", self._bench.window.show_page("workshop"))

    def _in_phase(self, phase: Phase) -> "QWidget":
        page = self._page()
        if not page.in_room:
            page.open_room()
            self._settle()
        plan = [each.phase for each in self._found.plan]
        page.room.go_to(plan.index(phase))
        self._settle()
        self._bench.window.toasts.dismiss()
        return self._bench.window

    def _picture(self) -> "QWidget":
        window = self._page().room.projection.window
        window.resize(*_PROJECTOR)
        window.view.set_dark(self._dark)
        return window

    def _seal(self, rankings: Sequence[Sequence[int]]) -> None:
        asked = self._found.questions[0]
        for ranking in rankings:
            named = [asked.ideas[place].id for place in ranking]
            self._do(ballots.seal, self._votes[-1].id, named, label="Sealed")

    def _ballots(self) -> BallotWindow:
        window = QApplication.activeModalWidget()
        assert isinstance(window, BallotWindow)
        return window

    def _step(self, steps: int) -> None:
        for _step in range(steps):
            QTest.keyClick(self._page().room, Qt.Key.Key_PageDown)
        self._settle()

    def _do(self, operation: Callable[..., Any], *args: object, label: str, **rest: Any) -> Any:
        """The result of an operation, done as a page does it."""
        done: list[Any] = []
        named: Mapping[str, Any] = rest if operation is ballots.seal else {"now": utc_now(), **rest}
        self._bench.operations.run(
            operation, *args, label=label, done=done.append, toast=False, **named
        )
        while not done:
            QTest.qWait(5)
        return done[0]

    def _settle(self) -> None:
        settle(self._bench)
