"""The big table keeps its place, its selection and its speed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.id_table_model import Column, Group, IdTableModel
from app.ui.theme import Theme
from app.ui.widgets.big_table import BigTable


@dataclass(frozen=True, slots=True)
class Ticket:
    id: int
    subject: str


COLUMNS = (
    Column[Ticket]("number", lambda: "Number", lambda row: str(row.id), 80, "number", figures=True),
    Column[Ticket]("subject", lambda: "Subject", lambda row: row.subject, 300, stretches=True),
    Column[Ticket]("hidden", lambda: "Hidden", lambda row: "h", 60, shown=False),
)


def read(ids: tuple[int, ...], done: Callable[[Iterable[Ticket]], None]) -> None:
    done([Ticket(each, f"subject {each}") for each in ids])


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> BigTable:
    table = BigTable(IdTableModel(COLUMNS, read), theme)
    qtbot.addWidget(table)
    table.resize(600, 400)
    with qtbot.waitExposed(table):
        table.show()
    return table


def top_id(table: BigTable) -> int:
    return table.id_model.id_at(table.rowAt(0))


def scroll(table: BigTable, row: int) -> None:
    table.executeDelayedItemsLayout()
    table.verticalScrollBar().setValue(row)
    assert table.verticalScrollBar().value() == row


def test_selected_ids_come_in_the_order_shown(table: BigTable) -> None:
    table.id_model.set_ids([5, 3, 9, 7, 1])
    table.select_ids([1, 9, 3])
    assert table.selected_ids() == [3, 9, 1]
    assert table.selected_count() == 3
    assert table.current_id() == 1


def test_all_of_many_rows_are_selected_as_one_range(table: BigTable) -> None:
    table.id_model.set_ids(range(1, 200_001))
    table.selectAll()
    assert table.selectionModel().selection().count() == 1
    assert table.selected_count() == 200_000
    assert table.selected_ids() == list(range(1, 200_001))


def test_rows_arriving_above_move_nothing_on_screen(table: BigTable) -> None:
    table.id_model.set_ids(range(100, 400))
    scroll(table, 50)
    before = top_id(table)
    table.id_model.set_ids([1, 2, 3, *range(100, 400)])
    assert top_id(table) == before


def test_a_row_moving_to_the_top_moves_nothing_else(table: BigTable) -> None:
    table.id_model.set_ids(range(100, 400))
    scroll(table, 50)
    before = top_id(table)
    table.id_model.set_ids([390, *range(100, 390), *range(391, 400)])
    assert top_id(table) == before


def test_at_the_top_new_rows_are_seen(table: BigTable) -> None:
    table.id_model.set_ids(range(100, 400))
    table.id_model.set_ids([1, *range(100, 400)])
    assert top_id(table) == 1


def paints(table: BigTable, act: Callable[[], object], qtbot: QtBot) -> int:
    """How often the rows are painted because of ``act``."""
    take_turns(qtbot)
    counter = PaintCounter(table.viewport())
    table.viewport().installEventFilter(counter)
    act()
    take_turns(qtbot)
    table.viewport().removeEventFilter(counter)
    return counter.paints


def take_turns(qtbot: QtBot) -> None:
    """Let the event loop turn often enough for what follows from what follows, however busy the
    machine is."""
    for _turn in range(10):
        qtbot.wait(2)


class PaintCounter(QObject):
    paints = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.paints += event.type() == QEvent.Type.Paint
        return False


def test_rows_coming_below_what_is_seen_paint_nothing(table: BigTable, qtbot: QtBot) -> None:
    model = table.id_model
    model.set_ids(range(1, 65))
    assert paints(table, lambda: model.set_ids(range(1, 500)), qtbot) == 0
    assert table.verticalScrollBar().maximum() > 400


def test_rows_coming_into_sight_are_painted(table: BigTable, qtbot: QtBot) -> None:
    model = table.id_model
    model.set_ids(range(1, 65))
    assert paints(table, lambda: model.set_ids([*range(1, 5), 99, *range(5, 65)]), qtbot)
    assert paints(table, lambda: model.set_ids([1, 2]), qtbot)
    assert paints(table, lambda: model.set_ids(range(1, 500)), qtbot)


def test_rows_read_ahead_of_what_is_seen_paint_nothing(table: BigTable, qtbot: QtBot) -> None:
    model = table.id_model
    model.set_ids(range(1, 65))
    below = [Ticket(each, "below") for each in range(40, 65)]
    seen = [Ticket(each, "seen") for each in range(3, 6)]
    assert paints(table, lambda: model.put_rows(below), qtbot) == 0
    assert paints(table, lambda: model.put_rows(seen), qtbot)


def test_the_selection_stays_with_its_rows(table: BigTable) -> None:
    table.id_model.set_ids(range(1, 50))
    table.select_ids([10, 20])
    table.id_model.set_ids([99, *reversed(range(5, 50))])
    assert set(table.selected_ids()) == {10, 20}
    assert table.current_id() == 10


def test_when_the_current_row_goes_its_neighbour_takes_over(table: BigTable) -> None:
    table.id_model.set_ids([1, 2, 3, 4])
    table.select_ids([2])
    heard: list[object] = []
    table.current_id_changed.connect(heard.append)
    table.id_model.set_ids([1, 3, 4])
    assert table.current_id() in (1, 3)
    assert heard


def test_home_and_end_go_to_the_ends(table: BigTable) -> None:
    table.id_model.set_ids([-1, 1, 2, 3], {-1: Group(-1, "High", 3)})
    table.select_ids([2])
    QTest.keyClick(table, Qt.Key.Key_End)
    assert table.selected_ids() == [3]
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert table.selected_ids() == [1]


def test_enter_and_double_click_open(table: BigTable, qtbot: QtBot) -> None:
    table.id_model.set_ids([1, 2])
    table.select_ids([2])
    opened: list[int] = []
    table.opened.connect(opened.append)
    QTest.keyClick(table, Qt.Key.Key_Return)
    at = table.visualRect(table.id_model.index(0, 1)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert opened == [2, 1]


def test_a_click_on_a_header_asks_for_sorting_and_again_for_the_other_way(
    table: BigTable,
) -> None:
    asked: list[tuple[str, bool]] = []
    table.sort_requested.connect(lambda key, descending: asked.append((key, descending)))
    table.show_sorted("number", descending=False)
    header = table.horizontalHeader()
    number, subject = (QPoint(header.sectionPosition(i) + 20, 10) for i in (0, 1))
    for at in (number, number, subject):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert asked == [("number", True), ("number", False)]


def test_columns_are_hidden_by_the_menu_and_remembered(table: BigTable, theme: Theme) -> None:
    menu = table.column_menu()
    next(each for each in menu.actions() if each.text() == "Hidden").trigger()
    assert table.shown_columns() == ["number", "subject", "hidden"]
    state = table.column_state()
    other = BigTable(IdTableModel(COLUMNS, read), theme, table)
    other.restore_columns(state)
    assert other.shown_columns() == ["number", "subject", "hidden"]


@pytest.mark.parametrize(
    "state", ["", "{", "3", '[["gone", 10, true]]', '[["number", "wide", 1], [], null]']
)
def test_damaged_or_foreign_columns_change_nothing(table: BigTable, state: str) -> None:
    table.restore_columns(state)
    assert table.shown_columns() == ["number", "subject"]


def test_one_column_always_stays(table: BigTable) -> None:
    table.restore_columns('[["number", 10, false], ["subject", 10, false], ["hidden", 10, false]]')
    assert table.shown_columns() == ["number", "subject"]


def test_the_order_of_columns_is_remembered(table: BigTable) -> None:
    table.restore_columns('[["subject", 200, true], ["number", 90, true]]')
    assert table.shown_columns() == ["subject", "number"]
    assert table.columnWidth(0) == 90


def test_letters_are_left_to_actions(table: BigTable) -> None:
    table.id_model.set_ids([1, 20, 3])
    table.select_ids([1])
    QTest.keyClicks(table, "2")
    assert table.selected_ids() == [1]


def test_painting_reads_only_what_is_seen(table: BigTable, qtbot: QtBot) -> None:
    asked: list[int] = []

    def counted(ids: tuple[int, ...], done: Callable[[Iterable[Ticket]], None]) -> None:
        asked.extend(ids)
        read(ids, done)

    model = IdTableModel(COLUMNS, counted)
    other = BigTable(model, table._theme)
    qtbot.addWidget(other)
    other.resize(600, 400)
    other.show()
    model.set_ids(range(1, 200_001))
    qtbot.waitUntil(lambda: bool(asked))
    qtbot.wait(20)
    assert len(asked) <= 128


def test_moving_the_current_row_alone_keeps_the_selection(table: BigTable) -> None:
    table.id_model.set_ids([1, 2, 3])
    table.select_ids([1])
    flags = QItemSelectionModel.SelectionFlag.NoUpdate
    table.selectionModel().setCurrentIndex(table.id_model.index(2, 0), flags)
    assert (table.current_id(), table.selected_ids()) == (3, [1])
