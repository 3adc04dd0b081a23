"""One kind of shift: what it is called, when it is, what it asks for."""

from datetime import time

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QSpinBox, QWidget

from app.i18n import _
from app.queries.shifts.kinds import KindRow
from app.rules.rosters.demand import WeekDemand
from app.rules.rosters.spans import night_minutes
from app.rules.rosters.values import DAY_MINUTES, Presence, ShiftKind
from app.rules.rosters.wording import duration
from app.ui.shifts.setup.demand_grid import DemandGrid
from app.ui.shifts.setup.fields import ChoiceBox, ClockField, ZoneBox
from app.ui.shifts.setup.form_dialog import FormDialog
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.colour_row import ColourRow
from app.ui.widgets.number_field import with_margin

_LETTERS = 2
_NIGHT_WORK = 2 * 60
"""Minutes; more of them are night work (ArbZG § 2 (4))."""
_LONGEST_BREAK = 240
_USUAL = ShiftKind("", "", "", time(9), time(18), unpaid_break=60)
_WIDTH = 640


class KindDialog(FormDialog):
    """``kind``, ``colour`` and ``demand`` are what the fields say."""

    def __init__(self, row: KindRow | None, colour: int, theme: Theme, parent: QWidget) -> None:
        super().__init__(row.name if row else _("A kind of shift"), theme, parent)
        shown = row.kind if row else _USUAL
        self._shown = shown
        self._name = QLineEdit(shown.name)
        self._letter = QLineEdit(shown.letter)
        self._letter.setMaxLength(_LETTERS)
        self._letter.setMaximumWidth(theme.px(64))
        self._colours = ColourRow(row.colour if row else colour, theme)
        self._start, self._end = ClockField(shown.start, theme), ClockField(shown.end, theme)
        self._unpaid, self._paid = (
            _minutes(shown.unpaid_break, theme),
            _minutes(shown.paid_break, theme),
        )
        self._length = QLabel()
        set_text_style(self._length, TextStyle.CAPTION)
        self._presence = ChoiceBox(
            [(Presence.PRESENT, _("Present")), (Presence.ON_CALL, _("On call at home"))],
            shown.presence,
        )
        self._night = QCheckBox(_("Counts as a &night"))
        self._night.setChecked(shown.night)
        self._night_is_chosen = row is not None
        self._skill = QLineEdit(shown.skill)
        self._skill.setPlaceholderText(_("Everybody may take it"))
        self._zone = ZoneBox(shown.zone, _("The desk’s"))
        self._grid = DemandGrid(row.demand if row else WeekDemand(), theme)
        self._fill()
        self._night.clicked.connect(self._night_chosen)
        for field in (self._start, self._end):
            field.timeChanged.connect(self._say_length)
            field.timeChanged.connect(self._propose_night)
        for number in (self._unpaid, self._paid):
            number.valueChanged.connect(self._say_length)
        self._name.textChanged.connect(self._check)
        self._letter.textChanged.connect(self._check)
        self._say_length()
        self._check()
        self.lay_out(width=_WIDTH)

    @property
    def kind(self) -> ShiftKind:
        """The kind of shift; its key is that of the one that is changed."""
        return ShiftKind(
            key=self._shown.key,
            letter=self._letter.text().strip(),
            name=self._name.text().strip(),
            start=self._start.at,
            end=self._end.at,
            unpaid_break=self._unpaid.value(),
            paid_break=self._paid.value(),
            presence=self._presence.value,
            night=self._night.isChecked(),
            skill=self._skill.text().strip(),
            zone=self._zone.zone,
        )

    @property
    def colour(self) -> int:
        """A place in the set of twelve."""
        return self._colours.colour

    @property
    def demand(self) -> WeekDemand:
        """How many people it asks for."""
        return self._grid.demand

    def _fill(self) -> None:
        self.form.addRow(_("&Name"), self._name)
        self.form.addRow(_("&Letter"), self._letter)
        self.form.addRow(_("C&olour"), self._colours)
        self.form.addRow(_("&Starts"), self._start)
        self.form.addRow(_("&Ends"), self._end)
        self.form.addRow(_("&Unpaid break"), self._unpaid)
        self.form.addRow(_("&Paid break"), self._paid)
        self.form.addRow("", self._length)
        self.form.addRow(_("&Duty"), self._presence)
        self.form.addRow("", self._night)
        self.add_heading(_("People"))
        self.form.addRow(self._grid)
        self.form.addRow(_("S&kill that is needed"), self._skill)
        self.form.addRow(_("&Clock of"), self._zone)

    def _night_chosen(self) -> None:
        self._night_is_chosen = True

    def _propose_night(self) -> None:
        """A new kind with more than two hours from 23 to 6 is a night until somebody says no."""
        if not self._night_is_chosen:
            self._night.setChecked(night_minutes(self.kind) > _NIGHT_WORK)

    def _say_length(self) -> None:
        kind = self.kind
        if kind.presence is Presence.ON_CALL:
            self._length.setText("")
            return
        over = kind.end_minute > DAY_MINUTES
        worked = kind.end_minute - kind.start_minute - kind.unpaid_break - kind.paid_break
        text = _("{hours} of work, over midnight") if over else _("{hours} of work")
        self._length.setText(text.format(hours=duration(worked)))

    def _check(self) -> None:
        self.set_complete(bool(self._name.text().strip() and self._letter.text().strip()))


def _minutes(value: int, theme: Theme) -> QSpinBox:
    field = with_margin(QSpinBox(), theme)
    field.setRange(0, _LONGEST_BREAK)
    field.setSingleStep(15)
    field.setSuffix(" " + _("min"))
    field.setValue(value)
    return field
