"""One batch of an import: some mails become messages and tickets in one transaction."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy.orm import Session

from app.rules.enums import Direction
from app.rules.names import folded
from app.rules.threading import Threading
from app.services.counters import reserve
from app.services.imports import writing
from app.services.imports.people import Customer, customers
from app.services.imports.placing import Fold, Places
from app.services.imports.reading import Incoming
from app.services.imports.report import Counts
from app.services.imports.runs import Run, advance
from app.services.imports.sent import Answers
from app.services.imports.settling import leads, settle, take
from app.services.imports.tickets import Tickets, TicketState
from app.storage import blobs, bulk, changes
from app.storage.changes import RowChange
from app.storage.keys import message_id_of
from app.storage.recorder import Recorder
from app.storage.statements import Statements

LARGEST = 200
"""Mails in one transaction, so that nobody waits long behind it."""

_SAME_ID = (
    "SELECT m.message_key, m.id FROM json_each(?) AS k "
    "CROSS JOIN message AS m ON m.message_key = k.value"
)
_SAME_CONTENT = (
    "SELECT m.content_hash FROM json_each(?) AS k "
    "CROSS JOIN message AS m ON m.content_hash = k.value AND m.message_key IS NULL"
)


@changes.bulk
def import_batch(session: Session, mails: Sequence[Incoming], run: Run) -> Counts:
    """Bring at most ``LARGEST`` mails in, in the order given; what was done with them.

    A mail that is here already, by Message-ID, else by content, adds nothing.
    """
    if len(mails) > LARGEST:
        raise ValueError(len(mails))
    batch = Batch(session, run)
    with bulk.loading(batch.sql):
        counts = batch.bring_in(mails)
    advance(session, run, counts, mails[-1].source.key)
    return counts


class Batch:
    """The work on one batch; lives as long as its transaction."""

    def __init__(self, session: Session, run: Run) -> None:
        self._session = session
        self.sql = Statements(session)
        self._run = run
        self._recorder: Recorder = session.info["recorder"]
        self._recorder.import_id = run.id
        self._tickets = Tickets(self.sql, run)
        self._placed: list[tuple[Incoming, int, Threading, TicketState]] = []
        self._copies: list[tuple[int, Incoming]] = []

    def bring_in(self, mails: Sequence[Incoming]) -> Counts:
        """Place the mails, then write all rows."""
        answers = Answers(self.sql, mails)
        fresh = self._without_known(mails)
        contacts = customers(
            self.sql,
            self._recorder,
            [each.customer for each in fresh if each.customer is not None],
            self._run,
        )
        places = Places(self.sql, self._tickets, self._run, fresh)
        self._place(fresh, places, answers)
        settle(self._tickets, self._run)
        self._lead(contacts)
        created = self._write_tickets(contacts, places.folds)
        self._write_messages(answers)
        places.write(self.sql, {id(mail): row_id for mail, row_id, *_ in self._placed})
        return Counts(
            messages=len(self._placed),
            tickets_created=created,
            duplicates=len(mails) - len(self._placed),
            automatic=sum(mail.mail.automatic for mail, *_ in self._placed),
            bounces=sum(mail.mail.bounce for mail, *_ in self._placed),
        )

    def _without_known(self, mails: Sequence[Incoming]) -> list[Incoming]:
        """The mails that are new, each once; a copy of a recorded answer is kept with it."""
        ids = [each.key for each in mails if each.key is not None]
        contents = [each.content_hash for each in mails if each.key is None]
        by_id = dict(self._rows(_SAME_ID, ids))
        by_content = {row[0] for row in self._rows(_SAME_CONTENT, contents)}
        fresh: list[Incoming] = []
        seen: set[tuple[str, int]] = set()
        for each in mails:
            mark = ("id", each.key) if each.key is not None else ("content", each.content_hash)
            if each.key is not None and each.key in by_id:
                self._copies.append((by_id[each.key], each))
            elif mark not in seen and (each.key is not None or mark[1] not in by_content):
                seen.add(mark)
                fresh.append(each)
        return fresh

    def _place(self, mails: Sequence[Incoming], places: Places, answers: Answers) -> None:
        numbers = reserve(self._session, "message", len(mails)) if mails else ()
        for mail, number in zip(mails, numbers, strict=True):
            found = places.find(mail)
            named = places.tickets_named(mail, found)
            answer = answers.copied(mail, named)
            if answer is not None:
                self._copies.append((answer.id, mail))
                if mail.key is not None:
                    places.name(mail.key, self._tickets.get(answer.ticket_id))
                continue
            row_id = message_id_of(mail.sent_ms // 1000, number)
            state = places.ticket_of(mail, found)
            take(state, mail, row_id)
            if state.made_here and state.lead is not mail and leads(state, mail):
                state.lead = mail
                state.automatic, state.created_at = mail.mail.automatic, mail.sent_ms
            places.settle(mail, state)
            self._placed.append((mail, row_id, found, state))

    def _lead(self, contacts: dict[str, Customer]) -> None:
        """Give tickets of this import the subject and contact of the mail that leads them."""
        for state in self._tickets.met():
            if state.lead is None or state.folded_into is not None:
                continue
            state.subject = state.lead.words.subject
            state.subject_key = folded(state.subject)
            customer = contacts[state.lead.customer.email] if state.lead.customer else None
            state.contact_id = customer.id if customer else None
            state.spam = state.lead.direction is Direction.IN and bool(
                customer and customer.blocked
            )

    def _write_tickets(self, contacts: dict[str, Customer], folds: Sequence[Fold]) -> int:
        """Tickets new and changed; how many there are more than before."""
        live = [state for state in self._tickets.met() if state.folded_into is None]
        new = [state for state in live if state.new]
        if new:
            for state, number in zip(new, reserve(self._session, "ticket", len(new)), strict=True):
                state.number = number
        keys: dict[int | None, str] = {each.id: folded(each.name) for each in contacts.values()}
        writing.insert_tickets(self.sql, new, keys, self._run)
        self._recorder.announce("ticket", inserted={state.id for state in new})
        for state in live:
            if not state.new:
                writing.update_ticket(self.sql, state, self._run, self._recorder)
        changed = {state.id for state in live if state.mails and not state.new}
        self._recorder.announce("ticket", updated=changed)
        self._write_links(live)
        return len(new) - sum(self._fold(fold) for fold in folds)

    def _write_links(self, live: Sequence[TicketState]) -> None:
        for state in live:
            if state.continues is None:
                continue
            values = {
                "ticket_id": state.id,
                "other_id": state.continues.live.id,
                "kind": "continues",
            }
            row_id = self.sql.value(
                "INSERT INTO ticket_link (ticket_id, other_id, kind) VALUES (?, ?, ?) RETURNING id",
                tuple(values.values()),
            )
            if state.import_id != self._run.id:
                self._recorder.add(RowChange("ticket_link", row_id, None, values))

    def _fold(self, fold: Fold) -> bool:
        """Move a stored ticket's messages to the one it belongs to; whether it is gone then.

        A ticket of this import goes; one of an earlier import stays, merged.
        """
        loser, winner = fold.loser, fold.winner.live
        run = self.sql.run
        if loser.import_id == self._run.id:
            run("UPDATE message SET ticket_id = ? WHERE ticket_id = ?", (winner.id, loser.id))
            for column in ("ticket_id", "other_id"):
                run(
                    f"UPDATE OR IGNORE ticket_link SET {column} = ? WHERE {column} = ?",
                    (winner.id, loser.id),
                )
            run("DELETE FROM ticket_link WHERE ticket_id = ?1 OR other_id = ?1", (loser.id,))
            run("DELETE FROM ticket WHERE id = ?", (loser.id,))
            self._recorder.announce("ticket", deleted={loser.id}, updated={winner.id})
            return True
        moved = self.sql.rows("SELECT id FROM message WHERE ticket_id = ?", (loser.id,))
        run("UPDATE message SET ticket_id = ? WHERE ticket_id = ?", (winner.id, loser.id))
        run("UPDATE ticket SET merged_into_id = ? WHERE id = ?", (winner.id, loser.id))
        before, after = {"ticket_id": loser.id}, {"ticket_id": winner.id}
        for (row_id,) in moved:
            self._recorder.add(RowChange("message", row_id, before, after))
        self._recorder.add(
            RowChange("ticket", loser.id, {"merged_into_id": None}, {"merged_into_id": winner.id})
        )
        return False

    def _write_messages(self, answers: Answers) -> None:
        contents = [mail.packed for mail, *_ in self._placed]
        raw_ids = blobs.put_packed(self._session, contents)
        originals = [mail.original for mail, *_ in self._placed if mail.original is not None]
        original_ids = dict(
            zip(
                (each.sha256 for each in originals),
                blobs.put_packed(self._session, originals),
                strict=True,
            )
        )
        rows, files = [], []
        for (mail, row_id, placed, state), raw_id in zip(self._placed, raw_ids, strict=True):
            rows.append(
                writing.message_row(
                    mail,
                    row_id=row_id,
                    ticket_id=state.live.id,
                    placed=placed,
                    raw_id=raw_id,
                    run=self._run,
                )
            )
            if mail.mail.parts or mail.original is not None:
                original = original_ids[mail.original.sha256] if mail.original else None
                files += writing.attachment_rows(mail, row_id, original)
        writing.insert_messages(self.sql, rows)
        grown = {state.live.id for *_, state in self._placed if not state.live.new}
        bulk.recount(self.sql, sorted(grown))
        writing.insert_attachments(self.sql, files)
        for answer_id, mail in self._copies:
            if answers.waits(answer_id):
                raw_id = blobs.put_packed(self._session, [mail.packed])[0]
                answers.complete(answer_id, mail, raw_id, self._recorder)

    def _rows(self, statement: str, values: Iterable[int]) -> list[Any]:
        listed = list(values)
        return self.sql.rows(statement, (json.dumps(listed),)) if listed else []


__all__ = ["LARGEST", "import_batch"]
