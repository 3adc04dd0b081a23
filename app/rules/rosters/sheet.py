"""A plan as a table to print or to save: people down, days across, what it comes to beside it."""

from dataclasses import dataclass
from datetime import date, time

from app.rules.rosters.values import AbsenceKind, DayPart


@dataclass(frozen=True, slots=True)
class SheetKind:
    """A kind of shift in the legend; ``colour`` is a place in the set of twelve."""

    key: str
    letter: str
    name: str
    start: time
    end: time
    colour: int = 0
    on_call: bool = False


@dataclass(frozen=True, slots=True)
class SheetDay:
    """A column; ``holiday`` is its name or empty, ``free`` whether it is a Sunday or a holiday."""

    date: date
    holiday: str = ""
    free: bool = False


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One person's day. ``kind`` None: no shift, planned so if ``off``.

    ``changed``: another shift than the published one.
    """

    kind: SheetKind | None = None
    off: bool = False
    absence: AbsenceKind | None = None
    part: DayPart = DayPart.WHOLE
    comment: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A person with a cell for each day, and minutes and counts of the period.

    ``planned`` holds paid absences as well.
    """

    key: str
    name: str
    cells: tuple[SheetCell, ...]
    planned: int = 0
    owed: int = 0
    balance: int = 0
    nights: int = 0
    weekends: int = 0
    holidays: int = 0


@dataclass(frozen=True, slots=True)
class Cover:
    """A kind of shift by day: people planned and the fewest that must be there."""

    kind: SheetKind
    planned: tuple[int, ...]
    least: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table. ``version`` is the published version it shows, None where none was published."""

    desk: str
    days: tuple[SheetDay, ...]
    rows: tuple[SheetRow, ...]
    kinds: tuple[SheetKind, ...]
    cover: tuple[Cover, ...] = ()
    version: int | None = None

    @property
    def first(self) -> date:
        """The first day."""
        return self.days[0].date

    @property
    def last(self) -> date:
        """The last day."""
        return self.days[-1].date
