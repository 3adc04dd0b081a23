"""How many people a week needs, half hour by half hour, from what arrived before.

One team answers everything. Channels that are answered at once (telephone, chat, counter) ask for
people by Erlang; work that waits (mail) is done by whoever of these is free at the moment, and asks
for more people where that is not enough.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from app.planning.need_settings import ChannelPromise, Promises
from app.planning.staffing import (
    MOST_PEOPLE,
    Demand,
    Target,
    impatient_service,
    patient_service,
    people_needed,
)
from app.rules.counts import count_interval
from app.rules.enums import Channel

SLOT_MINUTES = 30
SLOTS = 24 * 60 // SLOT_MINUTES
WEEK_SLOTS = 7 * SLOTS
_INTERVAL = SLOT_MINUTES * 60.0

Open = tuple[bool, ...]
"""Whether somebody is there, for each half hour of a week from Monday."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Contacts that came from ``first`` to ``last``, by channel and half hour of the week.

    ``observed`` says how many Mondays, Tuesdays … were counted; public holidays are left out.
    """

    first: date
    last: date
    counts: Mapping[Channel, tuple[int, ...]]
    observed: tuple[int, ...]

    @property
    def total(self) -> int:
        """All contacts."""
        return sum(map(sum, self.counts.values()))

    def mean(self, channel: Channel, slot: int) -> float:
        """Contacts in a half hour on average."""
        days = self.observed[slot // SLOTS]
        return self.counts[channel][slot] / days if days else 0.0

    def hourly(self, channel: Channel | None, weekday: int, hour: int) -> "Rate":
        """Contacts in an hour of a weekday, with the interval; ``channel`` None: all."""
        begin = weekday * SLOTS + hour * 60 // SLOT_MINUTES
        chosen = self.counts if channel is None else (channel,)
        step = 60 // SLOT_MINUTES
        count = sum(sum(self.counts[each][begin : begin + step]) for each in chosen)
        return rate(count, self.observed[weekday])


@dataclass(frozen=True, slots=True)
class Rate:
    """A mean with the interval that holds the true one in 95 of 100 cases."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SlotNeed:
    """A half hour: contacts to expect, and people for the mean and for the ends of its interval.

    Where the desk is not ``opened`` nobody is needed, and whoever is there is not too many.
    """

    contacts: float
    people: int
    fewest: int
    most: int
    opened: bool = True


@dataclass(frozen=True, slots=True)
class Load:
    """Contacts of a half hour of one sort, answered together.

    ``handling`` is the mean of a person's seconds for each, already shared out where several are
    held at once; ``at_once`` is above 1 only for a channel alone.
    """

    contacts: float
    handling: float
    at_once: int
    target: Target
    patience: float | None

    @property
    def demand(self) -> Demand:
        """As Erlang wants it."""
        return Demand(self.contacts, _INTERVAL, self.handling, self.at_once)

    @property
    def people(self) -> float:
        """People it keeps busy on average."""
        return self.demand.load / self.at_once

    def level(self, people: int) -> float:
        """The share answered in time by so many people."""
        if self.contacts <= 0:
            return 1.0
        demand, within = self.demand, self.target.within
        if people <= 0:
            return 0.0
        if self.patience is None:
            return patient_service(people, demand, within).level
        return impatient_service(people, demand, within, self.patience).level


def rate(count: int, days: int) -> Rate:
    """So many contacts on so many days."""
    if not days:
        return Rate(0.0, 0.0, 0.0)
    low, high = count_interval(count)
    return Rate(count / days, low / days, high / days)


