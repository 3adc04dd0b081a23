"""A search, as the SQL condition that a ticket ``t`` has to meet.

Words are looked for message by message: a ticket fits a word if one of its messages has it, and
``-word`` if none has. Plain words and phrases side by side have to stand in the same message; a
single word of digits fits the ticket with that number as well. Spam, automatic mail and the trash
are searched only where the search asks for them; a merged ticket is found under the one it is in.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Any

from app.models.base import to_milliseconds
from app.queries.terms import (
    And,
    ChoiceField,
    Flag,
    HasPart,
    IsFlagged,
    Not,
    NumberIs,
    OneOf,
    Or,
    Part,
    Phrase,
    Term,
    TextField,
    TextIn,
    TimeField,
    TimeIn,
    Word,
)
from app.rules.enums import Level, Priority, Status
from app.rules.names import folded
from app.storage.keys import sent_before
from app.storage.search import TextQuery, all_of, expression, index_words

TO_DO, DONE, MACHINES, TRASH, MERGED = range(5)
"""Shelves of a ticket, see ``models.tickets.SHELF``."""

_RANKS = {member: rank for kind in (Status, Priority, Level) for rank, member in enumerate(kind)}
_CHOICE_COLUMNS = {
    ChoiceField.STATUS: "status",
    ChoiceField.PRIORITY: "priority",
    ChoiceField.CHANNEL: "channel",
    ChoiceField.LEVEL: "level",
}
_TIME_COLUMNS = {
    TimeField.CREATED: "created_at",
    TimeField.UPDATED: "activity_at",
    TimeField.DUE: "due_at",
}


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """From where a search is asked: what is overdue, today, mine depends on it."""

    now: datetime
    zone: tzinfo
    agent_id: int | None


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL over ``ticket AS t`` with its parameters for ``?``; always 0 or 1, never NULL."""

    sql: str
    parameters: tuple[Any, ...] = ()


