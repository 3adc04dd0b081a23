"""What a shift plan consists of: kinds of shifts, people, absences, the calendar, the plan."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time

from app.rules.rosters.kinds import AbsenceKind as AbsenceKind
from app.rules.rosters.kinds import DayPart as DayPart
from app.rules.rosters.kinds import Presence as Presence

DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class ShiftKind:
    """A kind of shift by the clock on the wall; an ``end`` not after ``start`` is on the next day.

    A shift belongs to the date on which it begins. Breaks are minutes; neither is working time
    (ArbZG § 2 (1)), a paid one is paid. ``skill`` empty: everybody may; ``zone`` empty: the desk's.
    """

    key: str
    letter: str
    name: str
    start: time
    end: time
    unpaid_break: int = 0
    paid_break: int = 0
    presence: Presence = Presence.PRESENT
    night: bool = False
    skill: str = ""
    zone: str = ""

    @property
    def start_minute(self) -> int:
        """Minutes after midnight of its date."""
        return self.start.hour * 60 + self.start.minute

    @property
    def end_minute(self) -> int:
        """Minutes after midnight of its date, past 1440 if it ends on the next one."""
        minute = self.end.hour * 60 + self.end.minute
        return minute if minute > self.start_minute else minute + DAY_MINUTES


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday, or a half day such as 24 December, from ``start`` to midnight.

    Only a ``legal`` one forbids work; the others lower the hours owed.
    """

    name: str
    start: time = time()
    legal: bool = True

    @property
    def start_minute(self) -> int:
        """Minutes after midnight from which it counts."""
        return self.start.hour * 60 + self.start.minute

    @property
    def half(self) -> bool:
        """Whether only part of the day is free."""
        return self.start_minute > 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """The clock (IANA name) and the holidays of a place of work."""

    zone: str
    holidays: Mapping[date, Holiday] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is planned. ``working_days`` count as ``date.weekday`` does.

    ``protected`` switches on the rules of maternity protection; no reason is kept, and their
    violations name none. ``calendar`` is that of another place of work, None the desk's.
    ``night_budget`` is the most nights in a calendar month; ``allowed_kinds`` empty: all.
    """

    key: str
    name: str
    weekly_minutes: int = 40 * 60
    balance_minutes: int = 0
    working_days: frozenset[int] = frozenset(range(5))
    birth: date | None = None
    protected: bool = False
    not_at_night: bool = False
    not_on_weekends: bool = False
    night_budget: int | None = None
    skills: frozenset[str] = frozenset()
    allowed_kinds: frozenset[str] = frozenset()
    employed_from: date | None = None
    employed_until: date | None = None
    calendar: Calendar | None = None


@dataclass(frozen=True, slots=True)
class Absence:
    """From ``first`` to ``last``, both included."""

    person: str
    first: date
    last: date
    kind: AbsenceKind
    part: DayPart = DayPart.WHOLE


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish of a person for a day: to do (``on``) or not to do a kind of shift, None: any.

    ``fixed`` is an agreement, to be kept; any other costs its ``weight`` when it is not followed.
    """

    person: str
    day: date
    kind: str | None
    on: bool
    weight: int = 1
    fixed: bool = False

    def followed(self, assigned: str | None) -> bool:
        """Whether a day with this shift (None: none) follows the wish."""
        done = assigned is not None if self.kind is None else assigned == self.kind
        return done is self.on


@dataclass(frozen=True, slots=True)
class Permission:
    """Why work on Sundays and holidays, or at night, is permitted here; empty: it is not."""

    sundays: str = ""
    nights: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two who must, or must not, be on duty at the same time."""

    first: str
    second: str
    together: bool


@dataclass(frozen=True, slots=True)
class SkillMix:
    """At least so many with a skill in each shift that is staffed; ``kinds`` empty: in all."""

    skill: str
    least: int = 1
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """The days ``first`` to ``last`` with all that is known of the time around them.

    ``assignments``: person → date → kind of shift; dates before ``first`` are history, those after
    ``last`` what is already planned. ``known_since``: history is complete from there on; None
    takes the earliest assigned date, at the latest ``first``.
    """

    first: date
    last: date
    kinds: Mapping[str, ShiftKind]
    people: tuple[Person, ...]
    assignments: Mapping[str, Mapping[date, str]]
    calendar: Calendar
    absences: tuple[Absence, ...] = ()
    permission: Permission = Permission()
    pairs: tuple[Pair, ...] = ()
    mixes: tuple[SkillMix, ...] = ()
    known_since: date | None = None
    wishes: tuple[Wish, ...] = ()

    def with_shift(self, person: str, day: date, kind: str | None) -> "Plan":
        """The plan with one cell changed; None takes the shift out."""
        row = {each: key for each, key in self.assignments.get(person, {}).items() if each != day}
        if kind is not None:
            row[day] = kind
        return replace(self, assignments={**self.assignments, person: row})
