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
from app.storage.changes import RowChange
from app.storage.recorder import Recorder
from app.storage.statements import Insert, Statements

_REFERENCES = """SELECT r.key, r.id, m.id, m.ticket_id, m.message_key = r.key, m.import_id,
    CASE WHEN m.message_key = r.key THEN '' ELSE m.headers ->> 'message_id' END
    FROM json_each(?) AS k CROSS JOIN thread_reference AS r ON r.key = k.value
    JOIN message AS m ON m.id = r.message_id"""


_REFERENCE = Insert("INSERT INTO thread_reference (key, message_id)", "(?, ?)")

_ALONE = place_mail(Headers(), Known(tickets={}, referencing=None, numbers={}, statuses={}))
"""Where a mail goes of whose headers the desk knows nothing."""


@dataclass(slots=True)
class Place:
    """Where a Message-ID is known: the message that has it (``real``) or one that names it.

    ``named_by`` is the Message-ID of a message that only names it. ``reference_id`` is the stored
    row, None while it is to be inserted; then ``mail`` is the message, else ``message_id``.
    """

    ticket: TicketState
    real: bool
    named_by: str = ""
    mail: Incoming | None = None
    reference_id: int | None = None
    message_id: int | None = None
    import_id: int | None = None


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
        self._repointed: list[tuple[Place, Incoming]] = []
        self._known: dict[int, Place] = {}
        self._added: dict[int, Place] = {}
        keys = {key for mail in mails for _, key in mail.named}
        keys |= {mail.key for mail in mails if mail.key is not None}
        rows = sql.rows(_REFERENCES, (json.dumps(list(keys)),))
        tagged = (mail.mail.subject for mail in mails if "[#" in mail.mail.subject)
        numbers = {n for subject in tagged if (n := subject_number(subject)) is not None}
        self._numbers = tickets.by_number(numbers) if numbers else {}
        tickets.load([*(row[3] for row in rows), *self._numbers.values()])
        for key, row_id, message_id, ticket_id, real, import_id, named_by in rows:
            self._known[key] = Place(
                ticket=tickets.get(ticket_id),
                real=bool(real),
                named_by=named_by or "",
                reference_id=row_id,
                message_id=message_id,
                import_id=import_id,
            )

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
                place = Place(state, False, mail.mail.message_id, mail)
                self._known[key] = self._added[key] = place
        if mail.key is not None:
            self._claim(mail.key, mail, state)

    def name(self, key: int, message_id: int, state: TicketState) -> None:
        """Let an id name a message that is stored already (an answer whose copy came in)."""
        if key not in self._known:
            place = Place(state, True, message_id=message_id)
            self._known[key] = self._added[key] = place

    def tickets_named(self, mail: Incoming, found: Threading) -> set[int]:
        """The stored tickets that a mail's headers lead to."""
        return {found.ticket_id} if found.ticket_id is not None else set()

    def write(self, sql: Statements, ids: Mapping[int, int], recorder: Recorder) -> None:
        """Store what was learnt; ``ids`` maps ``id(mail)`` to message ids."""
        rows = [
            (key, place.message_id if place.mail is None else ids[id(place.mail)])
            for key, place in self._added.items()
        ]
        sql.insert(_REFERENCE, rows)
        for place, mail in self._repointed:
            before, after = {"message_id": place.message_id}, {"message_id": ids[id(mail)]}
            sql.run(
                "UPDATE thread_reference SET message_id = ? WHERE id = ?",
                (after["message_id"], place.reference_id),
            )
            if place.import_id != self._run.id and place.reference_id is not None:
                recorder.add(RowChange("thread_reference", place.reference_id, before, after))

    def _claim(self, key: int, mail: Incoming, state: TicketState) -> None:
        place = self._known.get(key)
        if place is None or place.reference_id is None:
            self._known[key] = self._added[key] = Place(state, True, mail=mail)
        else:
            self._repointed.append((place, mail))
            self._known[key] = Place(
                state, True, "", mail, place.reference_id, place.message_id, place.import_id
            )

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
