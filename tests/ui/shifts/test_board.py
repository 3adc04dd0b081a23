"""The board: edits count at once, are confirmed or taken back, and always checked as a whole."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.rules.rosters.checking import check
from app.rules.rosters.totals import totals
from app.rules.rosters.values import Absence, AbsenceKind, DayPart
from app.ui.shifts.grid.board import Board
from app.ui.shifts.grid.moving import Taking, taken
from app.ui.shifts.grid.selection import Area, Selection
from tests.ui.shifts.rosters import KEYS, MONDAY, roster


def day(number: int) -> date:
    return MONDAY + timedelta(days=number - 1)


def checked(*lines: str) -> Board:
    board = Board(roster(*lines))
    board.show_findings(check(board.plan, board.rules))
    return board


contents = st.sampled_from([*KEYS.values(), "", None])
edits = st.lists(
    st.dictionaries(
        st.sampled_from(["1", "2"]),
        st.dictionaries(st.integers(1, 7).map(day), contents, min_size=1),
        min_size=1,
    ),
    max_size=4,
)


@given(edits)
def test_after_any_edits_findings_totals_and_need_are_those_of_a_new_board(
    found: list[dict[str, dict[date, str | None]]],
) -> None:
    board = checked("FFSS-NN", "SS NN--")
    for each in found:
        board.apply(board.edited(each))
    assert board.findings is not None
    assert board.findings.all == check(board.plan, board.rules).all
    assert {key: board.totals(key) for key in ("1", "2")} == totals(board.plan)
    for number in range(1, 8):
        for kind in KEYS.values():
            planned = sum(row.get(day(number)) == kind for row in board.plan.assignments.values())
            assert board.covers.at(day(number), kind).planned == planned


@given(edits, st.data())
def test_edits_that_are_refused_leave_no_trace(
    found: list[dict[str, dict[date, str | None]]], data: st.DataObject
) -> None:
    board, other = checked("FFSS-NN", "SS NN--"), checked("FFSS-NN", "SS NN--")
    made = []
    for each in found:
        edit = board.edited(each)
        board.apply(edit)
        made.append(edit)
    kept = [data.draw(st.booleans()) for _edit in made]
    for edit, stays in zip(made, kept, strict=True):
        if stays:
            board.confirm(edit)
    for edit, stays in zip(made, kept, strict=True):
        if not stays:
            board.take_back(edit)
        else:
            other.apply(edit)
    # An edit takes the cells over whole, so the last kept one of each cell holds.
    for person in ("1", "2"):
        for number in range(1, 8):
            assert board.cell(person, day(number)) == other.cell(person, day(number))


def test_another_board_takes_over_what_is_still_being_stored() -> None:
    board = checked("F  ", "   ")
    edit = board.edited({"1": {day(2): KEYS["N"]}})
    board.apply(edit)
    fresh = Board(roster("F  ", "  S"))
    assert fresh.take_over(board)
    assert fresh.content("1", day(2)) == KEYS["N"]
    assert fresh.content("2", day(3)) == KEYS["S"]
    assert fresh.findings is not None
    assert fresh.findings.all == check(fresh.plan, fresh.rules).all
    fresh.confirm(edit)
    assert fresh.content("1", day(2)) == KEYS["N"]


def test_findings_are_not_carried_to_other_days() -> None:
    board = checked("F  ")
    assert not Board(roster("F  ", first=day(8))).take_over(board)


def test_emptying_a_cell_keeps_its_comment_and_drops_its_pin() -> None:
    board = checked("F")
    board.apply(board.commented("1", day(1), "brings the keys"))
    board.apply(board.pinned([("1", day(1))], on=True))
    board.apply(board.edited({"1": {day(1): None}}))
    cell = board.cell("1", day(1))
    assert (cell.kind, cell.pinned, cell.comment) == (None, False, "brings the keys")


places = st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1)
steps = st.tuples(st.integers(-3, 3), st.integers(-3, 3)).filter(any)


@given(places, steps)
def test_moving_cells_loses_nothing(chosen: set[tuple[int, int]], step: tuple[int, int]) -> None:
    def of(place: tuple[int, int]) -> str:
        return f"{place[0]}/{place[1]}"

    found = taken(chosen, step, of)
    assert sorted(str(each) for each in found.values()) == sorted(of(each) for each in found)
    for row, column in chosen:
        assert found[row + step[0], column + step[1]] == of((row, column))


@given(places, steps)
def test_copying_leaves_the_source_alone(
    chosen: set[tuple[int, int]], step: tuple[int, int]
) -> None:
    found = taken(chosen, step, str, taking=Taking.COPY)
    assert set(found) == {(row + step[0], column + step[1]) for row, column in chosen}


def test_a_choice_stays_within_a_grid_that_became_smaller() -> None:
    selection = Selection((5, 30), (1, 28), (Area(0, 0, 9, 9), Area(8, 0, 9, 3)))
    found = selection.within(4, 28)
    assert (found.cursor, found.anchor) == ((3, 27), (1, 27))
    assert found.further == (Area(0, 0, 3, 9),)


def test_who_is_away_all_day_leaves_a_gap_and_who_is_away_for_half_does_not() -> None:
    sick = Absence("1", day(1), day(1), AbsenceKind.SICK)
    half = Absence("1", day(2), day(2), AbsenceKind.TRAINING, DayPart.MORNING)
    board = Board(roster("FF", absences=[sick, half]))
    assert [board.covers.at(day(number), KEYS["F"]).planned for number in (1, 2)] == [0, 1]
    board.apply(board.edited({"1": {day(1): None, day(2): None}}))
    assert [board.covers.at(day(number), KEYS["F"]).planned for number in (1, 2)] == [0, 0]
    assert not board.staffs("1", day(1), KEYS["F"])
