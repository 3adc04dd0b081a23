"""The page of the shift plan: days shown, rules beside the grid, patterns, the first template."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.queries.shifts.kinds import kinds
from app.rules.rosters.demand import WeekDemand
from app.rules.rosters.gallery import GALLERY
from app.rules.rosters.rule import Strength
from app.rules.rosters.values import AbsenceKind, Pair, Permission
from app.services.shifts.kinds import change_kind
from app.services.shifts.settings import set_pairs, set_permission
from app.ui.shifts.grid.face import Sign, face
from app.ui.shifts.grid.selection import Area
from app.ui.shifts.grid.tooltips import cell_lines
from app.ui.shifts.periods import Scale, period
from app.ui.shifts.wish_choice import WishChoice
from app.ui.widgets.choice_popover import ChoicePopover
from app.ui.widgets.name_popover import NamePopover
from tests.ui.shifts.conftest import ShiftDesk


def hard(shifts: ShiftDesk) -> list[str]:
    assert shifts.board.findings is not None
    return [each.rule for each in shifts.board.findings.all if each.strength is Strength.HARD]


def test_a_desk_without_shifts_begins_with_a_template(
    make_page: Callable[[], ShiftDesk],
) -> None:
    shifts = make_page()
    assert not shifts.grid.isVisible()
    shifts.page.choose_template()
    popover = shifts.page.findChild(ChoicePopover)
    assert isinstance(popover, ChoicePopover)
    assert popover.list.count() == len(GALLERY)
    shifts.page.take_template("three_shifts")
    shifts.settled()
    assert shifts.grid.isVisible()
    assert list(shifts.board.letters) == ["E", "L", "N"]
    assert shifts.told == []


def test_the_plan_begins_with_this_month_and_today(shifts: ShiftDesk) -> None:
    shifts.act("today")
    assert (shifts.board.days[0], shifts.board.days[-1]) == (date(2026, 3, 1), date(2026, 3, 31))
    assert shifts.board.days[shifts.grid.selection.cursor[1]] == date(2026, 3, 2)


def test_one_steps_through_the_months(shifts: ShiftDesk) -> None:
    shifts.act("next")
    assert shifts.board.days[0] == date(2026, 4, 1)
    shifts.act("previous")
    shifts.act("previous")
    assert shifts.board.days[0] == date(2026, 2, 1)
    shifts.act("today")
    assert shifts.board.days[0] == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("name", "first", "days"),
    [
        ("week", date(2026, 3, 16), 7),
        ("four_weeks", date(2026, 3, 16), 28),
        ("month", date(2026, 3, 1), 31),
        ("year", date(2026, 1, 1), 365),
    ],
)
def test_a_scale_shows_the_days_around_the_cursor(
    shifts: ShiftDesk, name: str, first: date, days: int
) -> None:
    shifts.choose((0, 18))
    shifts.act(name)
    assert (shifts.board.days[0], len(shifts.board.days)) == (first, days)


def test_the_scale_is_remembered(shifts: ShiftDesk, make_page: Callable[[], ShiftDesk]) -> None:
    shifts.act("week")
    assert len(make_page().board.days) == 7


def test_a_rule_is_checked_while_typing(shifts: ShiftDesk) -> None:
    shifts.type("E")
    assert hard(shifts) == []
    QTest.keyClicks(shifts.grid, "N")
    assert "de.rest" in hard(shifts)
    found = shifts.board.violations(*shifts.board.at((0, 2)))
    assert any("§ 5" in each.source for each in found)
    assert any("8 h of rest" in line for line in cell_lines(shifts.board, *shifts.board.at((0, 2))))
    shifts.settled()


def test_undo_takes_the_mark_away_as_well(shifts: ShiftDesk) -> None:
    shifts.type("EN")
    shifts.operations.undo()
    shifts.settled()
    assert hard(shifts) == []


def test_a_change_of_the_rules_is_checked_anew(shifts: ShiftDesk) -> None:
    shifts.choose((0, 8))
    shifts.type("E")
    assert hard(shifts) == []
    shifts.operations.run(
        set_permission, Permission(), now=shifts.desk.clock.now, label="Changed the permission"
    )
    shifts.settled()
    assert "de.sunday" in hard(shifts)


def test_the_next_broken_rule_is_jumped_to(shifts: ShiftDesk) -> None:
    shifts.fill(2, 10, "EN")
    shifts.act("next_finding")
    assert shifts.grid.selection.cursor[0] == 2
    assert shifts.grid.selection.area.left == 9
    current = shifts.page.plan.findings.current
    assert current is not None
    assert current.strength is Strength.HARD


@pytest.mark.parametrize(
    ("rule", "area"),
    [
        ("house.pairs", Area(1, 4, 1, 4)),
        ("house.contract", Area(0, 0, 0, 0)),
        ("house.days_off", Area(2, 11, 2, 11)),
    ],
)
def test_findings_of_the_team_of_a_whole_person_and_of_days_off_are_jumped_to(
    shifts: ShiftDesk, rule: str, area: Area
) -> None:
    ben, cem = (shifts.board.people[row].key for row in (1, 2))
    shifts.operations.run(
        set_pairs, [Pair(ben, cem, together=False)], now=shifts.desk.clock.now, label="Apart"
    )
    shifts.fill(1, 5, "E")
    shifts.fill(2, 5, "E")
    shifts.fill(2, 11, "E.E")
    shifts.choose((3, 20))
    shifts.act("findings")
    tree = shifts.page.plan.findings.tree
    item = next(
        item
        for row in range(tree.topLevelItemCount())
        if (item := tree.topLevelItem(row)) is not None
        and item.data(0, int(Qt.ItemDataRole.UserRole)).rule == rule
    )
    tree.setCurrentItem(item)
    shifts.settled()
    assert shifts.grid.selection.area == area


def test_a_way_out_is_proposed_and_taken_as_one_step(shifts: ShiftDesk) -> None:
    shifts.fill(2, 10, "EN")
    shifts.choose((2, 11))
    shifts.act("mend")
    buttons = [
        each
        for each in shifts.page.plan.findings.findChildren(QPushButton)
        if each.text() == "Do it"
    ]
    assert buttons
    buttons[0].click()
    shifts.settled()
    assert hard(shifts) == []
    step = shifts.operations.undo_state.undo
    assert step is not None
    assert step.label == "Mended a broken rule"


def test_a_wish_is_entered_in_the_plan_for_everybody_chosen(shifts: ShiftDesk) -> None:
    shifts.choose((0, 3), (1, 4))
    shifts.act("wish")
    popover = shifts.page.findChild(ChoicePopover)
    assert isinstance(popover, ChoicePopover)
    popover.taken.emit(WishChoice(on=False, fixed=True))
    shifts.settled()
    found = [(shifts.board.people[row].key, day) for row in (0, 1) for day in (3, 4)]
    stored = shifts.stored().wishes
    assert sorted((each.person, each.day.day) for each in stored) == found
    assert face(shifts.board, *shifts.board.at((0, 2))).wish is Sign.AGREED_NOT
    shifts.choose((0, 3))
    shifts.type("E")
    assert "house.agreements" in hard(shifts)
    shifts.choose((0, 1), (3, 31))
    shifts.act("wish")
    for each in shifts.page.findChildren(ChoicePopover):
        each.taken.emit(None)
    shifts.settled()
    assert shifts.stored().wishes == ()
    assert hard(shifts) == []


def test_the_foot_says_how_many_people_are_missing_and_leads_to_the_next_day(
    shifts: ShiftDesk,
) -> None:
    missing = shifts.page.plan.foot.missing
    assert missing.text() == "186 people missing"
    shifts.type("E")
    assert missing.text() == "185 people missing"
    shifts.choose((1, 30))
    missing.click()
    assert shifts.grid.selection.cursor == (1, 30)
    shifts.act("next_gap")
    assert shifts.grid.selection.cursor == (1, 0)


def test_whoever_falls_ill_is_missing_at_once(shifts: ShiftDesk) -> None:
    shifts.type("E")
    missing = shifts.page.plan.foot.missing
    assert missing.text() == "185 people missing"
    shifts.choose((0, 2))
    shifts.act("absence")
    popover = shifts.page.findChild(ChoicePopover)
    assert isinstance(popover, ChoicePopover)
    popover.taken.emit(AbsenceKind.SICK)
    shifts.settled()
    assert missing.text() == "186 people missing"
    assert "house.absence" in hard(shifts)


def test_where_nobody_is_missing_the_foot_says_nothing_of_it(shifts: ShiftDesk) -> None:
    for row in shifts.desk.read(kinds):
        shifts.desk.do(change_kind, row.id, row.kind, colour=row.colour, demand=WeekDemand())
    shifts.operations.run(
        set_permission, Permission("x", "y"), now=shifts.desk.clock.now, label="Read again"
    )
    shifts.settled()
    assert shifts.page.plan.foot.missing.isHidden()
    shifts.act("next_gap")
    assert shifts.told == ["Every shift has the people it needs."]


def test_names_and_days_of_broken_rules_are_shown_whole(shifts: ShiftDesk) -> None:
    shifts.type("E")
    shifts.act("findings")
    tree = shifts.page.plan.findings.tree
    for column in range(2):
        widest = max(
            tree.fontMetrics().horizontalAdvance(item.text(column))
            for row in range(tree.topLevelItemCount())
            if (item := tree.topLevelItem(row)) is not None
        )
        assert tree.header().sectionSize(column) > widest


def test_the_foot_counts_what_is_broken_and_sums_what_is_chosen(shifts: ShiftDesk) -> None:
    assert shifts.page.plan.foot.found.text() != ""
    shifts.type("EEL")
    shifts.choose((0, 2), (0, 5))
    assert shifts.page.plan.foot.chosen.text() == "4 cells · 2 E, 1 L · 22 h 30 min"


def test_a_pattern_is_seen_before_it_counts(shifts: ShiftDesk) -> None:
    shifts.choose((0, 2), (1, 2))
    shifts.act("pattern")
    bar = shifts.page.plan.pattern
    bar.line.setText("EELLNN--")
    bar.preview()
    ghosts = shifts.grid.scene().ghosts
    assert [ghosts[0, column].letter for column in range(1, 7)] == list("EELLNN")
    assert "0 h of rest" in bar.told_text
    strengths = {place: each.strength for place, each in shifts.grid.scene().ghosts.items()}
    assert [strengths[0, column] is Strength.HARD for column in range(1, 7)] == [
        False, False, False, True, True, False
    ]  # fmt: skip
    assert shifts.letters(0) == "." * 31
    person, early = shifts.board.people[0].key, shifts.board.letters["E"]
    counted = shifts.grid.scene().counted
    assert counted.covers.at(counted.days[1], early).planned == 1
    assert shifts.board.covers.at(counted.days[1], early).planned == 0
    assert counted.totals(person).hours.planned > shifts.board.totals(person).hours.planned == 0
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    shifts.settled()
    assert shifts.grid.scene().counted is shifts.board
    assert shifts.letters(0, 1, 10) == ".EELLNN--E"
    assert shifts.letters(1, 1, 10) == ".NN--EELLN"
    shifts.operations.undo()
    shifts.settled()
    assert shifts.letters(0) == "." * 31


def test_a_pattern_leaves_alone_what_is_planned_or_pinned(shifts: ShiftDesk) -> None:
    shifts.fill(0, 3, "N")
    shifts.choose((0, 2), (0, 5))
    shifts.act("pattern")
    bar = shifts.page.plan.pattern
    bar.line.setText("E")
    QTest.keyClick(bar.line, Qt.Key.Key_Return)
    shifts.settled()
    assert shifts.letters(0, 2, 5) == "ENEE"


def test_escape_leaves_a_pattern_without_a_trace(shifts: ShiftDesk) -> None:
    shifts.act("pattern")
    bar = shifts.page.plan.pattern
    bar.line.setText("EE-")
    bar.preview()
    QTest.keyClick(bar.line, Qt.Key.Key_Escape)
    shifts.settled()
    assert bar.isHidden()
    assert shifts.grid.scene().ghosts == {}
    assert shifts.letters(0) == "." * 31


def test_a_comment_is_written_and_told(shifts: ShiftDesk) -> None:
    shifts.type("E")
    shifts.choose((0, 2))
    shifts.act("comment")
    popover = shifts.page.findChild(NamePopover)
    assert isinstance(popover, NamePopover)
    popover.line.setText("brings the keys")
    QTest.keyClick(popover.line, Qt.Key.Key_Return)
    shifts.settled()
    assert "Comment: brings the keys" in cell_lines(shifts.board, *shifts.board.at((0, 1)))
    assert shifts.letters(0, 2, 2) == "E"


def test_the_kinds_are_chosen_from_a_list(shifts: ShiftDesk) -> None:
    shifts.press(Qt.Key.Key_Return)
    popover = shifts.page.findChild(ChoicePopover)
    assert isinstance(popover, ChoicePopover)
    texts = [popover.list.item(row).text() for row in range(popover.list.count())]
    assert [text.split()[0] for text in texts] == ["E", "L", "N", "Planned", "Clear"]
    popover.taken.emit(shifts.board.letters["L"])
    shifts.settled()
    assert shifts.letters(0, 2, 2) == "L"


def test_four_weeks_and_weeks_begin_on_monday() -> None:
    assert period(Scale.WEEK, date(2026, 3, 1)).first == date(2026, 2, 23)
    weeks = period(Scale.FOUR_WEEKS, date(2026, 3, 4))
    assert (weeks.first, weeks.last) == (date(2026, 3, 2), date(2026, 3, 29))
    assert weeks.step(1).first == date(2026, 3, 30)
