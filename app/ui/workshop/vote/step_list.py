"""The rounds of a count below each other: numbers and sentences, as far as the replay has come."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _
from app.rules.voting import words
from app.rules.voting.replay import Act, Place, Standing, Step
from app.ui.theme import Theme
from app.ui.workshop.audience.text_block import TextBlocks
from app.ui.workshop.vote.round_text import RoundLine, RoundText


class StepList(QWidget):
    """The latest step stands above; nothing of later ones is told.

    Only the round that the replay is in is written anew; of many rounds at once the latest are
    there, the rest follows in the next turns of the event loop.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._blocks = TextBlocks(theme.font())
        self._latest: dict[int, Step] = {}
        self._rounds: dict[int, RoundText] = {}
        self._to_write: dict[int, Callable[[], list[RoundLine]]] = {}
        self._writing = QTimer(self, singleShot=True, interval=0)
        self._writing.timeout.connect(self._go_on)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(16))
        theme.changed.connect(self._forget)

    def show_steps(
        self, steps: Sequence[Step], texts: Mapping[str, str], place: int, *, hands: bool
    ) -> None:
        """Show the rounds up to the step at ``place``."""
        reached: dict[int, list[Step]] = {}
        for step in steps[: place + 1]:
            reached.setdefault(step.number, []).append(step)
        for number in [each for each in self._latest if each not in reached]:
            self._take_out(number)
        for number, of_round in reached.items():
            if self._latest.get(number) is not of_round[-1]:
                self._latest[number] = of_round[-1]
                self._to_write[number] = partial(_lines, number, of_round, texts, hands=hands)
        self._write_latest()

    def _write_latest(self) -> None:
        if self._to_write:
            number = max(self._to_write)
            self._round(number).show_lines(self._to_write.pop(number)())
            self._writing.start()

    def _go_on(self) -> None:
        """One round after the other, else all would be laid out between the same two keys."""
        if all(each.is_laid_out for each in self._rounds.values()):
            self._write_latest()
        else:
            self._writing.start()

    @property
    def told(self) -> str:
        """All that stands here, or will in a moment."""
        while self._to_write:
            self._write_latest()
        return "\n".join(self._rounds[number].told for number in sorted(self._rounds))

    def _round(self, number: int) -> RoundText:
        if number not in self._rounds:
            self._rounds[number] = RoundText(self._theme, self._blocks)
            above = sum(each > number for each in self._rounds)
            self._column.insertWidget(above, self._rounds[number])
        return self._rounds[number]

    def _take_out(self, number: int) -> None:
        del self._latest[number]
        self._to_write.pop(number, None)
        shown = self._rounds.pop(number, None)
        if shown is None:
            return
        self._column.removeWidget(shown)
        shown.hide()
        shown.deleteLater()

    def _forget(self) -> None:
        """Other sizes: what is shown next is laid out anew."""
        self._blocks = TextBlocks(self._theme.font())
        for number in list(self._latest):
            self._take_out(number)


def _lines(
    number: int, steps: Sequence[Step], texts: Mapping[str, str], *, hands: bool
) -> list[RoundLine]:
    return list(_told(number, steps, texts, hands=hands))


def _told(
    number: int, steps: Sequence[Step], texts: Mapping[str, str], *, hands: bool
) -> Iterator[RoundLine]:
    latest = steps[-1]
    yield RoundLine(_("Round {number}").format(number=number), heading=True)
    for place in latest.places:
        if place.standing is not Standing.OUT:
            yield _line(place, texts)
    if latest.exhausted:
        told = words.abstained if hands else words.exhausted
        yield RoundLine(told(latest.exhausted), muted=True)
    for step in steps:
        sentence = words.told(step, texts)
        if sentence and step.act is not Act.WON:
            yield RoundLine(sentence)


def _line(place: Place, texts: Mapping[str, str]) -> RoundLine:
    goes = place.standing is Standing.GOING
    return RoundLine(
        texts.get(place.option, place.option),
        number=str(place.people),
        bold=place.standing is Standing.WINNER,
        struck=goes,
        muted=goes,
    )
