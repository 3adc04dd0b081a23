"""The pane of views by keyboard: choosing, renaming in place, moving, deleting."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.queries.terms import Sort
from app.services.views import save_view
from app.ui.tickets import ticket_columns as columns
from tests.ui.tickets.conftest import Queue


def with_views(queue: Queue, *names: str) -> None:
    for name in names:
        queue.operations.run(
            save_view,
            name=name,
            query="contact:otto",
            sort=Sort.NUMBER.value,
            descending=False,
            columns=(columns.SUBJECT, columns.DUE),
            label=f"Saved the view “{name}”",
            now=queue.desk.clock(),
        )
    queue.settled()


def names(queue: Queue) -> list[str]:
    return [view.name for view in queue.page.views.own]


def test_own_views_are_moved_with_alt_and_the_arrows(queue: Queue) -> None:
    with_views(queue, "One", "Two", "Three")
    queue.page.show_view(queue.page.views.own[2].key)
    queue.page.view_list.setFocus()
    queue.press(queue.page.view_list, "Alt+Up")
    assert names(queue) == ["One", "Three", "Two"]
    queue.press(queue.page.view_list, "Alt+Up")
    queue.press(queue.page.view_list, "Alt+Up")
    assert names(queue) == ["Three", "One", "Two"]
    queue.act("edit.undo")
    assert names(queue) == ["One", "Three", "Two"]


def test_a_view_is_renamed_in_place(queue: Queue) -> None:
    with_views(queue, "One")
    queue.page.show_view(queue.page.views.own[0].key)
    queue.settled()
    queue.page.view_list.setFocus()
    QTest.keyClick(queue.page.view_list, Qt.Key.Key_F2)
    editor = queue.page.view_list.findChild(QLineEdit)
    assert editor is not None
    editor.setText("First")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    queue.settled()
    assert names(queue) == ["First"]


def test_deleting_the_view_shown_opens_the_first_one(queue: Queue) -> None:
    with_views(queue, "One")
    queue.page.show_view(queue.page.views.own[0].key)
    queue.settled()
    assert queue.listed() == [1002, 1004, 1006]
    queue.page.view_list.setFocus()
    queue.press(queue.page.view_list, "Del")
    assert names(queue) == []
    assert queue.page.view_list.current is not None
    assert queue.page.view_list.current.key == "my_open"


def test_an_own_view_brings_its_columns_and_leaves_those_of_others(queue: Queue) -> None:
    with_views(queue, "One")
    before = queue.page.table.chosen_columns()
    queue.page.show_view(queue.page.views.own[0].key)
    queue.settled()
    assert set(queue.page.table.chosen_columns()) == {
        columns.PRIORITY,
        columns.SUBJECT,
        columns.DUE,
    }
    queue.page.show_view("all_open")
    queue.settled()
    assert queue.page.table.chosen_columns() == before


def test_a_view_is_heard_with_its_number(queue: Queue) -> None:
    model = queue.page.view_list.model()
    spoken = [
        model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    ]
    assert "All open, 6 tickets" in spoken
