"""Open places in the composer: what each asks, and the text once it is answered."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from app.templating.snippets.fields import Field
from app.templating.snippets.values import Answer
from app.ui.operations import Operations
from app.ui.snippet_use.filling import Filled, Target
from app.ui.snippet_use.open_places import Chip
from app.ui.snippet_use.place_answers import Completion, completed, question
from app.ui.theme import Theme
from app.ui.tickets.composer_reading import fillings_of_draft
from app.ui.tickets.composer_text import ComposerText

if TYPE_CHECKING:
    from app.ui.snippet_use.answer_fields import AnswerField


class ComposerPlaces(QObject):
    """Knows which snippets left something open. A draft taken up again is looked up when asked."""

    completed = Signal(object)
    """The ``Completion`` of a snippet by one more answer."""

    def __init__(
        self,
        text: ComposerText,
        operations: Operations,
        theme: Theme,
        *,
        draft_id: Callable[[], int | None],
        target: Callable[[], Target],
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._text = text
        self._operations = operations
        self._theme = theme
        self._draft_id = draft_id
        self._target = target
        self._now = now
        self._open: dict[int, Filled] = {}
        self._looked_up = False
        text.place_chosen.connect(self._ask)

    def begin(self) -> None:
        """Another text is being written."""
        self._open.clear()
        self._looked_up = False

    def remember(self, filled: Filled) -> None:
        """Know what a snippet left open in the text, or that it left nothing."""
        if filled.rendered.missing:
            self._open[filled.filling.snippet_id] = filled
        else:
            self._open.pop(filled.filling.snippet_id, None)

    def _ask(self, chip: Chip) -> None:
        draft_id = self._draft_id()
        known = any(question(each, chip.label) for each in self._open.values())
        if known or self._looked_up or draft_id is None:
            self._open_popover(chip)
            return
        self._looked_up = True
        self._operations.read(
            fillings_of_draft,
            draft_id,
            self._target(),
            now=self._now(),
            owner=self,
            key="fillings",
            done=partial(self._found, chip),
        )

    def _found(self, chip: Chip, fillings: Sequence[Filled]) -> None:
        for filled in fillings:
            self.remember(filled)
        if chip in self._text.places.chips():
            self._open_popover(chip)

    def _open_popover(self, chip: Chip) -> None:
        from app.ui.snippet_use.place_popover import PlacePopover

        count = sum(each.label == chip.label for each in self._text.places.chips())
        control = self._control(chip.label)
        popover = PlacePopover(control, self._theme, self._text, count=count)
        popover.given.connect(partial(self._fill, chip.label))
        cursor = QTextCursor(self._text.document())
        cursor.setPosition(chip.position)
        popover.open_below(self._text.viewport(), self._text.cursorRect(cursor))

    def _control(self, label: str) -> "AnswerField":
        """The control for the question; a line where nobody knows what was asked."""
        from app.ui.snippet_use.answer_fields import Calendar, answer_field

        for filled in self._open.values():
            field = question(filled, label)
            if field is not None:
                known, last = filled.filling.snapshot, filled.filling.last
                calendar = Calendar(known.now.date(), known.holidays)
                return answer_field(
                    field, self._theme, calendar=calendar, last=last.get(field.name, ())
                )
        today = Calendar(self._now().date())
        return answer_field(Field(label, label), self._theme, calendar=today)

    def _fill(self, label: str, answer: Answer) -> None:
        """Put the answer where it is asked; the snippets are told what they have become."""
        done: Completion | None = None
        before = ""
        for filled in tuple(self._open.values()):
            field = question(filled, label)
            if field is not None:
                done, before = completed(filled, field, answer), filled.rendered.text
                self.remember(done.filled)
                self.completed.emit(done)
        self._write(label, answer, done, before)

    def _write(self, label: str, answer: Answer, done: Completion | None, before: str) -> None:
        places = self._text.places
        if done is None:
            places.fill(label, (str(answer),))
        elif done.words is not None:
            places.fill(label, done.words)
        elif not places.replace(before, done.filled.rendered.text):
            places.fill(label, (done.plain,))
