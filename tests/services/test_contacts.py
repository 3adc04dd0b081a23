"""Contacts: made, changed, merged, taken over from cards."""

from dataclasses import replace

import pytest

from app.errors import UserError
from app.formats import vcard
from app.formats.contact_card import CardPhone, ContactCard
from app.models.contacts import Contact
from app.models.tickets import Ticket
from app.queries.contact_cards import contact_cards
from app.rules.enums import FormOfAddress, Gender
from app.services import contacts, kept_answers
from app.services.contact_import import CardReport
from app.services.contacts import ContactChoice, ContactFields, Phone
from tests.desk_fixtures import Desk

EVA = ContactFields(
    name="Eva  Müller",
    title="Dr.",
    organisation="Alpha GmbH",
    customer_number="K-1",
    language="de",
    form_of_address=FormOfAddress.DU,
    notes="Calls on Mondays.",
    emails=("Eva@Kunde.example", "eva@home.example"),
    phones=(Phone("030 1234"), Phone("0151 99", "mobile")),
)


def _addresses(desk: Desk, contact_id: int) -> list[str]:
    found = desk.rows(
        f"SELECT email FROM contact_address WHERE contact_id = {contact_id} ORDER BY position"
    )
    return [row[0] for row in found]


def test_a_contact_is_made_with_everything_that_is_known(desk: Desk) -> None:
    contact = desk.get(Contact, desk.do(contacts.create, EVA))
    assert (contact.name, contact.name_key) == ("Eva Müller", "eva muller")
    assert (contact.form_of_address, contact.language) == (FormOfAddress.DU, "de")
    assert _addresses(desk, contact.id) == ["eva@kunde.example", "eva@home.example"]
    assert desk.rows("SELECT number, digits, label FROM contact_phone ORDER BY position") == [
        ("030 1234", "49301234", ""),
        ("0151 99", "4915199", "mobile"),
    ]


def test_a_form_saved_without_a_change_leaves_nothing_to_undo(desk: Desk) -> None:
    contact_id = desk.do(contacts.create, EVA)
    assert desk.outcome(contacts.change, contact_id, EVA).step is None


def test_changing_a_contact_replaces_all_and_renames_its_tickets(desk: Desk) -> None:
    contact_id = desk.do(contacts.create, EVA)
    ticket_id = desk.captured(contact=ContactChoice(contact_id=contact_id))
    before = desk.dump()
    desk.do(
        contacts.change,
        contact_id,
        ContactFields(name="Zoë Meier", emails=("eva@home.example",)),
    )
    assert _addresses(desk, contact_id) == ["eva@home.example"]
    assert desk.one("SELECT count(*) FROM contact_phone") == 0
    assert desk.get(Contact, contact_id).organisation_id is None
    assert desk.get(Ticket, ticket_id).contact_key == "zoe meier"
    desk.undo()
    assert desk.dump() == before


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        (ContactFields(emails=("eva.mueller@x.example",)), "Eva Mueller"),
        (ContactFields(emails=("info@x.example",)), "info@x.example"),
        (ContactFields(phones=(Phone("030 12"),)), "030 12"),
    ],
)
def test_a_contact_without_a_name_is_called_by_what_there_is(
    desk: Desk, fields: ContactFields, name: str
) -> None:
    assert desk.get(Contact, desk.do(contacts.create, fields)).name == name


def test_a_contact_of_nothing_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError, match="a name, an address or a phone"):
        desk.do(contacts.create, ContactFields(organisation="Alpha"))


def test_an_address_belongs_to_one_contact_only(desk: Desk) -> None:
    desk.do(contacts.create, EVA)
    omer = desk.do(contacts.create, ContactFields(name="Ömer"))
    with pytest.raises(UserError, match="belongs to Eva Müller already"):
        desk.do(contacts.add_address, omer, "EVA@kunde.example")
    with pytest.raises(UserError, match="no mail address"):
        desk.do(contacts.add_address, omer, "omer@")


def test_addresses_are_added_preferred_and_removed(desk: Desk) -> None:
    eva = desk.do(contacts.create, EVA)
    desk.do(contacts.add_address, eva, "third@x.example")
    desk.do(contacts.prefer_address, eva, "third@x.example")
    desk.do(contacts.remove_address, eva, "Eva@kunde.example")
    assert _addresses(desk, eva) == ["third@x.example", "eva@home.example"]


def test_one_firm_is_one_row_however_it_is_written(desk: Desk) -> None:
    ids = [desk.do(contacts.create, ContactFields(name=name)) for name in ("A", "B")]
    desk.do(contacts.set_organisation, ids, "Alpha GmbH")
    desk.do(contacts.create, ContactFields(name="C", organisation=" ALPHA  gmbh"))
    assert desk.rows("SELECT name FROM organisation") == [("Alpha GmbH",)]
    desk.do(contacts.set_organisation, ids[:1], "")
    assert desk.get(Contact, ids[0]).organisation_id is None


def test_merging_brings_addresses_phones_notes_and_tickets_together(desk: Desk) -> None:
    eva = desk.do(contacts.create, ContactFields(name="Eva", notes="First."))
    other = desk.do(contacts.create, EVA)
    ticket_id = desk.captured(contact=ContactChoice(contact_id=other))
    before = desk.dump()
    desk.do(contacts.merge, [other], eva)
    kept = desk.get(Contact, eva)
    assert (kept.name, kept.title, kept.customer_number) == ("Eva", "Dr.", "K-1")
    assert kept.notes == "First.\n\nCalls on Mondays."
    assert kept.form_of_address is FormOfAddress.DU
    assert _addresses(desk, eva) == ["eva@kunde.example", "eva@home.example"]
    assert desk.get(Contact, other) is None
    ticket = desk.get(Ticket, ticket_id)
    assert (ticket.contact_id, ticket.contact_key) == (eva, "eva")
    desk.undo()
    assert desk.dump() == before
    desk.redo()
    assert desk.get(Contact, other) is None


