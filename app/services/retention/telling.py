"""Retention in words and in plain values: rules, what they would do, what they did."""

from collections.abc import Sequence
from typing import Any

from app.i18n import _, ngettext
from app.queries.retention import Preview, RuleRow
from app.rules.retention import Keeping, RetentionAction
from app.services.retention.applying import Done
from app.services.retention.running import Ran


def rule_words(action: RetentionAction, days: int, category: str) -> str:
    """A rule as a sentence without an end: *All categories, deleted 365 days after closing*."""
    where = category or _("All categories")
    if action is RetentionAction.DELETE:
        text = ngettext(
            "{where}: deleted {n} day after closing",
            "{where}: deleted {n} days after closing",
            days,
        )
    else:
        text = ngettext(
            "{where}: anonymised {n} day after closing",
            "{where}: anonymised {n} days after closing",
            days,
        )
    return text.format(where=where, n=days)


def amount_words(tickets: int, messages: int, contacts: int) -> str:
    """How much: *3 tickets, 12 messages, 1 contact*."""
    parts = [
        ngettext("{n} ticket", "{n} tickets", tickets).format(n=tickets),
        ngettext("{n} message", "{n} messages", messages).format(n=messages),
    ]
    if contacts:
        parts.append(ngettext("{n} contact", "{n} contacts", contacts).format(n=contacts))
    return ", ".join(parts)


def preview_lines(found: Sequence[Preview]) -> list[str]:
    """What each rule would do, with some of the tickets."""
    lines = []
    for each in found:
        lines.append(_line(each.row, each.tickets, each.messages, each.contacts))
        lines += [f"    #{one.number} {one.subject}" for one in each.examples]
    return lines or [_no_rules()]


def ran_lines(ran: Sequence[Ran]) -> list[str]:
    """What each rule did."""
    lines = [
        _line(each.row, each.done.tickets, each.done.messages, each.done.contacts) for each in ran
    ]
    return lines or [_("Nothing is old enough.")]


def preview_values(found: Sequence[Preview]) -> list[dict[str, Any]]:
    """The same as plain values."""
    return [
        {
            **_rule_values(each.row),
            **_amount_values(Done(each.tickets, each.messages, each.contacts)),
            "examples": [
                {
                    "number": one.number,
                    "subject": one.subject,
                    "closed_at": one.closed_at.isoformat(),
                }
                for one in each.examples
            ],
        }
        for each in found
    ]


def ran_values(ran: Sequence[Ran]) -> list[dict[str, Any]]:
    """The same as plain values."""
    return [{**_rule_values(each.row), **_amount_values(each.done)} for each in ran]


def _line(row: RuleRow, tickets: int, messages: int, contacts: int) -> str:
    rule = rule_words(row.rule.action, row.rule.days, row.category)
    return f"{rule}: {amount_words(tickets, messages, contacts)}"


def _rule_values(row: RuleRow) -> dict[str, Any]:
    rule: Keeping = row.rule
    return {
        "category": row.category or None,
        "action": rule.action.value,
        "days": rule.days,
        "with_contacts": rule.contacts,
    }


def _amount_values(done: Done) -> dict[str, Any]:
    return {"tickets": done.tickets, "messages": done.messages, "contacts": done.contacts}


def _no_rules() -> str:
    return _("There are no retention rules; everything is kept.")
