"""Scenes of a workshop: prepared, then held in both windows from the welcome to the close."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from app.rules.workshop.phases import Phase
from app.screens.workshop_stage import PROJECTOR, WorkshopStage
from app.screens.workshop_votes import VoteScenes
from app.services.workshop import ideas, statements
from app.ui.workshop.ideas.panel import IdeasPanel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.workbench import Workbench

_PUT_ASIDE = 4


class WorkshopScenes:
    """Scenes by name, for one program and language; the first one makes the workshop anew."""

    def __init__(self, bench: "Workbench", language: str, *, dark: bool) -> None:
        self._stage = WorkshopStage(bench, language, dark=dark)
        self._votes = VoteScenes(self._stage)

    def all(self) -> "dict[str, Callable[[], QWidget]]":
        """Each brings its picture about and returns what is to be seen."""
        enter, audience = self._stage.enter, self._stage.audience
        return {
            "workshop": self._prepare,
            "workshop-welcome": partial(enter, Phase.WELCOME),
            "workshop-welcome-audience": audience,
            "workshop-ideas": self._ideas,
            "workshop-ideas-audience": audience,
            "workshop-strip": self._strip,
            "workshop-sort": self._sort,
            "workshop-sort-audience": audience,
            **self._votes.all(),
            "workshop-consent": self._consent,
            "workshop-consent-audience": audience,
            "workshop-close": partial(enter, Phase.CLOSE),
            "workshop-close-audience": audience,
        }

    def _prepare(self) -> "QWidget":
        self._stage.begin()
        return self._stage.facilitator()

    def _ideas(self) -> "QWidget":
        stage = self._stage
        for question, texts in zip(stage.found.questions, stage.words.ideas, strict=True):
            stage.do(ideas.add_ideas, question.id, texts, label="Added")
        stage.enter(Phase.IDEAS)
        room = stage.page.room
        assert room.clock is not None
        room.clock.set_minutes(6.7)
        assert isinstance(room.panel, IdeasPanel)
        entry = room.panel.columns[0].entry
        entry.insertPlainText(stage.words.typed)
        entry.setFocus()
        return stage.facilitator()

    def _strip(self) -> "QWidget":
        room = self._stage.page.room
        room.projection.over_this_screen()
        self._stage.settle()
        window = room.projection.window
        window.showNormal()
        window.resize(*PROJECTOR)
        self._stage.settle()
        return window

    def _sort(self) -> "QWidget":
        stage = self._stage
        aside = stage.found.questions[0].ideas[_PUT_ASIDE].id
        stage.do(ideas.to_basket, [aside], reason=stage.words.reason, label="Put aside")
        return stage.enter(Phase.BASKET)

    def _consent(self) -> "QWidget":
        only = self._stage.found.questions[2]
        self._stage.do(statements.accept_only_idea, only.id, label="Accepted")
        return self._stage.enter(Phase.CONSENT)
