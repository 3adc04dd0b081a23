"""Other jobs of a day, on a desk with lifelike data: views, snoozing, merging, drafts, contacts."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.services.demo import build_demo
from app.services.statuses import wake_due
from app.services.tickets import set_due
from app.storage.database import utc_now
from app.storage.upgrade import create
from app.ui.capture.window import CaptureWindow
from app.ui.ticket_picker import TicketPicker
from app.ui.tickets.composer import Composer
from app.ui.tickets.message_card import MessageCard
from app.ui.tickets.split_bar import SplitBar
from app.ui.tickets.time_popover import TimePopover
from app.ui.widgets.name_popover import NamePopover
from tests.e2e.conftest import Person


def _values(session: Session, sql: str) -> list[object]:
    return list(session.execute(text(sql)).scalars())


@pytest.fixture
def at_work(person: Person, tmp_path: Path) -> Person:
    """A person with 60 tickets, in the view of all open ones, the first one chosen."""
    desk = tmp_path / "demo.desk"
    database = create(desk)
    build_demo(database, size=60, now=utc_now(), language="en")
    database.close()
    person.open(desk)
    person.queue.show_view("all_open")
    person.settle()
    person.queue.table.go_to_row(0)
    person.settle()
    return person


def _chosen(person: Person) -> int:
    shown = person.queue.conversation.shown_id
    assert shown is not None
    return shown


def _popover(person: Person, kind: type) -> object:
    person.wait_for(lambda: isinstance(QApplication.activePopupWidget(), kind))
    return QApplication.activePopupWidget()


def test_a_search_is_saved_as_a_view_and_is_there_tomorrow(at_work: Person) -> None:
    at_work.act("edit.search")
    at_work.type("prio:>=high", at_work.queue.search)
    at_work.settle()
    found = at_work.queue.listing.count
    at_work.act("view.save")
    popover = _popover(at_work, NamePopover)
    assert isinstance(popover, NamePopover)
    at_work.type("Hot", popover.line)
    at_work.press("Return", popover.line)
    assert [view.name for view in at_work.queue.views.all if view.saved_id][-1] == "Hot"
    at_work.restart()
    view = next(view for view in at_work.queue.views.all if view.name == "Hot")
    at_work.queue.show_view(view.key)
    at_work.settle()
    assert at_work.queue.listing.count == found


def test_a_snoozed_ticket_leaves_the_queue_and_comes_back_when_its_time_has_come(
    at_work: Person,
) -> None:
    chosen = _chosen(at_work)
    at_work.act("ticket.snooze")
    popover = _popover(at_work, TimePopover)
    assert isinstance(popover, TimePopover)
    at_work.type("in 2 hours", popover.line)
    assert popover.echo.text().startswith("→")
    at_work.press("Return", popover.line)
    assert at_work.queue.table.id_model.row_of(chosen) is None
    later = at_work.read(_values, f"SELECT snoozed_until FROM ticket WHERE id = {chosen}")
    assert later != [None]
    at_work.bench.operations.run(
        wake_due,
        now=utc_now().replace(year=utc_now().year + 1),
        label="The time has come",
    )
    at_work.settle()
    assert at_work.read(_values, f"SELECT snoozed_until FROM ticket WHERE id = {chosen}") == [None]
    at_work.queue.show_view("all_open")
    at_work.settle()
    assert at_work.queue.table.id_model.row_of(chosen) is not None


def test_a_ticket_that_comes_due_is_told_in_the_window_and_opened_from_there(
    at_work: Person,
) -> None:
    chosen = _chosen(at_work)
    at_work.queue.table.go_to_row(5)
    at_work.settle()
    soon = utc_now() + timedelta(seconds=1)
    at_work.bench.operations.run(set_due, [chosen], soon, now=utc_now(), label="Due")
    at_work.settle()
    at_work.bench._notifications._seen = soon - timedelta(seconds=1)
    at_work.wait_for(lambda: utc_now() > soon)
    at_work.bench._notifications.look()
    at_work.settle()
    assert at_work.queue.notice.isVisible()
    (button,) = (
        each
        for each in at_work.queue.notice.findChildren(QPushButton)
        if each.isVisible() and each.text()
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    at_work.settle()
    assert _chosen(at_work) == chosen


def test_two_tickets_are_merged_parted_by_undo_and_merged_again_by_redo(at_work: Person) -> None:
    chosen = _chosen(at_work)
    counts = "SELECT message_count FROM ticket ORDER BY id"
    before = at_work.read(_values, counts)
    other = at_work.read(
        _values, f"SELECT number FROM ticket WHERE shelf = 0 AND id <> {chosen} LIMIT 1"
    )[0]
    at_work.act("ticket.merge")
    picker = _popover(at_work, TicketPicker)
    assert isinstance(picker, TicketPicker)
    at_work.type(str(other), picker.line)
    at_work.settle()
    at_work.press("Return", picker.line)
    merged = "SELECT id FROM ticket WHERE merged_into_id IS NOT NULL AND id = "
    assert at_work.read(_values, f"{merged}{chosen}") == [chosen]
    assert at_work.read(_values, counts) != before
    at_work.act("edit.undo")
    assert at_work.read(_values, f"{merged}{chosen}") == []
    assert at_work.read(_values, counts) == before
    at_work.restart()
    at_work.act("edit.redo")
    assert at_work.read(_values, f"{merged}{chosen}") == [chosen]


def test_a_message_is_split_off_put_back_by_undo_and_split_off_again_by_redo(
    at_work: Person,
) -> None:
    ticket, messages = at_work.read(
        lambda session: session.execute(
            text("SELECT id, message_count FROM ticket WHERE shelf = 0 AND message_count > 1")
        ).first()
    )
    at_work.queue.show_ticket(ticket)
    at_work.settle()
    newest = f"SELECT text FROM message WHERE ticket_id = {ticket} ORDER BY id DESC LIMIT 1"
    (words,) = at_work.read(_values, newest)
    at_work.act("ticket.split")
    bar = at_work.queue.findChild(SplitBar)
    assert bar is not None
    assert bar.isVisible()
    card = at_work.queue.findChildren(MessageCard)[-1]
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(card.width() // 2, 12))
    at_work.settle()
    at_work.clicks(bar, "Split off")
    at_work.settle()
    made = _chosen(at_work)
    assert made != ticket, "the new ticket is opened"
    assert at_work.read(_values, f"SELECT text FROM message WHERE ticket_id = {made}") == [words]
    left = f"SELECT message_count FROM ticket WHERE id = {ticket}"
    assert at_work.read(_values, left) == [messages - 1]
    at_work.act("edit.undo")
    assert at_work.read(_values, left) == [messages]
    assert at_work.read(_values, f"SELECT id FROM ticket WHERE id = {made}") == []
    at_work.restart()
    at_work.act("edit.redo")
    assert at_work.read(_values, left) == [messages - 1]
    assert at_work.read(_values, f"SELECT text FROM message WHERE ticket_id = {made}") == [words]


def test_a_half_written_answer_is_there_again_after_a_restart(at_work: Person) -> None:
    chosen = _chosen(at_work)
    at_work.act("ticket.reply")
    composer = at_work.queue.findChild(Composer)
    assert composer is not None
    at_work.type("Half a sent", composer.text)
    at_work.wait_for(
        lambda: any(
            str(words).startswith("Half a sent")
            for words in at_work.read(_values, f"SELECT text FROM draft WHERE ticket_id = {chosen}")
        )
    )
    at_work.restart()
    at_work.queue.show_ticket(chosen)
    at_work.settle()
    again = at_work.queue.findChild(Composer)
    assert again is not None
    assert again.is_open
    assert again.text.toPlainText().startswith("Half a sent")


def test_a_contact_is_found_from_the_palette_and_shows_all_their_tickets(at_work: Person) -> None:
    name, contact = at_work.read(
        lambda session: session.execute(
            text("SELECT name, id FROM contact WHERE id = (SELECT min(contact_id) FROM ticket)")
        ).one()
    )
    at_work.act("edit.palette")
    at_work.wait_for(lambda: QApplication.activePopupWidget() is not None)
    palette = QApplication.activePopupWidget()
    assert palette is not None
    at_work.type(str(name), palette.line)  # type: ignore[attr-defined]
    at_work.settle()
    at_work.press("Return", palette.line)  # type: ignore[attr-defined]
    assert at_work.bench.window.current_page in ("contacts", "tickets")
    at_work.bench._pages.open_contact(contact)
    at_work.settle()
    page = at_work.bench.window.page("contacts")
    shown = page._card._tickets.count()  # type: ignore[attr-defined]
    tickets = at_work.read(
        _values,
        f"SELECT id FROM ticket WHERE contact_id = {contact} AND deleted_at IS NULL "
        "AND merged_into_id IS NULL",
    )
    assert shown == len(tickets)


def test_the_language_is_switched_while_the_program_runs(at_work: Person) -> None:
    at_work.program.preferences.update(language="de")
    at_work.settle()
    titles = [action.text() for action in at_work.bench.window.menuBar().actions()]
    assert "&Datei" in titles
    at_work.program.preferences.update(language="en")
    at_work.settle()
    titles = [action.text() for action in at_work.bench.window.menuBar().actions()]
    assert "&File" in titles


def test_a_call_is_written_down_while_talking_and_opens_as_a_ticket(at_work: Person) -> None:
    numbers = "SELECT number FROM ticket ORDER BY number DESC LIMIT 1"
    last = at_work.read(_values, numbers)[0]
    at_work.act("ticket.capture")
    window = at_work.bench.window.findChild(CaptureWindow)
    assert window is not None
    assert window.isVisible()
    at_work.type("Otto Neu", window.form.contact)
    at_work.type("The printer smokes", window.form.text)
    at_work.press("Return", window.form.text)
    made = at_work.read(_values, numbers)[0]
    assert made == int(str(last)) + 1
    subject = at_work.read(_values, f"SELECT subject FROM ticket WHERE number = {made}")
    assert subject == ["The printer smokes"]
    at_work.act("edit.undo")
    assert at_work.read(_values, f"SELECT count(*) FROM ticket WHERE number = {made}") == [0]
