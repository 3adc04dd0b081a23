"""The table: columns as the width allows, cards when narrow, what a screen reader hears."""

from datetime import timedelta

from PySide6.QtCore import Qt

from app.queries.terms import Grouping, Sort
from app.services import tickets, work
from app.settings import Density
from app.ui.id_table_model import ACCESSIBLE, DISPLAY
from app.ui.theme import Theme
from app.ui.tickets import ticket_columns as columns
from tests.desk_fixtures import MORNING
from tests.ui.tickets.conftest import Queue


def shown(queue: Queue) -> list[str]:
    table = queue.page.table
    return [
        each.key
        for section, each in enumerate(queue.page.listing.model.columns)
        if not table.isColumnHidden(section)
    ]


def resized(queue: Queue, width: int) -> None:
    queue.page.table.setMinimumWidth(width)
    queue.page.table.setMaximumWidth(width)
    queue.page.table.resize(width, 400)
    queue.settled()


def test_a_narrow_list_shows_cards_and_a_wide_one_columns(queue: Queue) -> None:
    resized(queue, 360)
    assert queue.page.table.cards
    assert shown(queue) == [columns.SUBJECT]
    assert not queue.page.table.horizontalHeader().isVisible()
    resized(queue, 1200)
    assert not queue.page.table.cards
    assert {columns.PRIORITY, columns.NUMBER, columns.STATUS, columns.DUE} <= set(shown(queue))


def test_columns_leave_before_the_subject_becomes_too_narrow(queue: Queue) -> None:
    for width in (600, 700, 800, 900, 1000):
        resized(queue, width)
        section = [each.key for each in queue.page.listing.model.columns].index(columns.SUBJECT)
        assert queue.page.table.columnWidth(section) >= 180


def test_chosen_columns_are_remembered(queue: Queue) -> None:
    table = queue.page.table
    menu = table.column_menu()
    entry = next(each for each in menu.actions() if each.data() == columns.CREATED)
    entry.trigger()
    assert columns.CREATED in table.chosen_columns()
    table.choose_columns([columns.SUBJECT, columns.DUE])
    assert set(table.chosen_columns()) == {columns.PRIORITY, columns.SUBJECT, columns.DUE}
    menu.deleteLater()


def test_the_time_worked_and_the_time_of_waking_are_columns_that_sort(
    queue: Queue, some_tickets: list[int]
) -> None:
    first, second, third = some_tickets[:3]
    queue.desk.do(tickets.snooze, [first], MORNING + timedelta(days=1, hours=3))
    queue.desk.do(tickets.snooze, [second], MORNING + timedelta(hours=9))
    queue.desk.do(work.add_time, third, seconds=4500, started_at=MORNING)
    queue.page.show_view("all")
    queue.settled()
    resized(queue, 1400)
    queue.page.table.choose_columns([columns.SUBJECT, columns.SNOOZED, columns.WORKED])
    model = queue.page.listing.model
    wakes, worked = (
        next(place for place, each in enumerate(model.columns) if each.key == key)
        for key in (columns.SNOOZED, columns.WORKED)
    )
    queue.page.table.sort_requested.emit(Sort.SNOOZED.value, False)
    queue.settled()
    assert queue.listed()[:2] == [1002, 1001]
    assert [model.index(row, wakes).data(DISPLAY) for row in range(3)] == [
        "Today 19:00", "Tomorrow 13:00", ""
    ]  # fmt: skip
    queue.page.table.sort_requested.emit(Sort.WORKED.value, True)
    queue.settled()
    assert queue.listed()[0] == 1003
    assert [model.index(row, worked).data(DISPLAY) for row in range(2)] == ["1 h 15 min", ""]


def test_rows_follow_the_density(queue: Queue, theme: Theme) -> None:
    resized(queue, 1200)
    before = queue.page.table.rowHeight(0)
    theme.set(scheme=queue.preferences.current.scheme, text_size=100, density=Density.COMFORTABLE)
    assert queue.page.table.rowHeight(0) > before


def test_a_cell_says_with_words_what_it_shows_as_a_sign(
    queue: Queue, some_tickets: list[int]
) -> None:
    queue.operations.run(
        tickets.set_due,
        [some_tickets[5]],
        queue.desk.clock() - timedelta(hours=2),
        label="x",
        now=queue.desk.clock(),
    )
    queue.operations.run(
        tickets.add_tags, [some_tickets[5]], ["vip"], label="x", now=queue.desk.clock()
    )
    queue.settled()
    model = queue.page.listing.model
    keys = [each.key for each in model.columns]

    def spoken(key: str, role: int = ACCESSIBLE) -> object:
        return model.index(0, keys.index(key)).data(role)

    queue.page.table.viewport().repaint()
    queue.settled()
    assert spoken(columns.PRIORITY) == "Normal"
    assert spoken(columns.STATUS) == "Open"
    assert spoken(columns.ASSIGNEE) == "Unassigned"
    assert "vip" in str(spoken(columns.SUBJECT))
    assert spoken(columns.DUE, DISPLAY) == "2 h overdue"


def test_columns_of_signs_have_no_title_above_but_one_to_hear(queue: Queue) -> None:
    model = queue.page.listing.model
    section = [each.key for each in model.columns].index(columns.PRIORITY)
    horizontal = Qt.Orientation.Horizontal
    assert model.headerData(section, horizontal, DISPLAY) == ""
    assert model.headerData(section, horizontal, ACCESSIBLE) == "Priority"


def test_the_cursor_steps_over_group_headers(queue: Queue, some_tickets: list[int]) -> None:
    queue.page.switch.reorder(Sort.UPDATED, True, Grouping.ASSIGNEE)
    queue.settled()
    queue.page.table.select_ids([some_tickets[0]])
    queue.settled()
    assert queue.page.table.step(1)
    assert queue.page.table.current_id() == some_tickets[5]
    assert queue.page.table.step(-1)
    assert queue.page.table.current_id() == some_tickets[0]


def test_the_selection_survives_what_happens_elsewhere(
    queue: Queue, some_tickets: list[int]
) -> None:
    queue.page.table.select_ids([some_tickets[1]])
    queue.settled()
    queue.page.acts.mark_spam([some_tickets[4]], from_now_on=False)
    queue.settled()
    assert queue.page.table.selected_ids() == [some_tickets[1]]
    assert queue.page.conversation.shown_id == some_tickets[1]
