"""A whole search, ready to be asked of the desk.

Words are looked for message by message: a ticket fits a word if one of its messages has it, and
``-word`` if none has. Plain words and phrases side by side have to stand in the same message; a
single word of digits fits the ticket with that number as well. Spam, automatic mail and the trash
are searched only where the search asks for them; a merged ticket is found under the one it is in.
"""

from collections.abc import Iterator
from typing import NamedTuple

from app.queries.conditions import (
    EVERY,
    NONE,
    Condition,
    Viewpoint,
    both,
    condition,
    of_text,
)
from app.queries.terms import (
    And,
    ChoiceField,
    Flag,
    IsFlagged,
    Not,
    OneOf,
    Or,
    Phrase,
    Term,
    TextField,
    TextIn,
    Word,
)
from app.queries.text_conditions import TextCondition, message_field, words_of
from app.rules.enums import Status

TO_DO, DONE, MACHINES, TRASH, MERGED = range(5)
"""Shelves of a ticket, see ``models.tickets.SHELF``."""
_EVERYWHERE = frozenset({TO_DO, DONE, MACHINES, TRASH})
_IN_TRASH = IsFlagged(Flag.TRASH)
"""As a part of all that is asked for it is said by the shelf."""


class Compiled(NamedTuple):
    """The shelves to look on, what one message has to hold if words are asked for, and the rest."""

    shelves: tuple[int, ...]
    rest: Condition = EVERY
    text: TextCondition | None = None

    @property
    def whole(self) -> Condition:
        """The complete condition, text included."""
        return self.rest if self.text is None else both([of_text(self.text), self.rest])

    @property
    def shelf_list(self) -> str:
        """The shelves as SQL between brackets."""
        return ", ".join(map(str, self.shelves)) or "NULL"

    def narrowed(self, further: Condition) -> "Compiled":
        """The same search with one more condition."""
        return self._replace(rest=both([self.rest, further]))


def compile_query(query: Term | None, viewpoint: Viewpoint) -> Compiled:
    """The search as SQL; None is every ticket that is not spam, automatic, deleted or merged."""
    if query is None:
        return Compiled((TO_DO, DONE))
    terms = query.terms if isinstance(query, And) else (query,)
    words = [term for term in terms if isinstance(term, Word | Phrase)]
    others: list[Term] = [term for term in terms if not isinstance(term, Word | Phrase)]
    text = words_of(words) if words else _message_field(others)
    rest = both([condition(term, viewpoint) for term in others if term != _IN_TRASH])
    if text is not None and not text.match:
        return Compiled((), NONE)
    return Compiled(_shelves(query), rest, text)


def _message_field(terms: list[Term]) -> TextCondition | None:
    """The first sender or recipient asked for, taken out of ``terms``: it is found like words."""
    for place, term in enumerate(terms):
        if isinstance(term, TextIn) and term.field in (TextField.FROM, TextField.TO):
            del terms[place]
            return message_field(term)
    return None


def _shelves(query: Term) -> tuple[int, ...]:
    asked = {term.flag for term in _wanted(query) if isinstance(term, IsFlagged)}
    shelves = {TO_DO, DONE}
    if asked & {Flag.SPAM, Flag.AUTOMATIC}:
        shelves.add(MACHINES)
    if Flag.TRASH in asked:
        shelves.add(TRASH)
    return tuple(sorted(shelves & _possible(query)))


def _possible(term: Term) -> frozenset[int]:
    """Shelves outside of which ``term`` holds for no ticket: what is known spares a search."""
    match term:
        case IsFlagged(Flag.TRASH):
            return frozenset({TRASH})
        case IsFlagged(Flag.SPAM | Flag.AUTOMATIC):
            return frozenset({MACHINES, TRASH})
        case IsFlagged(Flag.OVERDUE):
            return _EVERYWHERE - {DONE}
        case OneOf(ChoiceField.STATUS, values):
            done = {isinstance(value, Status) and value.done for value in values}
            return frozenset({MACHINES, TRASH} | {DONE if each else TO_DO for each in done})
        case And(terms):
            return _EVERYWHERE.intersection(*map(_possible, terms))
        case Or(terms):
            return frozenset().union(*map(_possible, terms))
    return _EVERYWHERE


def _wanted(term: Term, *, negative: bool = False) -> Iterator[Term]:
    """The leaves that are asked for rather than excluded."""
    match term:
        case Not(inner):
            yield from _wanted(inner, negative=not negative)
        case And(terms) | Or(terms):
            for each in terms:
                yield from _wanted(each, negative=negative)
        case _ if not negative:
            yield term
