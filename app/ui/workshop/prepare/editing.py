"""What the prepared workshop is changed by: each field is one step to undo, saved when left."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject

from app.i18n import _
from app.rules.voting.ties import TieRule
from app.rules.workshop.phases import PlannedPhase
from app.rules.workshop.templates import Template
from app.rules.workshop.votes import VoteMode
from app.services.workshop import meetings, questions
from app.ui.operations import Operations


class Editing(QObject):
    """Starts the operations on the workshop that is shown."""

    def __init__(
        self, operations: Operations, now: Callable[[], datetime], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._now = now
        self.workshop_id = 0

    def change(self, **fields: object) -> None:
        """Title, day, language or notes."""
        self._run(meetings.change, label=_("Changed the workshop"), **fields)

    def set_people(self, people: int | Sequence[str]) -> None:
        self._run(meetings.set_people, people, label=_("Changed who is present"))

    def set_plan(self, plan: Sequence[PlannedPhase]) -> None:
        self._run(meetings.set_plan, plan, label=_("Changed the plan"))

    def set_voting(self, mode: VoteMode, tie_rules: Sequence[TieRule]) -> None:
        label = _("Changed how is voted")
        self._run(meetings.set_voting, mode=mode, tie_rules=tie_rules, label=label)

    def save_template(self, name: str) -> None:
        label = _("Saved template “{name}”").format(name=name)
        self._run(meetings.save_template, name, label=label, toast=True)

    def remove_template(self, template: Template) -> None:
        label = _("Removed template “{name}”").format(name=template.name)
        self._act(meetings.remove_template, template.key, label=label, toast=True)

    def add_question(self, text: str) -> None:
        self._run(questions.add_question, text, label=_("Added a question"))

    def reword_question(self, question_id: int, text: str) -> None:
        self._act(questions.change_question, question_id, text, label=_("Reworded a question"))

    def move_question(self, question_id: int, position: int) -> None:
        self._act(questions.move_question, question_id, position, label=_("Moved a question"))

    def remove_question(self, question_id: int) -> None:
        label = _("Removed a question")
        self._act(questions.remove_question, question_id, label=label, toast=True)

    def _run(self, operation: Callable[..., Any], *args: object, label: str, **rest: Any) -> None:
        self._act(operation, self.workshop_id, *args, label=label, **rest)

    def _act(
        self,
        operation: Callable[..., Any],
        *args: object,
        label: str,
        toast: bool = False,
        **rest: Any,
    ) -> None:
        self._operations.run(
            operation, *args, now=self._now(), label=label, owner=self, toast=toast, **rest
        )
