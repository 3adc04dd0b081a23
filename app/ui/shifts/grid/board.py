"""What the grid shows: a roster as it was read, with what was changed since and is being stored."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from app.queries.shifts.cells import Cell
from app.queries.shifts.kinds import KindRow
from app.queries.shifts.people import PersonRow
from app.queries.shifts.published import told_shifts
from app.queries.shifts.roster import Roster
from app.rules.rosters.away import gone
from app.rules.rosters.checking import Findings, recheck
from app.rules.rosters.demand import Wish
from app.rules.rosters.effects import Effect, effect, with_cells
from app.rules.rosters.fairness import over_fair_share
from app.rules.rosters.patterns import Cells, Content
from app.rules.rosters.rule import Violation
from app.rules.rosters.totals import Totals, totals
from app.rules.rosters.values import Absence, Plan
from app.ui.shifts.grid.cover import Covers
from app.ui.shifts.grid.edits import (
    EMPTY,
    Edit,
    Edits,
    by_person,
    content_of,
    contents_of,
    with_content,
    with_shift_of,
)
from app.ui.shifts.grid.marks import Marks
from app.ui.shifts.grid.plan_parts import alike, differing, only
from app.ui.shifts.grid.selection import Place

_AT_ONCE = 20 * 31
"""So many cells are checked again within 30 ms."""


class Board:
    """Rows are people, columns days. Changes count at once; stored ones are ``confirmed``."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.days = _days(roster.first, roster.last)
        self.people: tuple[PersonRow, ...] = roster.people
        self.kinds = {each.key: each for each in roster.kinds}
        self.findings: Findings | None = None
        self.rules = roster.rules
        self.plan: Plan = roster.plan
        self._edits = Edits(roster.cells)
        self._cells = {person: dict(row) for person, row in roster.cells.items()}
        self._rows = {each.key: row for row, each in enumerate(self.people)}
        self._columns = {day: column for column, day in enumerate(self.days)}
        self._totals = dict(roster.totals)
        self._fair: Mapping[str, float] | None = None
        self._most_unfair = 0.0
        self._marks = Marks()
        self._absences = _by_day(roster.plan.absences, self.days)
        self._wishes: dict[tuple[str, date], list[Wish]] = {}
        for wish in roster.wishes:
            self._wishes.setdefault((wish.person, wish.day), []).append(wish)
        self.covers = Covers(roster.demand)
        self._gone = gone(roster.plan.absences, roster.first, roster.last)
        for person, row in self._cells.items():
            for day, cell in row.items():
                self._count(person, day, cell, 1)
        self._told, self._told_days = told_shifts(roster.publications, roster.first, roster.last)
        self._shown_kinds: tuple[KindRow, ...] | None = None
        self.editions = dict.fromkeys(self._rows, 0)
        """How often the look of each person's row changed."""

    # What is shown

    def place(self, person: str, day: date) -> Place | None:
        """Where a person's day stands, None if it is not shown."""
        row, column = self._rows.get(person), self._columns.get(day)
        return None if row is None or column is None else (row, column)

    def cell(self, person: str, day: date) -> Cell:
        """What a day of a person holds."""
        return self._cells.get(person, {}).get(day, EMPTY)

    def content(self, person: str, day: date) -> Content:
        """A key of a kind, ``OFF`` or None."""
        return content_of(self.cell(person, day))

    def at(self, place: Place) -> tuple[str, date]:
        """Person and day of a place."""
        return self.people[place[0]].key, self.days[place[1]]

    def pinned_places(self) -> frozenset[tuple[str, date]]:
        """The cells that only a person may change."""
        return frozenset(
            (person, day)
            for person, row in self._cells.items()
            for day, cell in row.items()
            if cell.pinned
        )

    def by_person(self, contents: Mapping[Place, Content]) -> Cells:
        """Contents of places as the rules know them: by person and day."""
        found: dict[str, dict[date, Content]] = {}
        for place, content in contents.items():
            person, day = self.at(place)
            found.setdefault(person, {})[day] = content
        return found

    def absences(self, person: str, day: date) -> list[Absence]:
        """Why somebody is away on a day."""
        return self._absences.get((person, day), [])

    def staffs(self, person: str, day: date, kind: str) -> bool:
        """Whether somebody has the shift and is not away all day."""
        return (person, day) not in self._gone and self.cell(person, day).kind == kind

    def wishes(self, person: str, day: date) -> list[Wish]:
        """What somebody wishes for a day."""
        return self._wishes.get((person, day), [])

    def violations(self, person: str, day: date) -> list[Violation]:
        """The rules broken there."""
        return self._marks.at(person, day)

    def violations_of(self, person: str) -> tuple[Violation, ...]:
        """Everything found about a person."""
        return self.findings.people.get(person, ()) if self.findings is not None else ()

    def totals(self, person: str) -> Totals:
        """Hours and burdens of a person, with what was just changed."""
        return self._totals[person]

    @property
    def over_fair_share(self) -> Mapping[str, float]:
        """By how much each one's burden of a year passes their share."""
        if self._fair is None:
            self._fair = over_fair_share(self.plan, self._totals)
            self._most_unfair = max((abs(each) for each in self._fair.values()), default=0.0)
        return self._fair

    @property
    def most_unfair(self) -> float:
        """The greatest difference from a fair share, at least one."""
        return max(1.0, self._most_unfair) if self.over_fair_share else 1.0

    def published_kind(self, person: str, day: date) -> tuple[bool, str | None]:
        """Whether the day was published, and the key of the shift it said."""
        return day in self._told_days, self._told.get(person, {}).get(day)

    def offered_kinds(self) -> tuple[KindRow, ...]:
        """The kinds that can be planned."""
        return tuple(each for each in self.roster.kinds if not each.archived)

    def shown_kinds(self) -> tuple[KindRow, ...]:
        """The kinds whose need stands over the days: those offered, and old ones still in use."""
        if self._shown_kinds is None:
            used = self.covers.used
            self._shown_kinds = tuple(
                each for each in self.roster.kinds if not each.archived or each.key in used
            )
        return self._shown_kinds

    @property
    def letters(self) -> dict[str, str]:
        """Key of a kind by what is written in cells."""
        return {each.letter: each.key for each in self.offered_kinds()}

    # Changes

    def edited(self, contents: Cells) -> Edit:
        """The cells with these contents; comments stay, pins stay on what is not emptied."""
        return {
            person: {
                day: with_content(self.cell(person, day), content) for day, content in row.items()
            }
            for person, row in contents.items()
        }

    def moved(self, origins: Mapping[Place, Place]) -> Edit:
        """The cells with the shifts of others, each with its pin and its comment."""
        return by_person(
            (
                *self.at(place),
                with_shift_of(self.cell(*self.at(place)), self.cell(*self.at(origin))),
            )
            for place, origin in origins.items()
        )

    def pinned(self, places: Iterable[tuple[str, date]], *, on: bool) -> Edit:
        """The cells pinned, or given free."""
        return by_person(
            (person, day, replace(self.cell(person, day), pinned=on)) for person, day in places
        )

    def commented(self, person: str, day: date, comment: str) -> Edit:
        """The cell with a comment."""
        return {person: {day: replace(self.cell(person, day), comment=comment.strip())}}

    def preview(self, contents: Cells) -> "Board":
        """Another board with these contents in it, for need and hours; rules are not checked."""
        found = Board(self.roster)
        for each in self._edits.waiting:
            found.apply(each)
        found.apply(self.edited(contents))
        found._shown_kinds = self.shown_kinds()
        return found

    def changes(self, edit: Edit) -> Edit:
        """What of the edit is not so already."""
        return by_person(
            (person, day, cell)
            for person, row in edit.items()
            for day, cell in row.items()
            if cell != self.cell(person, day)
        )

    def apply(self, edit: Edit) -> None:
        """Show the edit now, before it is stored."""
        self._edits.waiting.append(edit)
        self._show(edit)

    def confirm(self, edit: Edit) -> None:
        """The edit is stored."""
        self._edits.confirm(edit)

    def take_back(self, edit: Edit) -> None:
        """The edit was refused: show what was there before."""
        self._show(self._edits.drop(edit))
        for each in self._edits.waiting:
            self._show(each)

    def take_over(self, other: "Board") -> bool:
        """Show what another board still stores; True if its findings could be carried on.

        They can where nothing but the rows of some people differs.
        """
        found = other.findings
        known = found is not None and alike(other.plan, self.plan) and other.rules == self.rules
        rows = len(differing(other.plan, self.plan)) if known else 0
        carried = known and rows * len(self.days) <= _AT_ONCE
        if carried and found is not None:
            self.show_checked(found, other.plan)
        for edit in other._edits.waiting:
            self.apply(edit)
        return carried

    def show_checked(self, found: Findings, plan: Plan) -> None:
        """Mark what a check of ``plan`` found; rows that differ by now are checked again."""
        changed = differing(plan, self.plan)
        if changed:
            found = recheck(found, self.plan, self.rules, changed=changed)
        self.show_findings(found)

    def show_findings(self, findings: Findings) -> None:
        """Mark what a check of the plan as it is now found."""
        self.findings = findings
        self._touch(self._marks.show(findings, findings.people))

    def effect(self, contents: Cells) -> Effect | None:
        """What a change would break and mend; None while the plan is not checked yet."""
        if self.findings is None:
            return None
        return effect(self.findings, self.plan, self.rules, contents)

    # Inside

    def _show(self, edit: Edit) -> None:
        for person, row in edit.items():
            for day, cell in row.items():
                self._count(person, day, self.cell(person, day), -1)
                self._cells.setdefault(person, {})[day] = cell
                self._count(person, day, cell, 1)
        self.plan = with_cells(self.plan, contents_of(edit))
        self._shown_kinds = None
        self._fair = None
        self._touch(edit)
        shifts = None
        if self.findings is not None:
            found = recheck(self.findings, self.plan, self.rules, changed=edit.keys())
            self.findings, shifts = found, found.shifts
            self._touch(self._marks.show(found, edit))
        self._totals.update(totals(only(self.plan, edit), shifts))

    def _count(self, person: str, day: date, cell: Cell, step: int) -> None:
        """Whoever is away all day staffs no shift, even if one is planned still."""
        if (person, day) not in self._gone:
            self.covers.count(day, cell.kind, step)

    def _touch(self, people: Iterable[str]) -> None:
        for person in people:
            self.editions[person] = self.editions.get(person, 0) + 1


def _by_day(
    absences: Iterable[Absence], days: tuple[date, ...]
) -> dict[tuple[str, date], list[Absence]]:
    found: dict[tuple[str, date], list[Absence]] = {}
    first, last = days[0].toordinal(), days[-1].toordinal()
    for each in absences:
        begin = max(first, each.first.toordinal())
        for number in range(begin, min(last, each.last.toordinal()) + 1):
            found.setdefault((each.person, date.fromordinal(number)), []).append(each)
    return found


def _days(first: date, last: date) -> tuple[date, ...]:
    return tuple(
        date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)
    )
