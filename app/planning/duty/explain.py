"""Why somebody has a shift, or none: who else could, and what exactly that would cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.i18n import _
from app.planning.duty.cost_words import cost_sentence
from app.planning.duty.costs import CostLine, Judge, Reason
from app.planning.duty.problem import Assignments, DutyProblem
from app.rules.rosters.checking import Findings, check
from app.rules.rosters.effects import effect
from app.rules.rosters.patterns import Cells
from app.rules.rosters.rule import Violation
from app.rules.rosters.values import Plan


@dataclass(frozen=True, slots=True)
class Alternative:
    """Somebody else in the place: ``extra`` is what it costs more, None if it is not allowed.

    ``kind`` is the shift and ``instead_of`` the person who would give it away. ``because`` says
    in words what speaks against it; empty if nothing does.
    """

    person: str
    kind: str
    instead_of: str
    extra: int | None
    because: str


@dataclass(frozen=True, slots=True)
class Why:
    """One sentence, and all that was weighed, the best first."""

    sentence: str
    alternatives: tuple[Alternative, ...]


class Explainer:
    """Explains the cells of one roster; keeps what the answers have in common."""

    def __init__(self, problem: DutyProblem, assignments: Assignments) -> None:
        self._problem = problem
        self._assignments = assignments
        self._judge = Judge(problem)

    def why(self, person: str, day: date) -> Why:
        """About one cell of the planned days."""
        if (person, day) in self._problem.pinned:
            return Why(_("You pinned this cell; the machine does not touch it."), ())
        kind = self._assignments.get(person, {}).get(day)
        found = self._others(person, day, kind) if kind else self._shifts(person, day)
        row = self._assignments
        # Who works already says least.
        ranked = sorted(found, key=lambda each: row.get(each.person, {}).get(day) is not None)
        alternatives = tuple(sorted(ranked, key=_order))
        if kind:
            return Why(self._taken(person, day, kind, alternatives), alternatives)
        return Why(self._free(person, alternatives), alternatives)

    def moved(self, day: date, kind: str, giver: str, taker: str) -> Assignments:
        """The roster with one shift given to somebody else."""
        rows = {person: dict(row) for person, row in self._assignments.items()}
        rows.setdefault(giver, {}).pop(day, None)
        rows.setdefault(taker, {})[day] = kind
        return rows

    def _others(self, person: str, day: date, kind: str) -> Iterator[Alternative]:
        for other in self._problem.people:
            if other != person:
                yield self._alternative(other, day, kind, person)

    def _shifts(self, person: str, day: date) -> Iterator[Alternative]:
        """Each shift of the day that the person could take over, from whom it costs least."""
        for kind in self._problem.plan.kinds:
            holders = [
                other
                for other in self._problem.people
                if self._assignments.get(other, {}).get(day) == kind
                and (other, day) not in self._problem.pinned
            ]
            found = [self._alternative(person, day, kind, holder) for holder in holders]
            if found:
                yield min(found, key=_order)

    def _alternative(self, taker: str, day: date, kind: str, giver: str) -> Alternative:
        theirs = self._assignments.get(taker, {}).get(day)
        if (taker, day) in self._problem.pinned:
            return Alternative(taker, kind, giver, None, _("this cell is pinned"))
        if theirs is not None:
            shift = self._problem.plan.kinds[theirs].name
            return Alternative(taker, kind, giver, None, _("works {shift}").format(shift=shift))
        for wish in self._problem.wishes:
            if wish.fixed and wish.day == day:
                given = kind if wish.person == taker else None
                if wish.person in (taker, giver) and not wish.followed(given):
                    return Alternative(taker, kind, giver, None, _("an agreement is against it"))
        cells: Cells = {giver: {day: None}, taker: {day: kind}}
        if broken := effect(self._findings, self._plan, self._problem.hard, cells).broken:
            return Alternative(taker, kind, giver, None, _said(broken[0]))
        moved = self.moved(day, kind, giver, taker)
        lines = self._judge.costs(moved)
        extra = sum(each.amount for each in lines) - self._total
        return Alternative(taker, kind, giver, extra, self._dearest(moved, lines, extra))

    @cached_property
    def _plan(self) -> Plan:
        return self._problem.filled(self._assignments)

    @cached_property
    def _findings(self) -> Findings:
        return check(self._plan, self._problem.hard)

    @cached_property
    def _costs(self) -> tuple[CostLine, ...]:
        return self._judge.costs(self._assignments)

    @cached_property
    def _total(self) -> int:
        return sum(each.amount for each in self._costs)

    def _dearest(self, moved: Assignments, lines: tuple[CostLine, ...], extra: int) -> str:
        """What makes the difference, in words."""
        if extra <= 0:
            return ""
        old: dict[tuple[Reason, str, date | None, str], int] = {}
        for each in self._costs:
            place = each.reason, each.person, each.day, each.about
            old[place] = old.get(place, 0) + each.amount
        rise = {
            each: each.amount - old.get((each.reason, each.person, each.day, each.about), 0)
            for each in lines
        }
        worst = max(rise, key=lambda each: rise[each])
        return cost_sentence(self._judge, worst, moved.get(worst.person, {}))

    def _taken(
        self, person: str, day: date, kind: str, alternatives: tuple[Alternative, ...]
    ) -> str:
        names = self._problem.people
        able = [each for each in alternatives if each.extra is not None]
        barred = [
            each
            for each in alternatives
            if each.extra is None and self._assignments.get(each.person, {}).get(day) is None
        ]
        said = {"name": names[person].name, "shift": self._problem.plan.kinds[kind].name}
        if not able:
            if barred:
                return _("{name}, because nobody else can: {other} – {reason}").format(
                    **said, other=names[barred[0].person].name, reason=barred[0].because
                )
            return _("{name}, because all others work already").format(**said)
        second = able[0]
        choice = _("second choice {other} costs {extra}").format(
            other=names[second.person].name, extra=f"+{second.extra}"
        )
        if not second.extra or second.extra <= 0:
            choice = _no_worse(names[second.person].name, -(second.extra or 0))
        against = second.because or (barred[0].because if barred else "")
        if not against:
            return _("{name}; {choice}").format(**said, choice=choice)
        other = "" if second.because else names[barred[0].person].name + " – "
        return _("{name}, because {reason}; {choice}").format(
            **said, reason=other + against, choice=choice
        )

    def _free(self, person: str, alternatives: tuple[Alternative, ...]) -> str:
        name = self._problem.people[person].name
        if not alternatives:
            return _("{name} is free: nobody is needed on this day").format(name=name)
        best = alternatives[0]
        shift = self._problem.plan.kinds[best.kind].name
        if best.extra is None:
            return _("{name} is free: {shift} is not possible – {reason}").format(
                name=name, shift=shift, reason=best.because
            )
        other = self._problem.people[best.instead_of].name
        if best.extra <= 0:
            return _("{name} is free; {shift} in place of {other} would be as good").format(
                name=name, shift=shift, other=other
            )
        return _(
            "{name} is free: {shift} in place of {other} would cost {extra}, because {reason}"
        ).format(name=name, shift=shift, other=other, extra=f"+{best.extra}", reason=best.because)


def why(problem: DutyProblem, assignments: Assignments, person: str, day: date) -> Why:
    """About one cell; for several cells of the same roster keep an ``Explainer``."""
    return Explainer(problem, assignments).why(person, day)


def _no_worse(name: str, less: int) -> str:
    """Of a second choice that costs no more; less only where the best was not found in time."""
    if not less:
        return _("{other} would be as good").format(other=name)
    return _("{other} would cost {count} less, a longer search finds such plans").format(
        other=name, count=less
    )


def _said(broken: Violation) -> str:
    return f"{broken.sentence} ({broken.source})" if broken.source else broken.sentence


def _order(each: Alternative) -> tuple[bool, int]:
    return each.extra is None, each.extra or 0
