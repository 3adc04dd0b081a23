"""The controls of the fill-in form, one per kind of field; each tells its answer as typed."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserError
from app.i18n import _
from app.rules.day_words import read_days
from app.rules.time_words import normalise
from app.templating.snippets.fields import Field, FieldKind, read_answer, read_date
from app.templating.snippets.values import Answer
from app.ui.snippet_use.answer_controls import ConfirmingBox, OfferingLine
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style
from app.ui.times import locale
from app.ui.widgets.flow_layout import FlowLayout

_LINES = 4


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a day in words is reckoned from."""

    today: date
    holidays: Container[date] = frozenset()


class AnswerField(QWidget):
    """Base of the controls. ``answer`` is empty text while nothing is given."""

    changed = Signal()
    confirmed = Signal()
    """Enter was pressed where it does not mean a new line."""

    def __init__(self, field: Field, control: QWidget, theme: Theme) -> None:
        super().__init__()
        self.field = field
        self.control = control
        self._note = QLabel(field.help)
        self._note.setWordWrap(True)
        set_text_style(self._note, TextStyle.CAPTION)
        self._note.setVisible(bool(field.help))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(control)
        column.addWidget(self._note)
        control.setAccessibleName(field.label)
        control.setAccessibleDescription(field.help)
        self.setFocusProxy(control)

    @property
    def answer(self) -> Answer:
        raise NotImplementedError

    def set_answer(self, answer: Answer) -> None:
        """Show an answer given before."""
        raise NotImplementedError

    def _echo(self, text: str, style: TextStyle) -> None:
        set_text_style(self._note, style)
        self._note.setText(text or self.field.help)
        self._note.setVisible(bool(self._note.text()))


class TextAnswer(AnswerField):
    """One line; what was answered before is offered while typing and by ``Down``."""

    def __init__(self, field: Field, theme: Theme, *, last: Sequence[str] = ()) -> None:
        self.line = OfferingLine(last)
        super().__init__(field, self.line, theme)
        self.line.textChanged.connect(self._typed)
        self.line.returnPressed.connect(self.confirmed)

    @property
    def answer(self) -> Answer:
        return self.line.text()

    def set_answer(self, answer: Answer) -> None:
        self.line.setText(_as_text(answer))

    def _typed(self, text: str) -> None:
        self._judge(text.strip())
        self.changed.emit()

    def _judge(self, text: str) -> None:
        """Say what is wrong with the text, if this kind of field can tell."""


class NumberAnswer(TextAnswer):
    """A number as it is written in German or English."""

    def _judge(self, text: str) -> None:
        wrong = bool(text) and read_answer(self.field, text) is None
        set_style_property(self.line, "wrong", wrong)
        self._echo(_("This is no number.") if wrong else "", TextStyle.WARNING)


class DateAnswer(TextAnswer):
    """A day, also in words: *next Tuesday*, *in 3 working days*; the answer is in ISO form."""

    def __init__(self, field: Field, theme: Theme, *, calendar: Calendar) -> None:
        self._calendar = calendar
        super().__init__(field, theme)
        self.line.setPlaceholderText(_("e.g. 24.12., next Tuesday, in 3 working days"))

    @property
    def answer(self) -> Answer:
        found = self._read(self.line.text())
        return found.isoformat() if found is not None else ""

    def set_answer(self, answer: Answer) -> None:
        found = read_date(_as_text(answer))
        self.line.setText(_short(found) if found is not None else _as_text(answer))

    def _read(self, text: str) -> date | None:
        today, holidays = self._calendar.today, self._calendar.holidays
        if not text.strip():
            return None
        try:
            days = read_days(normalise(text), today=today, holidays=holidays) or ()
        except UserError:
            days = ()
        ahead = [day for day in days if day >= today]
        return read_date(text.strip()) or next(iter((*ahead, *days)), None)

    def _judge(self, text: str) -> None:
        found = self._read(text)
        wrong = bool(text) and found is None
        set_style_property(self.line, "wrong", wrong)
        if found is not None:
            self._echo(f"→ {_long(found)}", TextStyle.SUCCESS)
        else:
            self._echo(_("This is no day.") if wrong else "", TextStyle.WARNING)