EVERY = Condition("1")
NONE = Condition("0")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A search ready to be asked.

    ``text`` is the full-text expression that one message has to match, empty without words;
    ``number`` is a ticket that fits in place of it; ``rest`` is everything else.
    """

    shelves: tuple[int, ...]
    rest: Condition
    text: str = ""
    number: int | None = None

    @property
    def whole(self) -> Condition:
        """The complete condition, text included."""
        if not self.text:
            return self.rest
        return _both([_text_condition(self.text, self.number), self.rest])

    def narrowed(self, condition: Condition) -> "Compiled":
        """The same search with one more condition."""
        return replace(self, rest=_both([self.rest, condition]))


def compile_query(query: Term | None, viewpoint: Viewpoint) -> Compiled:
    """The search as SQL; None is every ticket that is not spam, automatic, deleted or merged."""
    terms = query.terms if isinstance(query, And) else () if query is None else (query,)
    words, others = _split(terms)
    text, number = _text(words)
    rest = _both([_condition(term, viewpoint) for term in others])
    if words and not text:
        rest = NONE
    return Compiled(_shelves(query), rest, text, number)


def _shelves(query: Term | None) -> tuple[int, ...]:
    if query is None:
        return (TO_DO, DONE)
    asked = {term.flag for term in _wanted(query) if isinstance(term, IsFlagged)}
    shelves = {TO_DO, DONE}
    if asked & {Flag.SPAM, Flag.AUTOMATIC}:
        shelves.add(MACHINES)
    if Flag.TRASH in asked:
        shelves.add(TRASH)
    required = query.terms if isinstance(query, And) else (query,)
    for term in required:
        shelves &= _possible(term)
    return tuple(sorted(shelves))


def _possible(term: Term) -> set[int]:
    """Shelves outside of which ``term`` holds for no ticket: what is known spares a search."""
    match term:
        case IsFlagged(Flag.TRASH):
            return {TRASH}
        case IsFlagged(Flag.SPAM | Flag.AUTOMATIC):
            return {MACHINES, TRASH}
        case IsFlagged(Flag.OVERDUE):
            return {TO_DO}
        case OneOf(ChoiceField.STATUS, values):
            done = {isinstance(value, Status) and value.done for value in values}
            if done == {True}:
                return {DONE, MACHINES, TRASH}
            if done == {False}:
                return {TO_DO, MACHINES, TRASH}
    return {TO_DO, DONE, MACHINES, TRASH}


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


def _split(terms: Iterable[Term]) -> tuple[list[Word | Phrase], list[Term]]:
    words: list[Word | Phrase] = []
    others: list[Term] = []
    for term in terms:
        if isinstance(term, Word | Phrase):
            words.append(term)
        else:
            others.append(term)
    return words, others


def _text(words: Sequence[Word | Phrase]) -> tuple[str, int | None]:
    parts = [TextQuery(word.text, prefix=isinstance(word, Word) and word.prefix) for word in words]
    number = None
    if len(words) == 1 and isinstance(words[0], Word):
        digits = words[0].text
        if digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_NUMBER:
            number = int(digits)
    return all_of(parts), number


_LONGEST_NUMBER = 12


def _text_condition(text: str, number: int | None = None) -> Condition:
    has = (
        "t.id IN (SELECT m.ticket_id FROM message AS m "
        "WHERE m.id IN (SELECT rowid FROM search WHERE search MATCH ?))"
    )
    if number is None:
        return Condition(has, (text,))
    return Condition(f"({has} OR t.number = ?)", (text, number))


def _condition(term: Term, viewpoint: Viewpoint) -> Condition:
    match term:
        case And(terms):
            words, others = _split(terms)
            parts = [_condition(each, viewpoint) for each in others]
            return _both([*([_words(words)] if words else []), *parts])
        case Or(terms):
            return _either([_condition(each, viewpoint) for each in terms])
        case Not(inner):
            within = _condition(inner, viewpoint)
            return Condition(f"NOT {within.sql}", within.parameters)
        case Word() | Phrase():
            return _words([term])
        case OneOf():
            return _one_of(term)
        case TextIn():
            return _text_in(term)
        case HasPart(part):
            return Condition(_PARTS[part])
        case IsFlagged(flag):
            return _flagged(flag, viewpoint)
        case NumberIs(number):
            return Condition("(t.number = ?)", (number,))
        case TimeIn():
            return _time_in(term, viewpoint)


def _words(words: Sequence[Word | Phrase]) -> Condition:
    text, number = _text(words)
    return _text_condition(text, number) if text else NONE


def _one_of(term: OneOf) -> Condition:
    column = _CHOICE_COLUMNS[term.field]
    values = tuple(_RANKS.get(value, value.value) for value in term.values)
    marks = ", ".join("?" * len(values))
    return Condition(f"(t.{column} IN ({marks}))", values)


_PARTS = {
    Part.ATTACHMENT: (
        "EXISTS (SELECT 1 FROM message AS m JOIN attachment AS f ON f.message_id = m.id "
        "WHERE m.ticket_id = t.id AND NOT f.inline)"
    ),
    Part.DRAFT: "(t.id IN (SELECT ticket_id FROM draft))",
    Part.NOTE: "(t.id IN (SELECT ticket_id FROM message WHERE direction = 'note'))",
    Part.DUE: "(t.due_at IS NOT NULL)",
    Part.SNOOZE: "(t.snoozed_until IS NOT NULL)",
    Part.LINK: (
        "(t.id IN (SELECT ticket_id FROM ticket_link UNION SELECT other_id FROM ticket_link))"
    ),
}


def _flagged(flag: Flag, viewpoint: Viewpoint) -> Condition:
    now = to_milliseconds(viewpoint.now)
    match flag:
        case Flag.UNREAD:
            return Condition("(t.unread = 1)")
        case Flag.SNOOZED:
            return Condition("(t.snoozed_until IS NOT NULL AND t.snoozed_until > ?)", (now,))
        case Flag.OVERDUE:
            return Condition("(t.due_at IS NOT NULL AND t.due_at < ? AND t.status < 4)", (now,))
        case Flag.SPAM:
            return Condition("(t.spam = 1)")
        case Flag.TRASH:
            return Condition("(t.deleted_at IS NOT NULL)")
        case Flag.AUTOMATIC:
            return Condition("(t.automatic = 1)")
        case Flag.UNASSIGNED:
            return Condition("(t.assignee_id IS NULL)")
        case Flag.MINE:
            if viewpoint.agent_id is None:
                return NONE
            return Condition("(t.assignee_id IS ?)", (viewpoint.agent_id,))


def _time_in(term: TimeIn, viewpoint: Viewpoint) -> Condition:
    start, end = term.interval(now=viewpoint.now, zone=viewpoint.zone)
    if term.field is TimeField.SENT:
        bounds = [("m.id >= ?", start), ("m.id < ?", end)]
        sql = " AND ".join(["m.ticket_id = t.id", *(each for each, at in bounds if at)])
        keys = tuple(sent_before(at) for _each, at in bounds if at)
        return Condition(f"EXISTS (SELECT 1 FROM message AS m WHERE {sql})", keys)
    column = _TIME_COLUMNS[term.field]
    bounds = [(f"t.{column} >= ?", start), (f"t.{column} < ?", end)]
    sql = " AND ".join([f"t.{column} IS NOT NULL", *(each for each, at in bounds if at)])
    return Condition(f"({sql})", tuple(to_milliseconds(at) for _each, at in bounds if at))


def _text_in(term: TextIn) -> Condition:
    if term.field in (TextField.SUBJECT, TextField.FROM, TextField.TO):
        return _message_field(term)
    key = folded(term.text)
    if not key:
        return NONE
    inside = f"% {_escaped(key)}%"
    match term.field:
        case TextField.CONTACT:
            spelled = f"%{_escaped(term.text.strip().casefold())}%"
            return Condition(_CONTACT, (inside, spelled))
        case TextField.ORGANISATION:
            return Condition(_ORGANISATION, (inside,))
        case TextField.TAG:
            return Condition(_TAG, (_whole_or_beginning(key, prefix=term.prefix),))
        case TextField.CATEGORY:
            return Condition(_CATEGORY, (_whole_or_beginning(key, prefix=term.prefix),) * 2)
        case _:
            return Condition(_ASSIGNEE, (f"%{_escaped(index_words(term.text))}%",))


_CONTACT = """(t.contact_id IS NOT NULL AND t.contact_id IN (
    SELECT id FROM contact WHERE ' ' || name_key LIKE ? ESCAPE '!'
    UNION SELECT contact_id FROM contact_address WHERE email LIKE ? ESCAPE '!'))"""
_ORGANISATION = """(t.contact_id IS NOT NULL AND t.contact_id IN (
    SELECT c.id FROM contact AS c JOIN organisation AS o ON o.id = c.organisation_id
    WHERE ' ' || o.name_key LIKE ? ESCAPE '!'))"""
_TAG = """(t.id IN (SELECT x.ticket_id FROM tag AS g JOIN ticket_tag AS x ON x.tag_id = g.id
    WHERE g.name_key LIKE ? ESCAPE '!'))"""
_CATEGORY = """(t.category_id IS NOT NULL AND t.category_id IN (
    SELECT k.id FROM category AS k LEFT JOIN category AS p ON p.id = k.parent_id
    WHERE k.name_key LIKE ? ESCAPE '!' OR p.name_key LIKE ? ESCAPE '!'))"""
_ASSIGNEE = """(t.assignee_id IS NOT NULL AND t.assignee_id IN (
    SELECT id FROM agent WHERE index_words(name) LIKE ? ESCAPE '!'))"""

_MESSAGES = (
    "t.id IN (SELECT m.ticket_id FROM message AS m "
    "WHERE m.id IN (SELECT rowid FROM search WHERE search MATCH ?){narrowed})"
)
_SENDER = """ AND (index_words(m.sender_name) LIKE ? ESCAPE '!'
    OR index_words(m.sender_email) LIKE ? ESCAPE '!')"""
_RECIPIENT = """ AND EXISTS (SELECT 1 FROM json_each(m.recipients) AS r,
    json_each(r.value) AS p, json_each(p.value) AS x
    WHERE r.key IN ('to', 'cc', 'bcc') AND index_words(x.value) LIKE ? ESCAPE '!')"""


def _message_field(term: TextIn) -> Condition:
    """Subject, sender, recipient: the index finds the words, the columns say whose they are."""
    column = "subject" if term.field is TextField.SUBJECT else "people"
    match = expression(TextQuery(term.text, prefix=True, column=column))
    if not match:
        return NONE
    inside = f"%{_escaped(index_words(term.text))}%"
    match term.field:
        case TextField.FROM:
            return Condition(f"({_MESSAGES.format(narrowed=_SENDER)})", (match, inside, inside))
        case TextField.TO:
            return Condition(f"({_MESSAGES.format(narrowed=_RECIPIENT)})", (match, inside))
        case _:
            own = "' ' || t.subject_key LIKE ? ESCAPE '!'"
            key = f"% {_escaped(folded(term.text))}%"
            return Condition(f"({_MESSAGES.format(narrowed='')} OR {own})", (match, key))


def _whole_or_beginning(key: str, *, prefix: bool) -> str:
    return _escaped(key) + ("%" if prefix else "")


def _escaped(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _both(conditions: Sequence[Condition]) -> Condition:
    return _joined(conditions, " AND ", neutral=EVERY)


def _either(conditions: Sequence[Condition]) -> Condition:
    return _joined(conditions, " OR ", neutral=NONE)


def _joined(conditions: Sequence[Condition], word: str, *, neutral: Condition) -> Condition:
    parts = [each for each in conditions if each != neutral]
    if len(parts) < 2:
        return parts[0] if parts else neutral
    sql = "(" + word.join(each.sql for each in parts) + ")"
    return Condition(sql, tuple(value for each in parts for value in each.parameters))
