"""Where mails belong: what is known of their ids, and which tickets they show to be one."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.queries.decoding import moment
from app.rules.enums import Status
from app.rules.threading import Headers, Known, Threading, place_mail, subject_number
from app.services.imports.reading import Incoming
from app.services.imports.runs import Run
from app.services.imports.settling import join
from app.services.imports.tickets import Tickets, TicketState
from app.storage.statements import Insert, Statements

_NAMED = """SELECT r.key, m.ticket_id, m.headers ->> 'message_id'
    FROM json_each(?) AS k CROSS JOIN thread_reference AS r ON r.key = k.value
    JOIN message AS m ON m.id = r.message_id"""
_HERE = """SELECT m.message_key, m.ticket_id, ''
    FROM json_each(?) AS k CROSS JOIN message AS m ON m.message_key = k.value"""
_REFERENCE = Insert("INSERT INTO thread_reference (key, message_id)", "(?, ?)")

_ALONE = place_mail(Headers(), Known(tickets={}, referencing=None, numbers={}, statuses={}))
"""Where a mail goes of whose headers the desk knows nothing."""


@dataclass(slots=True)
class Place:
    """The ticket of the message that has a Message-ID, else of one that names it.

    ``named_by`` is the Message-ID of a message that only names it.
    """

    ticket: TicketState
    named_by: str = ""


@dataclass(slots=True)
class Fold:
    """Two stored tickets that a mail showed to be one."""

    loser: TicketState
    winner: TicketState


class Places:
    """Known Message-IDs, by hash, while a batch is placed."""

    def __init__(
        self, sql: Statements, tickets: Tickets, run: Run, mails: Sequence[Incoming]
    ) -> None:
        self._tickets = tickets
        self._run = run
        self.folds: list[Fold] = []
        self._known: dict[int, Place] = {}
        self._added: dict[int, Incoming] = {}
        keys = {key for mail in mails for _, key in mail.named}
        keys |= {mail.key for mail in mails if mail.key is not None}
        listed = (json.dumps(list(keys)),)
        rows = [*sql.rows(_NAMED, listed), *sql.rows(_HERE, listed)]
        tagged = (mail.mail.subject for mail in mails if "[#" in mail.mail.subject)
        numbers = {n for subject in tagged if (n := subject_number(subject)) is not None}
        self._numbers = tickets.by_number(numbers) if numbers else {}
        tickets.load([*(row[1] for row in rows), *self._numbers.values()])
        for key, ticket_id, named_by in rows:
            self._known[key] = Place(tickets.get(ticket_id), named_by or "")

    def find(self, mail: Incoming) -> Threading:
        """Where the rules put the mail."""
        own = self._known.get(mail.key) if mail.key is not None else None
        states = {
            each: self._for(mail, place.ticket)
            for each, key in mail.named
            if (place := self._known.get(key)) is not None
        }
        number = subject_number(mail.mail.subject) if "[#" in mail.mail.subject else None
        if not states and own is None and number is None:
            return _ALONE
        numbers: dict[int, int] = {}
        if number is not None and number in self._numbers:
            tagged = self._for(mail, self._tickets.get(self._numbers[number]))
            numbers[number] = tagged.id
            states[""] = tagged
        referencing = None
        if own is not None:
            states[mail.headers.message_id] = naming = self._for(mail, own.ticket)
            referencing = (naming.id, own.named_by)
        known = Known(
            tickets={each: state.id for each, state in states.items() if each},
            referencing=referencing,
            numbers=numbers,
            statuses={
                state.id: Status.CLOSED if state.closed else Status.OPEN
                for state in states.values()
            },
        )
        return place_mail(mail.headers, known, reopens=mail.reopens)

    def ticket_of(self, mail: Incoming, found: Threading) -> TicketState:
        """The ticket that was found for the mail, or a new one."""
        if found.ticket_id is not None:
            return self._tickets.get(found.ticket_id)
        closed = None if found.continues is None else self._tickets.get(found.continues)
        return self._tickets.open(mail, closed)

    def settle(self, mail: Incoming, state: TicketState) -> None:
        """Remember the mail's ids, and bring together what its headers say is one conversation."""
        keys = [key for _, key in mail.named]
        if mail.key is not None:
            keys.append(mail.key)
        for key in keys:
            place = self._known.get(key)
            if place is not None and place.ticket.live is not state.live:
                self._bring_together(place.ticket.live, state.live)
        for _, key in mail.named:
            if key not in self._known:
                self._known[key] = Place(state, mail.mail.message_id)
                self._added[key] = mail
        if mail.key is not None:
            self._known[mail.key] = Place(state)

    def name(self, key: int, state: TicketState) -> None:
        """Let an id name a message that is stored already (an answer whose copy came in)."""
        self._known.setdefault(key, Place(state))

    def tickets_named(self, mail: Incoming, found: Threading) -> set[int]:
        """The stored tickets that a mail's headers lead to."""
        return {found.ticket_id} if found.ticket_id is not None else set()

    def write(self, sql: Statements, ids: Mapping[int, int]) -> None:
        """Store the ids of mails that were named and not here; ``ids``: ``id(mail)`` to message."""
        sql.insert(_REFERENCE, [(key, ids[id(mail)]) for key, mail in self._added.items()])

    def _for(self, mail: Incoming, ticket: TicketState) -> TicketState:
        """The ticket as a mail meets it: a customer's goes to what continues a closed one."""
        state = ticket.live
        while mail.reopens and state.closed:
            following = self._tickets.continuation(state)
            if following is None or following is state:
                break
            state = following
        return state

    def _bring_together(self, one: TicketState, other: TicketState) -> None:
        winner, loser = sorted((one, other), key=lambda state: (_standing(state), state.id))
        if not loser.untouched or self._continues(loser, winner):
            return
        if winner.closed and not loser.closed and not self._all_old(loser):
            if self._tickets.continuation(winner) is None and loser.continues is None:
                self._tickets.continue_by(winner, loser)
            return
        join(winner, loser, self._run)
        if not loser.new:
            self.folds.append(Fold(loser, winner))

    def _continues(self, later: TicketState, earlier: TicketState) -> bool:
        following = self._tickets.continuation(earlier)
        while following is not None and following is not later:
            following = self._tickets.continuation(following)
        return following is later

    def _all_old(self, state: TicketState) -> bool:
        return self._run.is_old(moment(state.activity_at))


def _standing(state: TicketState) -> int:
    """Tickets that people worked on come first, those of this import last."""
    return 2 if state.made_here else 1 if state.untouched else 0
