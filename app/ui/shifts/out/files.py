"""Plans as files: what is written for each ending, and its proposed name."""

from datetime import datetime
from pathlib import Path

from app.formats.rosters.tables import grid, shift_list
from app.formats.rosters.workbook_writing import workbook
from app.formats.table_writing import csv_content
from app.i18n import _
from app.rules.calendar import last_of_month
from app.rules.rosters.sheet import Sheet
from app.templating.roster_print import month_html, person_html
from app.ui.shifts.out.one_page import save_pdf
from app.ui.shifts.out.sheet_words import printed_month, printed_person, tint
from app.ui.shifts.periods import Period, Scale
from app.ui.times import exact_time


def sheet_title(sheet: Sheet) -> str:
    """*June 2026*, or the days where it is no month."""
    first, last = sheet.first, sheet.last
    whole = first.day == 1 and last == last_of_month(first.year, first.month)
    scale = Scale.MONTH if whole else Scale.WEEK if (last - first).days == 6 else Scale.FOUR_WEEKS
    return Period(scale, first, last).title


def save_month(sheet: Sheet, path: Path, *, now: datetime) -> None:
    """Everybody on one page of a PDF; raises OSError if the file cannot be written."""
    title = sheet_title(sheet)
    month = printed_month(sheet, title=title, printed_on=printed_on(now))
    save_pdf([month_html(month)], path, title=month.title, wide=True)


def save_people(sheet: Sheet, path: Path, *, now: datetime) -> None:
    """Each person on a page of a PDF; raises OSError if the file cannot be written."""
    save_pdf(person_pages(sheet, now=now), path, title=sheet_title(sheet), wide=False)


def person_pages(sheet: Sheet, *, now: datetime) -> list[str]:
    """The pages of all people as HTML."""
    title = sheet_title(sheet)
    return [
        person_html(printed_person(sheet, row, title=title, printed_on=printed_on(now)))
        for row in sheet.rows
    ]


def table_content(sheet: Sheet, path: Path, *, as_list: bool) -> bytes:
    """The plan for the ending of a file: ``.xlsx``, else CSV, with a shift in each row or as a
    table of people by days."""
    if path.suffix.lower() == ".xlsx":
        return workbook(sheet, {each.key: tint(each.colour)[1:] for each in sheet.kinds})
    return csv_content(shift_list(sheet) if as_list else grid(sheet))


def printed_on(now: datetime) -> str:
    """The line at the foot of a page."""
    return _("Printed {time} by Tresen").format(time=exact_time(now))
