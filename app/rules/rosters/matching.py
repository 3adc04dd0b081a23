"""Who and what a foreign plan means: people by name, shifts by letter, name or times."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from app.rules.names import folded, initials
from app.rules.rosters.labels import absence_label, absence_mark
from app.rules.rosters.values import AbsenceKind, ShiftKind


class Meaning(StrEnum):
    """What a text in a cell means that is neither a shift nor an absence."""

    OFF = "off"


ShiftMeaning = str | AbsenceKind | Meaning
"""The key of a kind of shift, an absence, or a planned day off."""

_OFF = frozenset(
    ["-", "--", "–", "—", "x", "frei", "off", "free", "/", ".", "fr", "ruhe", "rest", "dayoff"]
)
_ABSENCES = {
    AbsenceKind.VACATION: "u url urlaub v vac vacation holiday leave annual ferien pto",
    AbsenceKind.SICK: "k kr krank sick ill sck au krankheit",
    AbsenceKind.TRAINING: "schulung training fortbildung seminar kurs trn course sch",
    AbsenceKind.COMPENSATION: "za zeitausgleich ausgleich lieu toil gleitzeit freizeitausgleich",
}
_WORDS = {word: kind for kind, words in _ABSENCES.items() for word in words.split()}


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody a name may mean."""

    key: str
    name: str
    email: str = ""


def match_people(texts: Iterable[str], people: Iterable[Known]) -> Mapping[str, str | None]:
    """The key of the person each text means; None where nobody or more than one fits.

    Tried in turn: the name, the address, last name first, one name with the initial of the other,
    a part of the name, the initials.
    """
    known = [(each.key, _ways(each)) for each in people]
    return {text: _unique(text, known) for text in dict.fromkeys(texts)}


def _ways(person: Known) -> tuple[frozenset[str], ...]:
    name = folded(person.name)
    return (
        frozenset((name,)),
        frozenset((person.email.casefold(),)),
        frozenset((" ".join([*name.split()[-1:], *name.split()[:-1]]),)),
        frozenset(_half_written(name.split())),
        frozenset(name.split()),
        frozenset((folded(initials(person.name)),)),
    )


def _half_written(words: Sequence[str]) -> Iterator[str]:
    """*A. Müller*, *Müller, A.*, *Ana M.*"""
    if len(words) > 1:
        first, last = words[0], words[-1]
        yield from (f"{first[0]} {last}", f"{last} {first[0]}", f"{first} {last[0]}")


def _unique(text: str, known: list[tuple[str, tuple[frozenset[str], ...]]]) -> str | None:
    wanted = {folded(text), text.strip().casefold()} - {""}
    for ways in zip(*(ways for _key, ways in known), strict=True):
        found = [key for (key, _ways), way in zip(known, ways, strict=True) if wanted & way]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def match_shifts(
    texts: Mapping[str, tuple[time, time] | None], kinds: Iterable[ShiftKind]
) -> Mapping[str, ShiftMeaning | None]:
    """What each text with its times, if it has any, means; None where nothing or too much fits.

    Letters and names of the desk's own kinds go before words for absences and days off.
    """
    known = list(kinds)
    return {text: _meaning(text, span, known) for text, span in texts.items()}


def _meaning(
    text: str, span: tuple[time, time] | None, kinds: list[ShiftKind]
) -> ShiftMeaning | None:
    text = text.strip()
    for found in (
        {each.key for each in kinds if each.letter == text},
        {each.key for each in kinds if folded(each.name) == folded(text) != ""},
        {each.key for each in kinds if each.letter.casefold() == text.casefold()},
        {each.key for each in kinds if span == (each.start, each.end)},
    ):
        if found:
            return found.pop() if len(found) == 1 else None
    word = re.sub(r"\s*½$", "", text).casefold()
    if word in _OFF:
        return Meaning.OFF
    for kind in AbsenceKind:
        if word in (absence_label(kind).casefold(), absence_mark(kind).casefold()):
            return kind
    return _WORDS.get(word)
