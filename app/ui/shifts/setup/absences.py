"""Absences of a year, and what leave that leaves."""

from collections.abc import Callable
from datetime import date, datetime

from app.i18n import _, pgettext
from app.queries.shifts.cells import AbsenceRow
from app.queries.shifts.leave import LeaveYear
from app.queries.shifts.setup import AbsenceYear, Team, absence_year
from app.rules.rosters.case import HALVES
from app.rules.rosters.labels import absence_label, part_label
from app.rules.rosters.values import AbsenceKind, DayPart
from app.services.shifts.absences import add_absence, change_absence, remove_absence
from app.ui.operations import Operations
from app.ui.shifts.setup.absence_dialog import AbsenceDialog
from app.ui.shifts.setup.list_section import ListSection
from app.ui.shifts.setup.record_table import RecordRow, RecordTable
from app.ui.shifts.setup.year_bar import YearBar
from app.ui.theme import Theme
from app.ui.times import day_text, locale
from app.ui.widgets.colour_row import colour_icon


class AbsencesSection(ListSection[AbsenceRow]):
    """Everybody's leave account above, the absences of the year below."""

    tables = frozenset(
        {"absence", "agent", "duty_profile", "holiday_change", "roster_settings", "desk"}
    )

    def __init__(
        self, operations: Operations, theme: Theme, *, now: Callable[[], datetime]
    ) -> None:
        super().__init__(
            _("Absences"),
            _("Who is away, and what is left of the year’s leave. Holidays and days off are free."),
            operations,
            theme,
            now=now,
            columns=[
                _("Name"),
                _("Reason"),
                pgettext("a day", "From"),
                pgettext("a day", "To"),
                _("Comment"),
            ],
            texts=(_("&Add…"), _("&Change…"), _("&Remove")),
        )
        self._team: Team | None = None
        self.year = YearBar(self._today.year, theme)
        self.leave: RecordTable[LeaveYear] = RecordTable(
            [
                _("Name"),
                _("Days a year"),
                _("Brought"),
                _("Taken"),
                _("Planned"),
                pgettext("days of leave", "Left"),
                "",
            ],
            theme,
            name=_("Leave of the year"),
            numbers=range(1, 6),
            choosable=False,
        )
        self.year.year_changed.connect(self.read)
        self.column.addWidget(self.year)
        self.column.addWidget(self.leave)
        self.column.addSpacing(theme.px(16))
        self.column.addWidget(self.table)
        self.add_buttons(self.add, self.change, self.removing)
        self.enable()
        self.read()

    def read(self) -> None:
        self.operations.read(
            absence_year,
            year=self.year.year,
            today=self._today,
            owner=self,
            key="absences",
            done=self._show,
        )

    def open_form(self, record: AbsenceRow | None) -> None:
        if self._team is None:
            return
        dialog = AbsenceDialog(record, self._team.people, self._today, self.theme, self.window())
        dialog.save_wanted.connect(lambda: self._save(record, dialog))
        dialog.open()

    def remove(self, record: AbsenceRow) -> None:
        label = _("Removed an absence of {name}").format(name=self._name(record))
        self.run(remove_absence, record.id, label=label)

    @property
    def _today(self) -> date:
        return self.now().astimezone().date()

    def _save(self, record: AbsenceRow | None, dialog: AbsenceDialog) -> None:
        if record is None:
            label = _("Entered an absence of {name}").format(name=dialog.name)
            self.save(dialog, add_absence, dialog.agent_id, **dialog.values, label=label)
        else:
            label = _("Changed an absence of {name}").format(name=dialog.name)
            self.save(dialog, change_absence, record.id, **dialog.values, label=label)

    def _name(self, row: AbsenceRow) -> str:
        return self._team.name(row.agent_id) if self._team else ""

    def _show(self, found: AbsenceYear) -> None:
        self._team = found.team
        self.leave.show_rows([self._leave_row(each) for each in found.leave])
        self.table.show_rows([self._row(each) for each in found.absences])

    def _row(self, row: AbsenceRow) -> RecordRow[AbsenceRow]:
        away = row.absence
        reason = absence_label(away.kind)
        if away.part is not DayPart.WHOLE:
            reason = f"{reason} ({part_label(away.part)})"
        texts = [self._name(row), reason, day_text(away.first), day_text(away.last), row.comment]
        icon = self.theme.icon(_ICONS[away.kind])
        return RecordRow(row, row.id, texts, icon=icon, muted=away.last < self._today)

    def _leave_row(self, row: LeaveYear) -> RecordRow[LeaveYear]:
        of = row.account
        halves = (of.entitled, of.carried, of.taken, of.planned, of.left)
        texts = [row.person.name, *map(_days, halves), _remark(row)]
        icon = colour_icon(row.person.colour, self.theme)
        return RecordRow(row, row.person.id, texts, icon=icon)


_ICONS = {
    AbsenceKind.VACATION: "absence-vacation",
    AbsenceKind.SICK: "absence-sick",
    AbsenceKind.TRAINING: "absence-training",
    AbsenceKind.COMPENSATION: "absence-compensation",
}


def _days(halves: int) -> str:
    whole, half = divmod(halves, HALVES)
    return locale().toString(halves / HALVES, "f", 1) if half else str(whole)


def _remark(row: LeaveYear) -> str:
    account = row.account
    if account.lapsing and account.lapsed:
        return _("{days} lapsed").format(days=_days(account.lapsing))
    if account.lapsing:
        return _("{days} lapse after March").format(days=_days(account.lapsing))
    return ""
