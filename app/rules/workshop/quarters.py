"""Quarters of a year, by name and by the moments they begin and end at."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter, 1 to 4."""

    year: int
    number: int

    @property
    def key(self) -> str:
        """As it is stored and sorted: ``2026-Q1``."""
        return f"{self.year}-Q{self.number}"

    @property
    def before(self) -> "Quarter":
        """The one before it."""
        if self.number == 1:
            return Quarter(self.year - 1, 4)
        return Quarter(self.year, self.number - 1)

    @property
    def after(self) -> "Quarter":
        """The one after it."""
        if self.number == 4:
            return Quarter(self.year + 1, 1)
        return Quarter(self.year, self.number + 1)

    @property
    def first_day(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    def moments(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """When it begins and when the next one does, by the clock of ``zone``, as UTC."""
        return _midnight(self.first_day, zone), _midnight(self.after.first_day, zone)


def quarter_of(day: date) -> Quarter:
    """The quarter that a day is in."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarter_from_key(key: str) -> Quarter:
    """The quarter that ``key`` names; ValueError if it names none."""
    year, _mark, number = key.partition("-Q")
    if number not in ("1", "2", "3", "4"):
        raise ValueError(f"no quarter: {key}")
    return Quarter(int(year), int(number))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone).astimezone(UTC)
