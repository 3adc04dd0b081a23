"""The pane of views by keyboard: choosing, renaming in place, moving, deleting."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

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


def drag(queue: Queue, source: str, *, to: QPoint) -> bool:
    """Drag an own view to a point of the pane; whether it may be dropped there."""
    pane = queue.page.view_list
    model = pane.model()
    at = next(
        index
        for index in (model.index(row, 0) for row in range(model.rowCount()))
        if index.data() == source
    )
    assert at.flags() & Qt.ItemFlag.ItemIsDragEnabled
    dragged = model.mimeData([at])
    move, left, none = (
        Qt.DropAction.MoveAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(pane.viewport(), QDragEnterEvent(to, move, dragged, left, none))
    moved = QDragMoveEvent(to, move, dragged, left, none)
    QApplication.sendEvent(pane.viewport(), moved)
    if moved.isAccepted():
        QApplication.sendEvent(pane.viewport(), QDropEvent(QPointF(to), move, dragged, left, none))
    else:
        QApplication.sendEvent(pane.viewport(), QDragLeaveEvent())
    queue.settled()
    return moved.isAccepted()


def edge(queue: Queue, name: str, *, below: bool) -> QPoint:
    """Just below or above a view."""
    pane = queue.page.view_list
    model = pane.model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    rect = pane.visualRect(next(index for index in rows if index.data() == name))
    return QPoint(rect.center().x(), rect.bottom() - 1 if below else rect.top() + 1)


def test_own_views_are_dragged_into_another_order_and_back_with_undo(queue: Queue) -> None:
    with_views(queue, "One", "Two", "Three")
    assert drag(queue, "Three", to=edge(queue, "One", below=False))
    assert names(queue) == ["Three", "One", "Two"]
    assert drag(queue, "Three", to=edge(queue, "One", below=True))
    assert names(queue) == ["One", "Three", "Two"]
    assert drag(queue, "One", to=edge(queue, "Two", below=True) + QPoint(0, 40))
    assert names(queue) == ["Three", "Two", "One"]
    queue.act("edit.undo")
    assert names(queue) == ["One", "Three", "Two"]


def test_own_views_are_not_dropped_among_those_built_in_nor_files_among_views(
    queue: Queue,
) -> None:
    with_views(queue, "One", "Two")
    assert not drag(queue, "Two", to=edge(queue, "Waiting", below=False))
    assert names(queue) == ["One", "Two"]
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile("/mails/inbox.mbox")])
    entered = QDragEnterEvent(
        edge(queue, "One", below=True),
        Qt.DropAction.CopyAction,
        files,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(queue.page.view_list.viewport(), entered)
    assert not entered.isAccepted()


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
