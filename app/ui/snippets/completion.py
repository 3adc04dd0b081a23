"""What may be meant by what stands before the caret inside ``<<``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.ui.fuzzy import NO_MATCH, score

_MANY = 1000
"""Of more than this only those are ranked that hold what was typed."""
MOST = 40
"""Proposals shown at once."""


class Slot(StrEnum):
    """What can stand at the caret."""

    VALUE = "value"
    CONDITION = "condition"
    FILTER = "filter"
    FACT = "fact"
    SNIPPET = "snippet"


@dataclass(frozen=True, slots=True)
class Proposal:
    """``text`` takes the place of what was typed, the caret comes ``back`` characters before its
    end; ``title`` is what the list says, ``hint`` explains it. ``alone`` is what is written where
    no arrows were typed, by default ``text`` in arrows."""

    text: str
    title: str
    hint: str = ""
    icon: str = "placeholder"
    back: int = 0
    group: str = ""
    alone: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything that can be written at this desk, by where it may stand."""

    values: tuple[Proposal, ...] = ()
    conditions: tuple[Proposal, ...] = ()
    filters: tuple[Proposal, ...] = ()
    facts: tuple[Proposal, ...] = ()
    snippets: tuple[Proposal, ...] = ()
    questions: tuple[Proposal, ...] = ()
    statements: tuple[Proposal, ...] = ()

    def of(self, slot: Slot) -> tuple[Proposal, ...]:
        """What fits there."""
        return {
            Slot.VALUE: self.values + self.questions + self.statements + self.facts,
            Slot.CONDITION: self.conditions + self.values + self.facts,
            Slot.FILTER: self.filters,
            Slot.FACT: self.facts,
            Slot.SNIPPET: self.snippets,
        }[slot]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the caret is: what can stand there, and what of it is typed already."""

    slot: Slot
    typed: str


_FACT = re.compile(r"(?:fakt|fact)\.[\w]*$", re.IGNORECASE)
_SNIPPET = re.compile(r"(?:baustein|snippet)\(\s*[\"']([^\"']*)$", re.IGNORECASE)
_WORD = re.compile(r"[\w.-]*$")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def place_of(before: str) -> Place | None:
    """Where the end of ``before`` (the text up to the caret) is; None in ordinary text."""
    start = before.rfind("<<")
    if start < 0:
        return None
    inside = before[start + 2 :]
    if ">>" in inside or "\n" in inside or inside.startswith(("#", "<")):
        return None
    if found := _SNIPPET.search(inside):
        return Place(Slot.SNIPPET, found[1])
    if found := _FACT.search(inside):
        return Place(Slot.FACT, found[0])
    outside_quotes = _QUOTED.sub("", inside)
    if '"' in outside_quotes or "'" in outside_quotes:
        return None
    typed = _WORD.search(inside)
    word = typed[0] if typed else ""
    ahead = inside[: len(inside) - len(word)].rstrip()
    if ahead.endswith("|"):
        return Place(Slot.FILTER, word)
    if inside.startswith("%"):
        return Place(Slot.CONDITION, word)
    return Place(Slot.VALUE, word) if not ahead else None


def proposals(place: Place, vocabulary: Vocabulary) -> Sequence[Proposal]:
    """What fits what is typed, the closest first; all of it before anything is typed."""
    known = vocabulary.of(place.slot)
    if not place.typed:
        return known[:MOST]
    return _ranked(place.typed, known)[:MOST]


def _ranked(typed: str, known: Sequence[Proposal]) -> list[Proposal]:
    if len(known) > _MANY:
        wanted = typed.casefold()
        known = [each for each in known if wanted in f"{each.title} {each.hint}".casefold()]
    found = [
        (score(typed.replace(".", " "), f"{each.title} {each.hint}"), each)
        for each in known
        if typed.casefold() != each.title.casefold() or len(typed) < 2
    ]
    starts = typed.casefold()
    return [
        each
        for points, each in sorted(
            found,
            key=lambda pair: (pair[1].title.casefold().startswith(starts), pair[0]),
            reverse=True,
        )
        if points != NO_MATCH
    ]


@dataclass(frozen=True, slots=True)
class Insertion:
    """``text`` in place of the ``replaced`` characters before the caret, which then comes
    ``back`` characters before the end of it."""

    text: str
    replaced: int = 0
    back: int = 0


def insertion(proposal: Proposal, before: str, after: str) -> Insertion:
    """How a proposal is written between ``before`` and ``after``, closed where nothing is yet."""
    place = place_of(before)
    text, back = proposal.text, proposal.back
    whole = text.startswith("<<")
    if place is None:
        if whole or proposal.alone:
            return Insertion(proposal.alone or text, back=back)
        return Insertion(f"<<{text}>>", back=back + 2 if back else 0)
    if whole:
        # A whole statement was chosen inside arrows that are typed already.
        return Insertion(text, len(before) - before.rfind("<<"), back)
    closing = _closing(place, before, after)
    back += len(closing) if back or text.endswith(" ") else 0
    return Insertion(text + closing, len(place.typed), back)


def _closing(place: Place, before: str, after: str) -> str:
    line = after.split("\n", 1)[0].lstrip(" ")
    if place.slot is Slot.SNIPPET:
        quote = before[: len(before) - len(place.typed)][-1:]
        return "" if line.startswith(quote) else f"{quote})>>"
    if line.startswith((">>", "%>>")):
        return ""
    start = before.rfind("<<")
    return "%>>" if before[start + 2 : start + 3] == "%" else ">>"
