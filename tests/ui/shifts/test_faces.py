"""What cells look like: readable in every colour and scheme, told apart without colour."""

from datetime import date, timedelta

import pytest

from app.queries.shifts.cells import Cell
from app.rules.rosters.checking import check
from app.rules.rosters.demand import Demand, Wish
from app.rules.rosters.rule import Strength
from app.rules.rosters.values import Absence, AbsenceKind, DayPart
from app.settings import Density, Scheme
from app.ui.colours import contrast
from app.ui.shifts.grid.board import Board
from app.ui.shifts.grid.cover import Cover
from app.ui.shifts.grid.cover_paint import cover_text
from app.ui.shifts.grid.face import NOTHING, Face, Faces, Sign, face, times_text
from app.ui.shifts.grid.face_paint import FacePainter
from app.ui.shifts.grid.look import COLOURS, Look
from app.ui.shifts.grid.typed_letters import Reading, Typed, read_letters
from app.ui.theme import Theme
from tests.ui.shifts.rosters import KEYS, KINDS, MONDAY, roster


def day(number: int) -> date:
    return MONDAY + timedelta(days=number - 1)


def checked(board: Board) -> Board:
    board.show_findings(check(board.plan, board.rules))
    return board


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("number", range(COLOURS))
def test_every_letter_can_be_read_on_its_tint(theme: Theme, scheme: Scheme, number: int) -> None:
    theme.set(scheme=scheme, text_size=100, density=Density.NORMAL)
    look = Look(theme)
    assert contrast(look.ink(number).name(), look.tint(number).name()) >= 4.5


def test_an_empty_cell_has_no_face() -> None:
    assert face(Board(roster("F  ")), "1", day(2)) is NOTHING


def test_a_cell_says_all_it_holds() -> None:
    away = Absence("1", day(1), day(1), AbsenceKind.SICK, DayPart.MORNING)
    wish = Wish("1", day(1), None, on=False)
    made = roster(
        "F",
        absences=[away],
        wishes=[wish],
        cells={"1": {day(1): Cell(KEYS["F"], pinned=True, comment="late")}},
    )
    assert face(Board(made), "1", day(1)) == Face(
        letter="F",
        colour=9,
        times="08–16",
        absence=AbsenceKind.SICK,
        part=DayPart.MORNING,
        pinned=True,
        comment=True,
        wish=Sign.UNWANTED,
    )


def test_a_broken_rule_marks_its_cells_by_its_strength() -> None:
    board = checked(Board(roster("SF  ", "S N ")))
    assert face(board, "1", day(2)).strength is Strength.HARD
    assert face(board, "2", day(2)).strength is Strength.SOFT


def test_only_what_differs_from_the_published_plan_is_marked() -> None:
    board = Board(roster("FS-", published={"1": {day(1): KEYS["F"], day(2): KEYS["N"]}}))
    assert [face(board, "1", day(number)).moved for number in (1, 2, 3)] == [False, True, False]


def test_faces_are_kept_until_their_person_changes() -> None:
    board = Board(roster("F", "F"))
    faces = Faces(board)
    first = faces.at(faces.row("1"), "1", day(1))
    assert faces.at(faces.row("1"), "1", day(1)) is first
    board.apply(board.edited({"2": {day(1): KEYS["S"]}}))
    assert faces.at(faces.row("1"), "1", day(1)) is first
    assert faces.at(faces.row("2"), "2", day(1)).letter == "S"


def test_equal_faces_are_painted_once(theme: Theme) -> None:
    painter = FacePainter(Look(theme), 26, 28, 1.0)
    first = painter.picture(Face("F", 1))
    assert painter.picture(Face("F", 1)) is first
    assert painter.picture(Face("F", 1, strength=Strength.HARD)).toImage() != first.toImage()
    assert painter.picture(Face("F", 1, moved=True)).toImage() != first.toImage()


@pytest.mark.parametrize(
    ("planned", "demand", "text"),
    [
        (2, Demand(2, 2), "2"),
        (1, Demand(2, 3), "−1"),
        (2, Demand(2, 3), "−1"),
        (4, Demand(2, 3), "+1"),
        (1, Demand(), "+1"),
        (0, Demand(1, 1), "−1"),
    ],
)
def test_the_need_says_how_many_are_missing_or_spare(
    planned: int, demand: Demand, text: str
) -> None:
    assert cover_text(Cover(planned, demand)) == text


def test_missing_people_and_missing_wishes_are_told_apart() -> None:
    assert (Cover(1, Demand(2, 3)).short, Cover(1, Demand(2, 3)).wished) == (1, 0)
    assert (Cover(2, Demand(2, 3)).short, Cover(2, Demand(2, 3)).wished) == (0, 1)


def test_times_are_as_short_as_they_can_be() -> None:
    assert [times_text(each.kind) for each in KINDS] == ["08–16", "16–24", "00–08"]


LETTERS = {"F": "1", "FD": "2", "S": "3"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("s", Typed(Reading.WHOLE, "S")),
        ("f", Typed(Reading.MORE, "F")),
        ("fd", Typed(Reading.WHOLE, "FD")),
        ("fx", Typed(Reading.NOTHING)),
        ("x", Typed(Reading.NOTHING)),
    ],
)
def test_letters_that_begin_alike_wait_for_the_rest(typed: str, found: Typed) -> None:
    assert read_letters(typed, LETTERS) == found
