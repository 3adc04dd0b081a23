"""Who and what the texts of a foreign plan mean."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules.rosters.matching import Known, Meaning, match_people, match_shifts
from app.rules.rosters.values import AbsenceKind
from tests.rules.rosters.plans import kind

TEAM = (
    Known("1", "Ana Müller", "ana@desk.example"),
    Known("2", "Ben Kurz"),
    Known("3", "Ben Roth"),
)
KINDS = (
    kind("F", "08:00", "16:00", name="Früh"),
    kind("S", "16:00", "24:00", name="Spät"),
    kind("U", "10:00", "14:00", name="Übergabe"),
)


@pytest.mark.parametrize(
    ("text", "key"),
    [("Ana Müller", "1"), ("MULLER, ANA", "1"), ("ana@desk.example", "1"), ("Ana", "1"),
     ("AM", "1"), ("Ben", None), ("Roth", "3"), ("BK", "2"), ("Cem", None), ("", None),
     ("A. Müller", "1"), ("Müller, A.", "1"), ("Ben K.", "2"), ("B. Roth", "3")],
)  # fmt: skip
def test_people_are_known_by_name_address_part_and_initials(text: str, key: str | None) -> None:
    assert match_people([text], TEAM) == {text: key}


def test_a_whole_name_goes_before_a_part_of_another() -> None:
    people = (Known("1", "Ana"), Known("2", "Ana Roth"))
    assert match_people(["Ana"], people) == {"Ana": "1"}


@pytest.mark.parametrize(
    ("text", "meaning"),
    [("F", "F"), ("f", "F"), ("Früh", "F"), ("fruh", "F"), ("-", Meaning.OFF),
     ("frei", Meaning.OFF), ("U", "U"), ("Urlaub", AbsenceKind.VACATION),
     ("Urlaub ½", AbsenceKind.VACATION), ("Time off in lieu", AbsenceKind.COMPENSATION),
     ("krank", AbsenceKind.SICK), ("Z", None)],
)  # fmt: skip
def test_shifts_are_known_by_letter_and_name_and_absences_by_word(
    text: str, meaning: object
) -> None:
    assert match_shifts({text: None}, KINDS) == {text: meaning}


def test_times_tell_the_kind_where_the_text_does_not() -> None:
    assert match_shifts({"16-24": (time(16), time(0))}, KINDS) == {"16-24": "S"}
    twice = (*KINDS, kind("E", "16:00", "24:00"))
    assert match_shifts({"16-24": (time(16), time(0))}, twice) == {"16-24": None}


@given(st.lists(st.text(max_size=12), max_size=5))
def test_every_text_gets_an_answer(texts: list[str]) -> None:
    assert set(match_people(texts, TEAM)) == set(texts)
    assert set(match_shifts(dict.fromkeys(texts), KINDS)) == set(texts)
    assert match_people(texts, ()) == dict.fromkeys(texts)
