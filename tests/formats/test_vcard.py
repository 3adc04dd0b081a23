"""vCards of all versions and programs come in, and what goes out comes in again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats import vcard
from app.formats.contact_card import CardPhone, ContactCard
from app.rules.enums import FormOfAddress, Gender
from app.rules.names import split_name

OUTLOOK_21 = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nX-MS-SIGNATURE:YES\r\n"
    "N;LANGUAGE=de;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller;Eva;;Frau Dr.\r\n"
    "FN;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:Frau Dr. Eva M=FCller\r\n"
    "ORG:ACME GmbH;Einkauf\r\nTITLE:Leiterin\r\n"
    "NOTE;ENCODING=QUOTED-PRINTABLE:Erste Zeile=0D=0A=\r\nzweite Zeile=3D\r\n"
    "TEL;WORK;VOICE:+49 30 1\r\nTEL;CELL;VOICE:+49 171 2\r\nTEL;WORK;FAX:+49 30 3\r\n"
    "EMAIL;INTERNET:zweite@acme.example\r\nEMAIL;PREF;INTERNET:eva@acme.example\r\n"
    "REV:20260101T000000Z\r\nEND:VCARD\r\n"
)
APPLE_30 = (
    "BEGIN:VCARD\nVERSION:3.0\nPRODID:-//Apple Inc.//macOS 14//EN\n"
    "N:Lovelace;Ada;King;;\nFN:Ada King Lovelace\nORG:Analytical\\, Ltd.;\n"
    "EMAIL;type=INTERNET;type=HOME;type=pref:ada@home.example\n"
    "item1.EMAIL;type=INTERNET:ada@work.example\nitem1.X-ABLabel:_$!<Other>!$_\n"
    "item2.TEL:+44 20 1\nitem2.X-ABLabel:Laboratory\n"
    "TEL;type=IPHONE;type=CELL;type=VOICE:+44 7 2\n"
    "NOTE:First line\\nsecond\\; with a very long explanation that goes on and on until th\n"
    " e line is folded\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\n SkZJRg==\nEND:VCARD\n"
)
GOOGLE_30 = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jörg Groß\r\nN:Groß;Jörg;;;\r\n"
    "item1.EMAIL;TYPE=INTERNET:joerg@mail.example\r\nitem1.X-ABLabel:\r\n"
    "item2.TEL:089 1\r\nitem2.X-ABLabel:Mobil\r\nitem3.URL:https\\://x.example\r\nEND:VCARD\r\n"
)
VERSION_40 = (
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Kim Park\r\nN:Park;Kim;;Prof.;\r\nGENDER:O;they\r\n"
    'TEL;VALUE=uri;PREF=1;TYPE="voice,work":tel:+82-2-1;ext=12\r\n'
    "EMAIL;PREF=2:b@x.example\r\nEMAIL;PREF=1:a@x.example\r\nLANG:en-GB\r\nEND:VCARD\r\n"
)


def test_outlooks_cards_are_read_with_charset_and_soft_breaks() -> None:
    result = vcard.read(OUTLOOK_21.encode("ascii"))
    assert result.problems == ()
    assert result.cards == (
        ContactCard(
            name="Frau Dr. Eva Müller",
            title="Dr.",
            first_name="Eva",
            last_name="Müller",
            gender=Gender.FEMALE,
            organisation="ACME GmbH",
            emails=("eva@acme.example", "zweite@acme.example"),
            phones=(
                CardPhone("Work", "+49 30 1"),
                CardPhone("Mobile", "+49 171 2"),
                CardPhone("Work fax", "+49 30 3"),
            ),
            notes="Erste Zeile\nzweite Zeile=",
        ),
    )
    assert result.ignored == ("X-MS-SIGNATURE", "TITLE")


def test_apples_cards_are_read_with_labels_escapes_and_folded_lines() -> None:
    (card,) = vcard.read(APPLE_30.encode()).cards
    assert card.first_name == "Ada King"
    assert card.organisation == "Analytical, Ltd."
    assert card.emails == ("ada@home.example", "ada@work.example")
    assert card.phones == (CardPhone("Laboratory", "+44 20 1"), CardPhone("Mobile", "+44 7 2"))
    assert card.notes == (
        "First line\nsecond; with a very long explanation that goes on and on until the line is "
        "folded"
    )


def test_googles_cards_are_read() -> None:
    (card,) = vcard.read(GOOGLE_30.encode()).cards
    assert card.name == "Jörg Groß"
    assert card.phones == (CardPhone("Mobile", "089 1"),)
    assert card.emails == ("joerg@mail.example",)


def test_version_4_is_read_with_its_preferences() -> None:
    (card,) = vcard.read(VERSION_40.encode()).cards
    assert (card.gender, card.title, card.language) == (Gender.DIVERSE, "Prof.", "en")
    assert card.phones == (CardPhone("Work", "+82-2-1 ext. 12"),)
    assert card.emails == ("a@x.example", "b@x.example")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_of_a_file_is_found(codec: str) -> None:
    (card,) = vcard.read(GOOGLE_30.encode(codec)).cards
    assert card.last_name == "Groß"


def test_several_cards_in_one_file_are_all_read() -> None:
    content = (OUTLOOK_21 + "\r\n" + VERSION_40 + APPLE_30.replace("\n", "\r")).encode()
    assert len(vcard.read(content).cards) == 3


def test_damage_is_listed_and_the_rest_is_read() -> None:
    content = (
        b"garbage\nBEGIN:VCARD\nFN:Eva\nno colon here\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\n"
        b"BEGIN:VCARD\nEND:VCARD\nTEL:1\nBEGIN:VCARD\nEMAIL:eva.mueller@x.example"
    )
    result = vcard.read(content)
    assert [card.name for card in result.cards] == ["Eva", "Bob", "Eva Mueller"]
    assert [(problem.line, problem.text) for problem in result.problems] == [
        (1, "This line is no field of a vCard."),
        (4, "This line is no field of a vCard."),
        (2, "This card has no end."),
        (8, "This card has no name, address or phone."),
        (10, "This line is outside of a card."),
        (11, "This card has no end."),
    ]


def test_an_empty_file_has_no_cards() -> None:
    assert vcard.read(b"").cards == ()


plain = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=20)
words = st.lists(plain, max_size=4).map(" ".join)
notes = st.lists(words, max_size=3).map("\n".join).map(str.strip)
labels = st.sampled_from(["", "Work", "Mobile", "Home", "Work fax", "Laboratory", "a;b,c\\d"])
phones = st.builds(CardPhone, labels, st.from_regex(r"\+?[0-9][0-9 /-]{1,12}[0-9]", fullmatch=True))


def named(name: str, **more: object) -> ContactCard:
    first, last = split_name(name)
    return ContactCard(name=name, first_name=first, last_name=last, **more)  # type: ignore[arg-type] # drawn from typed strategies


cards = st.builds(
    named,
    st.lists(plain, min_size=1, max_size=3).map(" ".join),
    title=st.sampled_from(["", "Dr.", "Prof. Dr."]),
    gender=st.sampled_from(Gender),
    organisation=words,
    customer_number=words,
    emails=st.lists(st.emails(), max_size=3, unique=True).map(tuple),
    phones=st.lists(phones, max_size=3, unique_by=lambda p: p.number).map(tuple),
    language=st.sampled_from(["", "de", "en"]),
    form_of_address=st.sampled_from(FormOfAddress),
    notes=notes,
)


@given(written=st.lists(cards, max_size=3).map(tuple), version=st.sampled_from(["3.0", "4.0"]))
def test_cards_come_back_as_they_went(
    written: tuple[ContactCard, ...], version: vcard.Version
) -> None:
    content = vcard.write(written, version=version)
    result = vcard.read(content)
    assert result.problems == ()
    assert result.ignored == ()
    assert result.cards == written
    assert max(map(len, content.split(b"\r\n"))) <= 75


@given(content=st.binary(max_size=200), cut=st.integers(0, 600))
def test_no_damage_makes_reading_fail(content: bytes, cut: int) -> None:
    vcard.read(content)
    whole = (OUTLOOK_21 + VERSION_40).encode()
    vcard.read(whole[:cut] + content + whole[cut:])
