"""What changed between two texts, word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_PIECES = re.compile(r"<<.*?>>|\w+|\s|[^\w\s]", re.DOTALL)
_MOST = 12_000
"""Pieces of both texts together; beyond that lines are compared, for words would take seconds."""


class Change(StrEnum):
    """What happened to a stretch of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of one of the texts; all that are not ``REMOVED`` together are the new text."""

    change: Change
    text: str


def word_diff(old: str, new: str) -> tuple[Stretch, ...]:
    """The stretches of both texts in reading order, what was removed before what took its place.

    A placeholder counts as one word.
    """
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    if len(before) + len(after) > _MOST:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    return tuple(_joined(_stretches(before, after)))


def _stretches(before: list[str], after: list[str]) -> Iterator[Stretch]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if kind == "equal":
            yield Stretch(Change.SAME, "".join(before[old_start:old_end]))
            continue
        if old_end > old_start:
            yield Stretch(Change.REMOVED, "".join(before[old_start:old_end]))
        if new_end > new_start:
            yield Stretch(Change.ADDED, "".join(after[new_start:new_end]))


def _joined(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """A space between two changed words belongs to the change: two words read better as one."""
    found = list(stretches)
    place = 0
    while place < len(found):
        removed, added = "", ""
        start = place
        while place < len(found):
            each = found[place]
            between = (
                each.change is Change.SAME
                and each.text == " "
                and place > start
                and place + 1 < len(found)
            )
            if each.change is Change.SAME and not between:
                break
            removed += "" if each.change is Change.ADDED else each.text
            added += "" if each.change is Change.REMOVED else each.text
            place += 1
        if removed:
            yield Stretch(Change.REMOVED, removed)
        if added:
            yield Stretch(Change.ADDED, added)
        if place < len(found):
            yield found[place]
            place += 1
