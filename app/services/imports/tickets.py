"""Tickets while an import places mails in them: what the desk holds, and what becomes of it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from app.rules.enums import Status
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

    def answered(self, states: Iterable[TicketState]) -> set[int]:
        """The ids of those tickets in which the desk has written."""
        ids = [state.id for state in states]
        return {row[0] for row in self._sql.rows(_ANSWERED, (json.dumps(ids),))} if ids else set()

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
