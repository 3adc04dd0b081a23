"""Weekly agreements, and the wishes for days to come."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from app.i18n import _, ngettext
from app.queries.shifts.cells import WeeklyWishRow, WishRow
from app.queries.shifts.setup import Team, Wishes, wishes_from
from app.services.shifts.wishes import (
    add_weekly_wish,
    change_weekly_wish,
    remove_weekly_wish,
    remove_wish,
    set_wish,
)
from app.ui.operations import Operations
from app.ui.shifts.setup.fields import weekday_name
from app.ui.shifts.setup.list_section import ListSection
from app.ui.shifts.setup.record_table import RecordRow, RecordTable
from app.ui.shifts.setup.wish_dialog import DayWishDialog, WeeklyWishDialog
from app.ui.theme import Theme
from app.ui.times import day_text
from app.ui.widgets.button import Button

_AHEAD = timedelta(days=366)


class WishesSection(ListSection[WeeklyWishRow]):
    """What returns every week above, single days below."""

    tables = frozenset({"duty_wish", "weekly_wish", "agent", "shift_kind"})

    def __init__(
        self, operations: Operations, theme: Theme, *, now: Callable[[], datetime]
    ) -> None:
        super().__init__(
            _("Wishes and agreements"),
            _("An agreement binds the machine; a wish costs it its weight not to be followed."),
            operations,
            theme,
            now=now,
            columns=[_("Name"), _("Weekday"), _("Wish"), _("Weight"), _("Comment")],
            texts=(_("&Add weekly…"), _("&Change…"), _("&Remove")),
        )
        self._team: Team | None = None
        self.days: RecordTable[WishRow] = RecordTable(
            [_("Name"), _("Day"), _("Wish"), _("Weight"), _("Comment")],
            theme,
            name=_("Wishes for days"),
        )
        add_day = Button(_("Add for a &day…"), theme, icon="add")
        self._remove_day = Button(_("Re&move"), theme, icon="trash")
        add_day.clicked.connect(self.open_day_form)
        self._remove_day.clicked.connect(self._remove_chosen_day)
        self.days.remove_wanted.connect(self._remove_chosen_day)
        self.column.addWidget(self.table)
        self.add_buttons(self.add, self.change, self.removing)
        self.column.addSpacing(theme.px(16))
        self.column.addWidget(self.days)
        self.add_buttons(add_day, self._remove_day)
        self.add_hint(_("Wishes for days can be entered in the plan as well."))
        self.enable()
        self.read()

    def read(self) -> None:
        self.operations.read(
            wishes_from,
            first=self._today,
            last=self._today + _AHEAD,
            owner=self,
            key="wishes",
            done=self._show,
        )

    def open_form(self, record: WeeklyWishRow | None) -> None:
        if self._team is None:
            return
        dialog = WeeklyWishDialog(record, self._team, self._today, self.theme, self.window())
        dialog.save_wanted.connect(lambda: self._save(record, dialog))
        dialog.open()

    def open_day_form(self) -> None:
        """Show the dialog for a new wish for days."""
        if self._team is None:
            return
        dialog = DayWishDialog(self._team, self._today, self.theme, self.window())
        dialog.save_wanted.connect(lambda: self._save_days(dialog))
        dialog.open()

    def remove(self, record: WeeklyWishRow) -> None:
        label = _("Removed an agreement with {name}").format(name=self._name(record.agent_id))
        self.run(remove_weekly_wish, record.id, label=label)

    @property
    def _today(self) -> date:
        return self.now().astimezone().date()

    def _save(self, record: WeeklyWishRow | None, dialog: WeeklyWishDialog) -> None:
        if record is None:
            label = _("Entered an agreement with {name}").format(name=dialog.name)
            self.save(dialog, add_weekly_wish, dialog.agent_id, **dialog.values, label=label)
        else:
            label = _("Changed an agreement with {name}").format(name=dialog.name)
            self.save(dialog, change_weekly_wish, record.id, **dialog.values, label=label)

    def _save_days(self, dialog: DayWishDialog) -> None:
        days = dialog.days
        text = ngettext(
            "Entered a wish of {name} for {count} day",
            "Entered a wish of {name} for {count} days",
            len(days),
        )
        label = text.format(name=dialog.name, count=len(days))
        self.save(dialog, set_wish, dialog.agent_id, days, **dialog.what, label=label)

    def _remove_chosen_day(self) -> None:
        if (record := self.days.chosen) is not None:
            label = _("Removed a wish of {name}").format(name=self._name(record.agent_id))
            self.run(remove_wish, record.id, label=label)

    def _name(self, agent_id: int) -> str:
        return self._team.name(agent_id) if self._team else ""

    def _show(self, found: Wishes) -> None:
        self._team = found.team
        self.table.show_rows([self._weekly_row(each) for each in found.weekly])
        self.days.show_rows([self._day_row(each) for each in found.days])
        self._remove_day.setEnabled(bool(found.days))
        self.enable()

    def _weekly_row(self, row: WeeklyWishRow) -> RecordRow[WeeklyWishRow]:
        when = weekday_name(row.weekday)
        if row.every > 1:
            when = _("{weekday}, every {count} weeks").format(weekday=when, count=row.every)
        if row.last is not None:
            when = _("{days} until {day}").format(days=when, day=day_text(row.last))
        what = self._what(row.kind_id, on=row.on)
        weight = _weight(row.weight, fixed=row.fixed)
        return RecordRow(
            row, row.id, [self._name(row.agent_id), when, what, weight, row.comment],
            muted=row.last is not None and row.last < self._today,
        )  # fmt: skip

    def _day_row(self, row: WishRow) -> RecordRow[WishRow]:
        wish = row.wish
        what = self._what(None if wish.kind is None else int(wish.kind), on=wish.on)
        weight = _weight(wish.weight, fixed=wish.fixed)
        texts = [self._name(row.agent_id), day_text(wish.day), what, weight, row.comment]
        return RecordRow(row, row.id, texts)

    def _what(self, kind_id: int | None, *, on: bool) -> str:
        if self._team is None or kind_id is None:
            return _("to work") if on else _("to be free")
        name = self._team.kind_name(kind_id, any_kind="")
        return name if on else _("not {shift}").format(shift=name)


def _weight(weight: int, *, fixed: bool) -> str:
    return _("agreed") if fixed else str(weight)
