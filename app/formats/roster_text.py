"""Roster problems in the text format of the public staff scheduling instances (Curtois & Qu)."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.errors import UserError
from app.i18n import _
from app.planning.problem import Cover, Employee, Problem, Shift, Wish

_SECTION = "SECTION_"


def read(text: str) -> Problem:
    """The problem; ``UserError`` names the line that makes no sense."""
    reader = _Reader()
    for number, line in _lines(text):
        try:
            reader.take(line)
        except (ValueError, KeyError, IndexError) as error:
            raise UserError(
                _("Line {number} makes no sense here: “{line}”").format(number=number, line=line)
            ) from error
    return reader.problem()


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if (stripped := line.strip()) and not stripped.startswith("#"):
            yield number, stripped


class _Reader:
    """Takes the lines one by one; each section has its own way to read them."""

    def __init__(self) -> None:
        self._days = 0
        self._shifts: dict[str, Shift] = {}
        self._employees: dict[str, Employee] = {}
        self._days_off: dict[str, frozenset[int]] = {}
        self._cover: list[Cover] = []
        self._wishes: list[Wish] = []
        self._take: Callable[[list[str]], None] | None = None
        self._sections: dict[str, Callable[[list[str]], None]] = {
            "HORIZON": self._horizon,
            "SHIFTS": self._shift,
            "STAFF": self._employee,
            "DAYS_OFF": self._day_off,
            "SHIFT_ON_REQUESTS": lambda cells: self._wish(cells, on=True),
            "SHIFT_OFF_REQUESTS": lambda cells: self._wish(cells, on=False),
            "COVER": self._covered,
        }

    def take(self, line: str) -> None:
        if line.startswith(_SECTION):
            self._take = self._sections[line.removeprefix(_SECTION)]
        elif self._take is None:
            raise ValueError(line)
        else:
            self._take([cell.strip() for cell in line.split(",")])

    def problem(self) -> Problem:
        if not (self._days and self._shifts and self._employees):
            raise UserError(_("The file holds no roster: horizon, shifts or staff are missing."))
        return Problem(
            self._days,
            tuple(self._shifts.values()),
            tuple(
                _with_days_off(employee, self._days_off.get(employee.id, frozenset()))
                for employee in self._employees.values()
            ),
            tuple(self._cover),
            tuple(self._wishes),
        )

    def _horizon(self, cells: list[str]) -> None:
        self._days = _positive(cells[0])

    def _shift(self, cells: list[str]) -> None:
        self._shifts[cells[0]] = Shift(
            cells[0], _positive(cells[1]), frozenset(filter(None, cells[2].split("|")))
        )

    def _employee(self, cells: list[str]) -> None:
        name, most, *numbers = cells
        limits = dict(each.split("=") for each in most.split("|") if each)
        most_minutes, least_minutes, most_row, least_row, least_off, weekends = map(int, numbers)
        self._employees[name] = Employee(
            name,
            {self._shifts[shift].id: int(number) for shift, number in limits.items()},
            most_minutes,
            least_minutes,
            most_row,
            least_row,
            least_off,
            weekends,
        )

    def _day_off(self, cells: list[str]) -> None:
        name = self._employees[cells[0]].id
        days = frozenset(self._day(cell) for cell in cells[1:])
        self._days_off[name] = self._days_off.get(name, frozenset()) | days

    def _wish(self, cells: list[str], *, on: bool) -> None:
        name, day, shift, weight = cells
        employee, kind = self._employees[name].id, self._shifts[shift].id
        self._wishes.append(Wish(employee, self._day(day), kind, int(weight), on))

    def _covered(self, cells: list[str]) -> None:
        day, shift, wanted, under, over = cells
        kind = self._shifts[shift].id
        self._cover.append(Cover(self._day(day), kind, int(wanted), int(under), int(over)))

    def _day(self, text: str) -> int:
        day = int(text)
        if not 0 <= day < self._days:
            raise ValueError(text)
        return day


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _with_days_off(employee: Employee, days: frozenset[int]) -> Employee:
    return replace(employee, days_off=days) if days else employee
