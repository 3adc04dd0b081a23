"""Open places of a finished text answered later: which question each is, and what it becomes."""

import re
from dataclasses import dataclass, replace
from datetime import date

from app.rules.placeholders import open_place, open_spans, without_marks
from app.templating.snippets.fields import Field
from app.templating.snippets.run import written
from app.templating.snippets.values import Answer
from app.ui.snippet_use.filling import Filled

_MOST_PLACES = 8
"""Places with one label that may differ in their words; more are filled in alike."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A text after one more answer.

    ``words`` are those for each place with the label, in the order of the text; None where the
    answer changed more than these places, as a condition does. ``plain`` is the answer alone,
    ``promised`` are the days to come that are named now.
    """

    filled: Filled
    words: tuple[str, ...] | None
    plain: str
    promised: frozenset[date]


def question(filled: Filled, label: str) -> Field | None:
    """What a place with this label asks for, if ``filled`` left it open."""
    for field in filled.rendered.missing:
        if _label(field) == label:
            return field
    return None


def completed(filled: Filled, field: Field, answer: Answer) -> Completion:
    """``filled`` with one more answer, which is kept where its snippet says so."""
    answers = {**filled.answers, field.name: answer}
    rendered = filled.filling.render(answers)
    keeps = {field.keep: {field.name: answer}} if field.keep in filled.filling.keepable else {}
    after = replace(filled, rendered=rendered, answers=answers, kept=keeps)
    return Completion(
        after,
        _words(filled.rendered.text, rendered.text, _label(field)),
        written(field, answer, filled.filling.snapshot),
        frozenset(rendered.dates).difference(filled.rendered.dates),
    )


def _label(field: Field) -> str:
    return open_spans(open_place(field.label or field.name))[0].label


def _words(before: str, after: str, label: str) -> tuple[str, ...] | None:
    """What stands in ``after`` for the places of ``before``; None if more than that differs."""
    pieces = before.split(open_place(label))
    places = len(pieces) - 1
    if not places:
        return None
    # Mostly all places say the same, which the lengths tell without any guessing.
    spare, rest = divmod(len(after) - len("".join(pieces)), places)
    if not rest and spare >= 0:
        start = len(pieces[0])
        words = after[start : start + spare]
        if words.join(pieces) == after:
            return (without_marks(words),) * places
    if places > _MOST_PLACES:
        return None
    found = re.fullmatch("(.*?)".join(map(re.escape, pieces)), after, re.DOTALL)
    return tuple(map(without_marks, found.groups())) if found is not None else None
