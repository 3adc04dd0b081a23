"""How many people a queue needs: Erlang B, C and A.

For calls, chats and visitors, who wait for an answer at once. Times are in one unit of the caller's
choice (seconds here and in the names), ``load`` is arrivals × handling time in Erlang.

Sources: A. K. Erlang 1917; G. Koole, Call Center Optimization, 2013, ch. 6; for impatient callers
C. Palm 1957 as in A. Mandelbaum, S. Zeltyn, The Palm/Erlang-A Queue, 2005.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

_FINE = 8
"""Double steps of Simpson's rule in the time in which something happens on average."""

MOST_PEOPLE = 10_000
"""More than any desk; a target that needs more is not reachable."""


@dataclass(frozen=True, slots=True)
class Demand:
    """Contacts that arrive in an interval and the seconds that one takes a person.

    ``at_once`` is how many contacts a person can hold at the same time, as in chats.
    """

    contacts: float
    interval: float
    handling: float
    at_once: int = 1

    @property
    def rate(self) -> float:
        """Contacts a second."""
        return self.contacts / self.interval

    @property
    def load(self) -> float:
        """Contacts in work on average, in Erlang."""
        return self.rate * self.handling


@dataclass(frozen=True, slots=True)
class Target:
    """``share`` of the contacts answered ``within`` so many seconds."""

    share: float
    within: float


@dataclass(frozen=True, slots=True)
class Service:
    """What so many people achieve. ``wait`` is the mean in seconds, infinite if they fall behind;
    ``abandoned`` the share that hangs up."""

    people: int
    waiting: float
    level: float
    wait: float
    occupancy: float
    abandoned: float = 0.0


def erlang_b(places: int, load: float) -> float:
    """Share of contacts that find all places taken when nobody waits."""
    blocked = 1.0
    for taken in range(1, places + 1):
        blocked = load * blocked / (taken + load * blocked)
    return blocked


def erlang_c(places: int, load: float) -> float:
    """Share of contacts that have to wait when everybody waits as long as it takes."""
    if load <= 0:
        return 0.0
    if places <= load:
        return 1.0
    blocked = erlang_b(places, load)
    return places * blocked / (places - load * (1 - blocked))


def patient_service(people: int, demand: Demand, within: float) -> Service:
    """Service when nobody hangs up (Erlang C)."""
    places, load = people * demand.at_once, demand.load
    waiting = erlang_c(places, load)
    if places <= load and load > 0:
        return Service(people, waiting, level=0.0, wait=math.inf, occupancy=1.0)
    spare = places - load
    level = 1 - waiting * math.exp(-spare * within / demand.handling)
    wait = waiting * demand.handling / spare if spare else 0.0
    return Service(people, waiting, level, wait, load / places if places else 0.0)


def impatient_service(people: int, demand: Demand, within: float, patience: float) -> Service:
    """Service when people hang up after ``patience`` seconds on average (Erlang A).

    ``level`` counts those answered in time among all; who hangs up was not answered.
    """
    places, arriving = people * demand.at_once, demand.rate
    if arriving <= 0:
        return Service(people, waiting=0.0, level=1.0, wait=0.0, occupancy=0.0)
    if places == 0:
        return Service(people, 1.0, 0.0, patience, 0.0, abandoned=1.0)
    serving, leaving = 1 / demand.handling, 1 / patience
    # States relative to "all places taken, nobody waits", so that nothing overflows.
    below = _sum_below(places, demand.load)
    queue, waiting_people, state = 1.0, 0.0, 1.0
    for length in range(1, 1_000_000):
        state *= arriving / (places * serving + length * leaving)
        queue += state
        waiting_people += length * state
        if state < 1e-16 * queue and arriving < places * serving + length * leaving:
            break
    total = below + queue
    waiting = queue / total
    mean_queue = waiting_people / total
    abandoned = leaving * mean_queue / arriving
    # The last free place: its probability is that of "all taken" × places × serving / arriving.
    last_free = places * serving / arriving / total
    in_time = _answered_after_waiting(places * serving, arriving, leaving, within) * last_free
    return Service(
        people,
        waiting,
        level=min(1.0, (1 - waiting) + arriving * in_time),
        wait=mean_queue / arriving,
        occupancy=demand.load * (1 - abandoned) / places,
        abandoned=abandoned,
    )


def people_needed(
    demand: Demand, target: Target, *, patience: float | None = None
) -> Service | None:
    """The fewest people with whom the target is kept; None if nobody can keep it.

    A level of 0.7956 is not 80 %.
    """

    def served(people: int) -> Service:
        if patience is None:
            return patient_service(people, demand, target.within)
        return impatient_service(people, demand, target.within, patience)

    if demand.contacts <= 0:
        return served(0)
    fewest, most = 0, 1
    while served(most).level < target.share:
        fewest, most = most, most * 2
        if most > MOST_PEOPLE:
            return None
    while most - fewest > 1:
        middle = (fewest + most) // 2
        if served(middle).level < target.share:
            fewest = middle
        else:
            most = middle
    return served(most)


def with_absences(people: int, away: float) -> int:
    """People to employ for so many present ones when the share ``away`` is on leave, ill or at
    breaks; exact where floats would round 14 / 0.7 up."""
    present = 1 - Fraction(str(away))
    if not 0 < present <= 1:
        raise ValueError("the share of absences must be at least 0 and below 1")
    return math.ceil(people / present)


def _sum_below(places: int, load: float) -> float:
    """Sum of the states with a free place, relative to the state with none."""
    total, state = 0.0, 1.0
    for taken in range(places, 0, -1):
        state *= taken / load
        total += state
        if state > 1e300:
            break
    return total


def _answered_after_waiting(
    serving: float, arriving: float, leaving: float, within: float
) -> float:
    """∫ from 0 to ``within`` of e^(−θx) · exp(λ/θ·(1−e^(−θx)) − nμx) dx, by Simpson's rule."""
    if within <= 0:
        return 0.0
    steps = 2 * min(1_000, max(32, math.ceil(_FINE * (serving + arriving + leaving) * within)))
    width = within / steps

    def at(moment: float) -> float:
        growth = arriving / leaving * -math.expm1(-leaving * moment)
        return math.exp(-leaving * moment + growth - serving * moment)

    inner = sum((4 if step % 2 else 2) * at(step * width) for step in range(1, steps))
    return width / 3 * (at(0.0) + inner + at(within))
