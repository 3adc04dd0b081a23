"""How letters begin: tables for both languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.enums import FormOfAddress, Gender
from app.rules.salutation import Person, greeting

_SIE, _DU = FormOfAddress.SIE, FormOfAddress.DU
_F, _M, _D, _U = Gender.FEMALE, Gender.MALE, Gender.DIVERSE, Gender.UNKNOWN


@pytest.mark.parametrize(
    ("person", "german", "english"),
    [
        (Person("Eva Müller", gender=_F), "Sehr geehrte Frau Müller", "Dear Ms Müller"),
        (Person("Tom Koch", gender=_M), "Sehr geehrter Herr Koch", "Dear Mr Koch"),
        (Person("Kim Voss", gender=_D), "Guten Tag Kim Voss", "Dear Kim Voss"),
        (Person("Andrea Rossi"), "Guten Tag Andrea Rossi", "Dear Andrea Rossi"),
        (Person("Müller, Eva", gender=_F), "Sehr geehrte Frau Müller", "Dear Ms Müller"),
        (Person("Eva von der Au", gender=_F), "Sehr geehrte Frau von der Au", "Dear Ms von der Au"),
        (Person(last_name="Koch", gender=_M), "Sehr geehrter Herr Koch", "Dear Mr Koch"),
        (Person("Koch"), "Guten Tag", "Hello"),
        (Person(first_name="Eva", gender=_F), "Guten Tag Eva", "Dear Eva"),
        (Person(), "Guten Tag", "Hello"),
        (Person("  "), "Guten Tag", "Hello"),
        (Person("info@example.com"), "Guten Tag", "Hello"),
        (Person("Beispiel GmbH"), "Sehr geehrte Damen und Herren", "Dear Sir or Madam"),
        (Person("Example Ltd."), "Sehr geehrte Damen und Herren", "Dear Sir or Madam"),
        (Person(organisation="Beispiel"), "Sehr geehrte Damen und Herren", "Dear Sir or Madam"),
        (
            Person("Beispiel", organisation="Beispiel"),
            "Sehr geehrte Damen und Herren",
            "Dear Sir or Madam",
        ),
        (
            Person("Eva Müller", gender=_F, organisation="Beispiel GmbH"),
            "Sehr geehrte Frau Müller",
            "Dear Ms Müller",
        ),
    ],
)
def test_one_person_or_firm(person: Person, german: str, english: str) -> None:
    for form in (_SIE, FormOfAddress.UNKNOWN):
        assert greeting(_with(person, form, "de")) == german
        assert greeting(_with(person, form, "en")) == english


@pytest.mark.parametrize(
    ("person", "german", "english"),
    [
        (Person("Eva Müller", gender=_F), "Hallo Eva", "Hi Eva"),
        (Person("Eva"), "Hallo Eva", "Hi Eva"),
        (Person("Kim Voss", gender=_D), "Hallo Kim", "Hi Kim"),
        (Person(last_name="Koch", gender=_M), "Hallo", "Hello"),
        (Person(), "Hallo", "Hello"),
        (Person("Beispiel GmbH"), "Hallo", "Hello"),
        (Person("Dr. Eva Müller", title="Dr.", gender=_F), "Hallo Eva", "Hi Eva"),
    ],
)
def test_one_person_by_first_name(person: Person, german: str, english: str) -> None:
    assert greeting(_with(person, _DU, "de")) == german
    assert greeting(_with(person, _DU, "en")) == english


@pytest.mark.parametrize(
    ("title", "gender", "german", "english"),
    [
        ("Dr.", _F, "Sehr geehrte Frau Dr. Müller", "Dear Dr Müller"),
        ("Dr. med.", _M, "Sehr geehrter Herr Dr. Müller", "Dear Dr Müller"),
        ("Prof. Dr.", _F, "Sehr geehrte Frau Prof. Dr. Müller", "Dear Professor Müller"),
        ("Prof. Dr. Dr. h. c.", _M, "Sehr geehrter Herr Prof. Dr. Müller", "Dear Professor Müller"),
        ("Professorin", _F, "Sehr geehrte Frau Prof. Müller", "Dear Professor Müller"),
        ("Dr.-Ing.", _U, "Guten Tag Dr. Eva Müller", "Dear Dr Müller"),
        ("Dr.", _D, "Guten Tag Dr. Eva Müller", "Dear Dr Müller"),
        ("Mag.", _F, "Sehr geehrte Frau Mag. Müller", "Dear Ms Müller"),
        ("Dipl.-Ing.", _F, "Sehr geehrte Frau Müller", "Dear Ms Müller"),
        ("M. A.", _M, "Sehr geehrter Herr Müller", "Dear Mr Müller"),
        ("Frau", _U, "Sehr geehrte Frau Müller", "Dear Ms Müller"),
        ("Herr Dr.", _U, "Sehr geehrter Herr Dr. Müller", "Dear Dr Müller"),
        ("Mrs", _U, "Sehr geehrte Frau Müller", "Dear Ms Müller"),
    ],
)
def test_titles(title: str, gender: Gender, german: str, english: str) -> None:
    person = Person(first_name="Eva", last_name="Müller", title=title, gender=gender)
    assert greeting(_with(person, _SIE, "de")) == german
    assert greeting(_with(person, _SIE, "en")) == english


@pytest.mark.parametrize(
    ("name", "german"),
    [
        ("Dr. Eva Müller", "Guten Tag Dr. Eva Müller"),
        ("Prof. Dr. med. Eva Müller", "Guten Tag Prof. Dr. Eva Müller"),
        ("Frau Müller", "Sehr geehrte Frau Müller"),
        ("Herr Tom Koch", "Sehr geehrter Herr Koch"),
        ("Drew Barry", "Guten Tag Drew Barry"),
        ("Ingrid Medlar", "Guten Tag Ingrid Medlar"),
        ("Magda Profitlich", "Guten Tag Magda Profitlich"),
        ("Frauke Herrmann", "Guten Tag Frauke Herrmann"),
        ("An Nguyen", "Guten Tag An Nguyen"),
    ],
)
def test_titles_in_names(name: str, german: str) -> None:
    assert greeting(Person(name)) == german


_EVA = Person("Eva Müller", gender=_F)
_TOM = Person("Tom Koch", gender=_M)
_KIM = Person("Kim Voss", gender=_D)
_ANN = Person("Ann Bell")
_NOBODY = Person("info@example.com")


@pytest.mark.parametrize(
    ("people", "german", "english"),
    [
        (
            [_EVA, _TOM],
            "Sehr geehrte Frau Müller, sehr geehrter Herr Koch",
            "Dear Ms Müller and Mr Koch",
        ),
        (
            [_EVA, _KIM, _TOM],
            "Sehr geehrte Frau Müller, guten Tag Kim Voss, sehr geehrter Herr Koch",
            "Dear Ms Müller, Kim Voss and Mr Koch",
        ),
        ([_ANN, _TOM], "Guten Tag Ann Bell, sehr geehrter Herr Koch", "Dear Ann Bell and Mr Koch"),
        ([_EVA, _NOBODY], "Sehr geehrte Damen und Herren", "Dear all"),
        ([_EVA, _TOM, _EVA, _TOM], "Sehr geehrte Damen und Herren", "Dear all"),
        ([_EVA, _TOM, _KIM, _ANN], "Guten Tag zusammen", "Dear all"),
        ([_EVA], "Sehr geehrte Frau Müller", "Dear Ms Müller"),
    ],
)
def test_several_people(people: list[Person], german: str, english: str) -> None:
    assert greeting([_with(each, _SIE, "de") for each in people]) == german
    assert greeting([_with(each, _SIE, "en") for each in people]) == english


def test_several_people_by_first_name() -> None:
    people = [_with(each, _DU, "de") for each in (_EVA, _TOM, _KIM, _ANN)]
    assert greeting(people[:2]) == "Hallo Eva und Tom"
    assert greeting(people[:3]) == "Hallo Eva, Tom und Kim"
    assert greeting(people) == "Hallo zusammen"
    english = [_with(each, _DU, "en") for each in (_EVA, _TOM, _KIM, _ANN)]
    assert greeting(english[:2]) == "Hi Eva and Tom"
    assert greeting(english) == "Hi all"
    assert greeting([_with(_NOBODY, _DU, "de"), people[0]]) == "Hallo zusammen"


def test_everyone_in_a_group_keeps_their_form() -> None:
    group = [_with(_EVA, _SIE, "de"), _with(_TOM, _DU, "de")]
    assert greeting(group) == "Sehr geehrte Frau Müller, hallo Tom"
    assert greeting([]) == "Guten Tag"


@given(st.text(max_size=20), st.text(max_size=20), st.sampled_from(FormOfAddress))
def test_no_gender_is_guessed_from_a_name(name: str, title: str, form: FormOfAddress) -> None:
    told = f"{name} {title}".casefold()
    line = greeting(Person(name, title=title, form=form))
    assert line
    assert line == line.strip()
    assert "  " not in line
    if not any(word in told for word in ("frau", "herr", "hr.", "mr", "ms", "miss")):
        assert "Frau" not in line
        assert "Sehr geehrter" not in line


def _with(person: Person, form: FormOfAddress, language: str) -> Person:
    return Person(
        person.name,
        person.first_name,
        person.last_name,
        person.title,
        person.gender,
        form,
        language,
        person.organisation,
    )
