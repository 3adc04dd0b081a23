"""What the grid shows: a roster as it was read, with what was changed since and is being stored."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.queries.shifts.cells import Cell
from app.queries.shifts.kinds import KindRow
from app.queries.shifts.people import PersonRow
from app.queries.shifts.published import told_shifts
from app.queries.shifts.roster import Roster
from app.rules.rosters.checking import Findings, recheck
from app.rules.rosters.demand import Demand, Wish
from app.rules.rosters.effects import Effect, effect, with_cells
from app.rules.rosters.fairness import over_fair_share
from app.rules.rosters.patterns import OFF, Cells, Content
from app.rules.rosters.rule import Strength, Violation
from app.rules.rosters.totals import Totals, totals
from app.rules.rosters.values import Absence, Plan
from app.ui.shifts.grid.selection import Place

EMPTY = Cell(None)
_AT_ONCE = 20 * 31
"""So many cells are checked again within 30 ms."""
Edit = Mapping[str, Mapping[date, Cell]]
"""Cells by person and day as they shall be, whole."""


@dataclass(frozen=True, slots=True)
class Cover:
    """People planned in a shift against those asked for."""

    planned: int
    demand: Demand

    @property
    def short(self) -> int:
        """How many are missing to the least."""
        return max(0, self.demand.least - self.planned)

    @property
    def wished(self) -> int:
        """How many are missing to the wish, once the least are there."""
        return 0 if self.short else max(0, self.demand.wish - self.planned)

    @property
    def over(self) -> int:
        """How many more than wished."""
        return max(0, self.planned - max(self.demand.least, self.demand.wish))


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
        self._stored = {person: dict(row) for person, row in roster.cells.items()}
        self._edits: list[Edit] = []
        self._cells = {person: dict(row) for person, row in self._stored.items()}
        self._rows = {each.key: row for row, each in enumerate(self.people)}
        self._columns = {day: column for column, day in enumerate(self.days)}
        self._totals = dict(roster.totals)
        self._fair: Mapping[str, float] | None = None
        self._most_unfair = 0.0
        self._marks: dict[str, dict[date, list[Violation]]] = {}
        self._team_marks: dict[str, dict[date, list[Violation]]] = {}
        self._absences = _by_day(roster.plan.absences, self.days)
        self._wishes: dict[tuple[str, date], list[Wish]] = {}
        for wish in roster.wishes:
            self._wishes.setdefault((wish.person, wish.day), []).append(wish)
        self._planned: dict[tuple[date, str], int] = {}
        self._count_planned()
        self._told, self._told_days = told_shifts(roster.publications, roster.first, roster.last)
        self._shown_kinds: tuple[KindRow, ...] | None = None
        self.editions = dict.fromkeys(self._rows, 0)
        """How often the look of each person's row changed."""

    # What is shown

    def person(self, row: int) -> PersonRow:
        """Who stands in a row."""
        return self.people[row]

    def place(self, person: str, day: date) -> Place | None:
        """Where a person's day stands, None if it is not shown."""
        row, column = self._rows.get(person), self._columns.get(day)
        return None if row is None or column is None else (row, column)

    def cell(self, person: str, day: date) -> Cell:
        """What a day of a person holds."""
        return self._cells.get(person, {}).get(day, EMPTY)

    def content(self, person: str, day: date) -> Content:
        """A key of a kind, ``OFF`` or None."""
        cell = self.cell(person, day)
        return cell.kind or (OFF if cell.off else None)

    def at(self, place: Place) -> tuple[str, date]:
        """Person and day of a place."""
        return self.people[place[0]].key, self.days[place[1]]

    def spare(self) -> dict[tuple[date, str], int]:
        """How many people each shift has more than it needs."""
        return {place: self.cover(*place).over for place in self._planned}

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

    def wishes(self, person: str, day: date) -> list[Wish]:
        """What somebody wishes for a day."""
        return self._wishes.get((person, day), [])

    def violations(self, person: str, day: date) -> list[Violation]:
        """The rules broken there."""
        mine = self._marks.get(person, {}).get(day, [])
        team = self._team_marks.get(person, {}).get(day, [])
        return [*mine, *team] if team else mine

    def violations_of(self, person: str) -> tuple[Violation, ...]:
        """Everything found about a person."""
        return self.findings.people.get(person, ()) if self.findings is not None else ()

    def cover(self, day: date, kind: str) -> Cover:
        """People in a shift of a day."""
        demand = self.roster.demand.get((day, kind), Demand())
        return Cover(self._planned.get((day, kind), 0), demand)

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
            used = {kind for _day, kind in self._planned}
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
                day: _with_content(self.cell(person, day), content) for day, content in row.items()
            }
            for person, row in contents.items()
        }

    def pinned(self, places: Iterable[tuple[str, date]], *, on: bool) -> Edit:
        """The cells pinned, or given free."""
        return _by_person(
            (person, day, replace(self.cell(person, day), pinned=on)) for person, day in places
        )

    def commented(self, person: str, day: date, comment: str) -> Edit:
        """The cell with a comment."""
        return {person: {day: replace(self.cell(person, day), comment=comment.strip())}}

    def changes(self, edit: Edit) -> Edit:
        """What of the edit is not so already."""
        return _by_person(
            (person, day, cell)
            for person, row in edit.items()
            for day, cell in row.items()
            if cell != self.cell(person, day)
        )

    def apply(self, edit: Edit) -> None:
        """Show the edit now, before it is stored."""
        self._edits.append(edit)
        self._show(edit)

    def confirm(self, edit: Edit) -> None:
        """The edit is stored."""
        self._edits = [each for each in self._edits if each is not edit]
        for person, row in edit.items():
            self._stored.setdefault(person, {}).update(row)

    def take_back(self, edit: Edit) -> None:
        """The edit was refused: show what was there before."""
        self._edits = [each for each in self._edits if each is not edit]
        before: dict[str, dict[date, Cell]] = {}
        for person, row in edit.items():
            stored = self._stored.get(person, {})
            before[person] = {day: stored.get(day, EMPTY) for day in row}
        self._show(before)
        for each in self._edits:
            self._show(each)

    def take_over(self, other: "Board") -> bool:
        """Show what another board still stores; True if its findings could be carried on.

        They can where nothing but the rows of some people differs.
        """
        edits, found = list(other._edits), other.findings
        if found is None or not _alike(other.plan, self.plan) or other.rules != self.rules:
            for edit in edits:
                self.apply(edit)
            return False
        changed = _differing(other.plan, self.plan)
        if len(changed) * len(self.days) > _AT_ONCE:
            for edit in edits:
                self.apply(edit)
            return False
        self.show_checked(found, other.plan)
        for edit in edits:
            self.apply(edit)
        return True

    def show_checked(self, found: Findings, plan: Plan) -> None:
        """Mark what a check of ``plan`` found; rows that differ by now are checked again."""
        changed = _differing(plan, self.plan)
        if changed:
            found = recheck(found, self.plan, self.rules, changed=changed)
        self.show_findings(found)

    def show_findings(self, findings: Findings) -> None:
        """Mark what a check of ``plan`` found."""
        self.findings = findings
        self._touch(self.editions)
        self._marks = {person: _by_days(found) for person, found in findings.people.items()}
        self._mark_team(findings)

    def effect(self, contents: Cells) -> Effect | None:
        """What a change would break and mend; None while the plan is not checked yet."""
        if self.findings is None:
            return None
        return effect(self.findings, self.plan, self.rules, contents)

    # Inside

    def _show(self, edit: Edit) -> None:
        contents = {
            person: {day: cell.kind for day, cell in row.items()} for person, row in edit.items()
        }
        for person, row in edit.items():
            for day, cell in row.items():
                self._count(person, day, -1)
                self._cells.setdefault(person, {})[day] = cell
                self._count(person, day, 1)
        self.plan = with_cells(self.plan, contents)
        if self.findings is not None:
            changed = contents.keys()
            found = recheck(self.findings, self.plan, self.rules, changed=changed)
            self.findings = found
            self._marks.update((person, _by_days(found.people.get(person, ()))) for person in edit)
            self._mark_team(found)
        self._touch(edit)
        self._shown_kinds = None
        self._fair = None
        shifts = self.findings.shifts if self.findings is not None else None
        self._totals.update(totals(_only(self.plan, edit), shifts))

    def _touch(self, people: Iterable[str]) -> None:
        for person in list(people):
            self.editions[person] = self.editions.get(person, 0) + 1

    def _mark_team(self, findings: Findings) -> None:
        marks: dict[str, dict[date, list[Violation]]] = {}
        for each in findings.team:
            for person in each.others:
                for day in each.days:
                    marks.setdefault(person, {}).setdefault(day, []).append(each)
        self._touch(
            person
            for person in marks.keys() | self._team_marks.keys()
            if marks.get(person) != self._team_marks.get(person)
        )
        self._team_marks = marks

    def _count_planned(self) -> None:
        for person, row in self._cells.items():
            for day in row:
                self._count(person, day, 1)

    def _count(self, person: str, day: date, step: int) -> None:
        kind = self.cell(person, day).kind
        if kind is not None:
            self._planned[day, kind] = self._planned.get((day, kind), 0) + step


