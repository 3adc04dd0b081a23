"""Surcharges for work at night, on Sundays and holidays: minutes and money of the planned days.

No break has a planned time: all of them are taken to lie in the middle of the shift. Only time
present counts, without breaks, for surcharges are for work that is really done (EStG § 3b (1)).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from itertools import pairwise

from app.rules.rosters.case import WEEK, Case
from app.rules.rosters.spans import Duty, utc_minute
from app.rules.rosters.timetable import Timetable
from app.rules.rosters.values import DAY_MINUTES, Plan

_HOUR = 60
_PERCENT = 100


class Occasion(StrEnum):
    """What a surcharge is paid for; ``DATES`` are days of each year such as 24 December."""

    NIGHT = "night"
    SUNDAY = "sunday"
    HOLIDAY = "holiday"
    DATES = "dates"


@dataclass(frozen=True, slots=True)
class SurchargeRate:
    """So many percent of the hour's wage between two times of the clock on certain days.

    ``begin`` and ``until`` are minutes after midnight; ``until`` not after ``begin`` is on the next
    day. ``begun_before``: only where the shift began on the day before. ``next_morning``: so many
    minutes of the day after count too where the shift began before midnight. ``dates`` are pairs of
    month and day for ``Occasion.DATES``. A holiday that begins at noon counts from noon on.
    """

    key: str
    occasion: Occasion
    percent: Decimal
    begin: int = 0
    until: int = DAY_MINUTES
    begun_before: bool = False
    next_morning: int = 0
    dates: tuple[tuple[int, int], ...] = ()

    @property
    def at_night(self) -> bool:
        """Night rates add to those of days; of each group only the highest is paid."""
        return self.occasion is Occasion.NIGHT


@dataclass(frozen=True, slots=True)
class SurchargeScheme:
    """The rates of a desk, and the most cents an hour of which they are reckoned (None: any).

    ``source`` is where they are written; empty for those a desk made up itself.
    """

    key: str
    rates: tuple[SurchargeRate, ...]
    most_cents: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Wages:
    """Cents an hour: those of a person, else ``usual``; 0 is not known."""

    usual: int = 0
    of_person: Mapping[str, int] = field(default_factory=dict)

    def of(self, person: str) -> int:
        """Cents an hour of a person."""
        return self.of_person.get(person, self.usual)


@dataclass(frozen=True, slots=True)
class Surcharge:
    """What one person gets by one rate in the planned days; ``cents`` 0 where the wage is not
    known. ``days`` are the dates of the shifts it comes from."""

    rate: SurchargeRate
    minutes: int
    cents: int
    days: tuple[date, ...]


TAX_FREE = SurchargeScheme(
    "DE-EStG-3b",
    (
        SurchargeRate("night", Occasion.NIGHT, Decimal(25), 20 * 60, 6 * 60),
        SurchargeRate("deep_night", Occasion.NIGHT, Decimal(40), 0, 4 * 60, begun_before=True),
        SurchargeRate("sunday", Occasion.SUNDAY, Decimal(50), next_morning=4 * 60),
        SurchargeRate("holiday", Occasion.HOLIDAY, Decimal(125), next_morning=4 * 60),
        SurchargeRate("new_years_eve", Occasion.DATES, Decimal(125), 14 * 60, DAY_MINUTES,
                      dates=((12, 31),)),
        SurchargeRate("high_holiday", Occasion.DATES, Decimal(150), next_morning=4 * 60,
                      dates=((12, 25), (12, 26), (5, 1))),
        SurchargeRate("christmas_eve", Occasion.DATES, Decimal(150), 14 * 60, DAY_MINUTES,
                      dates=((12, 24),)),
    ),
    50_00,
    "EStG § 3b",
)  # fmt: skip
"""What is free of income tax in Germany: up to these rates, of at most 50 EUR an hour."""

NIGHT_WORK = SurchargeScheme(
    "DE-ArbZG-6-5",
    (SurchargeRate("night", Occasion.NIGHT, Decimal(25), 23 * 60, 6 * 60),),
    None,
    "ArbZG § 6 (5); BAG 9.12.2015, 10 AZR 423/14",
)
"""What German courts usually hold appropriate for night work where no agreement says more."""

NOTHING = SurchargeScheme("none", ())

SCHEMES = {each.key: each for each in (TAX_FREE, NIGHT_WORK, NOTHING)}


def surcharges(
    plan: Plan, scheme: SurchargeScheme, wages: Wages
) -> Mapping[str, tuple[Surcharge, ...]]:
    """The surcharges of each person in the planned days, in the order of the scheme's rates."""
    table = Timetable(plan)
    return {
        person.key: surcharges_of(Case(table, person), scheme, wages.of(person.key))
        for person in plan.people
    }


