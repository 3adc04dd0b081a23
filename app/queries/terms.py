"""What a search over tickets is made of, as plain values; relative days stay relative."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from app.rules.calendar import add_months
from app.rules.enums import Channel, Level, Priority, Status
from app.rules.wall_time import instants


class ChoiceField(StrEnum):
    """A field with a closed set of values."""

    STATUS = "status"
    PRIORITY = "priority"
    CHANNEL = "channel"
    LEVEL = "level"


Choice = Status | Priority | Channel | Level


class TextField(StrEnum):
    """A field that is searched by its words; those of SUBJECT, FROM and TO are of messages too."""

    CONTACT = "contact"
    ORGANISATION = "organisation"
    TAG = "tag"
    CATEGORY = "category"
    ASSIGNEE = "assignee"
    SUBJECT = "subject"
    FROM = "from"
    TO = "to"


class TimeField(StrEnum):
    """A time of a ticket; SENT is that of any of its messages."""

    CREATED = "created"
    UPDATED = "updated"
    SENT = "sent"
    DUE = "due"
    SOLVED = "solved"


class Part(StrEnum):
    """What a ticket can have (``has:``)."""

    ATTACHMENT = "attachment"
    DRAFT = "draft"
    NOTE = "note"
    DUE = "due"
    SNOOZE = "snooze"
    LINK = "link"


class Flag(StrEnum):
    """What a ticket can be (``is:``); OVERDUE and ON_DUTY need the current time, MINE the agent."""

    UNREAD = "unread"
    SNOOZED = "snoozed"
    OVERDUE = "overdue"
    SPAM = "spam"
    TRASH = "trash"
    AUTOMATIC = "automatic"
    UNASSIGNED = "unassigned"
    MINE = "mine"
    ON_DUTY = "onduty"


class Comparison(StrEnum):
    """How a time stands to a period."""

    ON = "="
    BEFORE = "<"
    UNTIL = "<="
    AFTER = ">"
    SINCE = ">="


class Unit(StrEnum):
    """A stretch of the calendar; weeks begin on Monday (ISO 8601)."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Relative:
    """A period counted from the one that today is in: the day -1 is yesterday."""

    unit: Unit
    offset: int

    def days(self, today: date) -> tuple[date, date]:
        """First day, and the first day after it."""
        match self.unit:
            case Unit.DAY:
                first = today + timedelta(days=self.offset)
                return first, first + timedelta(days=1)
            case Unit.WEEK:
                first = today - timedelta(days=today.weekday()) + timedelta(weeks=self.offset)
                return first, first + timedelta(weeks=1)
            case Unit.MONTH:
                first = add_months(today.replace(day=1), self.offset)
                return first, add_months(first, 1)
            case Unit.YEAR:
                first = date(today.year + self.offset, 1, 1)
                return first, first.replace(year=first.year + 1)


@dataclass(frozen=True, slots=True)
class Fixed:
    """A day, a month (``day`` None) or a year (``month`` None too) of the calendar."""

    year: int
    month: int | None = None
    day: int | None = None

    def days(self, today: date) -> tuple[date, date]:
        """First day, and the first day after it."""
        first = date(self.year, self.month or 1, self.day or 1)
        if self.day is not None:
            return first, first + timedelta(days=1)
        return first, add_months(first, 12 if self.month is None else 1)


Period = Relative | Fixed


@dataclass(frozen=True, slots=True)
class Word:
    """A word anywhere in the ticket or its messages; one of digits may be its number as well."""

    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in this order, one after the other."""

    text: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """A field with one of ``values``, which are of the field's enum, in its order, at least one."""

    field: ChoiceField
    values: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class TextIn:
    """A field with this text; tag, category: the whole name, or its beginning with ``prefix``."""

    field: TextField
    text: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class HasPart:
    """A ticket with such a part."""

    part: Part


@dataclass(frozen=True, slots=True)
class IsFlagged:
    """A ticket in such a condition."""

    flag: Flag


@dataclass(frozen=True, slots=True)
class NumberIs:
    """The ticket with this number."""

    number: int


@dataclass(frozen=True, slots=True)
class TimeIn:
    """A time before, in or after a period."""

    field: TimeField
    comparison: Comparison
    period: Period

    def interval(self, *, now: datetime, zone: tzinfo) -> tuple[datetime | None, datetime | None]:
        """From when, and until before when, both UTC; None is without bound. ``now`` is aware."""
        first, after = self.period.days(now.astimezone(zone).date())
        start, end = instants(first, 0, zone)[0], instants(after, 0, zone)[0]
        match self.comparison:
            case Comparison.ON:
                return start, end
            case Comparison.BEFORE:
                return None, start
            case Comparison.UNTIL:
                return None, end
            case Comparison.AFTER:
                return end, None
            case Comparison.SINCE:
                return start, None


@dataclass(frozen=True, slots=True)
class Not:
    """Everything but ``term``."""

    term: "Term"


@dataclass(frozen=True, slots=True)
class And:
    """What fits all of ``terms``; without any it is every ticket."""

    terms: tuple["Term", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """What fits one of ``terms``, of which there are two or more."""

    terms: tuple["Term", ...]


Term = Word | Phrase | OneOf | TextIn | HasPart | IsFlagged | NumberIs | TimeIn | Not | And | Or
EVERYTHING = And(())


def all_of(terms: Iterable[Term]) -> Term:
    """One term that asks for all of ``terms``, without an And in an And."""
    flat = tuple(
        inner for term in terms for inner in (term.terms if isinstance(term, And) else (term,))
    )
    return flat[0] if len(flat) == 1 else And(flat)


def any_of(terms: Iterable[Term]) -> Term:
    """One term that asks for one of ``terms``, without an Or in an Or; none ask for everything."""
    flat = tuple(
        inner for term in terms for inner in (term.terms if isinstance(term, Or) else (term,))
    )
    if not flat:
        return EVERYTHING
    return flat[0] if len(flat) == 1 else Or(flat)


def negated(term: Term) -> Term:
    """The opposite of ``term``, without a Not in a Not."""
    return term.term if isinstance(term, Not) else Not(term)


def leaves(term: Term) -> Iterator[Term]:
    """Every term within ``term`` that holds no other, in order."""
    match term:
        case And(terms) | Or(terms):
            for each in terms:
                yield from leaves(each)
        case Not(inner):
            yield from leaves(inner)
        case _:
            yield term


class Sort(StrEnum):
    """The columns a queue can be ordered by."""

    NUMBER = "number"
    SUBJECT = "subject"
    CONTACT = "contact"
    STATUS = "status"
    PRIORITY = "priority"
    ASSIGNEE = "assignee"
    DUE = "due"
    CREATED = "created"
    UPDATED = "updated"
    CATEGORY = "category"
    CHANNEL = "channel"
    LEVEL = "level"
    SNOOZED = "snoozed"
    WORKED = "worked"


class Grouping(StrEnum):
    """What a queue is divided by; groups come before the order within them."""

    NONE = "none"
    PRIORITY = "priority"
    ASSIGNEE = "assignee"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Order:
    """How a queue is ordered; the newest activity first unless said otherwise."""

    sort: Sort = Sort.UPDATED
    descending: bool = True
    grouping: Grouping = Grouping.NONE
