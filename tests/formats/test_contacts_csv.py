"""Tables of contacts come in from Excel, Outlook and Google, and go out safely."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats import contacts_csv
from app.formats.contact_card import CardPhone, CardProblem, ContactCard
from app.rules.enums import FormOfAddress, Gender
from tests.formats.test_vcard import cards

OUTLOOK_DE = (
    '"Anrede","Vorname","Weitere Vornamen","Nachname","Firma","Position","E-Mail-Adresse",'
    '"E-Mail-Typ","E-Mail 2: Adresse","Telefon geschäftlich","Mobiltelefon","Fax geschäftlich",'
    '"Notizen","Geschlecht","Sprache"\r\n'
    '"Frau Dr.","Eva","Maria","Müller","ACME; Söhne","Leiterin","eva@acme.example","SMTP",'
    '"eva2@acme.example","+49 30 1","0171 2","+49 30 3","Zeile 1\r\nZeile 2","","Deutsch"\r\n'
)
GOOGLE_OLD = (
    "Name,Given Name,Family Name,Organization 1 - Name,E-mail 1 - Type,E-mail 1 - Value,"
    "Phone 1 - Type,Phone 1 - Value,Phone 2 - Type,Phone 2 - Value,Birthday\n"
    "Ada Lovelace,Ada,Lovelace,Analytical Ltd,* Work,ada@x.example ::: ada2@x.example,"
    "Mobile,+44 1,Work,+44 2 ::: +44 3,\n"
)
GOOGLE_NEW = (
    "First Name,Middle Name,Last Name,Organization Name,E-mail 1 - Label,E-mail 1 - Value,"
    "Phone 1 - Label,Phone 1 - Value\nKim,,Park,,,kim@x.example,Mobil,1\n"
)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_german_outlook_export_is_read(codec: str, delimiter: str) -> None:
    content = OUTLOOK_DE.replace('","', f'"{delimiter}"').encode(codec)
    result = contacts_csv.read(content)
    assert result.problems == ()
    assert result.ignored == ("Position", "E-Mail-Typ")
    assert result.cards == (
        ContactCard(
            name="Eva Maria Müller",
            title="Dr.",
            first_name="Eva Maria",
            last_name="Müller",
            gender=Gender.FEMALE,
            organisation="ACME; Söhne",
            emails=("eva@acme.example", "eva2@acme.example"),
            phones=(
                CardPhone("Work", "+49 30 1"),
                CardPhone("Mobile", "0171 2"),
                CardPhone("Work fax", "+49 30 3"),
            ),
            language="de",
            notes="Zeile 1\r\nZeile 2",
        ),
    )


def test_googles_exports_are_read() -> None:
    (ada,) = contacts_csv.read(GOOGLE_OLD.encode()).cards
    assert ada.name == "Ada Lovelace"
    assert ada.emails == ("ada@x.example", "ada2@x.example")
    assert ada.phones == (
        CardPhone("Mobile", "+44 1"),
        CardPhone("Work", "+44 2"),
        CardPhone("Work", "+44 3"),
    )
    (kim,) = contacts_csv.read(GOOGLE_NEW.encode()).cards
    assert (kim.name, kim.phones) == ("Kim Park", (CardPhone("Mobile", "1"),))


def test_a_table_from_excel_with_its_own_words_is_read() -> None:
    content = (
        "sep=;\r\nKunden-Nr.;Name;E-Mail;Telefon;Anredeform\r\nK-1;Eva Müller;e@x;030 1;Du\r\n"
    )
    (card,) = contacts_csv.read(content.encode("cp1252")).cards
    assert card == ContactCard(
        name="Eva Müller",
        first_name="Eva",
        last_name="Müller",
        customer_number="K-1",
        emails=("e@x",),
        phones=(CardPhone("", "030 1"),),
        form_of_address=FormOfAddress.DU,
    )


def test_rows_without_anybody_are_listed_with_their_line() -> None:
    content = b'Name,Firma,Notizen\n"two\nlines",,\n\n,,only a note\nEva,,\n,ACME,\n'
    result = contacts_csv.read(content)
    assert [card.name for card in result.cards] == ["two lines", "Eva", "ACME"]
    assert result.problems == (CardProblem(5, "This row has no name, address or phone."),)


@pytest.mark.parametrize("content", [b"", b"\r\n\r\n", b"a,b\n1,2\n", b"\x00\xff\xfe"])
def test_what_is_no_table_of_contacts_is_said(content: bytes) -> None:
    result = contacts_csv.read(content)
    assert result.cards == ()
    assert len(result.problems) == 1


def test_formulas_are_disarmed_and_phone_numbers_are_not() -> None:
    card = ContactCard(
        name="=cmd|x", last_name="=cmd|x", phones=(CardPhone("", "+49 30 1"),), notes="-1+2"
    )
    content = contacts_csv.write([card])
    assert b"'=cmd|x" in content
    assert b"'-1+2" in content
    assert b",+49 30 1," in content
    assert contacts_csv.read(content).cards == (card,)


@given(
    written=st.lists(cards, min_size=1, max_size=3).map(tuple), delimiter=st.sampled_from(",;\t")
)
def test_contacts_come_back_as_they_went(written: tuple[ContactCard, ...], delimiter: str) -> None:
    result = contacts_csv.read(contacts_csv.write(written, delimiter=delimiter))
    assert result.problems == ()
    assert result.ignored == ()
    assert result.cards == written


@given(content=st.binary(max_size=200))
def test_no_damage_makes_reading_fail(content: bytes) -> None:
    contacts_csv.read(content)
    contacts_csv.read(b"Name;Email\r\n" + content)