def surcharges_of(case: Case, scheme: SurchargeScheme, wage: int) -> tuple[Surcharge, ...]:
    """The surcharges of one person, who has ``wage`` cents an hour."""
    minutes: dict[str, int] = {}
    days: dict[str, dict[date, None]] = {}
    for duty in case.planned:
        for rate, length in _of_duty(case, duty, scheme.rates):
            minutes[rate.key] = minutes.get(rate.key, 0) + length
            days.setdefault(rate.key, {})[date.fromordinal(duty.day)] = None
    basis = wage if scheme.most_cents is None else min(wage, scheme.most_cents)
    return tuple(
        Surcharge(
            rate, minutes[rate.key], money(minutes[rate.key], rate, basis), tuple(days[rate.key])
        )
        for rate in scheme.rates
        if rate.key in minutes
    )


def money(minutes: int, rate: SurchargeRate, basis: int) -> int:
    """Cents for so many minutes of a wage of ``basis`` cents an hour; half a cent counts up."""
    exact = Decimal(minutes) * basis * rate.percent / (_HOUR * _PERCENT)
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def _of_duty(
    case: Case, duty: Duty, rates: Iterable[SurchargeRate]
) -> Iterator[tuple[SurchargeRate, int]]:
    """Each rate with its minutes: of the night's and of the day's rates the highest each."""
    windows = [(rate, window) for rate in rates for window in _windows(case, duty, rate)]
    worked = list(_worked(duty))
    edges = {edge for _rate, window in windows for edge in window}
    cuts = sorted(edges | {edge for stretch in worked for edge in stretch})
    for start, end in pairwise(cuts):
        if not any(begin <= start and end <= until for begin, until in worked):
            continue
        due = [rate for rate, (begin, until) in windows if begin <= start and end <= until]
        for at_night in (True, False):
            group = [rate for rate in due if rate.at_night is at_night]
            if group:
                yield max(group, key=lambda rate: rate.percent), end - start


def _worked(duty: Duty) -> Iterator[tuple[int, int]]:
    """The shift in minutes of UTC with its breaks cut out of the middle."""
    length = duty.end - duty.start
    off = min(length, length - duty.worked)
    before = duty.start + (length - off) // 2
    yield duty.start, before
    yield before + off, duty.end


def _windows(case: Case, duty: Duty, rate: SurchargeRate) -> Iterator[tuple[int, int]]:
    """When the rate is due around the shift, in minutes of UTC."""
    zone = case.zone
    until = rate.until if rate.until > rate.begin else rate.until + DAY_MINUTES
    for day in range(duty.day - 2, duty.day + 3):
        begins = _begin(case, rate, day)
        if begins is None:
            continue
        midnight = utc_minute(zone, day, 0)
        if not rate.begun_before or duty.start < midnight:
            yield utc_minute(zone, day, begins), utc_minute(zone, day, until)
        following = utc_minute(zone, day + 1, 0)
        if rate.next_morning and duty.start < following:
            yield following, utc_minute(zone, day + 1, rate.next_morning)


def _begin(case: Case, rate: SurchargeRate, day: int) -> int | None:
    """From which minute of the day on the rate is due; None if it is not."""
    if rate.occasion is Occasion.SUNDAY:
        return rate.begin if day % WEEK == 0 else None
    if rate.occasion is Occasion.HOLIDAY:
        begins = case.holidays.get(day)
        return None if begins is None else max(begins, rate.begin)
    if rate.occasion is Occasion.DATES:
        when = date.fromordinal(day)
        return rate.begin if (when.month, when.day) in rate.dates else None
    return rate.begin
