"""A desk with the three usual kinds of shifts and people, and cells written as letters."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time, timedelta

from app.queries.shifts.roster import Roster, roster
from app.rules.rosters.demand import WEEK, Demand, WeekDemand
from app.rules.rosters.values import ShiftKind
from app.services import desk as desk_service
from app.services.shifts import cells, kinds
from tests.desk_fixtures import Desk

MAY = date(2026, 5, 1)
"""A Friday, and a public holiday."""

END_OF_MAY = date(2026, 5, 31)

TIMES = {
    "F": ("Früh", time(8), time(16)),
    "S": ("Spät", time(16), time(0)),
    "N": ("Nacht", time(0), time(8)),
}


def kind(letter: str, /, **other: object) -> ShiftKind:
    """One of the usual kinds, with half an hour of break."""
    name, start, end = TIMES[letter]
    made = ShiftKind("", letter, name, start, end, unpaid_break=30, night=letter == "N")
    return replace(made, **other)  # type: ignore[arg-type]  # names of fields, as for replace


def asking(least: int, wish: int | None = None) -> WeekDemand:
    """The same on every day."""
    return WeekDemand((Demand(least, least if wish is None else wish),) * WEEK)


def with_kinds(desk: Desk) -> Mapping[str, int]:
    """Früh, Spät and Nacht, two each; their ids by letter."""
    return {
        letter: desk.do(kinds.add_kind, kind(letter), colour=place, demand=asking(2))
        for place, letter in enumerate(TIMES)
    }


def with_people(desk: Desk, *names: str) -> list[int]:
    """More people beside Kim."""
    return [desk.do(desk_service.add_agent, name=name) for name in names]


def write(desk: Desk, ids: Mapping[str, int], agent_id: int, letters: str, first: date) -> None:
    """Fill a row with one letter a day; ``-`` leaves the day empty."""
    changes = [
        cells.CellChange(agent_id, first + timedelta(days=n), ids.get(letter))
        for n, letter in enumerate(letters)
    ]
    desk.do(cells.set_cells, changes)


def row(plan: Roster, agent_id: int) -> str:
    """The letters of a person in the period, ``o`` for a planned day off."""
    letters = {each.key: each.letter for each in plan.kinds}
    days = [plan.first + timedelta(days=n) for n in range((plan.last - plan.first).days + 1)]
    found = [plan.cell(str(agent_id), day) for day in days]
    return "".join(
        "-" if each is None else "o" if each.off else letters.get(each.kind or "", "-")
        for each in found
    )


def may(desk: Desk) -> Roster:
    """The plan of May."""
    return desk.read(roster, first=MAY, last=END_OF_MAY)
