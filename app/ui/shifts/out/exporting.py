"""The plan as a file: tables for spreadsheets, calendars for phones and mail programs."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.errors import UserError
from app.i18n import _, ngettext
from app.queries.shifts.calendars import calendar
from app.queries.shifts.people import PersonRow, planned_people
from app.queries.shifts.sheets import sheet
from app.rules.file_names import safe_name
from app.ui.operations import Announcement, Operations
from app.ui.shifts.out.files import table_content
from app.ui.shifts.out.paper import unsaved
from app.ui.shifts.periods import Period

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class PlanExport(QObject):
    """A menu of kinds of files; each asks where to, and says what was written."""

    def __init__(
        self, operations: Operations, parent: QWidget, *, now: Callable[[], datetime]
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._widget = parent
        self._now = now

    def menu(self, period: Period, people: tuple[PersonRow, ...]) -> QMenu:
        """The kinds of files for these days and people."""
        menu = QMenu(self._widget)
        menu.aboutToHide.connect(menu.deleteLater)
        for words, ending, as_list in (
            (_("&Workbook (XLSX)…"), "xlsx", False),
            (_("&Table of people and days (CSV)…"), "csv", False),
            (_("&List of shifts (CSV)…"), "csv", True),
        ):
            action = menu.addAction(words)
            action.triggered.connect(partial(self._ask_table, period, ending, as_list))
        menu.addSeparator()
        action = menu.addAction(_("Calendar of &all (ICS)…"))
        action.triggered.connect(partial(self._ask_calendar, None))
        one = menu.addMenu(_("Calendar of &one person (ICS)"))
        for person in people:
            # A single "&" in a name would underline the next letter.
            action = one.addAction(person.name.replace("&", "&&"))
            action.triggered.connect(partial(self._ask_calendar, person))
        action = menu.addAction(_("Calendars of &each person, into a folder…"))
        action.triggered.connect(self._ask_folder)
        return menu

    def write_table(self, period: Period, path: Path, *, as_list: bool) -> None:
        """Write the plan as a table; the ending says which kind."""
        self._operations.read(
            write_table,
            period.first,
            period.last,
            path,
            as_list=as_list,
            owner=self,
            done=lambda count: self._tell(count, path),
        )

    def write_calendar(self, person: PersonRow | None, path: Path) -> None:
        """Write the published shifts of a person, or of all."""
        self._operations.read(
            write_calendar,
            person.key if person else None,
            path,
            now=self._now(),
            owner=self,
            done=lambda count: self._tell(count, path),
        )

    def write_calendars(self, folder: Path) -> None:
        """Write a calendar for each person."""
        self._operations.read(
            write_calendars,
            folder,
            now=self._now(),
            owner=self,
            done=lambda count: self._announce(
                ngettext("Wrote {n} calendar", "Wrote {n} calendars", count).format(n=count)
            ),
        )

    def _ask_table(
        self, period: Period, ending: str, as_list: bool, _checked: bool = False
    ) -> None:
        path = self._ask(f"{_('Shift plan')} {period.title}.{ending}", f"*.{ending}")
        if path is not None:
            self.write_table(period, path, as_list=as_list)

    def _ask_calendar(self, person: PersonRow | None, _checked: bool = False) -> None:
        name = person.name if person else _("All")
        path = self._ask(f"{_('Shifts')} {name}.ics", "*.ics")
        if path is not None:
            self.write_calendar(person, path)

    def _ask_folder(self, _checked: bool = False) -> None:
        folder = QFileDialog.getExistingDirectory(
            self._widget, _("Folder for the calendars"), str(Path.home())
        )
        if folder:
            self.write_calendars(Path(folder))

    def _ask(self, name: str, pattern: str) -> Path | None:
        proposed = str(Path.home() / safe_name(name, fallback="plan"))
        target, _kind = QFileDialog.getSaveFileName(self._widget, _("Export"), proposed, pattern)
        return Path(target) if target else None

    def _tell(self, count: int, path: Path) -> None:
        words = ngettext("Wrote {n} shift to {name}", "Wrote {n} shifts to {name}", count)
        self._announce(words.format(n=count, name=path.name))

    def _announce(self, text: str) -> None:
        self._operations.announced.emit(Announcement(text, undoable=False))


def write_table(session: "Session", first: date, last: date, path: Path, *, as_list: bool) -> int:
    """Write the plan of these days as a table; the number of shifts."""
    made = sheet(session, first=first, last=last)
    _write(path, table_content(made, path, as_list=as_list))
    return sum(cell.kind is not None for row in made.rows for cell in row.cells)


def write_calendar(session: "Session", person: str | None, path: Path, *, now: datetime) -> int:
    """Write the published shifts of a person, or of all; how many take place."""
    made = calendar(session, person=person, now=now)
    if not made.shifts:
        raise UserError(_("There is nothing to export: publish the plan first."))
    _write(path, made.content)
    return made.shifts


def write_calendars(session: "Session", folder: Path, *, now: datetime) -> int:
    """Write a calendar for each person who has published shifts; how many."""
    count = 0
    for person in planned_people(session):
        made = calendar(session, person=person.key, now=now)
        if made.shifts:
            name = safe_name(f"{_('Shifts')} {person.name}.ics", fallback=f"{person.key}.ics")
            _write(folder / name, made.content)
            count += 1
    if not count:
        raise UserError(_("There is nothing to export: publish the plan first."))
    return count


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise unsaved(path, error) from error
