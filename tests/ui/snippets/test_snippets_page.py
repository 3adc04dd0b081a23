"""The snippets page: finding, writing, saving, trying out, going back."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.rules.enums import FormOfAddress, Gender
from app.services import facts, snippet_files, snippets
from app.services.messages import NewFile
from app.ui.snippets.panel import CASES, VERSIONS
from app.ui.snippets.places import PlaceKind
from app.ui.snippets.subjects import Subject
from app.ui.widgets.choice_popover import ChoicePopover
from tests.ui.snippets.conftest import Snippets

Open = Callable[[], Snippets]


def test_an_empty_desk_says_what_to_do_first(open_snippets: Open) -> None:
    page = open_snippets().page

    assert page.empty_text == "No snippets yet"


@pytest.mark.usefixtures("library")
def test_the_first_snippet_is_open_and_its_text_filled_in(open_snippets: Open) -> None:
    opened = open_snippets()

    assert opened.listed() == ["Closing", "Receipt", "Refund"]
    assert opened.body.toPlainText() == "Viele Grüße\n<<agent>>"
    assert "Kim" in opened.editor.panel.preview.text


@pytest.mark.usefixtures("library")
def test_search_folder_and_tag_narrow_the_list(open_snippets: Open) -> None:
    opened = open_snippets()

    opened.search("refu")
    assert opened.listed() == ["Refund"]
    opened.search("")
    opened.page.places.setCurrentIndex(opened.page.places.index_of("tag:money"))
    opened.settled()
    assert opened.listed() == ["Receipt", "Refund"]
    opened.search("nothing like it")
    assert opened.page.empty_text == "No snippet matches “nothing like it”"


@pytest.mark.usefixtures("library")
def test_a_search_leaves_the_open_snippet_alone_until_another_is_chosen(
    open_snippets: Open,
) -> None:
    opened = open_snippets()
    opened.choose("Closing")

    opened.search("re")
    assert opened.listed() == ["Receipt", "Refund"]
    assert opened.editor.head.title.text() == "Closing"
    opened.search("c")
    assert opened.page.table.selected_ids() == []
    opened.page.table.setFocus()
    opened.choose("Receipt")
    assert opened.editor.head.title.text() == "Receipt"
    opened.search("rec")
    assert opened.page.table.selected_ids() == [opened.editor.snippet_id]


@pytest.mark.usefixtures("library")
def test_going_on_quickly_through_the_list_opens_the_last_one(open_snippets: Open) -> None:
    opened = open_snippets()
    opened.page.table.setFocus()
    for _row in range(2):
        QTest.keyClick(opened.page.table, Qt.Key.Key_Down)
    opened.settled()
    assert opened.editor.head.title.text() == "Refund"
    opened.operations.undo()
    opened.settled()
    assert opened.editor.head.title.text() == "Refund"


@pytest.mark.usefixtures("library")
def test_a_snippet_is_written_and_saved_in_one_step_that_undo_takes_back(
    open_snippets: Open,
) -> None:
    opened = open_snippets()

    opened.act("new")
    opened.editor.head.title.insert("Call back")
    opened.editor.head.abbreviation.insert("call")
    opened.write('We call you at <<frage("Time")>>.')
    assert opened.editor.is_changed
    opened.act("save")

    assert opened.listed() == ["Call back", "Closing", "Receipt", "Refund"]
    assert opened.stored("Call back").row.abbreviation == "call"
    assert not opened.editor.is_changed
    opened.operations.undo()
    opened.settled()
    assert opened.listed() == ["Closing", "Receipt", "Refund"]


@pytest.mark.usefixtures("library")
def test_what_is_written_is_saved_when_another_snippet_is_opened(open_snippets: Open) -> None:
    opened = open_snippets()
    opened.choose("Receipt")

    opened.write("We have it.")
    opened.choose("Refund")

    assert opened.stored("Receipt").variants[0].body == "We have it."
    assert opened.body.toPlainText().startswith("<<anrede>>")


@pytest.mark.usefixtures("library")
def test_what_cannot_be_saved_comes_back_with_the_reason(open_snippets: Open) -> None:
    opened = open_snippets()
    opened.choose("Receipt")

    opened.editor.head.abbreviation.setText("refund")
    opened.editor.head.abbreviation.textEdited.emit("refund")
    opened.settled()
    assert opened.editor.head.complaint == "“Refund” has this abbreviation already"
    opened.choose("Closing")

    assert "refund" in opened.told[0]
    assert opened.editor.head.title.text() == "Receipt"
    assert opened.editor.head.abbreviation.text() == "refund"


@pytest.mark.usefixtures("library")
def test_a_new_snippet_without_a_word_is_forgotten(open_snippets: Open) -> None:
    opened = open_snippets()

    opened.act("new")
    opened.choose("Closing")

    assert opened.desk.one("SELECT count(*) FROM snippet") == 3


@pytest.mark.usefixtures("library")
def test_the_form_asks_once_and_its_answers_stand_in_the_preview(open_snippets: Open) -> None:
    opened = open_snippets()
    opened.choose("Refund")
    preview = opened.editor.panel.preview

    assert "Betrag" in preview.text
    assert preview.form is not None
    preview.form.control("betrag").set_answer("12,50")
    opened.settled()

    assert "12,50 €" in preview.text.replace("\xa0", " ")
    assert preview.text.endswith("Viele Grüße\nKim Weber") or "Viele Grüße" in preview.text


@pytest.mark.usefixtures("library")
def test_the_text_is_tried_out_for_somebody_else(open_snippets: Open) -> None:
    opened = open_snippets()
    opened.choose("Refund")

    opened.editor.panel.preview.choose(Subject(title="A man", gender=Gender.MALE))
    opened.settled()

    assert opened.editor.panel.preview.text.startswith("Sehr geehrter Herr")


@pytest.mark.usefixtures("library")
def test_the_text_is_tried_out_with_a_ticket(open_snippets: Open) -> None:
    opened = open_snippets()
    ticket_id = opened.desk.captured("Chair")
    opened.choose("Refund")

    opened.editor.panel.preview.choose(Subject(ticket_id=ticket_id, title="#1001 Eva"))
    opened.settled()

    assert "Müller" in opened.editor.panel.preview.text


@pytest.mark.usefixtures("library")
def test_all_cases_stand_side_by_side(open_snippets: Open) -> None:
    opened = open_snippets()
    opened.choose("Refund")

    opened.editor.panel.tabs.setCurrentIndex(CASES)
    opened.settled()
    grid = opened.editor.panel.cases

    assert grid.columnCount() == 3
    headers = [grid.horizontalHeaderItem(column) for column in range(3)]
    assert [each.text() for each in headers if each] == ["Deutsch · Sie", "Deutsch · du", "English"]
    assert "Sehr geehrte Frau" in grid.spoken(0, 0)
    assert "Sehr geehrter Herr" in grid.spoken(1, 0)


@pytest.mark.usefixtures("library")
def test_a_variant_is_added_turned_and_removed(open_snippets: Open) -> None:
    opened = open_snippets()
    opened.choose("Receipt")
    bar = opened.editor.text.variants

    bar.add_asked.emit("de", FormOfAddress.DU, True)
    opened.settled()
    assert [bar.tabs.tabText(place) for place in range(2)] == ["Deutsch · du", "English"]
    assert opened.body.toPlainText() == "We have your message about <<product>>."
    bar.turn_asked.emit(0, "de", FormOfAddress.SIE)
    assert bar.tabs.tabText(0) == "Deutsch · Sie"
    bar.remove_asked.emit(1)
    opened.act("save")

    assert [each.language for each in opened.stored("Receipt").variants] == ["de"]


@pytest.mark.usefixtures("library")
def test_a_fault_is_said_in_place_and_mended_by_one_key(open_snippets: Open) -> None:
    opened = open_snippets()
    opened.choose("Receipt")

    opened.write("Number <<Kunden-Nr>>.")
    assert "Line 1, column" in opened.editor.text.trouble
    opened.act("fix")

    assert "<<Kunden-Nr>>" not in opened.body.toPlainText()
    assert "Line 1" not in opened.editor.text.trouble


@pytest.mark.usefixtures("library")
def test_names_are_completed_while_they_are_typed(open_snippets: Open, qtbot: QtBot) -> None:
    opened = open_snippets()
    opened.choose("Receipt")
    opened.write("")
    opened.body.setFocus()

    QTest.keyClicks(opened.body, "Hello <<first")
    qtbot.waitUntil(lambda: opened.body.completes)
    QTest.keyClick(opened.body, Qt.Key.Key_Return)

    assert opened.body.toPlainText() == "Hello <<first_name>>"
    assert opened.body.textCursor().atEnd()


@pytest.mark.usefixtures("library")
def test_facts_and_snippets_are_completed_where_they_can_stand(
    open_snippets: Open, qtbot: QtBot
) -> None:
    opened = open_snippets()
    opened.desk.do(facts.set_fact, "opening", "Mon to Fri")
    opened.operations.changed.emit(opened.desk.outcome(facts.set_fact, "phone", "030 1").changes)
    opened.settled()
    opened.choose("Receipt")
    opened.write("")

    QTest.keyClicks(opened.body, "<<fact.op")
    QTest.keyClick(opened.body, Qt.Key.Key_Tab)
    assert opened.body.toPlainText() == "<<fact.opening>>"
    opened.write("")
    QTest.keyClicks(opened.body, '<<snippet("gr')
    QTest.keyClick(opened.body, Qt.Key.Key_Return)

    assert opened.body.toPlainText() == '<<snippet("gruss")>>'


@pytest.mark.usefixtures("library")
def test_a_version_is_compared_and_gone_back_to(open_snippets: Open) -> None:
    opened = open_snippets()
    opened.choose("Receipt")
    opened.write("Your message about <<product>> is here.")
    opened.act("save")

    opened.editor.panel.tabs.setCurrentIndex(VERSIONS)
    pane = opened.editor.panel.versions
    assert pane.names == ["Version 2, the present one", "Version 1"]
    assert "is here" in pane.shown_text
    pane.choose(1)
    pane.restore()
    opened.settled()

    assert opened.body.toPlainText() == "We have your message about <<product>>."
    assert len(opened.stored("Receipt").versions) == 3


@pytest.mark.usefixtures("library")
def test_a_deleted_snippet_can_be_brought_back(open_snippets: Open) -> None:
    opened = open_snippets()
    opened.choose("Receipt")

    opened.act("delete")
    assert opened.listed() == ["Closing", "Refund"]
    opened.page.places.setCurrentIndex(opened.page.places.index_of(PlaceKind.DELETED.value))
    opened.settled()
    opened.choose("Receipt")
    opened.act("delete")

    opened.page.places.setCurrentIndex(opened.page.places.index_of(PlaceKind.ALL.value))
    opened.settled()
    assert opened.listed() == ["Closing", "Receipt", "Refund"]


@pytest.mark.usefixtures("library")
def test_snippets_dropped_on_a_folder_go_there(open_snippets: Open) -> None:
    opened = open_snippets()
    places = opened.page.places
    folder = next(p for p in places.shown if p.kind is PlaceKind.FOLDER)

    places.dropped.emit([opened.stored("Receipt").row.id], folder)
    opened.settled()

    assert opened.stored("Receipt").row.folder == "Billing"


def test_what_another_changed_is_shown_unless_one_is_writing(
    open_snippets: Open, library: dict[str, int]
) -> None:
    opened = open_snippets()
    opened.choose("Receipt")

    def change(title: str) -> None:
        done = opened.desk.outcome(snippets.change, library["in"], title=title)
        opened.operations.changed.emit(done.changes)
        opened.settled()

    change("Arrived")
    assert opened.editor.head.title.text() == "Arrived"
    opened.body.moveCursor(QTextCursor.MoveOperation.End)
    opened.body.insertPlainText(" Thanks.")
    change("Here")

    assert opened.editor.head.title.text() == "Arrived"
    assert opened.body.toPlainText().endswith(" Thanks.")


@pytest.mark.usefixtures("library")
def test_a_narrow_window_shows_the_folders_as_a_menu(open_snippets: Open) -> None:
    opened = open_snippets()

    opened.page.resize(900, 600)
    assert opened.page.places.isHidden()
    menu = opened.page.places.choice_menu(opened.page)
    names = [entry.text().strip() for entry in menu.actions() if entry.text()]
    assert names == ["All snippets", "Favourites", "Facts", "Statistics", "Billing", "money"]
    opened.page.resize(1216, 740)
    assert not opened.page.places.isHidden()


@pytest.mark.usefixtures("library")
def test_the_difference_of_two_versions_names_the_files_that_came_and_went(
    open_snippets: Open, library: dict[str, int]
) -> None:
    opened = open_snippets()
    files = [NewFile("prices.pdf", "application/pdf", b"%PDF-1")]
    (file_id,) = opened.desk.do(snippet_files.attach, library["refund"], files)
    opened.desk.do(snippet_files.detach, file_id)
    opened.choose("Refund")
    opened.editor.panel.tabs.setCurrentIndex(VERSIONS)
    versions = opened.editor.panel.versions
    assert versions.shown_text == "File removed\nprices.pdf"
    versions.choose(1)
    assert versions.shown_text == "File added\nprices.pdf"
    versions.restore()
    opened.settled()
    assert [each.name for each in opened.stored("Refund").attachments] == ["prices.pdf"]


def test_the_starter_pack_fills_an_empty_desk_in_one_step(open_snippets: Open) -> None:
    opened = open_snippets()

    opened.page.take_way_out()
    opened.settled()
    opened.settled()

    assert len(opened.listed()) >= 25
    assert opened.editor.head.title.text()
    opened.operations.undo()
    opened.settled()
    assert opened.page.empty_text == "No snippets yet"


@pytest.mark.usefixtures("library")
def test_a_text_for_du_that_says_sie_is_told(open_snippets: Open) -> None:
    opened = open_snippets()
    opened.choose("Refund")
    opened.editor.text.variants.tabs.setCurrentIndex(1)
    assert opened.editor.text.shown is not None
    assert opened.editor.text.shown.form is FormOfAddress.DU

    opened.write("Hallo <<vorname>>,\n\nwir haben Ihre Nachricht und melden uns bei Ihnen.")

    assert opened.editor.panel.preview.state == "This text does not say du."


@pytest.mark.usefixtures("library")
def test_an_expired_fact_is_told_where_it_is_used_and_counted_at_the_left(
    open_snippets: Open,
) -> None:
    opened = open_snippets()
    opened.choose("Receipt")
    opened.write("We are here <<fact.hours>>.")
    done = opened.desk.outcome(
        facts.set_fact, "hours", "always", valid_until=date.today() - timedelta(days=3)
    )
    opened.operations.changed.emit(done.changes)
    opened.write("We are here: <<fact.hours>>.")
    opened.settled()

    assert opened.editor.panel.preview.state == "The fact “hours” has expired."
    place = next(each for each in opened.page.places.shown if each.kind is PlaceKind.FACTS)
    assert (place.count, place.urgent) == (1, True)


@pytest.mark.usefixtures("library")
def test_what_was_being_written_when_the_program_ended_is_there_again(
    open_snippets: Open, qtbot: QtBot
) -> None:
    opened = open_snippets()
    opened.choose("Receipt")
    opened.write("Half of a sentence about <<product>>")
    qtbot.waitUntil(lambda: opened.desk.one("SELECT count(*) FROM snippet_draft") == 1)

    # Another page stands for the program after a crash: the first never gets to save.
    again = open_snippets()

    assert again.editor.head.title.text() == "Receipt"
    assert again.body.toPlainText() == "Half of a sentence about <<product>>"
    assert again.editor.is_changed
    again.act("save")
    assert again.stored("Receipt").variants[0].body == "Half of a sentence about <<product>>"
    assert again.desk.one("SELECT count(*) FROM snippet_draft") == 0
    opened.act("revert")


@pytest.mark.usefixtures("library")
def test_a_new_snippet_is_kept_while_it_is_written(open_snippets: Open, qtbot: QtBot) -> None:
    opened = open_snippets()
    opened.act("new")
    opened.editor.head.title.insert("Draft")
    opened.editor.head.title.textEdited.emit("Draft")
    qtbot.waitUntil(lambda: opened.desk.one("SELECT count(*) FROM snippet_draft") == 1)

    again = open_snippets()

    assert again.editor.snippet_id is None
    assert again.editor.head.title.text() == "Draft"
    opened.act("revert")
    again.act("revert")


@pytest.mark.usefixtures("library")
def test_several_snippets_are_tagged_and_coloured_each_in_one_step(open_snippets: Open) -> None:
    opened = open_snippets()
    opened.choose("Closing", "Receipt")

    opened.act("tags")
    opened.part(ChoicePopover).created.emit("often")
    opened.settled()
    opened.choose("Closing", "Receipt")
    opened.act("colour")
    opened.page.findChildren(ChoicePopover)[-1].taken.emit(3)
    opened.settled()

    assert opened.stored("Closing").row.tags == ("often",)
    assert opened.stored("Receipt").row.tags == ("money", "often")
    assert {opened.stored(each).row.colour for each in ("Closing", "Receipt")} == {3}
    assert opened.stored("Refund").row.colour is None
    opened.operations.undo()
    opened.settled()
    assert {opened.stored(each).row.colour for each in ("Closing", "Receipt")} == {None}