def is_hard(found: Iterable[Violation]) -> bool:
    """Whether one of these breaks a hard rule."""
    return any(each.strength is Strength.HARD for each in found)


def contents_of(edit: Edit) -> Cells:
    """What the cells of an edit hold, for the rules."""
    return {
        person: {day: cell.kind or (OFF if cell.off else None) for day, cell in row.items()}
        for person, row in edit.items()
    }


def _with_content(cell: Cell, content: Content) -> Cell:
    filled = content is not None
    return Cell(content or None, content == OFF, cell.pinned and filled, cell.comment)


def _by_person(cells: Iterable[tuple[str, date, Cell]]) -> Edit:
    found: dict[str, dict[date, Cell]] = {}
    for person, day, cell in cells:
        found.setdefault(person, {})[day] = cell
    return found


def _by_days(found: Iterable[Violation]) -> dict[date, list[Violation]]:
    marks: dict[date, list[Violation]] = {}
    for each in found:
        for day in each.days:
            marks.setdefault(day, []).append(each)
    return marks


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


def _only(plan: Plan, people: Container[str]) -> Plan:
    """The plan of these people alone."""
    return replace(
        plan,
        people=tuple(each for each in plan.people if each.key in people),
        assignments={key: row for key, row in plan.assignments.items() if key in people},
    )


def _differing(one: Plan, other: Plan) -> set[str]:
    """The people whose rows are not the same."""
    rows, others = one.assignments, other.assignments
    return {
        person
        for person in rows.keys() | others.keys()
        if (rows.get(person) or {}) != (others.get(person) or {})
    }


def _alike(one: Plan, other: Plan) -> bool:
    """Whether two plans differ in their assignments at most."""
    return replace(one, assignments={}) == replace(other, assignments={})
