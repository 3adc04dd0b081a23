"""Tickets while an import places mails in them: what the desk holds, and what becomes of it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from app.formats.mail.quotes import visible_text
from app.queries.decoding import moment
from app.rules.enums import Direction, Status
from app.rules.reopening import is_history, on_incoming, on_outgoing
from app.rules.thanks import is_only_thanks
from app.services.imports.reading import Incoming
from app.services.imports.runs import Run
from app.storage.statements import Statements

_STATUSES = tuple(Status)
RANKS = {status: rank for rank, status in enumerate(_STATUSES)}

CHANGEABLE = (
    *("status", "subject", "subject_key", "contact_id", "created_at", "automatic", "spam"),
    *("unread", "thanked", "snoozed_until", "solved_at", "closed_at", "deleted_at"),
    "merged_into_id",
)
"""The columns of a ticket that an import may change; times are stored milliseconds."""

_values_of = attrgetter(*CHANGEABLE)

_LOAD = f"""SELECT t.id, t.number, t.import_id, {", ".join(f"t.{name}" for name in CHANGEABLE)},
    t.activity_at,
    (SELECT m.id FROM message AS m WHERE m.ticket_id = t.id AND m.direction IN ('in', 'out')
        AND NOT m.automatic ORDER BY m.id DESC LIMIT 1),
    t.last_direction,
    t.import_id IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM history_ticket AS h JOIN history_entry AS e
            ON e.id = h.entry_id WHERE h.ticket_id = t.id AND e.import_id IS NULL)
        AND NOT EXISTS (SELECT 1 FROM draft AS d WHERE d.ticket_id = t.id)
        AND NOT EXISTS (SELECT 1 FROM work_time AS w WHERE w.ticket_id = t.id)
    FROM json_each(?) AS k CROSS JOIN ticket AS t ON t.id = k.value"""

_ANSWERED = """SELECT k.value FROM json_each(?) AS k WHERE EXISTS (SELECT 1 FROM message AS m
    WHERE m.ticket_id = k.value AND m.direction = 'out' AND NOT m.automatic)"""

_CONTINUATION = "SELECT max(ticket_id) FROM ticket_link WHERE other_id = ? AND kind = 'continues'"


@dataclass(slots=True, eq=False)
class TicketState:
    """A ticket in the middle of a batch.

    ``new`` is not in the desk yet. ``made_here`` was made by this very import, ``untouched`` by
    some import, and no person has worked on either. ``lead`` is the mail that gives the ticket
    its subject, contact and time: the first that a person wrote, else the first. ``newest_talk``
    is the message id of the newest that a person wrote, ``last_direction`` its direction.
    """

    id: int
    number: int = 0
    import_id: int | None = None
    new: bool = False
    made_here: bool = False
    untouched: bool = False
    status: Status = Status.NEW
    subject: str = ""
    subject_key: str = ""
    contact_id: int | None = None
    created_at: int = 0
    automatic: bool = False
    spam: bool = False
    unread: bool = False
    thanked: bool = False
    snoozed_until: int | None = None
    solved_at: int | None = None
    closed_at: int | None = None
    deleted_at: int | None = None
    merged_into_id: int | None = None
    activity_at: int = 0
    newest_talk: int = 0
    last_direction: str = ""
    answered: bool | None = None
    lead: Incoming | None = None
    continues: "TicketState | None" = None
    folded_into: "TicketState | None" = None
    mails: list[Incoming] = field(default_factory=list)
    before: tuple[Any, ...] = ()

    @property
    def live(self) -> "TicketState":
        """Itself, or the ticket it became one with."""
        state = self
        while state.folded_into is not None:
            state = state.folded_into
        return state

    @property
    def closed(self) -> bool:
        """Closed for a customer's mail; what this import itself closed it may open again."""
        return self.status is Status.CLOSED and not self.made_here

    def changes(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The changed columns, before and after, as stored."""
        pairs = zip(CHANGEABLE, self.before, _stored(self), strict=True)
        changed = [(name, old, new) for name, old, new in pairs if old != new]
        return {name: old for name, old, _ in changed}, {name: new for name, _, new in changed}


def _stored(state: TicketState) -> tuple[Any, ...]:
    """The ``CHANGEABLE`` columns as SQLite stores them."""
    status, *others = _values_of(state)
    return (RANKS[status], *others)


class Tickets:
    """The tickets that a batch meets, each once, read when first asked for."""

    def __init__(self, sql: Statements, run: Run) -> None:
        self._sql = sql
        self._run = run
        self._known: dict[int, TicketState] = {}
        self._continued_by: dict[int, TicketState | None] = {}
        self._next_id: int | None = None

    def load(self, ids: Iterable[int]) -> None:
        """Read several at once."""
        missing = sorted(set(ids) - self._known.keys())
        if not missing:
            return
        for row in self._sql.rows(_LOAD, (json.dumps(missing),)):
            state = self._restored(row)
            self._known[state.id] = state

    def get(self, ticket_id: int) -> TicketState:
        """A ticket of the desk; where it was merged, the one that took it in."""
        self.load([ticket_id])
        state = self._known[ticket_id].live
        while state.merged_into_id is not None:
            self.load([state.merged_into_id])
            state = self._known[state.merged_into_id].live
        return state

    def open(self, mail: Incoming, continues: TicketState | None) -> TicketState:
        """A new ticket for a mail."""
        if self._next_id is None:
            self._next_id = self._sql.last_key("ticket") + 1
        state = TicketState(
            id=self._next_id,
            import_id=self._run.id,
            new=True,
            made_here=True,
            untouched=True,
            created_at=mail.sent_ms,
            automatic=mail.mail.automatic,
            answered=False,
            lead=mail,
            continues=continues,
        )
        self._next_id += 1
        self._known[state.id] = state
        if continues is not None:
            self._continued_by[continues.id] = state
        return state

    def continuation(self, state: TicketState) -> TicketState | None:
        """The newest ticket that goes on where this closed one ended."""
        if state.id not in self._continued_by:
            found = self._sql.value(_CONTINUATION, (state.id,))
            self._continued_by[state.id] = None if found is None else self.get(found)
        following = self._continued_by[state.id]
        return following.live if following is not None and following.live.id > state.id else None

    def continue_by(self, state: TicketState, following: TicketState) -> None:
        """From now on mail to the closed ticket goes to the other one."""
        following.continues = state
        self._continued_by[state.id] = following

    def by_number(self, numbers: Iterable[int]) -> dict[int, int]:
        """Ids of tickets by their numbers."""
        found = self._sql.rows(
            "SELECT t.number, t.id FROM json_each(?) AS k "
            "CROSS JOIN ticket AS t ON t.number = k.value",
            (json.dumps(sorted(set(numbers))),),
        )
        return {row[0]: row[1] for row in found}

    def met(self) -> list[TicketState]:
        """All that were read or opened, in the order of their ids."""
        return [self._known[each] for each in sorted(self._known)]

    def settle(self) -> None:
        """Give every ticket with new mail the status that its mails ask for."""
        changed = [state for state in self._known.values() if state.mails]
        unsure = [state.id for state in changed if state.made_here and state.answered is None]
        rows = self._sql.rows(_ANSWERED, (json.dumps(unsure),)) if unsure else ()
        answered = {row[0] for row in rows}
        for state in changed:
            if state.answered is None:
                state.answered = state.id in answered
            if state.made_here:
                _settle_own(state, self._run)
            elif state.untouched and self._run.close_old and not state.status.done:
                _close_answered(state, self._run)

    def _restored(self, row: Any) -> TicketState:
        ticket_id, number, import_id, *values, activity, talk, direction, untouched = row
        status, *others = values
        state = TicketState(
            ticket_id,
            number,
            import_id,
            False,
            bool(untouched) and import_id == self._run.id,
            bool(untouched),
            _STATUSES[status],
            *others,
        )
        state.activity_at, state.newest_talk = activity, talk or 0
        state.last_direction = direction
        state.before = tuple(values)
        return state


def take(state: TicketState, mail: Incoming, row_id: int) -> None:
    """Let a mail into its ticket, with what that does to the ticket."""
    state.mails.append(mail)
    state.activity_at = max(state.activity_at, mail.sent_ms)
    if not mail.talk:
        return
    if row_id > state.newest_talk:
        state.newest_talk, state.last_direction = row_id, mail.direction.value
    if mail.direction is Direction.OUT:
        state.answered = True
    if state.made_here:
        return
    state.automatic = False
    if mail.direction is Direction.OUT:
        if not mail.old:
            state.status = on_outgoing(state.status)
    elif not mail.old:
        _arrive(state, only_thanks=_only_thanks(state, mail))


def leads(state: TicketState, mail: Incoming) -> bool:
    """Whether a mail comes before the one that gave a ticket its subject and contact."""
    return (mail.mail.automatic, mail.sent_ms) < (state.automatic, state.created_at)


def _only_thanks(state: TicketState, mail: Incoming) -> bool:
    return state.status is Status.SOLVED and is_only_thanks(visible_text(mail.mail.text))


def _arrive(state: TicketState, *, only_thanks: bool) -> None:
    """A customer's mail in a ticket that people work on."""
    snoozed = state.snoozed_until is not None
    arrival = on_incoming(state.status, snoozed=snoozed, automatic=False, only_thanks=only_thanks)
    if arrival.offer_solved:
        state.thanked = True
    elif state.status.done:
        state.solved_at = state.closed_at = None
        state.thanked = False
    if arrival.wakes:
        state.snoozed_until = None
    state.status = arrival.status
    state.unread = True
    state.deleted_at = None


def join(state: TicketState, other: TicketState, run: Run) -> None:
    """Take another ticket's mails in, with what they do to this one."""
    other.folded_into = state
    if state.made_here:
        if (other.automatic, other.created_at) < (state.automatic, state.created_at):
            state.created_at = other.created_at
            state.subject, state.subject_key = other.subject, other.subject_key
            state.contact_id, state.lead = other.contact_id, other.lead
        state.automatic = state.automatic and other.automatic
    else:
        state.automatic = state.automatic and other.automatic
        asked = other.last_direction == Direction.IN and not run.is_old(moment(other.activity_at))
        if asked:
            _arrive(state, only_thanks=False)
    state.activity_at = max(state.activity_at, other.activity_at)
    if other.newest_talk > state.newest_talk:
        state.newest_talk, state.last_direction = other.newest_talk, other.last_direction
    if other.answered or state.answered:
        state.answered = True
    elif other.answered is None:
        state.answered = None
    state.mails += other.mails
    other.mails = []


def _settle_own(state: TicketState, run: Run) -> None:
    """The status that follows from the mails alone, so that their order does not matter."""
    history = run.close_old and _is_history(state, run)
    state.status = Status.CLOSED if history else Status.OPEN if state.answered else Status.NEW
    state.solved_at = state.closed_at = state.activity_at if history else None
    state.unread = not history and state.last_direction == Direction.IN


def _close_answered(state: TicketState, run: Run) -> None:
    if _is_history(state, run):
        state.status = Status.CLOSED
        state.solved_at = state.closed_at = state.activity_at
        state.unread = False
        state.snoozed_until = None


def _is_history(state: TicketState, run: Run) -> bool:
    return is_history(
        last_activity=moment(state.activity_at),
        last_direction=Direction(state.last_direction or Direction.IN),
        now=run.started_at,
    )
