"""What the machine answers, as plain values: the window reads them without loading the solver."""

from dataclasses import dataclass
from datetime import date

from app.planning.duty.costs import CostLine
from app.planning.duty.groups import Group
from app.planning.duty.problem import Assignments, DutyProblem
from app.planning.duty.relaxing import without


@dataclass(frozen=True, slots=True)
class DutyRoster:
    """A legal roster; none costs less than ``bound`` (None: not known yet).

    ``complete``: nobody is missing to the wished numbers. ``seconds``: when it was found.
    """

    assignments: Assignments
    costs: tuple[CostLine, ...]
    bound: int | None
    complete: bool
    seconds: float

    @property
    def cost(self) -> int:
        """The sum of its costs."""
        return sum(each.amount for each in self.costs)

    @property
    def proved(self) -> bool:
        """Whether there is none better."""
        return self.bound is not None and self.cost <= self.bound


class NoRosterError(Exception):
    """No legal roster was found: ``proved`` if there is none."""

    def __init__(self, *, proved: bool) -> None:
        super().__init__("no legal roster")
        self.proved = proved


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Something to give up; ``enough`` tells whether it makes a roster possible by itself."""

    label: str
    group: Group
    enough: bool

    def applied(self, problem: DutyProblem) -> DutyProblem:
        """The problem without it."""
        return without(problem, self.group)


@dataclass(frozen=True, slots=True)
class Conflict:
    """``sentence`` in one piece, ``demands`` one by one; ``minimal`` if none can be left out.

    ``relaxations`` are, first, the least that is enough (all those together that are not enough
    by themselves), then other single ones.
    """

    sentence: str
    demands: tuple[str, ...]
    relaxations: tuple[Relaxation, ...]
    minimal: bool


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell before and after; None is a free day."""

    person: str
    day: date
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Replan:
    """A roster after a sick call; ``proved``: no other needs less."""

    roster: DutyRoster
    changes: tuple[CellChange, ...]
    sick: str

    @property
    def proved(self) -> bool:
        """Whether no other changes weigh less."""
        return self.roster.proved

    @property
    def to_ask(self) -> dict[str, tuple[CellChange, ...]]:
        """Whom to phone, with what changes for them; the sick are left in peace."""
        asked: dict[str, tuple[CellChange, ...]] = {}
        for each in self.changes:
            if each.person != self.sick:
                asked[each.person] = (*asked.get(each.person, ()), each)
        return asked