def test_whom_a_merged_contact_is_not_the_kept_one_is_not_either(desk: Desk) -> None:
    eva, twin, other, third = (
        desk.do(contacts.create, ContactFields(name=f"Eva Müller {number}")) for number in range(4)
    )
    desk.do(contacts.tell_apart, twin, [eva, other, other])
    desk.do(contacts.tell_apart, third, [twin])
    said = "SELECT older_id, newer_id FROM contact_distinction ORDER BY older_id, newer_id"
    assert desk.rows(said) == [(eva, twin), (twin, other), (twin, third)]
    before = desk.dump()
    desk.do(contacts.merge, [twin], eva)
    assert desk.rows(said) == [(eva, other), (eva, third)]
    desk.undo()
    assert desk.dump() == before


def test_merging_keeps_a_phone_once_and_a_second_customer_number_in_the_notes(
    desk: Desk,
) -> None:
    eva = desk.do(contacts.create, EVA)
    other = desk.do(
        contacts.create,
        ContactFields(name="E. M.", customer_number="K-2", phones=(Phone("+49 30 1234", "work"),)),
    )
    desk.do(contacts.merge, [other, eva], eva)
    assert desk.rows("SELECT number, label FROM contact_phone ORDER BY position") == [
        ("030 1234", "work"),
        ("0151 99", "mobile"),
    ]
    assert desk.get(Contact, eva).notes.endswith("Also customer number K-2")


def test_a_contact_is_not_merged_with_itself(desk: Desk) -> None:
    eva = desk.do(contacts.create, EVA)
    with pytest.raises(UserError, match="at least one other contact"):
        desk.do(contacts.merge, [eva], eva)


def test_a_sender_is_blocked_and_pictures_are_allowed_by_hand(desk: Desk) -> None:
    eva = desk.do(contacts.create, EVA)
    desk.do(contacts.block_sender, eva, True)
    desk.do(contacts.allow_pictures, eva, True)
    contact = desk.get(Contact, eva)
    assert (contact.blocked, contact.show_pictures) == (True, True)


def test_cards_make_complete_and_leave_contacts_and_one_undo_takes_all_back(desk: Desk) -> None:
    desk.do(contacts.create, EVA)
    before = desk.dump()
    cards = [
        ContactCard(
            "Eve",
            emails=("eva@kunde.example",),
            phones=(CardPhone("", "089 1"),),
            notes="Prefers tea.",
        ),
        ContactCard("Eva Müller", emails=("eva@home.example",), customer_number="K-9"),
        ContactCard("Ömer", emails=("omer@x.example", "not an address"), organisation="Beta AG"),
        ContactCard("ömer", phones=(CardPhone("", "030 55"),), emails=("OMER@x.example",)),
        ContactCard(""),
    ]
    report = desk.do(contacts.import_cards, cards)
    assert report == CardReport(
        created=1,
        completed=2,
        unchanged=1,
        refused=(("", "A contact needs a name, an address or a phone number."),),
    )
    assert desk.rows("SELECT name, customer_number, notes FROM contact ORDER BY id") == [
        ("Eva Müller", "K-1", "Calls on Mondays.\n\nPrefers tea."),
        ("Ömer", "", "not an address"),
    ]
    desk.undo()
    assert desk.dump() == before


def test_the_same_cards_again_change_nothing(desk: Desk) -> None:
    cards = [
        ContactCard(
            "Ömer", emails=("omer@x.example",), phones=(CardPhone("", "030 1234"),), language="de"
        )
    ]
    desk.do(contacts.import_cards, cards)
    outcome = desk.outcome(contacts.import_cards, cards)
    assert outcome.result.unchanged == 1
    assert outcome.step is None


def test_a_shared_phone_finds_a_contact_only_with_the_same_name(desk: Desk) -> None:
    desk.do(contacts.create, ContactFields(name="Eva", phones=(Phone("030 1234"),)))
    cards = [
        ContactCard("EVA", phones=(CardPhone("", "030 1234"),)),
        ContactCard("Max", phones=(CardPhone("", "030 1234"),)),
    ]
    report = desk.do(contacts.import_cards, cards)
    assert (report.created, report.unchanged) == (1, 1)


def test_a_gender_comes_with_a_card_and_is_never_overwritten_by_one(desk: Desk) -> None:
    card = ContactCard("Eva Müller", gender=Gender.FEMALE, emails=("eva@kunde.example",))
    desk.captured()
    desk.do(contacts.import_cards, [card])
    assert desk.get(Contact, 1).gender is Gender.FEMALE
    desk.do(contacts.import_cards, [replace(card, gender=Gender.MALE)])
    (known,) = desk.read(contact_cards, [1])
    assert known.gender is Gender.FEMALE
    assert vcard.read(vcard.write([known])).cards[0].gender is Gender.FEMALE


def test_merged_contacts_share_what_is_known_of_either(desk: Desk) -> None:
    first, second = (
        desk.do(contacts.create, ContactFields(name=name, gender=gender))
        for name, gender in (("Kim", Gender.UNKNOWN), ("K. Lee", Gender.DIVERSE))
    )
    for contact_id, answers in ((first, {"size": "1"}), (second, {"size": "2", "shoe": "3"})):
        desk.do(kept_answers.keep_answers, contact_id=contact_id, kept={"contact": answers})
    desk.do(contacts.merge, [second], first)
    kept = desk.get(Contact, first)
    assert (kept.gender, kept.fields) == (Gender.DIVERSE, {"size": "1", "shoe": "3"})
