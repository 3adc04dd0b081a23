"""What a rule does to tickets: their content goes from every place, or they go with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.models.retention import RetentionRun
from app.queries.decoding import id_list
from app.queries.retention import RuleRow, lonely_contacts, still_due
from app.rules.retention import RetentionAction
from app.services.access import forget_who
from app.services.erasure import contents
from app.services.erasure.past import Past, forget, past_of
from app.services.maintenance import delete_tickets
from app.storage import blobs, history
from app.storage.changes import RowChange, not_undoable, unrecorded, untraceable
from app.storage.recorder import Recorder
from app.storage.statements import Statements


@dataclass(frozen=True, slots=True)
class Done:
    """How much went, or lost its content."""

    tickets: int = 0
    messages: int = 0
    contacts: int = 0

    def __add__(self, other: "Done") -> "Done":
        return Done(
            self.tickets + other.tickets,
            self.messages + other.messages,
            self.contacts + other.contacts,
        )


def past_of_tickets(session: Session, tickets: Sequence[int]) -> Past:
    """What the history holds about tickets and their contacts. A read, for it looks at all of it,
    and nobody who writes should wait for that."""
    return past_of(Statements(session), _rows(Statements(session), tickets))


@not_undoable
@untraceable
def apply_rule(
    session: Session, row: RuleRow, tickets: Sequence[int], past: Past, *, now: datetime
) -> Done:
    """Do what the rule says to those of the tickets that it still applies to.

    ``past`` is what was found of them shortly before; what was done since is looked at here.
    """
    sql = Statements(session)
    going = still_due(session, row.rule, tickets, now=now)
    people = lonely_contacts(session, going) if row.rule.contacts else []
    about = {("ticket", each) for each in going} | {("contact", each) for each in people}
    messages = _messages_of(sql, going)
    about |= {("message", each) for each in messages}
    fresh = past_of(sql, about, after=past.upto)
    forget(sql, [*past.of(about), *fresh.entries])
    let_go = contents.contents_of(sql, messages)
    drafts = contents.column(sql, f"SELECT id FROM draft WHERE ticket_id {_INSIDE}", id_list(going))
    let_go += contents.drop_drafts(sql, drafts)
    contents.blank_messages(sql, messages)
    numbers = dict(sql.rows(f"SELECT id, number FROM ticket WHERE id {_INSIDE}", (id_list(going),)))
    contents.bare_tickets(sql, going)
    contents.drop_contacts(sql, people)
    forget_who(session, set(people))
    gone = row.rule.action is RetentionAction.DELETE
    if gone:
        delete_tickets(session, going)
    blobs.drop(session, let_go)
    _record(session, numbers, people, gone=gone)
    return Done(len(going), len(messages), len(people))


@unrecorded
def report(session: Session, row: RuleRow, done: Done, *, now: datetime) -> None:
    """Keep what a rule did."""
    entry = RetentionRun(
        at=now,
        category=row.category,
        action=row.rule.action,
        days=row.rule.days,
        tickets=done.tickets,
        messages=done.messages,
        contacts=done.contacts,
    )
    session.add(entry)
    session.flush()
    recorder: Recorder = session.info["recorder"]
    recorder.announce("retention_run", inserted={entry.id})


@unrecorded
@untraceable
def drop_orphans(session: Session) -> int:
    """Remove contents that only forgotten steps to undo would have named; how many."""
    return blobs.drop_unused(session, keep=history.needed_blobs(session))


_INSIDE = "IN (SELECT value FROM json_each(?))"


def _messages_of(sql: Statements, tickets: Sequence[int]) -> list[int]:
    return contents.column(
        sql, f"SELECT id FROM message WHERE ticket_id {_INSIDE}", id_list(tickets)
    )


def _rows(sql: Statements, tickets: Sequence[int]) -> list[tuple[str, int]]:
    people = contents.column(
        sql,
        f"SELECT DISTINCT contact_id FROM ticket WHERE contact_id IS NOT NULL AND id {_INSIDE}",
        id_list(tickets),
    )
    return [
        *(("ticket", each) for each in tickets),
        *(("message", each) for each in _messages_of(sql, tickets)),
        *(("contact", each) for each in people),
    ]


def _record(
    session: Session, numbers: dict[int, int], people: Sequence[int], *, gone: bool
) -> None:
    """The history tells of each ticket by its number, and that people went."""
    recorder: Recorder = session.info["recorder"]
    for ticket_id, number in numbers.items():
        after = None if gone else {"number": number}
        recorder.add(RowChange("ticket", ticket_id, {"number": number}, after))
    for contact_id in people:
        recorder.add(RowChange("contact", contact_id, {"name": ""}, None))
    recorder.announce("contact", deleted=set(people))
