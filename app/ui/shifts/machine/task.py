"""What the machine is asked: the board that is shown as a problem of plain values."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from app.planning.duty.problem import Assignments, DutyProblem, Published
from app.queries.shifts.published import told_shifts
from app.queries.shifts.roster import Roster
from app.rules.rosters.patterns import OFF, Cells, Content
from app.rules.rosters.wish_checks import as_the_rules_say
from app.services.shifts.cells import CellChange
from app.ui.shifts.grid.board import Board

_DAY = timedelta(days=1)


def problem_of(board: Board, *, keep_planned: bool) -> DutyProblem:
    """The plan of the board to fill; ``keep_planned`` pins all cells that hold anything.

    The machine takes wishes apart from the plan: what it gives up must not bind there either.
    """
    roster = board.roster
    problem = DutyProblem(
        replace(board.plan, wishes=()),
        board.rules,
        roster.demand,
        (*as_the_rules_say(roster.wishes, board.rules), *roster.likings),
        board.pinned_places(),
        tuple(_published(roster)),
    )
    if not keep_planned:
        return problem
    return problem.keeping(
        (person.key, day)
        for person in board.people
        for day in board.days
        if board.content(person.key, day) is not None
    )


def contents_of(board: Board, assignments: Assignments) -> Cells:
    """What has to be written for the roster; days planned free stay so where they are free."""
    found: dict[str, dict[date, Content]] = {}
    for person, row in assignments.items():
        for day in board.days:
            new, old = row.get(day), board.content(person, day)
            if new != (old or None):
                found.setdefault(person, {})[day] = new
    return found


def changes_of(contents: Cells) -> list[CellChange]:
    """The same as changes of the desk."""
    return [
        CellChange(int(person), day, int(content) if content else None, off=content == OFF)
        for person, row in contents.items()
        for day, content in row.items()
    ]


def _published(roster: Roster) -> Iterator[Published]:
    """What the team was told, by stretches of days."""
    rows, days = told_shifts(roster.publications, roster.first, roster.last)
    first: date | None = None
    day = roster.first
    while day <= roster.last + _DAY:
        if day in days and first is None:
            first = day
        elif day not in days and first is not None:
            yield Published(first, day - _DAY, rows)
            first = None
        day += _DAY
