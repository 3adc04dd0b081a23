"""One term of a search as an SQL condition over ``ticket AS t``, and how conditions join."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from app.queries.shifts.on_duty import ON_DUTY, on_duty_parameters
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
from app.queries.text_conditions import (
    TextCondition,
    escaped,
    has_message,
    message_field,
    words_of,
)
from app.rules.enums import Level, Priority, Status
from app.rules.moments import to_milliseconds
from app.rules.names import folded
from app.storage.keys import sent_before
from app.storage.search import index_words


class Viewpoint(NamedTuple):
    """From where a search is asked: what is overdue, today, mine depends on it."""

    now: datetime
    zone: tzinfo
    agent_id: int | None


@dataclass(frozen=True, slots=True)
class Condition:
    """SQL with its parameters for ``?``; always 0 or 1, never NULL.

    ``lazy`` says the same in a way that is quick for few tickets and slow for all. A ``driving``
    condition names its tickets, so that only those are looked at. A ``narrow`` one reads only what
    ``ix_ticket_facets`` holds.
    """

    sql: str
    parameters: tuple[Any, ...] = ()
    lazy: str = ""
    driving: bool = False
    narrow: bool = True

    @property
    def for_few(self) -> str:
        """The SQL to ask of a few tickets, one by one."""
        return self.lazy or self.sql


EVERY = Condition("1")
NONE = Condition("0")


def both(conditions: Sequence[Condition]) -> Condition:
    """All of the conditions."""
    return _joined(conditions, " AND ", neutral=EVERY)


def condition(term: Term, viewpoint: Viewpoint) -> Condition:
    """The condition that ``term`` is."""
    match term:
        case And(terms):
            words = [each for each in terms if isinstance(each, Word | Phrase)]
            rest = [each for each in terms if not isinstance(each, Word | Phrase)]
            parts = [condition(each, viewpoint) for each in rest]
            return both([*([_words(words)] if words else []), *parts])
        case Or(terms):
            parts = [condition(each, viewpoint) for each in terms]
            return replace(_joined(parts, " OR ", neutral=NONE), driving=False)
        case Not(inner):
            return _negated(condition(inner, viewpoint))
        case Word() | Phrase():
            return _words([term])
        case OneOf():
            return _one_of(term)
        case TextIn():
            return _text_in(term)
        case HasPart(part):
            return _PARTS[part]
        case IsFlagged(flag):
            return _flagged(flag, viewpoint)
        case NumberIs(number):
            return Condition("(t.number = ?)", (number,), driving=True, narrow=False)
        case TimeIn():
            return _time_in(term, viewpoint)


def of_text(text: TextCondition) -> Condition:
    """Tickets with a message that fits."""
    if not text.match:
        return NONE
    return Condition(has_message(text), text.parameters, driving=True)


def _words(words: Sequence[Word | Phrase]) -> Condition:
    return of_text(words_of(words))


def _joined(conditions: Sequence[Condition], word: str, *, neutral: Condition) -> Condition:
    parts = [each for each in conditions if each != neutral]
    if len(parts) < 2:
        return parts[0] if parts else neutral
    for_few = "(" + word.join(each.for_few for each in parts) + ")"
    return Condition(
        sql="(" + word.join(each.sql for each in parts) + ")",
        parameters=tuple(value for each in parts for value in each.parameters),
        lazy=for_few if any(each.lazy for each in parts) else "",
        driving=any(each.driving for each in parts),
        narrow=all(each.narrow for each in parts),
    )


def _negated(inner: Condition) -> Condition:
    return replace(
        inner,
        sql=f"NOT {inner.sql}",
        lazy=f"NOT {inner.lazy}" if inner.lazy else "",
        driving=False,
    )


_RANKS = {member: rank for kind in (Status, Priority, Level) for rank, member in enumerate(kind)}


def _one_of(term: OneOf) -> Condition:
    values = tuple(_RANKS.get(value, value.value) for value in term.values)
    marks = ", ".join("?" * len(values))
    column = ChoiceField(term.field).value
    return Condition(f"(t.{column} IN ({marks}))", values)


_PARTS = {
    Part.ATTACHMENT: Condition(
        "(t.id IN (SELECT m.ticket_id FROM attachment AS f CROSS JOIN message AS m "
        "INDEXED BY ix_message_ticket_of ON m.id = f.message_id WHERE NOT f.inline))",
        lazy="EXISTS (SELECT 1 FROM message AS m CROSS JOIN attachment AS f "
        "ON f.message_id = m.id WHERE m.ticket_id = t.id AND NOT f.inline)",
    ),
    Part.DRAFT: Condition("(t.id IN (SELECT ticket_id FROM draft))", driving=True),
    Part.NOTE: Condition(
        "(t.id IN (SELECT ticket_id FROM message WHERE direction = 'note'))",
        lazy="EXISTS (SELECT 1 FROM message AS m "
        "WHERE m.ticket_id = t.id AND m.direction = 'note')",
    ),
    Part.DUE: Condition("(t.due_at IS NOT NULL)"),
    Part.SNOOZE: Condition("(t.snoozed_until IS NOT NULL)"),
    Part.LINK: Condition(
        "(t.id IN (SELECT ticket_id FROM ticket_link UNION SELECT other_id FROM ticket_link))",
        driving=True,
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
            return Condition("(t.deleted_at IS NOT NULL)", narrow=False)
        case Flag.AUTOMATIC:
            return Condition("(t.automatic = 1)")
        case Flag.UNASSIGNED:
            return Condition("(t.assignee_id IS NULL)")
        case Flag.MINE:
            if viewpoint.agent_id is None:
                return NONE
            return Condition("(t.assignee_id IS ?)", (viewpoint.agent_id,))
        case Flag.ON_DUTY:
            asked = on_duty_parameters(viewpoint.now, viewpoint.zone)
            sql = f"(t.assignee_id IS NOT NULL AND t.assignee_id IN (SELECT agent_id {ON_DUTY}))"
            return Condition(sql, asked)


_TIME_COLUMNS = {
    TimeField.CREATED: "created_at",
    TimeField.UPDATED: "activity_at",
    TimeField.DUE: "due_at",
    TimeField.SOLVED: "solved_at",
}


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


_CONTACT = """(t.contact_id IS NOT NULL AND t.contact_id IN (
    SELECT id FROM contact WHERE ' ' || name_key LIKE ? ESCAPE '!'
    UNION SELECT contact_id FROM contact_address WHERE email LIKE ? ESCAPE '!'))"""
_ORGANISATION = """(t.contact_id IS NOT NULL AND t.contact_id IN (
    SELECT c.id FROM contact AS c JOIN organisation AS o ON o.id = c.organisation_id
    WHERE ' ' || o.name_key LIKE ? ESCAPE '!'))"""
_TAG = """(t.id IN (SELECT x.ticket_id FROM tag AS g CROSS JOIN ticket_tag AS x ON x.tag_id = g.id
    WHERE g.name_key LIKE ? ESCAPE '!'))"""
_TAG_OF_FEW = """EXISTS (SELECT 1 FROM ticket_tag AS x CROSS JOIN tag AS g ON g.id = x.tag_id
    WHERE x.ticket_id = t.id AND g.name_key LIKE ? ESCAPE '!')"""
_CATEGORY = """(t.category_id IS NOT NULL AND t.category_id IN (
    SELECT k.id FROM category AS k LEFT JOIN category AS p ON p.id = k.parent_id
    WHERE k.name_key LIKE ? ESCAPE '!' OR p.name_key LIKE ? ESCAPE '!'))"""
_ASSIGNEE = """(t.assignee_id IS NOT NULL AND t.assignee_id IN (
    SELECT id FROM agent WHERE index_words(name) LIKE ? ESCAPE '!'))"""


def _text_in(term: TextIn) -> Condition:
    key = folded(term.text)
    if not key:
        return NONE
    inside = f"% {escaped(key)}%"
    named = escaped(key) + ("%" if term.prefix else "")
    match term.field:
        case TextField.CONTACT:
            spelled = f"%{escaped(term.text.strip().casefold())}%"
            return Condition(_CONTACT, (inside, spelled), driving=True, narrow=False)
        case TextField.ORGANISATION:
            return Condition(_ORGANISATION, (inside,), driving=True, narrow=False)
        case TextField.TAG:
            return Condition(_TAG, (named,), lazy=_TAG_OF_FEW, driving=True)
        case TextField.CATEGORY:
            return Condition(_CATEGORY, (named, named))
        case TextField.ASSIGNEE:
            return Condition(_ASSIGNEE, (f"%{escaped(index_words(term.text))}%",))
        case TextField.SUBJECT | TextField.FROM | TextField.TO:
            return of_text(message_field(term))