def week_need(arrivals: Arrivals, promised: Promises, opened: Open) -> tuple[SlotNeed, ...]:
    """The need of each half hour of a week; none where the desk is closed.

    The ends of the interval are those of all contacts of the half hour together.
    """
    means = expected(arrivals, promised, opened)
    found = []
    for slot in range(WEEK_SLOTS):
        here = {channel: row[slot] for channel, row in means.items() if row[slot] > 0}
        contacts = sum(here.values(), 0.0)
        if not opened[slot] or not contacts:
            found.append(SlotNeed(contacts if opened[slot] else 0.0, 0, 0, 0, opened[slot]))
            continue
        days = arrivals.observed[slot // SLOTS]
        low, high = count_interval(round(contacts * days)) if days else (0.0, 0.0)
        fewest, people, most = (
            needed({each: mean * factor for each, mean in here.items()}, promised)
            for factor in (low / days / contacts, 1.0, high / days / contacts)
        )
        found.append(SlotNeed(contacts, people, min(fewest, people), max(most, people)))
    return tuple(found)


def expected(
    arrivals: Arrivals, promised: Promises, opened: Open
) -> Mapping[Channel, tuple[float, ...]]:
    """Contacts to work on in each half hour of the week, by channel.

    What waits and came while the desk was closed is spread over the next open half hours, as many
    as the promise leaves time for; the rest of what came then is lost.
    """
    found = {}
    for channel in arrivals.counts:
        row = [arrivals.mean(channel, slot) for slot in range(WEEK_SLOTS)]
        if promised[channel].waits and any(opened):
            found[channel] = _carried(row, opened, promised[channel].within)
        else:
            found[channel] = tuple(
                mean if is_open else 0.0 for mean, is_open in zip(row, opened, strict=True)
            )
    return found


def _carried(row: Sequence[float], opened: Open, within: float) -> tuple[float, ...]:
    over = max(1, int(within // _INTERVAL))
    found = [mean if opened[slot] else 0.0 for slot, mean in enumerate(row)]
    for slot, mean in enumerate(row):
        if opened[slot] or not mean:
            continue
        following = (each % WEEK_SLOTS for each in range(slot + 1, slot + 1 + WEEK_SLOTS))
        first = next(each for each in following if opened[each])
        taken: list[int] = []
        while opened[first] and len(taken) < over:
            taken.append(first)
            first = (first + 1) % WEEK_SLOTS
        for each in taken:
            found[each] += mean / len(taken)
    return tuple(found)


def needed(contacts: Mapping[Channel, float], promised: Promises) -> int:
    """People for the contacts of a half hour; ``MOST_PEOPLE`` where no number is enough."""
    now, later = loads(contacts, promised)
    at_once = _people(now) if now else 0
    if later is None:
        return at_once
    busy = now.people if now else 0.0
    return max(at_once, math.ceil(busy + _people(later) - 1e-9))


def in_time(contacts: Mapping[Channel, float], promised: Promises, people: int) -> float:
    """Contacts of a half hour that so many people answer as promised."""
    now, later = loads(contacts, promised)
    answered = now.contacts * now.level(people) if now else 0.0
    if later is not None:
        free = people - (now.people if now else 0.0)
        answered += later.contacts * later.level(max(0, math.floor(free + 1e-9)))
    return answered


def loads(contacts: Mapping[Channel, float], promised: Promises) -> tuple[Load | None, Load | None]:
    """What is answered at once, and what waits; None where there is none of it."""
    here = [(promised[channel], count) for channel, count in contacts.items() if count > 0]
    return (
        _pooled([each for each in here if not each[0].waits]),
        _pooled([each for each in here if each[0].waits]),
    )


def _pooled(parts: Sequence[tuple[ChannelPromise, float]]) -> Load | None:
    """One team for all of these, by the strictest promise among them."""
    if not parts:
        return None
    if len(parts) == 1:
        ((promise, contacts),) = parts
        return Load(contacts, promise.handling, promise.at_once, promise.target, promise.patience)
    total = sum(contacts for _promise, contacts in parts)
    work = sum(contacts * promise.handling / promise.at_once for promise, contacts in parts)
    strictest = Target(
        max(promise.share for promise, _contacts in parts),
        min(promise.within for promise, _contacts in parts),
    )
    patience = [promise.patience for promise, _contacts in parts if promise.patience is not None]
    return Load(
        total,
        work / total,
        at_once=1,
        target=strictest,
        patience=min(patience) if len(patience) == len(parts) else None,
    )


@lru_cache(maxsize=1 << 14)
def _people(load: Load) -> int:
    found = people_needed(load.demand, load.target, patience=load.patience)
    return MOST_PEOPLE if found is None else found.people


def open_slots(hours: Iterable[Iterable[tuple[int, int]]]) -> Open:
    """The half hours of a week that lie in the service hours, minutes after midnight by weekday."""
    return tuple(
        any(begin < (slot + 1) * SLOT_MINUTES and slot * SLOT_MINUTES < end for begin, end in day)
        for day in map(tuple, hours)
        for slot in range(SLOTS)
    )
