"""Plans from files taken over, and taken back."""

from datetime import date

from app.formats.rosters.day_text import Month
from app.formats.rosters.reading import ReadPlan, read_plan
from app.queries.shifts.plan_match import PlanMatch, effect, plan_match
from app.rules.rosters.matching import Meaning
from app.rules.rosters.values import AbsenceKind
from app.services.shifts.absences import add_absence
from app.services.shifts.plan_import import Imported, import_plan
from tests.desk_fixtures import Desk
from tests.services.shifts.rosters import MAY, may, row, with_kinds, with_people, write

TABLE = "Name;1.5.;2.5.;3.5.;4.5.;5.5.\nKim;F;S;-;Urlaub;Urlaub\nBen;N;N;;?;F\nGast;F;F;F;F;F\n"


def table(text: str = TABLE) -> ReadPlan:
    """The table read for May 2026."""
    return read_plan(text.encode(), month=Month(2026, 5))


def taken_over(desk: Desk, plan: ReadPlan) -> Imported:
    """The plan imported as it is understood."""
    match = desk.read(plan_match, plan)
    return desk.do(import_plan, plan, match.people, match.shifts)


def test_a_plan_is_taken_over_in_one_step_and_taken_back_in_one(desk: Desk) -> None:
    with_kinds(desk)
    (ben,) = with_people(desk, "Ben")
    imported = taken_over(desk, table())
    assert imported == Imported(cells=6, absences=1, left_out=6)
    assert row(may(desk), desk.kim)[:5] == "FSo--"
    assert row(may(desk), ben)[:5] == "NN--F"
    (away,) = may(desk).absences
    assert (away.absence.first.day, away.absence.last.day) == (4, 5)
    desk.undo()
    assert not may(desk).cells
    assert not may(desk).absences


def test_cells_that_the_plan_leaves_empty_stay_as_they_are(desk: Desk) -> None:
    kinds = with_kinds(desk)
    write(desk, kinds, desk.kim, "NNNNN", MAY)
    taken_over(desk, table("Name;1.5.;2.5.;3.5.\nKim;F;;S\n"))
    assert row(may(desk), desk.kim)[:5] == "FNSNN"


def test_who_is_away_already_is_not_away_twice(desk: Desk) -> None:
    with_kinds(desk)
    desk.do(
        add_absence,
        desk.kim,
        first=date(2026, 5, 4),
        last=date(2026, 5, 4),
        kind=AbsenceKind.SICK,
    )
    assert taken_over(desk, table()).absences == 1
    assert [each.absence.kind for each in may(desk).absences] == [
        AbsenceKind.SICK,
        AbsenceKind.VACATION,
    ]


def test_the_effect_is_told_before(desk: Desk) -> None:
    kinds = with_kinds(desk)
    write(desk, kinds, desk.kim, "FN", MAY)
    plan = table("Name;1.5.;2.5.;3.5.;4.5.\nKim;F;S;S;Urlaub\nGast;F;;;\n")
    match: PlanMatch = desk.read(plan_match, plan)
    assert match.people == {"Kim": str(desk.kim), "Gast": None}
    assert match.shifts["Urlaub"] is AbsenceKind.VACATION
    found = effect(plan, match, match.people, match.shifts)
    assert (found.added, found.changed, found.same) == (1, 1, 1)
    assert (found.away, found.left_out) == (1, 1)


def test_a_text_can_be_taken_for_something_else(desk: Desk) -> None:
    with_kinds(desk)
    plan = table("Name;1.5.;2.5.\nKim;Q;Q\n")
    match = desk.read(plan_match, plan)
    assert match.shifts == {"Q": None}
    found = desk.do(import_plan, plan, match.people, {"Q": Meaning.OFF})
    assert found.cells == 2
    assert row(may(desk), desk.kim)[:2] == "oo"
