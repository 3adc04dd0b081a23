"""Filling, emptying, pinning and remarking on cells, and taking it back."""

from datetime import date

import pytest

from app.errors import UserError
from app.services.shifts import cells
from tests.desk_fixtures import Desk
from tests.services.shifts.rosters import MAY, may, row, with_kinds, write

SECOND = date(2026, 5, 2)


def test_a_row_of_letters_is_one_step_that_can_be_taken_back_and_done_again(desk: Desk) -> None:
    ids = with_kinds(desk)
    write(desk, ids, desk.kim, "FFS-", MAY)
    assert row(may(desk), desk.kim).startswith("FFS-")
    desk.undo()
    assert row(may(desk), desk.kim).startswith("----")
    desk.redo()
    assert row(may(desk), desk.kim).startswith("FFS-")


def test_an_emptied_cell_leaves_nothing_in_the_file(desk: Desk) -> None:
    ids = with_kinds(desk)
    write(desk, ids, desk.kim, "F", MAY)
    desk.do(cells.set_cells, [cells.CellChange(desk.kim, MAY)])
    assert desk.one("SELECT count(*) FROM roster_cell") == 0


def test_an_emptied_cell_keeps_its_comment_and_loses_its_pin(desk: Desk) -> None:
    ids = with_kinds(desk)
    write(desk, ids, desk.kim, "F", MAY)
    desk.do(cells.pin_cells, [(desk.kim, MAY)], True)
    desk.do(cells.comment_cell, desk.kim, MAY, " asked for it ")
    desk.do(cells.set_cells, [cells.CellChange(desk.kim, MAY)])
    cell = may(desk).cell(str(desk.kim), MAY)
    assert cell is not None
    assert (cell.kind, cell.off, cell.pinned, cell.comment) == (None, False, False, "asked for it")


def test_another_shift_keeps_pin_and_comment(desk: Desk) -> None:
    ids = with_kinds(desk)
    write(desk, ids, desk.kim, "F", MAY)
    desk.do(cells.pin_cells, [(desk.kim, MAY)], True)
    write(desk, ids, desk.kim, "S", MAY)
    cell = may(desk).cell(str(desk.kim), MAY)
    assert cell is not None
    assert (cell.pinned, cell.kind) == (True, str(ids["S"]))


def test_an_empty_day_can_be_pinned_and_given_free(desk: Desk) -> None:
    desk.do(cells.pin_cells, [(desk.kim, MAY), (desk.kim, SECOND)], True)
    assert [each.pinned for each in may(desk).cells[str(desk.kim)].values()] == [True, True]
    desk.do(cells.pin_cells, [(desk.kim, MAY), (desk.kim, SECOND)], False)
    assert desk.one("SELECT count(*) FROM roster_cell") == 0


def test_a_planned_day_off_is_no_empty_day(desk: Desk) -> None:
    with_kinds(desk)
    desk.do(cells.set_cells, [cells.CellChange(desk.kim, MAY, off=True)])
    assert row(may(desk), desk.kim).startswith("o-")
    assert may(desk).plan.assignments == {}


def test_the_later_of_two_changes_of_a_cell_holds(desk: Desk) -> None:
    ids = with_kinds(desk)
    both = [cells.CellChange(desk.kim, MAY, ids[each]) for each in "FS"]
    desk.do(cells.set_cells, both)
    assert row(may(desk), desk.kim).startswith("S")


def test_a_shift_that_is_gone_is_refused_in_words(desk: Desk) -> None:
    with pytest.raises(UserError, match="removed already"):
        desk.do(cells.set_cells, [cells.CellChange(desk.kim, MAY, 99)])
    with pytest.raises(UserError, match="does not work here"):
        desk.do(cells.set_cells, [cells.CellChange(99, MAY, None, off=True)])
