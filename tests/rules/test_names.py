"""Names fold, shorten and compare as people expect in German and English."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.names import (
    Likeness,
    Person,
    display_name,
    explain_likeness,
    folded,
    initials,
    likeness,
    likeness_keys,
    name_from_address,
    phone_key,
    split_name,
)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Müller-Strauß", "muller strauss"),
        ("  Ægir   Þór ", "aegir thor"),
        ("ÉCOLE", "ecole"),
        ("Łódź", "lodz"),
        ("eva.müller@Kunde.example", "eva.muller@kunde.example"),
        ("O'Neill & Söhne", "o'neill sohne"),
        ("", ""),
        ("!!!", ""),
    ],
)
def test_a_folded_key_has_no_case_marks_or_punctuation(text: str, key: str) -> None:
    assert folded(text) == key


@given(text=st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Eva Müller", "EM"),
        ("Müller, Eva", "EM"),
        ("Eva Maria Müller", "EM"),
        ("eva.mueller@kunde.example", "EM"),
        ("Österreich", "Ö"),
        ("Anna-Lena", "AL"),
        ("李小龍", "李"),
        ("", "?"),
        ("…", "?"),
    ],
)
def test_initials_fit_a_circle(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("email", "name"),
    [
        ("eva.mueller@kunde.example", "Eva Mueller"),
        ("eva_maria-mueller+shop@kunde.example", "Eva Maria Mueller"),
        ("emueller@kunde.example", "emueller@kunde.example"),
        ("info.service@kunde.example", "info.service@kunde.example"),
        ("x.4711@kunde.example", "x.4711@kunde.example"),
    ],
)
def test_a_name_is_read_from_an_address_only_where_it_is_one(email: str, name: str) -> None:
    assert name_from_address(email) == name


@pytest.mark.parametrize(
    ("name", "email", "shown"),
    [
        ("'Müller, Eva'", "e@x", "Eva Müller"),
        ("  Eva  Müller ", "e@x", "Eva Müller"),
        ("e@x", "E@X", "E@X"),
        ("", "eva.mueller@x", "Eva Mueller"),
        ("Schulz, Meier, Partner", "e@x", "Schulz, Meier, Partner"),
        ("Support Team Berlin, a very long name", "e@x", "Support Team Berlin, a very long name"),
    ],
)
def test_names_are_shown_first_name_first(name: str, email: str, shown: str) -> None:
    assert display_name(name, email) == shown


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Eva Müller", ("Eva", "Müller")),
        ("Müller, Eva Maria", ("Eva Maria", "Müller")),
        ("Ludwig van der Rohe", ("Ludwig", "van der Rohe")),
        ("Müller", ("", "Müller")),
        ("", ("", "")),
    ],
)
def test_a_name_is_split_into_first_and_last(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


@pytest.mark.parametrize(
    "phone",
    ["+49 30 12345", "0049 (30) 123 45", "030/12345", "+49 (0)30 123-45", "030 12345 ext. 7"],
)
def test_spellings_of_one_phone_number_agree(phone: str) -> None:
    assert phone_key(phone) == "493012345"


def test_phone_numbers_of_other_countries_and_none_at_all() -> None:
    assert phone_key("+1 (212) 555-0100") == "12125550100"
    assert phone_key("01 234 567", country_code="43") == "431234567"
    assert phone_key("n/a") == ""
    assert phone_key("110") == "110"


EVA = Person("Eva Müller", emails=["eva@kunde.example"], phones=["030 12345"], organisation="ACME")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (Person("E.", emails=["EVA@kunde.example "]), Likeness.EMAIL),
        (Person("Mueller, Eva"), Likeness.NAME),
        (Person("Eva Mueller", organisation="acme"), Likeness.NAME),
        (Person("Eva Müler", phones=["+49 30 12345"], organisation="Other"), Likeness.PHONE),
        (Person("", phones=["+49 30 12345"]), Likeness.PHONE),
        (Person("Bob Schmidt", phones=["030 12345"]), None),
        (Person("Eva Müller", organisation="Other Ltd"), None),
        (Person("Eva"), None),
        (Person("", emails=[""]), None),
    ],
)
def test_two_contacts_are_suspected_for_a_reason(other: Person, reason: Likeness | None) -> None:
    assert likeness(EVA, other) is reason
    assert likeness(other, EVA) is reason
    if reason is not None:
        assert likeness_keys(EVA) & likeness_keys(other)


def test_a_customer_number_is_enough() -> None:
    assert (
        likeness(Person("A B", customer_number="K-1"), Person("C D", customer_number=" K-1"))
        is Likeness.CUSTOMER_NUMBER
    )
    assert likeness(Person("A B"), Person("C D")) is None


def test_every_reason_can_be_read() -> None:
    assert len({explain_likeness(reason) for reason in Likeness}) == len(Likeness)
