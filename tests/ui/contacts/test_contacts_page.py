"""The list of contacts and the card: find, read, write down, change, merge, delete."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from app.models.contacts import Contact
from app.queries.contacts import ContactSort
from app.queries.ticket_rows import ticket_rows
from app.services import contacts
from app.services.contacts import ContactChoice, ContactFields
from app.settings import Density, Scheme
from app.ui.contacts import page as contacts_page
from app.ui.contacts.erase_dialog import EraseDialog
from app.ui.contacts.form_dialog import ContactDialog
from app.ui.contacts.merge_dialog import MergeDialog
from app.ui.contacts.ticket_list import TicketList
from app.ui.theme import Theme
from app.ui.widgets.empty_state import EmptyState
from tests.desk_fixtures import Desk
from tests.ui.contacts.conftest import Contacts
from tests.ui.read_as_html import TAG, read_as_html, tips_read_as_html

Open = Callable[[], Contacts]


def _card_texts(page: Contacts) -> str:
    return "\n".join(each.text() for each in page.card.findChildren(QLabel) if each.isVisible())


def _field(dialog: ContactDialog, place: int) -> QLineEdit:
    lines = [each for each in dialog.findChildren(QLineEdit) if each.isVisible()]
    return lines[place]


def test_the_list_is_in_the_order_of_names(page: Contacts) -> None:
    assert page.listed() == ["Ada Lovelace", "Eva Müller", "Otto Schmidt"]


def test_typing_narrows_the_list_down(page: Contacts) -> None:
    page.search("acme mül")
    assert page.listed() == ["Eva Müller"]
    page.search("")
    assert len(page.listed()) == 3


def test_nothing_found_says_what_was_searched_and_clears(page: Contacts) -> None:
    page.search("zzz")
    (nothing,) = (
        each
        for each in page.page.findChildren(EmptyState)
        if any("zzz" in label.text() for label in each.findChildren(QLabel))
    )
    assert nothing.isVisible()
    nothing.primary_clicked.emit()
    page.settled()
    assert len(page.listed()) == 3


def test_a_click_on_a_header_sorts(page: Contacts) -> None:
    page.table.sort_requested.emit(ContactSort.NAME.value, True)
    page.settled()
    assert page.listed()[0] == "Otto Schmidt"


def test_columns_their_widths_and_the_order_are_there_again(
    page: Contacts, open_contacts: Open, theme: Theme
) -> None:
    table = page.table
    places = {column.key: place for place, column in enumerate(table.id_model.columns)}
    menu = table.column_menu()
    next(each for each in menu.actions() if each.text() == "Phone").trigger()
    menu.deleteLater()
    table.horizontalHeader().resizeSection(places["organisation"], 210)
    table.horizontalHeader().moveSection(places["tickets"], 1)
    table.sort_requested.emit(ContactSort.TICKETS.value, True)
    page.settled()
    theme.set(scheme=Scheme.LIGHT, text_size=150, density=Density.NORMAL)
    again = open_contacts().table
    assert again.column_state() == table.column_state()
    assert again.columnWidth(places["organisation"]) == 315, "the width is that of 100 % text"
    header = again.horizontalHeader()
    assert header.sortIndicatorSection() == places["tickets"]
    assert header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder


def test_a_column_that_gave_way_for_want_of_room_is_not_forgotten(
    page: Contacts, open_contacts: Open
) -> None:
    chosen = page.table.shown_columns()
    page.page.resize(700, 740)
    page.settled()
    assert set(page.table.shown_columns()) < set(chosen)
    page.table.horizontalHeader().resizeSection(0, 170)
    assert open_contacts().table.shown_columns() == chosen


def test_the_card_shows_phones_addresses_notes_and_colleagues(page: Contacts) -> None:
    page.choose("Eva Müller")
    texts = _card_texts(page)
    for expected in ("+49 30 1234567", "eva.mueller@acme.example", "Ada Lovelace", "short answers"):
        assert expected in texts


def test_the_card_shows_the_tickets_and_opens_one(page: Contacts) -> None:
    ticket = page.desk.captured("Printer")
    page.choose("Eva Müller")
    tickets = page.part(TicketList)
    opened: list[int] = []
    page.page.ticket_opened.connect(opened.append)
    item = tickets.item(0)
    assert "Printer" in item.text()
    tickets.itemActivated.emit(item)
    assert opened == [ticket]


def test_a_colleague_on_the_card_is_opened_and_selected(
    page: Contacts, people: dict[str, int]
) -> None:
    page.choose("Eva Müller")
    page.card.contact_opened.emit(people["Ada"])
    page.settled()
    assert page.table.selected_ids() == [people["Ada"]]
    assert "ada@acme.example" in _card_texts(page)


def test_a_contact_opened_from_elsewhere_leaves_the_search(
    page: Contacts, people: dict[str, int]
) -> None:
    page.search("eva")
    page.page.show_contact(people["Otto"])
    page.settled()
    assert page.table.selected_ids() == [people["Otto"]]


def test_a_contact_opened_before_the_list_is_read_is_selected(
    people: dict[str, int], open_contacts: Open
) -> None:
    page = open_contacts()
    page.page.show_contact(people["Otto"])
    page.settled()
    assert page.table.selected_ids() == [people["Otto"]]


def test_the_card_has_all_tickets_however_many_they_are(
    desk: Desk,
    people: dict[str, int],
    open_contacts: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(contacts_page, "_TICKETS_AT_ONCE", 12)
    for number in range(30):
        desk.captured(f"Call {number}", contact=ContactChoice(contact_id=people["Eva"]))
    page = open_contacts()
    page.choose("Eva Müller")
    listed = page.card.findChild(TicketList)
    assert listed is not None
    listed.setCurrentRow(0)
    shown = [listed.count()]
    for _time in range(3):
        QTest.keyClick(listed, Qt.Key.Key_End)
        page.settled()
        shown.append(listed.count())
    assert shown == [12, 24, 30, 30]
    assert "30 tickets" in _card_texts(page)
    page.choose("Otto Schmidt")
    page.choose("Eva Müller")
    assert listed.count() == 12


def test_what_was_said_of_a_sender_once_and_for_all_is_taken_back_on_the_card(
    desk: Desk, people: dict[str, int], open_contacts: Open
) -> None:
    eva = people["Eva"]
    desk.do(contacts.allow_pictures, eva, True)
    desk.do(contacts.block_sender, eva, True)
    page = open_contacts()
    page.choose("Eva Müller")
    for word in ("pictures:", "spam:"):
        assert f'href="{word}"' in page.card._facts.text()
        page.card._facts.linkActivated.emit(word)
        page.settled()
        assert f'href="{word}"' not in page.card._facts.text()
    stored = desk.get(Contact, eva)
    assert (stored.show_pictures, stored.blocked) == (False, False)
    page.operations.undo()
    page.settled()
    assert 'href="spam:"' in page.card._facts.text()


def test_the_card_says_how_a_contact_is_greeted(
    desk: Desk, people: dict[str, int], open_contacts: Open
) -> None:
    fields = ContactFields(name="Eva Müller", salutation="Dear Eva & team,")
    desk.do(contacts.change, people["Eva"], fields)
    page = open_contacts()
    page.choose("Eva Müller")
    assert "Dear Eva &amp; team," in page.card._facts.text()


def test_a_new_contact_is_listed_selected_and_can_be_undone(page: Contacts) -> None:
    page.act("new")
    dialog = page.dialog(ContactDialog)
    _field(dialog, 0).setText("Zoe Zimmer")
    page.press(dialog, "Save")
    assert page.listed()[-1] == "Zoe Zimmer"
    assert "Zoe Zimmer" in _card_texts(page)
    assert len(page.table.selected_ids()) == 1
    page.operations.undo()
    page.settled()
    assert "Zoe Zimmer" not in page.listed()


def test_an_address_of_somebody_else_is_refused_and_the_form_stays(page: Contacts) -> None:
    page.act("new")
    dialog = page.dialog(ContactDialog)
    _field(dialog, 0).setText("Zoe Zimmer")
    emails = dialog.findChildren(QPlainTextEdit)[0]
    emails.setPlainText("otto@firma.example")
    page.press(dialog, "Save")
    assert page.dialog(ContactDialog) is dialog
    shown = [each.text() for each in dialog.findChildren(QLabel) if each.isVisible()]
    assert any("belongs to Otto Schmidt" in text for text in shown)
    assert "Zoe Zimmer" not in page.listed()
    emails.setPlainText("zoe@firma.example")
    page.press(dialog, "Save")
    assert page.listed()[-1] == "Zoe Zimmer"


def test_a_change_reaches_list_and_card(page: Contacts, people: dict[str, int]) -> None:
    page.choose("Otto Schmidt")
    page.act("edit")
    dialog = page.dialog(ContactDialog)
    _field(dialog, 0).setText("Otto Meier")
    page.press(dialog, "Save")
    assert "Otto Meier" in page.listed()
    assert "Otto Meier" in _card_texts(page)
    assert page.desk.get(Contact, people["Otto"]).name == "Otto Meier"


def test_an_unchanged_form_changes_nothing(page: Contacts) -> None:
    before = page.desk.dump()
    page.choose("Eva Müller")
    page.act("edit")
    page.press(page.dialog(ContactDialog), "Save")
    assert page.desk.dump() == before


def test_two_contacts_become_one_and_undo_parts_them(
    page: Contacts, people: dict[str, int]
) -> None:
    ticket = page.desk.captured("Refund", contact=ContactChoice(contact_id=people["Otto"]))
    page.choose("Ada Lovelace", "Otto Schmidt")
    page.act("merge")
    page.press(page.dialog(MergeDialog), "Merge")
    # Otto has the ticket, so he is proposed to stay.
    assert page.listed() == ["Eva Müller", "Otto Schmidt"]
    assert "ada@acme.example" in _card_texts(page)
    page.operations.undo()
    page.settled()
    assert len(page.listed()) == 3
    assert page.desk.read(ticket_rows, [ticket])[0].contact_id == people["Otto"]


def test_merging_one_that_resembles_nobody_says_what_to_do(page: Contacts) -> None:
    page.choose("Otto Schmidt")
    page.act("merge")
    assert page.told == ["Select two or more contacts to merge them."]


def test_a_contact_with_tickets_is_not_deleted(page: Contacts) -> None:
    page.desk.captured("Printer")
    page.choose("Eva Müller")
    page.act("delete")
    assert "Eva Müller" in page.listed()
    assert len(page.told) == 1


def test_a_contact_without_tickets_is_deleted_and_comes_back(page: Contacts) -> None:
    page.choose("Otto Schmidt")
    page.act("delete")
    assert page.listed() == ["Ada Lovelace", "Eva Müller"]
    page.operations.undo()
    page.settled()
    assert "Otto Schmidt" in page.listed()


def test_nothing_chosen_offers_no_acts_on_a_contact(page: Contacts) -> None:
    for name in ("edit", "write", "delete", "merge"):
        assert not page.actions[f"contact.{name}"].isEnabled()
    page.choose("Otto Schmidt")
    assert page.actions["contact.edit"].isEnabled()


def test_an_enquiry_is_written_down_for_the_chosen_contact(
    page: Contacts, people: dict[str, int]
) -> None:
    wanted: list[int] = []
    page.page.write_requested.connect(wanted.append)
    page.choose("Otto Schmidt")
    page.act("write")
    assert wanted == [people["Otto"]]


def test_suspected_duplicates_are_named_until_they_are_one(
    desk: Desk, people: dict[str, int], open_contacts: Open
) -> None:
    desk.captured(
        "Login", contact=ContactChoice(name="Eva Mueller", email="eva.mueller@web.example")
    )
    page = open_contacts()
    assert page.bar.isVisible()
    assert "may be the same person. Similar name." in page.bar.text
    page.bar.acted.emit()
    page.press(page.dialog(MergeDialog), "Merge")
    assert not page.bar.isVisible()
    page.operations.undo()
    page.settled()
    assert page.bar.isVisible()


def test_different_people_are_not_suggested_again_and_make_room_for_the_next_pair(
    desk: Desk, people: dict[str, int], open_contacts: Open
) -> None:
    for name, email in (("Eva Mueller", "em@web.example"), ("Otto Schmit", "os@web.example")):
        desk.captured("Login", contact=ContactChoice(name=name, email=email))
    page = open_contacts()
    first = page.bar.text
    page.bar.acted.emit()
    page.press(page.dialog(MergeDialog), "Different people")
    assert page.bar.isVisible()
    assert page.bar.text != first, "the other pair has its turn"
    page.bar.acted.emit()
    page.press(page.dialog(MergeDialog), "Different people")
    assert not page.bar.isVisible()
    again = open_contacts()
    assert not again.bar.isVisible()
    page.operations.undo()
    page.settled()
    assert page.bar.isVisible()


def test_an_empty_desk_says_how_contacts_come(open_contacts: Open) -> None:
    page = open_contacts()
    texts = [each.text() for each in page.page.findChildren(QLabel) if each.isVisible()]
    assert "No contacts yet" in texts


def test_the_list_never_scrolls_sideways(page: Contacts) -> None:
    bar = page.table.horizontalScrollBar()
    for width in (1216, 1036, 2400, 1216):
        page.page.resize(width, 740)
        page.settled()
        assert bar.maximum() == 0
    assert "name" in page.table.shown_columns()


def test_columns_that_gave_way_come_back_where_there_is_room(page: Contacts) -> None:
    page.page.resize(700, 740)
    page.settled()
    narrow = page.table.shown_columns()
    page.page.resize(2400, 740)
    page.settled()
    assert len(page.table.shown_columns()) > len(narrow)


def test_no_words_of_a_contact_are_read_as_html(desk: Desk, open_contacts: Open) -> None:
    for number in range(2):
        desk.do(
            contacts.create,
            ContactFields(
                name=f"{TAG}Eva",
                title=TAG,
                organisation=f"{TAG}Acme",
                emails=(f"eva{number}@kunde.example",),
                notes=TAG,
            ),
        )
    desk.captured(TAG, contact=ContactChoice(contact_id=1))
    page = open_contacts()
    page.table.select_ids([1])
    page.settled()
    assert TAG in page.bar.findChildren(QLabel)[0].text()
    page.act("erase")
    dialog = page.dialog(EraseDialog)
    assert [*read_as_html(dialog), *read_as_html(page.page)] == []
    assert [*tips_read_as_html(page.table.id_model)] == []
    dialog.reject()
