"""When customers are served, by weekday."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QLineEdit

from app.errors import UserError
from app.i18n import _
from app.queries.shifts.rules import RosterSettings, roster_settings
from app.rules.rosters.demand import WEEK
from app.rules.rosters.service_hours import read_hours, write_hours
from app.services.shifts.settings import set_service_hours
from app.ui.operations import Operations
from app.ui.shifts.setup.fields import weekday_name
from app.ui.shifts.setup.list_section import SetupSection
from app.ui.theme import Theme, set_style_property
from app.ui.widgets.button import Button
from app.ui.widgets.message_bar import MessageBar, Severity

_WIDTH = 560
_FRIDAY = 4


class ServiceHoursSection(SetupSection):
    """A line a day; an empty one is a day without service."""

    tables = frozenset({"roster_settings"})

    def __init__(
        self, operations: Operations, theme: Theme, *, now: Callable[[], datetime]
    ) -> None:
        super().__init__(
            _("Service hours"),
            _("When customers are served. What arrives outside is counted as such."),
            operations,
            theme,
            now=now,
            width=_WIDTH,
        )
        self.lines = [QLineEdit() for _day in range(WEEK)]
        self._wrong = MessageBar(theme, closable=False)
        form = self.add_form()
        for day, line in enumerate(self.lines):
            line.setPlaceholderText(_("no service"))
            line.editingFinished.connect(self._save)
            form.addRow(weekday_name(day), line)
        same = Button(_("Monday’s hours &until Friday"), theme, icon="down")
        same.clicked.connect(self._copy)
        self.add_buttons(same)
        self.add_hint(_("For example 9:00–12:00, 13:00–18:00"))
        self.column.addWidget(self._wrong)
        self._shown: RosterSettings | None = None
        self.read()

    def read(self) -> None:
        self.operations.read(roster_settings, owner=self, key="settings", done=self._show)

    def _show(self, found: RosterSettings) -> None:
        self._shown = found
        for line, hours in zip(self.lines, found.service_hours, strict=True):
            if not line.hasFocus() or not line.isModified():
                line.setText(write_hours(hours))

    def _copy(self) -> None:
        for line in self.lines[1 : _FRIDAY + 1]:
            line.setText(self.lines[0].text())
        self._save()

    def _save(self) -> None:
        self._wrong.hide()
        found = []
        for line in self.lines:
            try:
                found.append(read_hours(line.text()))
            except UserError as error:
                set_style_property(line, "wrong", True)
                self._wrong.show_message(str(error), severity=Severity.ERROR)
                return
            set_style_property(line, "wrong", False)
        for line in self.lines:
            line.setModified(False)
        hours = tuple(found)
        if self._shown is not None and hours != self._shown.service_hours:
            self.run(set_service_hours, hours, label=_("Changed the service hours"))
