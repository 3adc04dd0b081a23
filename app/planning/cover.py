"""A plan held against the need: where too few are there and where too many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.planning.need import SLOT_MINUTES, SLOTS, SlotNeed, in_time
from app.planning.need_settings import Promises
from app.rules.enums import Channel


@dataclass(frozen=True, slots=True)
class Extra:
    """What if: so many people more (or fewer) from ``begin`` to ``end`` on these weekdays.

    Minutes after midnight; ``end`` 1440 is midnight.
    """

    people: int
    begin: int
    end: int
    weekdays: frozenset[int] = frozenset(range(7))

    def in_slot(self, weekday: int, slot: int) -> int:
        """People more in a half hour."""
        inside = self.begin <= slot * SLOT_MINUTES < self.end
        return self.people if inside and weekday in self.weekdays else 0


@dataclass(frozen=True, slots=True)
class DayCover:
    """One day in half hours: the need, and the people planned."""

    day: date
    need: tuple[SlotNeed, ...]
    planned: tuple[int, ...]

    @property
    def missing(self) -> tuple[int, ...]:
        """People too few; negative where there are too many, 0 while the desk is closed."""
        pairs = zip(self.need, self.planned, strict=True)
        return tuple(need.people - planned if need.opened else 0 for need, planned in pairs)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Half hours in a row, from ``begin`` to ``end`` in minutes after midnight, in which ``most``
    people are missing at worst."""

    day: date
    begin: int
    end: int
    most: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the days come to: person hours missing and too many, and the share in time."""

    missing_hours: float
    surplus_hours: float
    contacts: float
    in_time: float

    @property
    def share(self) -> float:
        """Of the contacts, from 0 to 1; 1 of none."""
        return self.in_time / self.contacts if self.contacts else 1.0


def covers(
    week: Sequence[SlotNeed],
    planned: Mapping[date, Sequence[int]],
    *,
    closed: frozenset[date] = frozenset(),
    extra: Extra | None = None,
) -> tuple[DayCover, ...]:
    """Each day against the need of its weekday; ``closed`` days need nobody."""
    nobody = (SlotNeed(0.0, 0, 0, 0, opened=False),) * SLOTS
    return tuple(
        DayCover(
            day,
            nobody if day in closed else tuple(_of_day(week, day.weekday())),
            tuple(
                max(0, people + (extra.in_slot(day.weekday(), slot) if extra else 0))
                for slot, people in enumerate(row)
            ),
        )
        for day, row in planned.items()
    )


def shortages(days: Sequence[DayCover]) -> tuple[Stretch, ...]:
    """The stretches with too few people, in order of time."""
    found: list[Stretch] = []
    for each in days:
        begin: int | None = None
        missing = (*each.missing, 0)
        for slot, count in enumerate(missing):
            if count > 0 and begin is None:
                begin = slot
            elif count <= 0 and begin is not None:
                most = max(missing[begin:slot])
                found.append(Stretch(each.day, begin * SLOT_MINUTES, slot * SLOT_MINUTES, most))
                begin = None
    return tuple(found)


def outcome(
    days: Sequence[DayCover],
    means: Mapping[Channel, Sequence[float]],
    promised: Promises,
) -> Outcome:
    """The sums of the days; ``means`` are the contacts of each half hour of a week."""
    hour = SLOT_MINUTES / 60
    missing = [count for each in days for count in each.missing]
    contacts = answered = 0.0
    for each in days:
        for slot, (need, planned) in enumerate(zip(each.need, each.planned, strict=True)):
            if need.contacts > 0:
                place = each.day.weekday() * SLOTS + slot
                here = {channel: row[place] for channel, row in means.items()}
                contacts += need.contacts
                answered += in_time(here, promised, planned)
    return Outcome(
        missing_hours=hour * sum(each for each in missing if each > 0),
        surplus_hours=-hour * sum(each for each in missing if each < 0),
        contacts=contacts,
        in_time=answered,
    )


def _of_day(week: Sequence[SlotNeed], weekday: int) -> Sequence[SlotNeed]:
    return week[weekday * SLOTS : (weekday + 1) * SLOTS]
