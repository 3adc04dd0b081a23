"""The rounds of a count below each other: numbers and sentences, as far as the replay has come."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.i18n import _
from app.rules.voting import words
from app.rules.voting.replay import Act, Place, Standing, Step
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme
from app.ui.widgets.rows_widget import paragraph


class StepList(QWidget):
    """The latest step stands above; nothing of later ones is told.

    Each round is one text, and only the one that the replay is in is written anew: a count of
    sixty ideas has thousands of lines.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._latest: dict[int, Step] = {}
        self._rounds: dict[int, QLabel] = {}
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
        for number in [each for each in self._rounds if each not in reached]:
            self._take_out(number)
        for number, of_round in reached.items():
            if self._latest.get(number) is not of_round[-1]:
                self._latest[number] = of_round[-1]
                told = self._told(number, of_round, texts, hands=hands)
                self._label(number).setText("".join(told))

    @property
    def told(self) -> str:
        """All that stands here."""
        return "\n".join(self._rounds[number].text() for number in sorted(self._rounds))

    def _label(self, number: int) -> QLabel:
        if number not in self._rounds:
            label = paragraph("")
            label.setTextFormat(Qt.TextFormat.RichText)
            self._rounds[number] = label
            self._column.insertWidget(0, label)
        return self._rounds[number]

    def _take_out(self, number: int) -> None:
        label = self._rounds.pop(number)
        del self._latest[number]
        self._column.removeWidget(label)
        label.hide()
        label.deleteLater()

    def _forget(self) -> None:
        """Other colours and sizes: what is shown next is written anew."""
        for number in list(self._rounds):
            self._take_out(number)

    def _told(
        self, number: int, steps: Sequence[Step], texts: Mapping[str, str], *, hands: bool
    ) -> Iterator[str]:
        latest = steps[-1]
        size = self._theme.font(TextStyle.SECTION).pixelSize()
        head = _("Round {number}").format(number=number)
        yield f'<p style="font-size: {size}px; font-weight: 600; margin: 0">{escape(head)}</p>'
        yield '<table cellspacing="0" cellpadding="2">'
        for place in latest.places:
            if place.standing is not Standing.OUT:
                yield self._line(place, texts)
        yield "</table>"
        if latest.exhausted:
            told = words.abstained if hands else words.exhausted
            yield self._muted(escape(told(latest.exhausted)))
        for step in steps:
            sentence = words.told(step, texts)
            if sentence and step.act is not Act.WON:
                yield f"<div>{escape(sentence)}</div>"

    def _line(self, place: Place, texts: Mapping[str, str]) -> str:
        text = escape(texts.get(place.option, place.option)).replace("\n", "<br>")
        if place.standing is Standing.GOING:
            text = self._muted(f"<s>{text}</s>")
        elif place.standing is Standing.WINNER:
            text = f"<b>{text}</b>"
        width = self._theme.px(36)
        return f'<tr><td width="{width}"><b>{place.people}</b></td><td>{text}</td></tr>'

    def _muted(self, text: str) -> str:
        return f'<div style="color: {self._theme.colour(Role.MUTED).name()}">{text}</div>'
