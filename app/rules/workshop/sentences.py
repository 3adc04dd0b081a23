"""The sentences of a statement, and which ideas stand behind each, kept while it is reworded."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any

from app.rules.workshop.statements import Part

_END = re.compile(r"(?<=[.!?…])[\"'“”»«)\]]*\s+(?=[\"'“„»«(\[]*[^\W\d_a-zäöüß]|\d)|\n+")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Za-z]|bzw|usw|ca|inkl|evtl|Dr|Prof|Nr|St|etc|vs|approx|Mr|Mrs|Ms)\.$"
)
_WORD = re.compile(r"\w+")
_ALIKE = 0.55
"""From this share of common words on a sentence is an earlier one, reworded."""
_WHOLE = 3
"""Words that are all found again are no accident from so many on."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a statement, the part it belongs to, and the ideas behind it by their ids."""

    part: Part
    text: str
    ideas: tuple[int, ...] = ()


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; a line is one at least. What ends in an abbreviation goes on."""
    found: list[str] = []
    goes_on = False
    start = 0
    for end in [*_END.finditer(text), None]:
        piece = text[start : end.start() if end else len(text)]
        closing = end.group().strip() if end else ""
        start = end.end() if end else len(text)
        piece = " ".join((piece + closing).split())
        if not piece:
            continue
        if goes_on:
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
        broken = end is not None and "\n" in end.group()
        goes_on = not broken and bool(_ABBREVIATION.search(piece))
    return found


def linked(parts: Mapping[Part, str], before: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of the parts in reading order; each keeps the ideas of the earlier sentence
    that it is, word for word or reworded, also where it moved."""
    fresh = [Sentence(part, text) for part in Part for text in sentences_of(parts.get(part, ""))]
    left = list(before)
    kept: dict[int, Sentence] = {}
    for alike in (1.0, _ALIKE):
        for place, sentence in enumerate(fresh):
            if place not in kept and (match := _closest(sentence, left, alike)) is not None:
                kept[place] = match
                left.remove(match)
    return tuple(
        replace(sentence, ideas=kept[place].ideas) if place in kept else sentence
        for place, sentence in enumerate(fresh)
    )


def parts_of(sentences: Iterable[Sentence]) -> dict[Part, str]:
    """The text of each part, its sentences on one line."""
    parts: dict[Part, list[str]] = {}
    for each in sentences:
        parts.setdefault(each.part, []).append(each.text)
    return {part: " ".join(parts[part]) for part in Part if part in parts}


def text_of(sentences: Iterable[Sentence]) -> str:
    """The whole statement, a paragraph for each part."""
    return "\n\n".join(parts_of(sentences).values())


def sentences_as_json(sentences: Iterable[Sentence]) -> list[dict[str, Any]]:
    """The sentences as a version stores them."""
    return [
        {"part": each.part.value, "text": each.text, "ideas": list(each.ideas)}
        for each in sentences
    ]


def sentences_from_json(stored: Iterable[Mapping[str, Any]]) -> tuple[Sentence, ...]:
    """The sentences from what a version stores."""
    return tuple(
        Sentence(Part(each["part"]), each["text"], tuple(each["ideas"])) for each in stored
    )


def _closest(wanted: Sentence, among: Sequence[Sentence], alike: float) -> Sentence | None:
    """The one most like it; of those equally alike one of the same part."""
    found: tuple[float, bool, int] | None = None
    for place, each in enumerate(among):
        share = _likeness(wanted.text, each.text)
        if share >= alike:
            rank = (share, each.part is wanted.part, -place)
            found = rank if found is None else max(found, rank)
    return None if found is None else among[-found[2]]


def _likeness(one: str, other: str) -> float:
    """The share of words that both have in the same order, from 0 to 1; a sentence that was only
    made longer or shorter is nearly the same."""
    if one == other:
        return 1.0
    words, others = _WORD.findall(one.casefold()), _WORD.findall(other.casefold())
    matcher = SequenceMatcher(None, words, others, autojunk=False)
    common = sum(block.size for block in matcher.get_matching_blocks())
    if common == min(len(words), len(others)) >= _WHOLE:
        return 0.99
    return min(matcher.ratio(), 0.98)
