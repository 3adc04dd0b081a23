"""Offers to swap or give away with what the rules say of them, and who could take a shift."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.queries.shifts.people import PersonRow
from app.queries.shifts.roster import Roster, roster
from app.queries.shifts.swaps import SwapRow, swaps
from app.rules.rosters.checking import Findings, check
from app.rules.rosters.effects import Effect, Verdict, effect
from app.rules.rosters.patterns import Cells
from app.rules.rosters.rule import Strength

_AROUND = timedelta(days=7)
_NEAR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say: ``reasons`` are sentences of what would be newly broken."""

    verdict: Verdict
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """An open offer. Shifts by name.

    ``judged`` is None where it is to whoever takes it; ``able`` then are those who keep the hard
    rules.
    """

    row: SwapRow
    shift: str
    other_shift: str
    judged: Judged | None
    able: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody who could take a shift, for one of theirs on ``day`` or (None) for nothing."""

    person: PersonRow
    day: date | None
    shift: str
    judged: Judged


def offers(session: Session, *, since: date | None = None) -> tuple[Offer, ...]:
    """All offers that wait for an answer; none of a day before ``since``, when nobody can take it
    any more."""
    return tuple(
        _offer(session, row)
        for row in swaps(session)
        if since is None or min(row.day, row.other_day or row.day) >= since
    )


def proposals(
    session: Session, *, agent_id: int, day: date, since: date | None = None
) -> tuple[Proposal, ...]:
    """Who could take the shift of a day, and for which of their shifts of the two weeks around.

    Nothing before ``since`` is given in return: what is over cannot be swapped. Those that break no
    hard rule come first, those that give it away before those that swap.
    """
    plan = roster(session, first=day - _NEAR, last=day + _NEAR)
    found = check(plan.plan, plan.rules)
    giver = str(agent_id)
    shift = plan.plan.assignments.get(giver, {}).get(day)
    if shift is None:
        return ()
    order = list(Verdict)
    made = [
        Proposal(person, other_day, _name(plan, person.key, other_day), _judged(after))
        for person in plan.people
        if person.key != giver
        for other_day in _days(plan, giver, person.key, day)
        if other_day is None or since is None or other_day >= since
        for after in [_after(plan, found, exchange(plan, giver, day, person.key, other_day))]
    ]
    made.sort(key=lambda each: (order.index(each.judged.verdict), each.day is not None))
    return tuple(made)


def takers(session: Session, row: SwapRow) -> tuple[Proposal, ...]:
    """Who could take a shift that is given away."""
    found = proposals(session, agent_id=row.agent_id, day=row.day)
    return tuple(each for each in found if each.day is None)


def exchange(plan: Roster, giver: str, day: date, taker: str, other_day: date | None) -> Cells:
    """The cells after ``taker`` took the shift of a day, for one of theirs if there is a day."""
    rows = plan.plan.assignments
    given = rows.get(giver, {}).get(day)
    mine: dict[date, str | None] = {day: None}
    theirs: dict[date, str | None] = {}
    if other_day is not None:
        theirs[other_day] = None
        mine[other_day] = rows.get(taker, {}).get(other_day)
    theirs[day] = given
    return {giver: mine, taker: theirs}


def _offer(session: Session, row: SwapRow) -> Offer:
    days = sorted({row.day, row.other_day or row.day})
    plan = roster(session, first=days[0] - _AROUND, last=days[-1] + _AROUND)
    found = check(plan.plan, plan.rules)
    giver = str(row.agent_id)
    judged: Judged | None = None
    able: tuple[str, ...] = ()
    if row.other_id is None:
        able = tuple(_able(plan, found, giver, row.day))
    else:
        cells = exchange(plan, giver, row.day, str(row.other_id), row.other_day)
        judged = _judged(_after(plan, found, cells))
    names = {each.key: each.name for each in plan.kinds}
    return Offer(
        row,
        names.get(row.kind or "", ""),
        names.get(row.other_kind or "", ""),
        judged,
        able,
    )


def _able(plan: Roster, found: Findings, giver: str, day: date) -> Iterator[str]:
    """The names of those who could take a shift for nothing and keep the hard rules."""
    rows = plan.plan.assignments
    for person in plan.people:
        if person.key != giver and day not in rows.get(person.key, {}):
            after = _after(plan, found, exchange(plan, giver, day, person.key, None))
            if after.verdict is not Verdict.ILLEGAL:
                yield person.name


def _after(plan: Roster, found: Findings, cells: Cells) -> Effect:
    return effect(found, plan.plan, plan.rules, cells)


def _judged(after: Effect) -> Judged:
    """What must be kept comes first."""
    broken = sorted(after.broken, key=lambda each: each.strength is not Strength.HARD)
    sentences: Mapping[str, None] = dict.fromkeys(each.sentence for each in broken)
    return Judged(after.verdict, tuple(sentences))


def _days(plan: Roster, giver: str, taker: str, day: date) -> Iterator[date | None]:
    """The days whose shifts could be given in return: None for giving away, where both are free
    on each other's day."""
    mine = plan.plan.assignments.get(giver, {})
    theirs = plan.plan.assignments.get(taker, {})
    if day not in theirs:
        yield None
    for other in sorted(theirs):
        if not day - _NEAR <= other <= day + _NEAR:
            continue
        same = other == day
        if (same and theirs[other] != mine[day]) or (
            not same and day not in theirs and other not in mine
        ):
            yield other


def _name(plan: Roster, person: str, day: date | None) -> str:
    key = plan.plan.assignments.get(person, {}).get(day) if day is not None else None
    return plan.kind(key).name if key is not None else ""
