"""A snippet from its first word to the statistics, by keys and clicks on the whole program."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.queries.drafts import drafts_of
from app.queries.snippet_uses import uses_of
from app.queries.snippets import snippet_by_abbreviation
from app.queries.ticket_rows import ticket_rows
from app.rules.placeholders import open_place
from app.rules.sending import FindingKind
from app.services.demo import build_demo
from app.storage.database import utc_now
from app.storage.upgrade import create
from app.ui.snippet_use.fill_in import FillInDialog
from app.ui.snippets.body_editor import BodyEditor
from app.ui.snippets.editor_head import EditorHead
from app.ui.snippets.page import SnippetsPage
from app.ui.snippets.panel import USES
from app.ui.snippets.usage_pane import UsagePane
from app.ui.tickets.composer import Composer
from app.ui.tickets.history_section import HistorySection
from app.ui.wishes import Command, Wish
from tests.e2e.conftest import Person

BODY = """Your order <<order_number>> comes in <<ask("Colour", "red|blue")>>.
<<% if ask("Apologise", "yes/no") %>>Sorry for the delay.
<<% endif %>><<cursor>>Kind regards"""


@pytest.fixture
def at_work(person: Person, tmp_path: Path) -> Person:
    """A person with 60 tickets, the first of all open ones chosen."""
    desk = tmp_path / "demo.desk"
    database = create(desk)
    build_demo(database, size=60, now=utc_now(), language="en")
    database.close()
    person.open(desk)
    _show_queue(person)
    return person


def _show_queue(person: Person) -> None:
    person.bench.window.show_page("tickets")
    person.queue.show_view("all_open")
    person.settle()
    person.queue.table.go_to_row(0)
    person.settle()


def _written(person: Person, title: str, abbreviation: str, body: str) -> int:
    """Write a snippet on its page, as a person does; its id."""
    page = person.bench.window.show_page("snippets")
    assert isinstance(page, SnippetsPage)
    person.settle()
    person.act("snippet.new")
    head, text = page.editor.findChild(EditorHead), page.editor.findChild(BodyEditor)
    assert head is not None
    assert text is not None
    person.type(title, head.title)
    person.type(abbreviation, head.abbreviation)
    text.insertPlainText(body)
    person.settle()
    person.act("snippet.save")
    person.wait_for(lambda: person.read(snippet_by_abbreviation, abbreviation))
    found = person.read(snippet_by_abbreviation, abbreviation)
    assert isinstance(found, int)
    return found


def _usage_of(person: Person, abbreviation: str) -> UsagePane:
    """The figures of a snippet, on its page."""
    page = person.bench.window.show_page("snippets")
    assert isinstance(page, SnippetsPage)
    page.show_abbreviation(abbreviation)
    person.settle()
    panel = page.editor.panel
    panel.tabs.setCurrentIndex(USES)
    person.settle()
    return panel.usage


def _words(widget: QWidget) -> list[str]:
    """What stands on the labels of a widget."""
    return [each.text() for each in widget.findChildren(QLabel)]


def _composer(person: Person) -> Composer:
    person.act("ticket.reply")
    composer = person.queue.findChild(Composer)
    assert composer is not None
    composer.text.setFocus()
    composer.text.moveCursor(QTextCursor.MoveOperation.Start)
    return composer


def _form(person: Person) -> FillInDialog:
    person.wait_for(lambda: isinstance(QApplication.activeModalWidget(), FillInDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FillInDialog)
    return dialog


def test_a_snippet_is_written_used_recorded_counted_and_its_record_undone(
    at_work: Person,
) -> None:
    snippet_id = _written(at_work, "Delivery delayed", "dd", BODY)
    _show_queue(at_work)
    ticket_id = at_work.queue.conversation.shown_id
    subject = at_work.read(ticket_rows, [ticket_id])[0].subject
    composer = _composer(at_work)

    at_work.type("dd", composer.text)
    at_work.press("Tab", composer.text)
    form = _form(at_work).pane.form
    at_work.press("Return", form.control("order_number").control)

    assert open_place("Order number") in composer.text.written()
    at_work.act("composer.send")
    assert composer.findings.findings[0].kind is FindingKind.OPEN_PLACE
    assert composer.is_open

    composer.text.undo()
    assert composer.text.written().startswith("dd")
    composer.text.moveCursor(QTextCursor.MoveOperation.Start)
    at_work.press("Right", composer.text)
    at_work.press("Right", composer.text)
    at_work.press("Tab", composer.text)
    dialog = _form(at_work)
    order, colour, sorry = (
        dialog.pane.form.control(name) for name in ("order_number", "colour", "apologise")
    )
    at_work.type("B-17", order.control)
    at_work.press("Tab", order.control)
    assert colour.control.hasFocus()
    at_work.type("b", colour.control)
    at_work.press("Tab", colour.control)
    assert sorry.control.hasFocus()
    at_work.press("Space", sorry.control)
    at_work.press("Return", sorry.control)
    words = "Your order B-17 comes in blue.\nSorry for the delay.\n"
    assert composer.text.written().startswith(words + "Kind regards")
    assert composer.text.textCursor().position() == len(words)

    at_work.act("composer.send")
    at_work.wait_for(lambda: not composer.is_open)
    assert QGuiApplication.clipboard().text().startswith(words)
    (use,) = at_work.read(uses_of, snippet_id)
    assert (use.ticket_id, use.version) == (ticket_id, 1)
    assert dict(use.filled) == {"order_number": "B-17", "colour": "blue", "apologise": "ja"}
    assert ticket_id is not None
    at_work.queue.show_ticket(ticket_id)
    at_work.settle()
    at_work.act("ticket.history")
    history = at_work.queue.properties.findChild(HistorySection)
    assert history is not None
    at_work.wait_for(lambda: any("Delivery delayed" in each for each in _words(history)))
    usage = _usage_of(at_work, "dd")
    at_work.wait_for(lambda: any(subject in each for each in _words(usage)))
    assert ("1", "use") in pairwise(_words(usage))

    _show_queue(at_work)
    at_work.act("edit.undo")
    at_work.wait_for(lambda: not at_work.read(uses_of, snippet_id))
    usage = _usage_of(at_work, "dd")
    at_work.wait_for(lambda: ("0", "uses") in pairwise(_words(usage)))
    drafts = at_work.read(drafts_of, ticket_id, agent_id=at_work.bench.operations.agent_id)
    assert drafts[0].text.startswith(words)


def test_a_second_start_brings_the_window_for_other_programs_up(at_work: Person) -> None:
    _written(at_work, "Delivery delayed", "dd", "Sorry, <<name>>.")
    _show_queue(at_work)
    at_work.wait_for(lambda: at_work.program._server is not None)
    assert at_work.program._server is not None
    at_work.program._server.commanded.emit(Command(Wish.PALETTE))
    at_work.settle()
    window = at_work.bench._small.palette
    assert window is not None
    assert window.isVisible()
    assert window.for_ticket.isChecked()
    at_work.type("dd", window.palette_.line)
    at_work.press("Return", window.palette_.line)
    assert QGuiApplication.clipboard().text().startswith("Sorry, ")
