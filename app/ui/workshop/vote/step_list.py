"""The rounds of a count below each other: numbers and sentences, as far as the replay has come."""

from collections.abc import Mapping, Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.i18n import _
from app.rules.voting import words
from app.rules.voting.replay import Act, Place, Standing, Step
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.rows_widget import paragraph


class StepList(QWidget):
    """The latest step stands above; nothing of later ones is told."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(16))

    def show_steps(
        self, steps: Sequence[Step], texts: Mapping[str, str], place: int, *, hands: bool
    ) -> None:
        """Show the rounds up to the step at ``place``."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        reached: dict[int, list[Step]] = {}
        for step in steps[: place + 1]:
            reached.setdefault(step.number, []).append(step)
        for number in reversed(reached):
            self._column.addWidget(self._round(number, reached[number], texts, hands=hands))

    @property
    def told(self) -> str:
        """All that stands here."""
        return "\n".join(
            label.text() for label in self.findChildren(QLabel) if label.isVisibleTo(self)
        )

    def _round(
        self, number: int, steps: Sequence[Step], texts: Mapping[str, str], *, hands: bool
    ) -> QWidget:
        latest = steps[-1]
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(4))
        head = QLabel(_("Round {number}").format(number=number))
        set_text_style(head, TextStyle.SECTION)
        column.addWidget(head)
        for place in latest.places:
            if place.standing is not Standing.OUT:
                column.addLayout(self._line(place, texts))
        if latest.exhausted:
            told = words.abstained if hands else words.exhausted
            column.addWidget(paragraph(told(latest.exhausted), TextStyle.MUTED))
        for step in steps:
            sentence = words.told(step, texts)
            if sentence and step.act is not Act.WON:
                column.addWidget(paragraph(sentence))
        return part

    def _line(self, place: Place, texts: Mapping[str, str]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(12))
        number = QLabel(str(place.people))
        number.setFont(self._theme.font(bold=True, figures=True))
        number.setFixedWidth(self._theme.px(28))
        text = paragraph(texts.get(place.option, place.option))
        if place.standing is Standing.GOING:
            # The style sheet would win over a font that strikes out.
            text.setTextFormat(Qt.TextFormat.RichText)
            text.setText(f"<s>{escape(text.text())}</s>")
            set_text_style(text, TextStyle.MUTED)
        elif place.standing is Standing.WINNER:
            set_text_style(text, TextStyle.SECTION)
        row.addWidget(number)
        row.addWidget(text, 1)
        return row
