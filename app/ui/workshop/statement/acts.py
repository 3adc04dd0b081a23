"""What can be done to a mission statement, as operations with the names of their steps."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject

from app.i18n import _, ngettext
from app.rules.workshop.feedback import Answer
from app.rules.workshop.quarters import Quarter
from app.rules.workshop.sentences import Sentence
from app.rules.workshop.statements import Fit, Part
from app.services.workshop import feedback, follow_up, mission
from app.ui.operations import Operations


class StatementActs(QObject):
    """One statement; ``mission_id`` is set once it was read."""

    def __init__(
        self, operations: Operations, now: Callable[[], datetime], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._now = now
        self.mission_id = 0

    def start(self, workshop_id: int, done: Callable[[int], None]) -> None:
        """Begin the statement of a workshop, or find it."""
        self._run(mission.start, workshop_id, label=_("Began a statement"), toast=False, done=done)

    def keep_draft(self, parts: Mapping[Part, str], sentences: Sequence[Sentence]) -> None:
        """Keep what is being written."""
        self._run(
            mission.keep_draft, self.mission_id, parts, sentences, label=_("Wrote"), toast=False
        )

    def save_version(self, parts: Mapping[Part, str], sentences: Sequence[Sentence]) -> None:
        """Make it a version."""
        label = _("Saved a version of the statement")
        self._run(mission.save_version, self.mission_id, parts, sentences, label=label)

    def restore_version(self, number: int) -> None:
        """Take an earlier wording up again."""
        label = _("Restored version {number} of the statement").format(number=number)
        self._run(mission.restore_version, self.mission_id, number, label=label)

    def make_final(self, number: int) -> None:
        """Put a version in force."""
        label = _("Made version {number} the statement").format(number=number)
        self._run(mission.make_final, self.mission_id, number, label=label)

    def withdraw(self) -> None:
        """No version is in force."""
        self._run(mission.withdraw, self.mission_id, label=_("Withdrew the statement"))

    def add_answers(self, version_id: int, answers: Sequence[Answer]) -> None:
        """Take in what people said."""
        count = len(answers)
        label = ngettext("Added {n} answer", "Added {n} answers", count).format(n=count)
        self._run(feedback.add_answers, version_id, list(answers), label=label)

    def decide(self, ids: Sequence[int], *, taken_up: bool | None, reason: str = "") -> None:
        """Take remarks up or decline them."""
        words = {
            True: _("Took a remark up"),
            False: _("Declined a remark"),
            None: _("Left a remark open"),
        }
        self._run(
            feedback.decide, list(ids), taken_up=taken_up, reason=reason, label=words[taken_up]
        )

    def remove_answer(self, version_id: int, number: int) -> None:
        """Remove all that one person said."""
        self._run(feedback.remove_answer, version_id, number, label=_("Removed an answer"))

    def draw_tickets(self, quarter: Quarter) -> None:
        """Draw solved tickets to look at."""
        label = _("Drew tickets of {quarter}").format(quarter=quarter.key)
        self._run(follow_up.draw_tickets, self.mission_id, quarter, label=label)

    def rate(self, ids: Sequence[int], verdict: Fit | None) -> None:
        """Say how tickets stand to the statement."""
        label = _("Rated a ticket against the statement")
        self._run(follow_up.rate, list(ids), verdict, label=label, toast=False)

    def _run(
        self,
        operation: Callable[..., Any],
        *args: Any,
        label: str,
        toast: bool = True,
        done: Callable[[Any], None] | None = None,
        **kwargs: Any,
    ) -> None:
        self._operations.run(
            operation, *args, label=label, toast=toast, owner=self, done=done, now=self._now(),
            **kwargs,
        )  # fmt: skip
