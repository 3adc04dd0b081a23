"""The people of the plan: how many hours, on which days, with which skills."""

from collections.abc import Callable
from datetime import datetime

from app.i18n import _
from app.queries.shifts.people import PersonRow
from app.queries.shifts.setup import Team, team
from app.services.shifts.profiles import set_profile
from app.ui.operations import Operations
from app.ui.shifts.setup.fields import short_weekday
from app.ui.shifts.setup.list_section import SetupSection
from app.ui.shifts.setup.profile_dialog import ProfileDialog
from app.ui.shifts.setup.record_table import RecordRow, RecordTable
from app.ui.theme import Theme
from app.ui.times import locale
from app.ui.widgets.button import Button
from app.ui.widgets.colour_row import colour_icon


class PeopleSection(SetupSection):
    """One row a person; people come and go in the settings of the desk."""

    tables = frozenset({"agent", "duty_profile", "shift_kind", "roster_settings"})

    def __init__(
        self, operations: Operations, theme: Theme, *, now: Callable[[], datetime]
    ) -> None:
        super().__init__(
            _("People"),
            _("Who takes shifts, how many hours they owe, and what they may and cannot do."),
            operations,
            theme,
            now=now,
        )
        self._team: Team | None = None
        self.table: RecordTable[PersonRow] = RecordTable(
            [_("Name"), _("Hours a week"), _("Working days"), _("Limits"), _("Skills")],
            theme,
            name=_("People"),
            numbers=[1],
        )
        self._change = Button(_("&Change…"), theme, icon="edit")
        self._change.clicked.connect(self._open_chosen)
        self.table.opened.connect(self._open_chosen)
        self.column.addWidget(self.table)
        self.add_buttons(self._change)
        self.add_hint(_("People are added, and leave, in the settings of the desk."))
        self.read()

    def read(self) -> None:
        self.operations.read(team, owner=self, key="team", done=self._show)

    def open_form(self, row: PersonRow) -> None:
        """Show how a person is planned, to change it."""
        if self._team is None:
            return
        dialog = ProfileDialog(
            row,
            self._team.kinds,
            self._team.skills,
            self.now().astimezone().date(),
            self.theme,
            self.window(),
        )
        dialog.save_wanted.connect(lambda: self._save(row, dialog))
        dialog.open()

    def _save(self, row: PersonRow, dialog: ProfileDialog) -> None:
        label = _("Changed how {name} is planned").format(name=row.name)
        self.save(dialog, set_profile, row.id, dialog.profile, label=label)

    def _open_chosen(self) -> None:
        if (row := self.table.chosen) is not None:
            self.open_form(row)

    def _show(self, found: Team) -> None:
        self._team = found
        self.table.show_rows([self._row(each, found) for each in found.people])
        self._change.setEnabled(bool(found.people))

    def _row(self, row: PersonRow, found: Team) -> RecordRow[PersonRow]:
        profile = row.profile
        hours = locale().toString(profile.weekly_minutes / 60, "f", 2).rstrip("0").rstrip(".,")
        days = ", ".join(short_weekday(day) for day in sorted(profile.working_days))
        texts = [row.name, hours, days, _limits(row, found), ", ".join(sorted(profile.skills))]
        if not profile.planned:
            texts = [_("{name} (takes no shifts)").format(name=row.name), *texts[1:]]
        return RecordRow(
            row,
            row.id,
            texts,
            icon=colour_icon(row.colour, self.theme),
            muted=not profile.planned,
        )


def _limits(row: PersonRow, found: Team) -> str:
    profile = row.profile
    letters = [each.letter for each in found.kinds if each.id in profile.allowed_kinds]
    parts = []
    if letters:
        parts.append(_("only {letters}").format(letters=" ".join(letters)))
    if profile.not_at_night:
        parts.append(_("not at night"))
    if profile.not_on_weekends:
        parts.append(_("not on weekends"))
    if profile.night_budget is not None:
        parts.append(_("at most {count} nights a month").format(count=profile.night_budget))
    if profile.elsewhere:
        parts.append(profile.zone or profile.country)
    return ", ".join(parts)
