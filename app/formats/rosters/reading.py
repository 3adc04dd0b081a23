"""Plans from tables: people by days or a list of shifts; columns are guessed by what they hold."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import pairwise

from app.formats.rosters.columns import Column, column_of
from app.formats.rosters.day_text import Month, day_number, day_of, month_of, span_of, time_of
from app.formats.rosters.workbook import is_workbook, sheets_of
from app.formats.table_text import decoded, rows, unguarded
from app.i18n import _

_HEADER_WITHIN = 20
_FEWEST_DATES = 2
_FEWEST_NUMBERS = 5

Rows = Sequence[tuple[int, Sequence[str]]]


class Shape(StrEnum):
    """How a table is laid out: people by days, or one shift in each row."""

    GRID = "grid"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class ReadShift:
    """A shift as it is written: the texts for person and kind, ``times`` where they are given."""

    person: str
    day: date
    shift: str
    times: tuple[time, time] | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that could not be read, by the number of its line, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """What a table holds. ``month`` was found in it; ``bare`` says that its days are numbers only,
    so that the month matters. ``ignored`` are columns without a place here."""

    shifts: tuple[ReadShift, ...]
    problems: tuple[RowProblem, ...] = ()
    ignored: tuple[str, ...] = ()
    shape: Shape | None = None
    month: Month | None = None
    bare: bool = False


def read_plan(content: bytes, *, month: Month, name: str = "") -> ReadPlan:
    """The plan in a CSV or XLSX file; ``month`` stands in where the table names none.

    ``name`` of the file may tell the month. Of several sheets the one with most shifts is taken.
    Raises UserError for a workbook that cannot be opened; a text is always read as far as it goes.
    """
    if is_workbook(content):
        plans = [
            _plan(table, [name, title, *_texts(table)], month)
            for title, table in sheets_of(content)
        ]
        return max(plans, key=lambda each: len(each.shifts), default=_nothing(0))
    table = [
        (line, [unguarded(cell.strip()) for cell in row]) for line, row in rows(decoded(content))
    ]
    return _plan(table, [name, *_texts(table)], month)


def _texts(table: Rows) -> Iterator[str]:
    for _line, row in table[:_HEADER_WITHIN]:
        yield from row


def _plan(table: Rows, texts: Sequence[str], usual: Month) -> ReadPlan:
    found = month_of(texts)
    month = found or usual
    for index, (_line, row) in enumerate(table[:_HEADER_WITHIN]):
        columns = [column_of(cell) for cell in row]
        if Column.PERSON in columns and Column.DATE in columns:
            return _list(table[index + 1 :], row, columns, month)
        days = _days(row, month)
        if days:
            bare = all(day_number(row[place]) is not None for place in days)
            return _grid(table, index, days, found, bare=bare)
    return _nothing(table[0][0] if table else 0)


def _nothing(line: int) -> ReadPlan:
    text = _("No row of this table names days, and no columns are called person and date.")
    return ReadPlan((), (RowProblem(line, text),))


def _days(row: Sequence[str], month: Month) -> Mapping[int, date]:
    """The columns of a row that are days one after the other; empty if it is no such row."""
    numbers = {place: number for place, cell in enumerate(row) if (number := day_number(cell))}
    dates = {
        place: day
        for place, cell in enumerate(row)
        if place not in numbers and (day := day_of(cell, month))
    }
    if len(dates) >= _FEWEST_DATES and _rising(list(dates.values())):
        return dates
    return _numbered(numbers, month) if len(numbers) >= _FEWEST_NUMBERS else {}


def _rising(days: Sequence[date]) -> bool:
    return all(day < following for day, following in pairwise(days))


def _numbered(numbers: Mapping[int, int], month: Month) -> Mapping[int, date]:
    """Columns that count up day by day, over the end of a month into the next one."""
    found: dict[int, date] = {}
    last: date | None = None
    for place, number in numbers.items():
        if last is None:
            day = day_of(str(number), month)
        else:
            day = date.fromordinal(last.toordinal() + 1)
            if day.day != number:
                break
        if day is None:
            break
        found[place] = last = day
    return found if len(found) >= _FEWEST_NUMBERS else {}


def _grid(
    table: Rows, header: int, days: Mapping[int, date], month: Month | None, *, bare: bool
) -> ReadPlan:
    titles = table[header][1]
    body = table[header + 1 :]
    names = _name_column(titles, body, min(days))
    if names is None:
        text = _("There is no column with names in front of the days.")
        return ReadPlan((), (RowProblem(table[header][0], text),), month=month, bare=bare)
    shifts = []
    for _line, row in body:
        person = _cell(row, names)
        cells = [(day, cell) for place, day in days.items() if (cell := _cell(row, place))]
        if person and not _counted(cells):
            shifts += [_shift(person, day, cell) for day, cell in cells]
    return ReadPlan(tuple(shifts), shape=Shape.GRID, month=month, bare=bare)


def _counted(cells: Sequence[tuple[date, str]]) -> bool:
    """Whether a row holds numbers of people rather than shifts."""
    return all(cell.replace("/", "").replace(" ", "").isdigit() for _day, cell in cells)


def _name_column(titles: Sequence[str], body: Rows, before: int) -> int | None:
    """The column in front of the days that is called so, else the one with most different words."""
    for place, title in enumerate(titles[:before]):
        if column_of(title) is Column.PERSON:
            return place
    words = Counter(
        {
            place: len({_cell(row, place) for _line, row in body if _wordy(_cell(row, place))})
            for place in range(before)
        }
    )
    best = words.most_common(1)
    return best[0][0] if best and best[0][1] else None


def _wordy(text: str) -> bool:
    return any(letter.isalpha() for letter in text)


def _list(
    body: Rows, titles: Sequence[str], columns: Sequence[Column | None], month: Month
) -> ReadPlan:
    places = {column: place for place, column in reversed(list(enumerate(columns))) if column}
    shifts: list[ReadShift] = []
    problems: list[RowProblem] = []
    for line, row in body:
        texts = {column: _cell(row, place) for column, place in places.items()}
        person, when = texts.get(Column.PERSON, ""), texts.get(Column.DATE, "")
        day = day_of(when, month)
        if not person or day is None:
            reason = _("“{text}” is no day").format(text=when) if person else _("no name")
            problems.append(RowProblem(line, reason))
            continue
        begin, end = (time_of(texts.get(each, "")) for each in (Column.START, Column.END))
        shift = texts.get(Column.SHIFT, "")
        made = _shift(person, day, shift)
        if begin is not None and end is not None:
            written = shift or f"{begin:%H:%M}-{end:%H:%M}"
            made = ReadShift(person, day, written, (begin, end))
        if not made.shift:
            problems.append(RowProblem(line, _("no shift")))
            continue
        comment = texts.get(Column.COMMENT, "")
        shifts.append(ReadShift(person, day, made.shift, made.times, comment))
    ignored = dict.fromkeys(
        title for title, column in zip(titles, columns, strict=True) if title and column is None
    )
    return ReadPlan(tuple(shifts), tuple(problems), tuple(ignored), Shape.LIST, month)


def _shift(person: str, day: date, text: str) -> ReadShift:
    return ReadShift(person, day, text, span_of(text))


def _cell(row: Sequence[str], place: int) -> str:
    return " ".join(row[place].split()) if place < len(row) else ""
