"""The queue: views, search, acting on tickets, going from one to the next."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCompleter, QLabel, QLineEdit, QListView
from pytestqt.qtbot import QtBot

from app.queries.terms import Grouping, Sort
from app.queries.ticket_details import details
from app.rules.enums import Priority, Status
from app.services import tickets
from app.services.contacts import ContactChoice
from app.settings import Density, Scheme
from app.ui.id_table_model import Group
from app.ui.theme import Theme
from app.ui.ticket_picker import TicketPicker
from app.ui.tickets.contact_picker import ContactPicker
from app.ui.tickets.priority_popover import PriorityPopover
from app.ui.tickets.time_popover import TimePopover
from app.ui.widgets.choice_popover import ChoicePopover
from app.ui.widgets.name_popover import NamePopover
from tests.desk_fixtures import Desk
from tests.ui.read_as_html import TAG, read_as_html, tips_read_as_html
from tests.ui.tickets.conftest import Queue

Open = Callable[[], Queue]


def test_a_view_lists_its_tickets_newest_first_and_counts_them(queue: Queue) -> None:
    assert queue.listed() == [1006, 1005, 1004, 1003, 1002, 1001]
    assert queue.page.views.counts["all_open"] == 6
    assert queue.page.views.counts["my_open"] == 2


def test_counts_follow_every_change(queue: Queue, some_tickets: list[int]) -> None:
    queue.page.acts.set_status(some_tickets[:3], Status.WAITING_CUSTOMER)
    queue.settled()
    assert queue.page.views.counts["all_open"] == 3
    assert queue.page.views.counts["waiting"] == 3
    assert queue.listed() == [1006, 1005, 1004]


def test_choosing_a_view_shows_it_and_is_remembered(queue: Queue, open_queue: Open) -> None:
    queue.page.view_list.step(-1)
    queue.settled()
    assert queue.page.view_list.current is not None
    assert queue.page.view_list.current.key == "unassigned"
    assert queue.listed() == [1003, 1004, 1005, 1006]
    again = open_queue()
    assert again.listed() == [1003, 1004, 1005, 1006]


def test_clicking_a_header_sorts_in_the_database_and_the_view_keeps_it(queue: Queue) -> None:
    queue.page.table.sort_requested.emit(Sort.SUBJECT.value, False)
    queue.settled()
    assert queue.listed() == [1006, 1004, 1002, 1003, 1001, 1005]
    queue.page.show_view("all")
    queue.settled()
    queue.page.show_view("all_open")
    queue.settled()
    assert queue.listed() == [1006, 1004, 1002, 1003, 1001, 1005]


def test_groups_stand_above_their_tickets_with_their_number(
    queue: Queue, some_tickets: list[int]
) -> None:
    queue.desk.do(tickets.set_manual_priority, some_tickets[:2], Priority.HIGH)
    queue.page.switch.reorder(Sort.UPDATED, True, Grouping.PRIORITY)
    queue.settled()
    model = queue.page.listing.model
    headers = [model.group_at(row) for row in model.group_rows]
    assert headers == [Group(-1, "High", 2), Group(-2, "Normal", 4)]
    assert model.group_rows == [0, 3]
    queue.page.switch.reorder(Sort.UPDATED, True, Grouping.ASSIGNEE)
    queue.settled()
    titles = [header.title for row in model.group_rows if (header := model.group_at(row))]
    assert titles == ["Kim Okafor", "Unassigned"]


def test_results_come_while_typing_and_esc_brings_the_view_back(queue: Queue) -> None:
    search = queue.page.search
    search.setFocus()
    QTest.keyClicks(search, "prin")
    queue.settled()
    assert queue.listed() == [1001]
    assert queue.page.explanation.isVisible()
    queue.press(search, "Esc")
    assert search.text() == ""
    assert len(queue.listed()) == 6
    assert not queue.page.explanation.isVisible()


def test_a_misspelled_value_is_mended_with_one_click(queue: Queue, some_tickets: list[int]) -> None:
    queue.desk.do(tickets.set_manual_priority, [some_tickets[4]], Priority.HIGH)
    queue.page.show_search("priority:hgh ")
    queue.settled()
    (error,) = queue.page.search.parsed.errors
    assert error.suggestion == "high"
    assert queue.page.search.property("wrong") is True
    queue.page.explanation.mend_asked.emit(error)
    queue.settled()
    assert queue.page.search.text() == "priority:high "
    assert queue.listed() == [1005]


def test_a_search_without_result_says_what_was_searched_and_can_be_cleared(queue: Queue) -> None:
    queue.page.show_search("xyzzy")
    queue.settled()
    assert queue.page.listing.count == 0
    assert not queue.page.table.isVisible()
    queue.page.list_pane.clear_asked.emit()
    queue.settled()
    assert queue.page.table.isVisible()
    assert len(queue.listed()) == 6


def test_completion_takes_field_and_value(queue: Queue) -> None:
    search = queue.page.search
    search.setFocus()
    QTest.keyClicks(search, "stat")
    popup = queue.popup()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert search.text() == "status:"
    popup = queue.popup()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert search.text() == "status:new "
    queue.settled()


def test_completions_wait_for_the_list_and_do_not_follow_whoever_left_for_it(
    queue: Queue,
) -> None:
    search = queue.page.search
    left: list[None] = []
    search.left.connect(lambda: left.append(None))
    search.setFocus()
    QTest.keyClicks(search, "pri")
    assert QApplication.activePopupWidget() is None
    QTest.keyClick(search, Qt.Key.Key_Return)
    assert left
    queue.settled()
    assert QApplication.activePopupWidget() is None


def test_a_completion_that_was_chosen_before_the_last_letter_is_not_taken(queue: Queue) -> None:
    search = queue.page.search
    search.setFocus()
    QTest.keyClicks(search, "s")
    popup = queue.popup()
    assert isinstance(popup, QListView)
    completer = search.findChild(QCompleter)
    assert completer is not None
    QTest.keyClicks(search, "u")
    completer.activated[QModelIndex].emit(popup.model().index(0, 0))  # type: ignore[index]
    assert search.text() == "su"


def test_a_search_becomes_a_view_that_is_renamed_moved_and_deleted(queue: Queue) -> None:
    queue.page.show_search("contact:otto")
    queue.settled()
    queue.act("view.save")
    popover = queue.popup()
    assert isinstance(popover, NamePopover)
    popover.line.setText("Otto")
    QTest.keyClick(popover.line, Qt.Key.Key_Return)
    queue.settled()
    (view,) = queue.page.views.own
    assert (view.name, view.query_text) == ("Otto", "contact:otto")
    assert queue.page.view_list.current == view
    assert queue.listed() == [1006, 1004, 1002]
    queue.page.view_list.rename_asked.emit(view, "Otto’s")
    queue.settled()
    assert queue.page.views.own[0].name == "Otto’s"
    queue.page.view_list.delete_asked.emit(queue.page.views.own[0])
    queue.settled()
    assert not queue.page.views.own
    queue.act("edit.undo")
    assert [each.name for each in queue.page.views.own] == ["Otto’s"]


def test_the_first_ticket_is_shown_but_not_taken_as_read(queue: Queue, desk: Desk) -> None:
    newest = max(desk.rows("SELECT id FROM ticket"))[0]
    desk.do(tickets.mark_read, [newest], unread=True)
    queue.page.show_view("all")
    queue.settled()
    assert queue.page.conversation.shown_id == newest
    assert queue.ticket(newest).unread


def test_opening_a_ticket_marks_it_read_after_a_moment_without_a_step(
    queue: Queue, some_tickets: list[int], qtbot: QtBot
) -> None:
    queue.operations.run(tickets.mark_read, [some_tickets[3]], unread=True, label="x", toast=False)
    queue.settled()
    step = queue.operations.undo_state.undo
    queue.page.table.select_ids([some_tickets[3]])
    qtbot.waitUntil(lambda: not queue.ticket(some_tickets[3]).unread, timeout=5000)
    queue.settled()
    assert queue.operations.undo_state.undo == step


def test_a_ticket_read_in_a_view_of_unread_ones_stays_while_one_reads(
    queue: Queue, some_tickets: list[int], qtbot: QtBot
) -> None:
    queue.operations.run(tickets.mark_read, some_tickets[2:4], unread=True, label="x", toast=False)
    queue.settled()
    queue.page.show_search("is:unread")
    queue.settled()
    queue.page.table.select_ids([some_tickets[2]])
    qtbot.waitUntil(lambda: not queue.ticket(some_tickets[2]).unread, timeout=5000)
    queue.settled()
    assert queue.listed() == [1004, 1003]


def test_solving_goes_on_to_the_ticket_that_takes_its_place(
    queue: Queue, some_tickets: list[int]
) -> None:
    queue.page.table.select_ids([some_tickets[3]])
    queue.settled()
    queue.act("ticket.solve")
    assert queue.ticket(some_tickets[3]).status is Status.SOLVED
    assert queue.page.conversation.shown_id == some_tickets[2]
    assert queue.page.table.selected_ids() == [some_tickets[2]]


def test_one_can_stay_on_a_ticket_after_acting(queue: Queue, some_tickets: list[int]) -> None:
    queue.preferences.update(next_after_acting=False)
    queue.page.table.select_ids([some_tickets[3]])
    queue.settled()
    queue.act("ticket.solve")
    assert queue.page.conversation.shown_id == some_tickets[3]
    queue.act("ticket.next")
    assert queue.page.conversation.shown_id == some_tickets[2]


def test_in_a_view_that_keeps_it_solving_goes_on_downwards(
    queue: Queue, some_tickets: list[int]
) -> None:
    queue.page.show_view("all")
    queue.settled()
    queue.page.table.select_ids([some_tickets[3]])
    queue.settled()
    queue.act("ticket.solve")
    assert queue.page.conversation.shown_id == some_tickets[2]


def test_one_act_on_a_selection_is_one_step_with_one_undo(
    queue: Queue, some_tickets: list[int]
) -> None:
    queue.page.table.selectAll()
    queue.act("ticket.assign_me")
    assert {queue.ticket(each).assignee_name for each in some_tickets} == {"Kim Okafor"}
    assert queue.operations.undo_state.undo is not None
    assert queue.operations.undo_state.undo.label == "Assigned 6 tickets to Kim Okafor"
    assert queue.page.list_pane.bulk.isVisible()
    queue.act("edit.undo")
    assert [queue.ticket(each).assignee_name for each in some_tickets[1:3]] == ["Kim Okafor", ""]


def test_esc_in_the_list_leaves_one_selected(queue: Queue) -> None:
    queue.page.table.selectAll()
    queue.page.table.setFocus()
    queue.press(queue.page.table, "Esc")
    assert queue.page.table.selected_count() == 1
    assert not queue.page.list_pane.bulk.isVisible()


def test_snoozing_in_words_echoes_what_was_understood(
    queue: Queue, some_tickets: list[int]
) -> None:
    queue.page.table.select_ids([some_tickets[5]])
    queue.act("ticket.snooze")
    popover = queue.popup()
    assert isinstance(popover, TimePopover)
    popover.line.setText("nächsten Dienstag 14 Uhr")
    assert "Tuesday" in popover.echo.text()
    assert "14:00" in popover.echo.text()
    popover.line.setText("gibberish")
    assert "not a time" in popover.echo.text()
    QTest.keyClick(popover.line, Qt.Key.Key_Return)
    assert popover.isVisible()
    popover.line.setText("in 3 working days")
    QTest.keyClick(popover.line, Qt.Key.Key_Return)
    queue.settled()
    assert queue.ticket(some_tickets[5]).snoozed_until is not None
    assert 1006 not in queue.listed()
    assert queue.page.views.counts["snoozed"] == 1


def test_the_priority_comes_from_the_matrix_or_by_hand_and_says_so(
    queue: Queue, some_tickets: list[int]
) -> None:
    queue.page.table.select_ids([some_tickets[0]])
    queue.settled()
    queue.act("ticket.priority")
    popover = queue.popup()
    assert isinstance(popover, PriorityPopover)
    popover.by_hand.emit(Priority.CRITICAL)
    popover.close()
    queue.settled()
    assert queue.ticket(some_tickets[0]).priority is Priority.CRITICAL
    assert queue.ticket(some_tickets[0]).manual
    assert "set by hand" in queue.page.properties.rows.reason


def test_tags_are_chosen_created_and_taken_off(queue: Queue, some_tickets: list[int]) -> None:
    queue.page.table.select_ids([some_tickets[0]])
    queue.settled()
    for typed in ("refund", "refund"):
        queue.act("ticket.tags")
        popover = queue.popup()
        assert isinstance(popover, ChoicePopover)
        popover.line.setText(typed)
        before = queue.ticket(some_tickets[0]).tags
        QTest.keyClick(popover.line, Qt.Key.Key_Return)
        queue.settled()
        assert queue.ticket(some_tickets[0]).tags == (() if before else ("refund",))


def test_merging_finds_the_target_by_number(queue: Queue, some_tickets: list[int]) -> None:
    queue.page.table.select_ids([some_tickets[1]])
    queue.settled()
    queue.act("ticket.merge")
    picker = queue.popup()
    assert isinstance(picker, TicketPicker)
    picker.line.setText("1001")
    queue.settled()
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    queue.settled()
    assert queue.ticket(some_tickets[1]).merged_into_id == some_tickets[0]
    assert 1002 not in queue.listed()
    queue.act("edit.undo")
    assert queue.ticket(some_tickets[1]).merged_into_id is None


def test_a_selection_is_merged_into_its_oldest(queue: Queue, some_tickets: list[int]) -> None:
    queue.page.table.select_ids(some_tickets[2:5])
    queue.settled()
    queue.act("ticket.merge")
    popover = queue.popup()
    assert isinstance(popover, ChoicePopover)
    QTest.keyClick(popover.list, Qt.Key.Key_Return)
    queue.settled()
    assert [queue.ticket(each).merged_into_id for each in some_tickets[2:5]] == [
        None,
        some_tickets[2],
        some_tickets[2],
    ]


def test_spam_from_now_on_and_back(queue: Queue, some_tickets: list[int]) -> None:
    queue.page.table.select_ids([some_tickets[5]])
    queue.settled()
    queue.act("ticket.spam_sender")
    assert queue.ticket(some_tickets[5]).spam
    assert queue.page.views.counts["spam"] == 1
    queue.page.show_view("spam")
    queue.settled()
    queue.act("ticket.not_spam")
    assert not queue.ticket(some_tickets[5]).spam


def test_the_trash_gives_back(queue: Queue, some_tickets: list[int]) -> None:
    queue.page.table.select_ids(some_tickets[:2])
    queue.act("ticket.trash")
    assert queue.listed() == [1006, 1005, 1004, 1003]
    queue.page.show_view("trash")
    queue.settled()
    queue.page.table.selectAll()
    queue.act("ticket.restore")
    assert queue.listed() == []


def test_letters_typed_in_a_field_are_no_keys_of_actions(
    queue: Queue, some_tickets: list[int]
) -> None:
    queue.page.search.setFocus()
    QTest.keyClicks(queue.page.search, "es")
    queue.settled()
    assert queue.page.search.text() == "es"
    assert {queue.ticket(each).status for each in some_tickets} == {Status.OPEN}


def test_del_in_the_views_deletes_no_ticket(queue: Queue, some_tickets: list[int]) -> None:
    queue.page.view_list.setFocus()
    queue.press(queue.page.view_list, "Del")
    assert all(queue.ticket(each).deleted_at is None for each in some_tickets)


def test_actions_wait_for_a_ticket(open_queue: Open) -> None:
    queue = open_queue()
    assert not queue.actions["ticket.solve"].isEnabled()
    assert not queue.actions["ticket.merge"].isEnabled()


def test_an_empty_desk_offers_three_first_steps(open_queue: Open) -> None:
    queue = open_queue()
    asked: list[str] = []
    for action_id in ("file.import", "ticket.capture", "file.demo"):
        queue.actions[action_id].triggered.connect(
            lambda _on=False, name=action_id: asked.append(name)
        )
    for card in queue.page.first_steps.cards:
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert asked == ["file.import", "ticket.capture", "file.demo"]
    queue.desk.captured()
    queue.operations.run(tickets.set_status, [1], Status.OPEN, label="x", now=queue.desk.clock())
    queue.settled()
    assert queue.page.panes.isVisible()


@pytest.mark.parametrize(("status", "view"), [(Status.OPEN, "all_open"), (Status.CLOSED, "all")])
def test_the_first_tickets_are_shown_wherever_they_are(
    open_queue: Open, status: Status, view: str
) -> None:
    queue = open_queue()
    queue.desk.captured()
    queue.operations.run(tickets.set_status, [1], status, label="x", now=queue.desk.clock())
    queue.settled()
    assert queue.page.view_list.current is not None
    assert queue.page.view_list.current.key == view
    assert len(queue.listed()) == 1


def test_properties_are_changed_in_their_pane(queue: Queue, some_tickets: list[int]) -> None:
    queue.page.table.select_ids([some_tickets[0]])
    queue.settled()
    pane = queue.page.properties
    assert pane.details is not None
    assert pane.details.row.id == some_tickets[0]
    pane.texts.tags.add_tag("vip")
    queue.settled()
    assert queue.ticket(some_tickets[0]).tags == ("vip",)
    pane.texts.resolution.setPlainText("New toner")
    pane.texts.resolution.left_changed.emit()
    queue.settled()
    found = queue.desk.read(details, some_tickets[0])
    assert found is not None
    assert found.resolution == "New toner"


def test_time_worked_is_corrected_in_words(queue: Queue, some_tickets: list[int]) -> None:
    queue.page.table.select_ids([some_tickets[0]])
    queue.settled()
    queue.act("ticket.time")
    section = queue.page.properties.time_section
    line = section.findChild(QLineEdit)
    assert line is not None
    line.setText("1:30")
    line.returnPressed.emit()
    queue.settled()
    found = queue.desk.read(details, some_tickets[0])
    assert found is not None
    assert found.seconds_worked == 5400


def test_ctrl_i_hides_the_properties_and_that_is_remembered(queue: Queue, open_queue: Open) -> None:
    assert queue.page.properties.isVisible()
    queue.act("view.properties")
    assert not queue.page.properties.isVisible()
    assert not open_queue().page.properties.isVisible()


def test_a_ticket_from_elsewhere_is_shown_though_the_list_does_not_hold_it(
    queue: Queue, some_tickets: list[int]
) -> None:
    queue.page.acts.set_status([some_tickets[0]], Status.CLOSED)
    queue.settled()
    queue.page.show_ticket(some_tickets[0])
    queue.settled()
    assert queue.page.conversation.shown_id == some_tickets[0]
    assert queue.page.shown.ids() == [some_tickets[0]]
    queue.act("ticket.reopen")
    assert queue.ticket(some_tickets[0]).status is Status.OPEN


def test_the_numbers_of_a_selection_are_copied(queue: Queue, some_tickets: list[int]) -> None:
    from PySide6.QtWidgets import QApplication

    queue.page.table.select_ids(some_tickets[:2])
    queue.settled()
    queue.act("ticket.copy_number")
    assert QApplication.clipboard().text() in ("#1001, #1002", "#1002, #1001")


def test_a_ticket_gets_another_subject_and_another_customer(
    queue: Queue, some_tickets: list[int]
) -> None:
    queue.page.table.select_ids([some_tickets[0]])
    queue.settled()
    queue.act("ticket.subject")
    popover = queue.popup()
    assert isinstance(popover, NamePopover)
    assert popover.line.text() == "Printer"
    popover.line.setText("Printer on floor 3")
    QTest.keyClick(popover.line, Qt.Key.Key_Return)
    queue.settled()
    queue.act("ticket.contact")
    picker = queue.popup()
    assert isinstance(picker, ContactPicker)
    picker.line.setText("otto")
    queue.settled()
    QTest.keyClick(picker.line, Qt.Key.Key_Return)
    queue.settled()
    row = queue.ticket(some_tickets[0])
    assert row.subject == "Printer on floor 3"
    assert row.contact_name.startswith("Otto")


def test_where_it_is_narrow_properties_come_only_when_asked_for(queue: Queue) -> None:
    assert queue.page.properties.isVisible()
    queue.page.resize(900, 700)
    queue.settled()
    assert not queue.page.properties.isVisible()
    queue.act("view.properties")
    assert queue.page.properties.isVisible()
    queue.act("view.properties")
    queue.page.resize(1280, 700)
    queue.settled()
    assert queue.page.properties.isVisible()


def test_with_very_large_text_the_header_offers_the_views(queue: Queue, theme: Theme) -> None:
    theme.set(scheme=Scheme.LIGHT, text_size=200, density=Density.NORMAL)
    queue.page.resize(1152, 700)
    queue.settled()
    assert not queue.page.view_list.isVisible()
    queue.page.header.views_asked.emit(queue.page.header)
    popover = queue.popup()
    assert isinstance(popover, ChoicePopover)
    popover.line.setText("all")
    popover.list.setCurrentRow(popover.list.count() - 1)
    QTest.keyClick(popover.line, Qt.Key.Key_Return)
    queue.settled()
    assert queue.page.view_list.current is not None
    assert queue.page.view_list.current.key in ("all", "all_open")


def test_the_search_box_says_its_errors_to_a_screen_reader(queue: Queue) -> None:
    queue.page.show_search("priority:hgh ")
    queue.settled()
    assert "high" in queue.page.search.accessibleDescription()
    queue.page.show_search("priority:high ")
    assert queue.page.search.accessibleDescription() == "Priority High"


def test_no_words_of_a_ticket_are_read_as_html(desk: Desk, open_queue: Open) -> None:
    for number in range(2):
        eva = ContactChoice(name=f"{TAG}Eva", email=f"eva{number}@kunde.example")
        desk.captured(f"{TAG} help", contact=eva)
    queue = open_queue()
    queue.page.show_view("all_open")
    queue.page.table.select_ids([1])
    queue.settled()
    assert any(TAG in each.text() for each in queue.page.findChildren(QLabel))
    assert [*read_as_html(queue.page), *tips_read_as_html(queue.page.listing.model)] == []