class LongAnswer(AnswerField):
    """Several lines. Enter begins a new one, ``Ctrl+Enter`` confirms, Tab leaves."""

    def __init__(self, field: Field, theme: Theme) -> None:
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * _LINES + theme.px(18))
        super().__init__(field, self.text, theme)
        self.text.textChanged.connect(self.changed)

    @property
    def answer(self) -> Answer:
        return self.text.toPlainText().strip()

    def set_answer(self, answer: Answer) -> None:
        self.text.setPlainText(_as_text(answer))


class ChoiceAnswer(AnswerField):
    """One of a few; letters jump to the choice that begins with them."""

    def __init__(self, field: Field, theme: Theme) -> None:
        self.box = ConfirmingBox()
        self.box.addItem(_("Choose…"), "")
        for choice in field.choices:
            self.box.addItem(choice, choice)
        super().__init__(field, self.box, theme)
        self.box.currentIndexChanged.connect(lambda _place: self.changed.emit())
        self.box.confirmed.connect(self.confirmed)

    @property
    def answer(self) -> Answer:
        return str(self.box.currentData())

    def set_answer(self, answer: Answer) -> None:
        self.box.setCurrentIndex(max(0, self.box.findData(_as_text(answer))))


class SeveralAnswer(AnswerField):
    """Any of a few; Space ticks one."""

    def __init__(self, field: Field, theme: Theme) -> None:
        self.boxes = [QCheckBox(choice) for choice in field.choices]
        control = QWidget()
        flow = FlowLayout(control, spacing=theme.px(12))
        super().__init__(field, control, theme)
        for box in self.boxes:
            flow.addWidget(box)
            box.toggled.connect(lambda _on: self.changed.emit())
        if self.boxes:
            control.setFocusProxy(self.boxes[0])

    @property
    def answer(self) -> Answer:
        return tuple(
            choice
            for choice, box in zip(self.field.choices, self.boxes, strict=True)
            if box.isChecked()
        )

    def set_answer(self, answer: Answer) -> None:
        chosen = answer if isinstance(answer, tuple) else _as_text(answer).split("|")
        wanted = {each.strip() for each in chosen}
        for choice, box in zip(self.field.choices, self.boxes, strict=True):
            box.setChecked(choice in wanted)


class YesNoAnswer(AnswerField):
    """A paragraph that is there or not."""

    def __init__(self, field: Field, theme: Theme) -> None:
        self.box = QCheckBox(field.label)
        super().__init__(field, self.box, theme)
        self.box.toggled.connect(lambda _on: self.changed.emit())

    @property
    def answer(self) -> Answer:
        return self.box.isChecked()

    def set_answer(self, answer: Answer) -> None:
        yes = answer if isinstance(answer, bool) else read_answer(self.field, answer)
        self.box.setChecked(bool(yes))


def answer_field(
    field: Field, theme: Theme, *, calendar: Calendar, last: Sequence[str] = ()
) -> AnswerField:
    """The control for a field."""
    match field.kind:
        case FieldKind.LONG:
            return LongAnswer(field, theme)
        case FieldKind.CHOICE:
            return ChoiceAnswer(field, theme)
        case FieldKind.SEVERAL:
            return SeveralAnswer(field, theme)
        case FieldKind.DATE:
            return DateAnswer(field, theme, calendar=calendar)
        case FieldKind.NUMBER:
            return NumberAnswer(field, theme, last=last)
        case FieldKind.YES_NO:
            return YesNoAnswer(field, theme)
        case _:
            return TextAnswer(field, theme, last=last)


def _as_text(answer: Answer) -> str:
    if isinstance(answer, bool):
        return _("Yes") if answer else _("No")
    return answer if isinstance(answer, str) else "|".join(answer)


def _short(day: date) -> str:
    return locale().toString(QDate(day.year, day.month, day.day), "dd.MM.yyyy")


def _long(day: date) -> str:
    return locale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
