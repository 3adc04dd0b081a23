"""The grid by keyboard and mouse, on a real desk: everything is stored, one step a gesture."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app.rules.rosters.effects import Verdict
from app.services.shifts.wishes import set_wish
from app.ui.shifts.grid.selection import Area, Selection
from tests.ui.shifts.conftest import ShiftDesk

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def test_letters_typed_one_after_the_other_fill_the_days(shifts: ShiftDesk) -> None:
    shifts.type("eel-n")
    assert shifts.letters(0, 1, 8) == ".EEL-N.."
    assert shifts.grid.selection.cursor == (0, 6)


def test_a_letter_is_shown_before_the_desk_has_it(shifts: ShiftDesk) -> None:
    shifts.grid.fill(shifts.board.letters["E"])
    assert shifts.shown(0, 2, 2) == "E"
    assert shifts.letters(0, 2, 2) == "."
    shifts.settled()
    assert shifts.letters(0, 2, 2) == "E"


def test_one_letter_fills_the_whole_choice_in_one_step(shifts: ShiftDesk) -> None:
    shifts.choose((0, 2), (2, 4))
    shifts.type("L")
    assert [shifts.letters(row, 1, 5) for row in range(4)] == [".LLL."] * 3 + ["....."]
    shifts.operations.undo()
    shifts.settled()
    assert [shifts.shown(row, 1, 5) for row in range(4)] == ["....."] * 4


def test_undo_names_what_was_done_and_redo_does_it_again(shifts: ShiftDesk) -> None:
    shifts.type("E")
    step = shifts.operations.undo_state.undo
    assert step is not None
    assert step.label == "Planned Early shift for Kim Okafor, Mon 2 Mar"
    shifts.operations.undo()
    shifts.settled()
    assert shifts.shown(0, 2, 2) == "."
    shifts.operations.redo()
    shifts.settled()
    assert shifts.shown(0, 2, 2) == "E"


def test_delete_empties_and_backspace_goes_back(shifts: ShiftDesk) -> None:
    shifts.type("ELN")
    shifts.press(Qt.Key.Key_Left)
    shifts.press(Qt.Key.Key_Backspace)
    assert shifts.letters(0, 2, 4) == "EL."
    assert shifts.grid.selection.cursor == (0, 2)
    shifts.press(Qt.Key.Key_Delete)
    assert shifts.letters(0, 2, 4) == "E.."


def test_an_unknown_letter_is_told_and_changes_nothing(shifts: ShiftDesk) -> None:
    shifts.type("x")
    assert shifts.told == ["“x” is no letter of a shift; there are E, L, N, -."]
    assert shifts.letters(0) == "." * 31


def test_what_is_so_already_makes_no_step(shifts: ShiftDesk) -> None:
    shifts.type("E")
    before = shifts.operations.undo_state.undo
    shifts.choose((0, 2))
    shifts.type("E")
    assert shifts.operations.undo_state.undo == before


def test_arrows_stretch_and_jump_as_in_a_spreadsheet(shifts: ShiftDesk) -> None:
    shifts.type("EEE")
    shifts.choose((0, 2))
    shifts.press(Qt.Key.Key_Right, CTRL)
    assert shifts.grid.selection.cursor == (0, 3)
    shifts.press(Qt.Key.Key_Down, SHIFT)
    shifts.press(Qt.Key.Key_Home, SHIFT)
    assert shifts.grid.selection.area == Area(0, 0, 1, 3)
    shifts.press(Qt.Key.Key_End, CTRL)
    assert shifts.grid.selection == Selection((3, 30), (3, 30))
    shifts.press(Qt.Key.Key_A, CTRL)
    assert shifts.grid.selection.area.size == 4 * 31


def test_cells_are_copied_as_text_and_pasted_over_a_choice(shifts: ShiftDesk) -> None:
    shifts.type("E-L")
    shifts.choose((0, 2), (0, 4))
    shifts.press(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "E\t-\tL"
    shifts.choose((1, 2), (2, 7))
    shifts.press(Qt.Key.Key_V, CTRL)
    assert [shifts.letters(row, 1, 8) for row in (1, 2)] == [".E-LE-L."] * 2


def test_a_table_of_another_program_is_pasted_from_the_cursor(shifts: ShiftDesk) -> None:
    QGuiApplication.clipboard().setText("e\tl\r\n\tN\r\n")
    shifts.press(Qt.Key.Key_V, CTRL)
    assert [shifts.letters(row, 2, 3) for row in (0, 1)] == ["EL", ".N"]


def test_what_cannot_be_pasted_is_told(shifts: ShiftDesk) -> None:
    QGuiApplication.clipboard().setText("E\tholiday")
    shifts.press(Qt.Key.Key_V, CTRL)
    assert shifts.told == ["“holiday” is no letter of a shift; there are E, L, N, -."]
    assert shifts.letters(0) == "." * 31


def test_cutting_is_copying_and_emptying(shifts: ShiftDesk) -> None:
    shifts.type("EL")
    shifts.choose((0, 2), (0, 3))
    shifts.press(Qt.Key.Key_X, CTRL)
    assert shifts.letters(0, 2, 3) == ".."
    assert QGuiApplication.clipboard().text() == "E\tL"


def test_filling_to_the_right_repeats_what_is_written(shifts: ShiftDesk) -> None:
    shifts.type("EL-")
    shifts.choose((0, 2), (0, 10))
    shifts.act("fill_right")
    assert shifts.letters(0, 2, 11) == "EL-EL-EL-."


def test_filling_downwards_gives_everybody_the_first_row(shifts: ShiftDesk) -> None:
    shifts.type("EL")
    shifts.choose((0, 2), (3, 3))
    shifts.act("fill_down")
    assert [shifts.letters(row, 2, 3) for row in range(4)] == ["EL"] * 4


def test_pins_are_kept_and_given_free(shifts: ShiftDesk) -> None:
    shifts.type("EL")
    shifts.choose((0, 2), (0, 3))
    shifts.act("pin")
    row = shifts.stored().cells[shifts.board.people[0].key]
    assert [cell.pinned for cell in row.values()] == [True, True]
    shifts.act("pin")
    row = shifts.stored().cells[shifts.board.people[0].key]
    assert [cell.pinned for cell in row.values()] == [False, False]


def test_a_change_by_somebody_else_appears(shifts: ShiftDesk) -> None:
    shifts.fill(2, 5, "NN")
    assert shifts.shown(2, 4, 7) == ".NN."


def test_the_mouse_chooses_a_stretch_and_whole_people(shifts: ShiftDesk) -> None:
    shifts.mouse((0, 3), (1, 5), (2, 6))
    assert shifts.grid.selection.area == Area(0, 2, 2, 5)
    shifts.mouse((3, 3), modifiers=CTRL)
    assert (3, 2) in shifts.grid.selection
    assert (0, 2) in shifts.grid.selection


def test_a_shift_is_dragged_to_somebody_else(shifts: ShiftDesk) -> None:
    shifts.fill(0, 5, "N")
    shifts.choose((0, 5))
    shifts.mouse((0, 5), (1, 5), (2, 5))
    assert [shifts.letters(row, 5, 5) for row in range(3)] == [".", ".", "N"]
    assert shifts.grid.selection.cursor == (2, 4)
    shifts.operations.undo()
    shifts.settled()
    assert [shifts.shown(row, 5, 5) for row in range(3)] == ["N", ".", "."]


def test_two_shifts_exchange_places(shifts: ShiftDesk) -> None:
    shifts.fill(0, 5, "N")
    shifts.fill(2, 5, "E")
    shifts.choose((0, 5))
    shifts.mouse((0, 5), (1, 5), (2, 5))
    assert [shifts.letters(row, 5, 5) for row in (0, 2)] == ["E", "N"]


def test_pin_and_comment_go_with_a_shift_that_is_moved(shifts: ShiftDesk) -> None:
    shifts.fill(0, 5, "N")
    shifts.fill(2, 5, "E")
    board = shifts.board
    ana, other, day = board.people[0].key, board.people[2].key, board.days[4]
    shifts.page.keeper.write(board.pinned([(ana, day)], on=True), "Pin")
    shifts.page.keeper.write(board.commented(ana, day, "brings the keys"), "Comment")
    shifts.settled()
    shifts.choose((0, 5))
    shifts.mouse((0, 5), (1, 5), (2, 5))
    stored = shifts.stored()
    there, here = stored.cell(other, day), stored.cell(ana, day)
    assert there is not None
    assert here is not None
    assert (there.pinned, there.comment) == (True, "brings the keys")
    assert (here.pinned, here.comment) == (False, "")


def test_with_control_a_shift_is_copied(shifts: ShiftDesk) -> None:
    shifts.fill(0, 5, "N")
    shifts.choose((0, 5))
    shifts.mouse((0, 5), (1, 5), (2, 5), modifiers=CTRL)
    assert [shifts.letters(row, 5, 5) for row in (0, 2)] == ["N", "N"]


def test_each_cell_says_what_a_drop_there_would_break(shifts: ShiftDesk) -> None:
    shifts.fill(0, 5, "E")
    shifts.fill(1, 4, "L")
    shifts.choose((0, 5))
    shifts.mouse((0, 5), (0, 6), (1, 5), release=False)
    scene = shifts.grid.scene()
    assert scene.target == (1, 4)
    assert scene.targets[1, 4] is Verdict.ILLEGAL
    assert "8 h of rest" in shifts.grid.hint_text
    assert "§ 5" in shifts.grid.hint_text
    shifts.press(Qt.Key.Key_Escape)
    assert shifts.grid.scene().targets == {}
    assert shifts.letters(0, 5, 5) == "E"


def test_a_drop_on_an_agreed_free_day_is_not_allowed_and_on_a_wished_one_costs(
    shifts: ShiftDesk,
) -> None:
    ben, cem = (shifts.board.people[row].id for row in (1, 2))
    for agent_id, fixed in ((ben, True), (cem, False)):
        shifts.desk.do(
            set_wish, agent_id, [shifts.board.days[4]], kind_id=None, on=False, fixed=fixed
        )
    shifts.fill(0, 5, "E")
    shifts.choose((0, 5))
    shifts.mouse((0, 5), (2, 5), (1, 5), release=False)
    targets = shifts.grid.scene().targets
    assert (targets[1, 4], targets[2, 4]) == (Verdict.ILLEGAL, Verdict.COSTLY)
    assert "A free day is agreed" in shifts.grid.hint_text
    shifts.press(Qt.Key.Key_Escape)


def test_a_shift_is_carried_to_somebody_else_with_the_arrow_keys(shifts: ShiftDesk) -> None:
    shifts.fill(0, 5, "E")
    shifts.fill(1, 4, "L")
    shifts.choose((0, 5))
    shifts.act("carry")
    assert "Enter puts it down" in shifts.grid.hint_text
    shifts.press(Qt.Key.Key_Down)
    scene = shifts.grid.scene()
    assert (scene.target, scene.targets[1, 4]) == ((1, 4), Verdict.ILLEGAL)
    assert "8 h of rest" in shifts.grid.hint_text
    shifts.press(Qt.Key.Key_Down)
    shifts.press(Qt.Key.Key_Return)
    assert [shifts.letters(row, 5, 5) for row in range(3)] == [".", ".", "E"]
    assert shifts.grid.selection.cursor == (2, 4)
    assert shifts.grid.hint_text == ""
    shifts.operations.undo()
    shifts.settled()
    assert [shifts.shown(row, 5, 5) for row in range(3)] == ["E", ".", "."]


def test_carried_onto_a_shift_the_two_exchange_and_with_control_one_is_copied(
    shifts: ShiftDesk,
) -> None:
    shifts.fill(0, 5, "N")
    shifts.fill(1, 5, "E")
    shifts.choose((0, 5))
    shifts.act("carry")
    shifts.press(Qt.Key.Key_Down)
    shifts.press(Qt.Key.Key_Return)
    assert [shifts.letters(row, 5, 5) for row in range(2)] == ["E", "N"]
    shifts.act("carry")
    shifts.press(Qt.Key.Key_Right)
    shifts.press(Qt.Key.Key_Return, CTRL)
    assert shifts.letters(1, 5, 6) == "NN"


@pytest.mark.parametrize("way", ["escape", "mouse", "focus"])
def test_what_is_carried_goes_back_when_it_is_not_put_down(shifts: ShiftDesk, way: str) -> None:
    shifts.fill(0, 5, "N")
    shifts.choose((0, 5))
    shifts.act("carry")
    shifts.press(Qt.Key.Key_Down)
    if way == "escape":
        shifts.press(Qt.Key.Key_Escape)
    elif way == "mouse":
        shifts.mouse((3, 9))
    else:
        shifts.page.plan.foot.found.setFocus()
        shifts.settled()
    assert shifts.grid.scene().ghosts == {}
    assert shifts.grid.gesture is None
    assert [shifts.letters(row, 5, 5) for row in range(2)] == ["N", "."]


def test_nothing_can_be_carried_from_an_empty_cell(shifts: ShiftDesk) -> None:
    shifts.act("carry")
    assert shifts.told == ["There is no shift here that could be moved."]


def test_a_brush_paints_a_stroke_in_one_step(shifts: ShiftDesk) -> None:
    shifts.type("L")
    shifts.choose((0, 2))
    shifts.act("brush")
    shifts.mouse((1, 10), (1, 14))
    assert shifts.letters(1, 9, 15) == ".LLLLL."
    shifts.press(Qt.Key.Key_Escape)
    assert not shifts.grid.brushing
    shifts.operations.undo()
    shifts.settled()
    assert shifts.shown(1, 9, 15) == "......."


def test_a_series_is_drawn_on_from_the_corner(shifts: ShiftDesk) -> None:
    shifts.type("EL-")
    shifts.choose((0, 2), (0, 4))
    corner = shifts.grid.geometry_now.cell(0, 3).bottomRight()
    shifts.drag(corner, shifts.point((0, 9)))
    assert shifts.letters(0, 2, 10) == "EL-EL-EL."


@pytest.mark.parametrize("row", [0, 3])
def test_escape_gives_up_the_choice_but_for_the_cursor(shifts: ShiftDesk, row: int) -> None:
    shifts.choose((row, 2), (row, 9))
    shifts.press(Qt.Key.Key_Escape)
    assert shifts.grid.selection.single


def test_a_narrow_window_keeps_all_days_and_leaves_figures_out(shifts: ShiftDesk) -> None:
    wide = len(shifts.grid.scene().figures)
    shifts.page.resize(1020, 700)
    shifts.settled()
    scene = shifts.grid.scene()
    assert 0 < len(scene.figures) < wide
    assert "±" in [each.head for each in scene.figures]
    assert scene.geometry.most_x == 0
    assert len(scene.geometry.shown_columns) == 31


def test_what_the_desk_refuses_is_taken_back_and_told(shifts: ShiftDesk) -> None:
    person, day = shifts.board.at((0, 1))
    shifts.page.keeper.write(shifts.board.edited({person: {day: "999"}}), "Planned")
    assert shifts.grid.content((0, 1)) == "999"
    shifts.settled()
    assert shifts.grid.content((0, 1)) is None
    assert shifts.told == ["This kind of shift was removed already."]
    shifts.type("E")
    assert shifts.letters(0, 2, 2) == "E"
