"""Retention rules, what they would do now, and what they did."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from app.queries.decoding import STATUSES, first, id_list, moment, rows
from app.rules.enums import Status
from app.rules.moments import to_milliseconds
from app.rules.retention import Keeping, RetentionAction, governing

_CLOSED = STATUSES.index(Status.CLOSED)
_DONE = 1
"""The shelf of solved and closed tickets; those in the trash and spam have times of their own."""
_EXAMPLES = 5

_HELD = (
    "(t.contact_id IS NOT NULL OR t.subject <> '' OR t.resolution <> '' OR t.fields <> '{}' "
    "OR EXISTS (SELECT 1 FROM message AS m WHERE m.ticket_id = t.id "
    "AND (m.text <> '' OR m.raw_id IS NOT NULL OR m.sender_email <> '' OR m.subject <> '')))"
)
"""Whether a ticket still has anything that anonymising takes out."""


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule, the name of its category, empty for all, and since when it is as it is."""

    rule: Keeping
    category: str
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """The tickets that a rule applies to now; those that were merged into one go with it."""

    row: RuleRow
    tickets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """One of the tickets that a rule applies to."""

    number: int
    subject: str
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class Preview:
    """What a rule would do now: how much, and some of it, the oldest first."""

    row: RuleRow
    tickets: int
    messages: int
    contacts: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What a rule did; ``category`` as it was called then, empty for all."""

    at: datetime
    category: str
    action: RetentionAction
    days: int
    tickets: int
    messages: int
    contacts: int


def retention_rules(session: Session) -> list[RuleRow]:
    """Those for all tickets first, then by category; earlier ages first."""
    found = rows(
        session,
        "SELECT r.id, r.category_id, r.action, r.days, r.contacts, r.changed_at, p.name, c.name "
        "FROM retention_rule AS r LEFT JOIN category AS c ON c.id = r.category_id "
        "LEFT JOIN category AS p ON p.id = c.parent_id "
        "ORDER BY r.category_id IS NOT NULL, coalesce(p.name_key, c.name_key), c.name_key, r.days",
    )
    return [
        RuleRow(
            Keeping(category_id, RetentionAction(action), days, bool(contacts), rule_id),
            " ▸ ".join(each for each in (above, name) if each),
            moment(changed),
        )
        for rule_id, category_id, action, days, contacts, changed, above, name in found
    ]


def due(session: Session, *, now: datetime) -> list[Due]:
    """What each rule applies to at this moment; rules without such tickets are left out.

    A ticket that is old enough to be deleted is not anonymised first.
    """
    there = retention_rules(session)
    parents = dict(rows(session, "SELECT id, parent_id FROM category"))
    wanted: dict[int, list[int]] = {}
    for category_id in (None, *parents):
        own = governing((row.rule for row in there), parents, category_id)
        deleted: list[int] = []
        for rule in sorted(own, key=lambda each: each.action is not RetentionAction.DELETE):
            found = due_tickets(session, rule, category_id, now=now, but=deleted)
            wanted.setdefault(rule.id, []).extend(found)
            if rule.action is RetentionAction.DELETE:
                deleted = found
    return [
        Due(row, tuple(sorted(wanted[row.rule.id]))) for row in there if wanted.get(row.rule.id)
    ]


def due_tickets(
    session: Session,
    rule: Keeping,
    category_id: int | None,
    *,
    now: datetime,
    but: Iterable[int] = (),
) -> list[int]:
    """Closed tickets of exactly this category that are old enough for the rule."""
    held = "" if rule.action is RetentionAction.DELETE else f"AND {_HELD}"
    found = rows(
        session,
        "SELECT t.id FROM ticket AS t WHERE t.shelf = ? AND t.status = ? AND t.closed_at <= ? "
        f"AND t.category_id IS ? {held} AND t.id NOT IN (SELECT value FROM json_each(?))",
        (_DONE, _CLOSED, _before(rule, now), category_id, id_list(but)),
    )
    return [ticket_id for (ticket_id,) in found]


def still_due(
    session: Session, rule: Keeping, tickets: Sequence[int], *, now: datetime
) -> list[int]:
    """Those of the tickets that nobody reopened meanwhile, and those merged into them."""
    found = rows(
        session,
        "WITH RECURSIVE going(id) AS (SELECT id FROM ticket WHERE shelf = ? AND status = ? "
        "AND closed_at <= ? AND id IN (SELECT value FROM json_each(?)) "
        "UNION SELECT t.id FROM ticket AS t JOIN going AS g ON t.merged_into_id = g.id) "
        "SELECT id FROM going ORDER BY id",
        (_DONE, _CLOSED, _before(rule, now), id_list(tickets)),
    )
    return [ticket_id for (ticket_id,) in found]


def lonely_contacts(session: Session, tickets: Sequence[int]) -> list[int]:
    """Contacts of these tickets that have no others. Blocked ones stay: the block is what their
    entry is kept for."""
    found = rows(
        session,
        "SELECT c.id FROM contact AS c WHERE NOT c.blocked AND c.id IN "
        "(SELECT contact_id FROM ticket WHERE id IN (SELECT value FROM json_each(?1))) "
        "AND NOT EXISTS (SELECT 1 FROM ticket AS t WHERE t.contact_id = c.id "
        "AND t.id NOT IN (SELECT value FROM json_each(?1))) ORDER BY c.id",
        (id_list(tickets),),
    )
    return [contact_id for (contact_id,) in found]


def preview(session: Session, *, now: datetime) -> list[Preview]:
    """What each rule would do now, those with nothing to do as well."""
    tickets = {each.row.rule.id: each.tickets for each in due(session, now=now)}
    return [
        _preview(session, row, tickets.get(row.rule.id, ()), now=now)
        for row in retention_rules(session)
    ]


def reports(session: Session, *, limit: int) -> list[Report]:
    """What was done, the newest first."""
    found = rows(
        session,
        "SELECT at, category, action, days, tickets, messages, contacts FROM retention_run "
        "ORDER BY at DESC, id DESC LIMIT ?",
        (limit,),
    )
    return [
        Report(moment(at), category, RetentionAction(kind), *rest)
        for at, category, kind, *rest in found
    ]


def ran_since(session: Session, moment: datetime) -> bool:
    """Whether a rule did something since."""
    asked = "SELECT 1 FROM retention_run WHERE at >= ? LIMIT 1"
    return first(session, asked, (to_milliseconds(moment),)) is not None


def _preview(session: Session, row: RuleRow, tickets: tuple[int, ...], *, now: datetime) -> Preview:
    going = still_due(session, row.rule, tickets, now=now)
    marks = id_list(going)
    inside = "IN (SELECT value FROM json_each(?))"
    counted = first(session, f"SELECT count(*) FROM message WHERE ticket_id {inside}", (marks,))
    examples = rows(
        session,
        f"SELECT number, subject, closed_at FROM ticket WHERE id {inside} "
        "AND merged_into_id IS NULL ORDER BY closed_at, number LIMIT ?",
        (marks, _EXAMPLES),
    )
    return Preview(
        row,
        tickets=len(going),
        messages=counted[0] if counted else 0,
        contacts=len(lonely_contacts(session, going)) if row.rule.contacts else 0,
        examples=tuple(Example(number, subject, moment(at)) for number, subject, at in examples),
    )


def _before(rule: Keeping, now: datetime) -> int:
    return to_milliseconds(now - timedelta(days=rule.days))
