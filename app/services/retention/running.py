"""Doing what the rules say, in pieces, with a backup before the first of a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from app.i18n import ngettext
from app.queries.retention import Due, RuleRow, due, ran_since
from app.rules.retention import RetentionAction
from app.services.desks import Desk
from app.services.retention.applying import (
    Done,
    apply_rule,
    drop_orphans,
    past_of_tickets,
    report,
)

GRACE = timedelta(days=1)
"""How long a new or changed rule waits before it acts by itself, so that a slip can be mended."""
_AT_ONCE = 50
"""Tickets in one transaction, so that nobody waits long who writes meanwhile."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What one rule did."""

    row: RuleRow
    done: Done


def run_rules(
    desk: Desk,
    *,
    now: datetime,
    back_up: Callable[[], object],
    grace: timedelta = timedelta(0),
    tell: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[Ran]:
    """Apply every rule to the tickets that it is time for; what was done, by rule.

    Rules that were changed within ``grace`` wait.

    ``back_up`` is called before the first removal of a local day; what it raises stops everything
    before anything is gone. ``tell`` hears how many tickets of how many are done, and may raise to
    stop: what was done until then stays done and is reported.
    """
    found = [each for each in desk.read(due, now=now) if each.row.changed_at <= now - grace]
    if not found:
        return []
    midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    if not desk.read(ran_since, midnight):
        back_up()
    total = sum(len(each.tickets) for each in found)
    ran: list[Ran] = []
    before = 0
    for each in found:
        ran.append(_run(desk, each, now=now, tell=partial(_tell_from, tell, before, total)))
        before += len(each.tickets)
    desk.execute(drop_orphans, label="", agent_id=None)
    return ran


def _tell_from(tell: Callable[[int, int], None], before: int, total: int, done: int) -> None:
    tell(before + done, total)


def _run(desk: Desk, found: Due, *, now: datetime, tell: Callable[[int], None]) -> Ran:
    past = desk.read(past_of_tickets, found.tickets)
    done = Done()
    try:
        for start in range(0, len(found.tickets), _AT_ONCE):
            tell(start)
            some = found.tickets[start : start + _AT_ONCE]
            done += desk.execute(
                apply_rule,
                found.row,
                some,
                past,
                label=_label(found.row, len(some)),
                agent_id=None,
                now=now,
            ).result
    finally:
        if done.tickets:
            desk.execute(report, found.row, done, label="", agent_id=None, now=now)
    return Ran(found.row, done)


def _label(row: RuleRow, count: int) -> str:
    if row.rule.action is RetentionAction.DELETE:
        text = ngettext(
            "Deleted {n} ticket, as a retention rule says",
            "Deleted {n} tickets, as a retention rule says",
            count,
        )
    else:
        text = ngettext(
            "Anonymised {n} ticket, as a retention rule says",
            "Anonymised {n} tickets, as a retention rule says",
            count,
        )
    return text.format(n=count)
