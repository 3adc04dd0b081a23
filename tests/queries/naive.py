"""The search, written a second time in plain Python over everything at once, to compare with."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from app.models.contacts import Contact
from app.models.messages import Draft, Message
from app.models.shifts import Absence, ToldDuty
from app.models.tickets import Category, Ticket, TicketLink
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
from app.rules.enums import Direction, Status
from app.rules.names import folded
from app.rules.rosters.values import DayPart
from app.storage.search import SHORTEST_PREFIX


@dataclass(frozen=True)
class Said:
    """What the search sees of a message: its columns as lists of words."""

    columns: tuple[tuple[str, ...], ...]
    subject: tuple[str, ...]
    people: tuple[str, ...]
    sender: tuple[str, ...]
    recipients: tuple[str, ...]
    sent_at: datetime


@dataclass(frozen=True)
class Facts:
    """A ticket with everything that can be asked about it."""

    ticket: Ticket
    contact: Contact | None
    emails: tuple[str, ...]
    organisation: str
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    assignee: str
    duties: tuple[ToldDuty, ...]
    absences: tuple[Absence, ...]
    messages: tuple[Said, ...]
    parts: frozenset[Part]


class Naive:
    """Answers searches by looking at every ticket."""

    def __init__(self, facts: Sequence[Facts]) -> None:
        self._facts = facts

    def ids(self, query: Term, *, now: datetime, zone: tzinfo, agent_id: int | None) -> set[int]:
        """The tickets that fit."""
        return {
            each.ticket.id
            for each in self._facts
            if _fits(query, each, now=now, zone=zone, agent_id=agent_id)
        }


def naive(session: Session) -> Naive:
    """Everything that can be searched, read once and detached."""
    return Naive(_all_facts(session))


def _all_facts(session: Session) -> list[Facts]:
    drafted = set(session.scalars(select(Draft.ticket_id)))
    links = {
        end
        for link in session.scalars(select(TicketLink))
        for end in (link.ticket_id, link.other_id)
    }
    said: dict[int, list[Message]] = {}
    for message in session.scalars(select(Message)):
        said.setdefault(message.ticket_id, []).append(message)
    duties, away = list(session.scalars(select(ToldDuty))), list(session.scalars(select(Absence)))
    return [
        replace(
            _facts(ticket, said.get(ticket.id, []), drafted, links),
            duties=tuple(each for each in duties if each.agent_id == ticket.assignee_id),
            absences=tuple(each for each in away if each.agent_id == ticket.assignee_id),
        )
        for ticket in session.scalars(select(Ticket))
    ]


def _facts(ticket: Ticket, said: list[Message], drafted: set[int], links: set[int]) -> Facts:
    contact, category = ticket.contact, ticket.category
    parts = {
        Part.ATTACHMENT: any(not f.inline for message in said for f in message.attachments),
        Part.DRAFT: ticket.id in drafted,
        Part.NOTE: any(message.direction is Direction.NOTE for message in said),
        Part.DUE: ticket.due_at is not None,
        Part.SNOOZE: ticket.snoozed_until is not None,
        Part.LINK: ticket.id in links,
    }
    return Facts(
        ticket=ticket,
        contact=contact,
        emails=tuple(address.email for address in contact.addresses) if contact else (),
        organisation=contact.organisation.name_key if contact and contact.organisation else "",
        tags=tuple(each.tag.name_key for each in ticket.tags),
        categories=tuple(each for each in (category.name_key, _parent_key(category)) if each)
        if category
        else (),
        assignee=ticket.assignee.name if ticket.assignee else "",
        duties=(),
        absences=(),
        messages=tuple(_said(message) for message in said),
        parts=frozenset(part for part, there in parts.items() if there),
    )


def _parent_key(category: Category) -> str:
    session = object_session(category)
    parent = session.get(Category, category.parent_id) if session and category.parent_id else None
    return parent.name_key if parent else ""


def _said(message: Message) -> Said:
    columns = (message.subject, message.people, message.text, message.files)
    people = [
        word
        for name, listed in message.recipients.items()
        if name in ("to", "cc", "bcc")
        for pair in listed
        for word in pair
    ]
    return Said(
        columns=tuple(words(column) for column in columns),
        subject=words(message.subject),
        people=words(message.people),
        sender=(_spaced(message.sender_name), _spaced(message.sender_email)),
        recipients=tuple(_spaced(each) for each in people),
        sent_at=message.sent_at,
    )


def words(text: str) -> tuple[str, ...]:
    """As the index cuts a text: letters and digits, lower case, without diacritics."""
    plain = "".join(
        c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c)
    )
    return tuple(re.findall(r"[^\W_]+", plain))


def _spaced(text: str) -> str:
    return "".join(f" {word}" for word in re.findall(r"[^\W_]+", folded(text)))


def _fits(query: Term, facts: Facts, *, now: datetime, zone: tzinfo, agent_id: int | None) -> bool:
    ticket = facts.ticket
    if ticket.merged_into_id is not None:
        return False
    asked = {term.flag for term in _wanted(query) if isinstance(term, IsFlagged)}
    if ticket.deleted_at is not None:
        if Flag.TRASH not in asked:
            return False
    elif (ticket.spam or ticket.automatic) and not asked & {Flag.SPAM, Flag.AUTOMATIC}:
        return False
    return _Eye(facts, now, zone, agent_id).holds(query)


def _wanted(term: Term, *, negative: bool = False) -> Iterator[Term]:
    match term:
        case Not(inner):
            yield from _wanted(inner, negative=not negative)
        case And(terms) | Or(terms):
            for each in terms:
                yield from _wanted(each, negative=negative)
        case _ if not negative:
            yield term


@dataclass(frozen=True)
class _Eye:
    facts: Facts
    now: datetime
    zone: tzinfo
    agent_id: int | None

    def holds(self, term: Term) -> bool:
        match term:
            case And(terms):
                said = [each for each in terms if isinstance(each, Word | Phrase)]
                rest = [each for each in terms if not isinstance(each, Word | Phrase)]
                return (not said or self._said(said)) and all(self.holds(each) for each in rest)
            case Or(terms):
                return any(self.holds(each) for each in terms)
            case Not(inner):
                return not self.holds(inner)
            case Word() | Phrase():
                return self._said([term])
            case OneOf(field, values):
                return self._choice(field) in values
            case TextIn():
                return self._text(term)
            case HasPart(part):
                return part in self.facts.parts
            case IsFlagged(flag):
                return self._flag(flag)
            case NumberIs(number):
                return self.facts.ticket.number == number
            case TimeIn():
                return self._time(term)

    def _said(self, terms: Sequence[Word | Phrase]) -> bool:
        wanted = [each for each in terms if words(each.text)]
        if not wanted:
            return False
        if self._numbered(terms):
            return True
        if not self.facts.messages:
            subject = tuple(_spaced(self.facts.ticket.subject_key).split())
            return all(_holds(subject, *_sought(each)) for each in wanted)
        return any(
            all(
                any(_holds(column, *_sought(each)) for column in message.columns) for each in wanted
            )
            for message in self.facts.messages
        )

    def _numbered(self, terms: Sequence[Word | Phrase]) -> bool:
        first = terms[0]
        if len(terms) > 1 or not isinstance(first, Word) or not first.text.isdecimal():
            return False
        return self.facts.ticket.number == int(first.text)

    def _choice(self, field: ChoiceField) -> object:
        ticket = self.facts.ticket
        return {
            ChoiceField.STATUS: ticket.status,
            ChoiceField.PRIORITY: ticket.priority,
            ChoiceField.CHANNEL: ticket.channel,
            ChoiceField.LEVEL: ticket.level,
        }[field]

    def _text(self, term: TextIn) -> bool:
        facts, key = self.facts, folded(term.text)
        if term.field in (TextField.SUBJECT, TextField.FROM, TextField.TO):
            return self._message_text(term)
        if not key:
            return False
        match term.field:
            case TextField.CONTACT:
                return facts.contact is not None and (
                    f" {key}" in f" {facts.contact.name_key}"
                    or any(term.text.strip().casefold() in email for email in facts.emails)
                )
            case TextField.ORGANISATION:
                return f" {key}" in f" {facts.organisation}"
            case TextField.TAG:
                return any(_named(each, key, prefix=term.prefix) for each in facts.tags)
            case TextField.CATEGORY:
                return any(_named(each, key, prefix=term.prefix) for each in facts.categories)
            case _:
                return _spaced(term.text) in _spaced(facts.assignee)

    def _message_text(self, term: TextIn) -> bool:
        wanted, inside = words(term.text), _spaced(term.text)
        if not wanted:
            return False
        if term.field is TextField.SUBJECT:
            if f" {folded(term.text)}" in f" {self.facts.ticket.subject_key}":
                return True
            return any(_holds(m.subject, wanted, True) for m in self.facts.messages)
        return any(
            _holds(message.people, wanted, True)
            and any(
                inside in each
                for each in (message.sender if term.field is TextField.FROM else message.recipients)
            )
            for message in self.facts.messages
        )

    def _flag(self, flag: Flag) -> bool:
        ticket = self.facts.ticket
        match flag:
            case Flag.UNREAD:
                return ticket.unread
            case Flag.SNOOZED:
                return ticket.snoozed_until is not None and ticket.snoozed_until > self.now
            case Flag.OVERDUE:
                done = ticket.status in (Status.SOLVED, Status.CLOSED)
                return ticket.due_at is not None and ticket.due_at < self.now and not done
            case Flag.SPAM:
                return ticket.spam
            case Flag.TRASH:
                return ticket.deleted_at is not None
            case Flag.AUTOMATIC:
                return ticket.automatic
            case Flag.UNASSIGNED:
                return ticket.assignee_id is None
            case Flag.MINE:
                return self.agent_id is not None and ticket.assignee_id == self.agent_id
            case Flag.ON_DUTY:
                now, today = self.now, self.now.astimezone(self.zone)
                half = DayPart.MORNING if today.hour < 12 else DayPart.AFTERNOON
                return any(each.starts_at <= now < each.ends_at for each in self.facts.duties) and (
                    not any(
                        each.first <= today.date() <= each.last
                        and each.part in (DayPart.WHOLE, half)
                        for each in self.facts.absences
                    )
                )

    def _time(self, term: TimeIn) -> bool:
        start, end = term.interval(now=self.now, zone=self.zone)
        ticket = self.facts.ticket
        if term.field is TimeField.SENT:
            moments = [message.sent_at for message in self.facts.messages]
        else:
            at = {
                TimeField.CREATED: ticket.created_at,
                TimeField.UPDATED: ticket.activity_at,
                TimeField.DUE: ticket.due_at,
                TimeField.SOLVED: ticket.solved_at,
            }[term.field]
            moments = [at] if at is not None else []
        return any((start is None or at >= start) and (end is None or at < end) for at in moments)


def _sought(term: Word | Phrase) -> tuple[tuple[str, ...], bool]:
    return words(term.text), isinstance(term, Word) and term.prefix


def _holds(column: tuple[str, ...], wanted: tuple[str, ...], prefix: bool) -> bool:
    size = len(wanted)
    for place in range(len(column) - size + 1):
        *begun, last = column[place : place + size]
        whole = last == wanted[-1] or (
            prefix and len(wanted[-1]) >= SHORTEST_PREFIX and last.startswith(wanted[-1])
        )
        if whole and tuple(begun) == wanted[:-1]:
            return True
    return False


def _named(name: str, key: str, *, prefix: bool) -> bool:
    return name.startswith(key) if prefix else name == key
