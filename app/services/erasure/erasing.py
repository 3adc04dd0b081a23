"""Taking a person out of the desk: rows, raw mails, search index, history, undo steps, drafts.

Statistics stay: a ticket keeps its times, category and number of messages, without a word of what
was said. That a mail was here is still known by its hash, so that importing the same mailbox again
does not bring it back.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Text
from sqlalchemy.orm import Session

from app.formats.mail.message import parse
from app.models import Base
from app.models.base import Json
from app.rules.names import folded
from app.rules.roles import Right
from app.services.access import forget_who
from app.services.erasure import contents, past
from app.services.erasure.person import Person, contacts_of, person, traces_of
from app.storage import blobs, history
from app.storage.changes import RowChange, needs, not_undoable, unrecorded, untraceable
from app.storage.recorder import Recorder
from app.storage.statements import Statements

_INSIDE = "IN (SELECT value FROM json_each(?))"
_OTHERS = frozenset(
    {"contact", "contact_address", "contact_phone", "organisation", "agent", "own_address", "desk"}
)
"""Tables of people and firms, who may be called the same."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far it goes beyond the person's own tickets.

    ``mentions``: other people's mails in which they are copied, quoted or named are masked.
    """

    mentions: bool = True


@dataclass(frozen=True, slots=True)
class Erased:
    """How much there is, or was: for the question before and for the certificate."""

    tickets: int
    messages: int
    attachments: int
    mentions: int
    drafts: int
    history: int
    undo_steps: int
    contents: int


_NOTHING = Erased(0, 0, 0, 0, 0, 0, 0, 0)


def survey(session: Session, contact_id: int, reach: Reach) -> Erased:
    """What erasing would take out; changes nothing."""
    return _Erasure.of_contact(session, contact_id, reach).counts()


@needs(Right.ERASE)
@not_undoable
@untraceable
def erase(session: Session, contact_id: int, reach: Reach, *, now: datetime) -> Erased:
    """Take the person out for good; what was done. Nobody can bring it back, backups aside."""
    return _Erasure.of_contact(session, contact_id, reach).carry_out()


@unrecorded
@untraceable
def erase_from_copy(session: Session, who: Person, reach: Reach) -> Erased:
    """The same in a backup, from before the person was erased in the desk.

    Leaves no entry of its own, so that the history of the backup still is the beginning of the
    desk's. Words are sought by what is known of the person now and by what the backup knows.
    """
    return _Erasure(session, contacts_of(session, who), reach, also=who).carry_out()


def left_in_copy(session: Session, who: Person, reach: Reach) -> bool:
    """Whether a desk or backup still holds anything of the person, as far as ``reach`` goes."""
    there = contacts_of(session, who)
    found = _Erasure(session, there, reach, also=who).counts()
    return bool(there) or found != _NOTHING


class _Erasure:
    """``there`` are the contacts of one person, in a backup perhaps several that were merged later
    or none at all; their words and addresses are sought, and those of ``also``."""

    def __init__(
        self, session: Session, there: list[Person], reach: Reach, *, also: Person | None = None
    ) -> None:
        self._session = session
        self._sql = Statements(session)
        self._people = {each.contact_id for each in there}
        self._contacts = json.dumps(sorted(self._people))
        self._reach = reach
        known = there if also is None else [*there, also]
        self.traces = traces_of(known)
        self._tickets = self._column(
            f"SELECT id FROM ticket WHERE contact_id {_INSIDE}", self._contacts
        )
        self._messages = self._own_messages([mail for each in known for mail in each.emails])
        self._mentions = self._mentioning() if reach.mentions else []
        self._drafts = self._drafts_about()
        self._acts = self._acts_about()

    @classmethod
    def of_contact(cls, session: Session, contact_id: int, reach: Reach) -> "_Erasure":
        """``UserError`` if there is no such contact."""
        return cls(session, [person(session, contact_id)], reach)

    def counts(self) -> Erased:
        """What is found."""
        marks = json.dumps(self._messages)
        return Erased(
            tickets=len(self._tickets),
            messages=len(self._messages),
            attachments=self._count("attachment", "message_id", marks),
            mentions=len(self._mentions),
            drafts=len(self._drafts),
            history=len(self._acts),
            undo_steps=len(past.steps_of(self._sql, self._acts, self.traces)),
            contents=self._count("message", "id", marks, "AND raw_id IS NOT NULL"),
        )

    def carry_out(self) -> Erased:
        """Take everything out, in the order in which rows hang on each other."""
        found = self.counts()
        let_go = contents.contents_of(self._sql, self._messages)
        contents.blank_messages(self._sql, self._messages)
        for message_id in self._mentions:
            let_go += self._mask(message_id)
        let_go += contents.drop_drafts(self._sql, self._drafts)
        self._drop_half_written()
        past.forget(self._sql, self._acts, self.traces)
        contents.bare_tickets(self._sql, self._tickets)
        contents.drop_contacts(self._sql, self._people)
        forget_who(self._session, self._people)
        if self._reach.mentions:
            self._sweep()
        blobs.drop(self._session, let_go)
        blobs.drop_unused(self._session, keep=history.needed_blobs(self._session))
        recorder: Recorder = self._session.info["recorder"]
        for contact_id in sorted(self._people):
            recorder.add(RowChange("contact", contact_id, {"name": ""}, None))
        recorder.announce("contact", deleted=self._people)
        recorder.announce("ticket", updated=set(self._tickets) | self._tickets_of(self._mentions))
        return found

    # What is found

    def _own_messages(self, emails: list[str]) -> list[int]:
        """Everything said in the person's tickets, and what they sent elsewhere."""
        return self._column(
            f"SELECT id FROM message WHERE ticket_id {_INSIDE} "
            f"UNION SELECT id FROM message WHERE lower(sender_email) {_INSIDE}",
            json.dumps(self._tickets),
            json.dumps(emails),
        )

    def _mentioning(self) -> list[int]:
        own = set(self._messages)
        found = []
        for row in self._sql.rows(
            "SELECT id, people || ' ' || recipients || ' ' || subject || ' ' || text || ' ' || "
            "files || ' ' || evidence || ' ' || headers, raw_id FROM message"
        ):
            message_id, text, raw_id = row
            if message_id in own:
                continue
            if self.traces.are_in(text) or (raw_id and self._raw_tells(raw_id)):
                found.append(message_id)
        return found

    def _raw_tells(self, raw_id: int) -> bool:
        return self.traces.are_in_bytes(blobs.get(self._session, raw_id))

    def _drafts_about(self) -> list[int]:
        own = set(self._tickets)
        return [
            draft_id
            for draft_id, ticket_id, text in self._sql.rows(
                "SELECT id, ticket_id, \"to\" || ' ' || cc || ' ' || bcc || ' ' || subject || "
                "' ' || text || ' ' || insertions FROM draft"
            )
            if ticket_id in own or self.traces.are_in(text)
        ]

    def _acts_about(self) -> list[int]:
        """Entries of the history that touched their rows or hold words about them."""
        about = [("ticket", each) for each in self._tickets]
        about += [("message", each) for each in (*self._messages, *self._mentions)]
        about += [("contact", each) for each in self._people]
        return list(past.past_of(self._sql, about, traces=self.traces).entries)

    # What is done

    def _mask(self, message_id: int) -> list[int]:
        """Stars instead of the person in somebody else's message; contents that it lets go of.

        The raw mail is kept masked, so that its files stay; where the words lie in it encoded, and
        so cannot be masked, it goes with its files.
        """
        columns = (
            *("sender_name", "recipients", "headers", "evidence", "subject", "people", "files"),
            "text",
        )
        row = self._sql.rows(
            f"SELECT raw_id, {', '.join(columns)} FROM message WHERE id = ?", (message_id,)
        )[0]
        raw_id, texts = row[0], [self.traces.masked(each) for each in row[1:]]
        kept_id, let_go = self._masked_raw(message_id, raw_id) if raw_id else (None, [])
        sets = ", ".join(f"{name} = ?" for name in columns)
        self._sql.run(
            f"UPDATE message SET {sets}, warnings = NULL, raw_id = ?, has_html = has_html AND ? "
            "WHERE id = ?",
            (*texts, kept_id, int(kept_id is not None), message_id),
        )
        if kept_id is None:
            let_go += contents.files_of(self._sql, [message_id])
            self._sql.run("DELETE FROM attachment WHERE message_id = ?", (message_id,))
        return let_go

    def _masked_raw(self, message_id: int, raw_id: int) -> tuple[int | None, list[int]]:
        raw = blobs.get(self._session, raw_id)
        masked = self.traces.masked_bytes(raw)
        mail = parse(masked)
        people = (mail.sender, *mail.to, *mail.cc, *mail.bcc, *mail.reply_to)
        words = (mail.subject, mail.text, mail.html or "", *(each.name for each in people))
        if any(self.traces.are_in(each) for each in words):
            return None, [raw_id]
        if masked == raw:
            return raw_id, []
        for part in mail.parts:
            self._sql.run(
                "UPDATE attachment SET name = ?, sha256 = ? WHERE message_id = ? AND part = ?",
                (part.name, sha256(part.content).hexdigest(), message_id, part.position),
            )
        return blobs.put(self._session, masked), [raw_id]

    def _drop_half_written(self) -> None:
        for row_id, content in self._sql.rows("SELECT id, content FROM enquiry_draft"):
            if self.traces.are_in(content):
                self._sql.run("DELETE FROM enquiry_draft WHERE id = ?", (row_id,))

    def _sweep(self) -> None:
        """Stars wherever else a text names them: notes, subjects, comments, saved searches.

        Not in other people's names and addresses: somebody else may be called the same.
        """
        for table in Base.metadata.sorted_tables:
            if table.name in _OTHERS:
                continue
            for column in table.columns:
                if isinstance(column.type, Text | Json) and column.computed is None:
                    self._sweep_column(table.name, column.name)

    def _sweep_column(self, table: str, column: str) -> None:
        for row_id, text in self._sql.rows(f'SELECT rowid, "{column}" FROM "{table}"'):
            if isinstance(text, str) and self.traces.are_in(text):
                masked = self.traces.masked(text)
                self._sql.run(
                    f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (masked, row_id)
                )
                if (table, column) == ("ticket", "subject"):
                    self._sql.run(
                        "UPDATE ticket SET subject_key = ? WHERE id = ?", (folded(masked), row_id)
                    )

    def _tickets_of(self, messages: Iterable[int]) -> set[int]:
        return set(
            self._column(
                f"SELECT ticket_id FROM message WHERE id {_INSIDE}",
                json.dumps(list(messages)),
            )
        )

    def _count(self, table: str, column: str, marks: str, more: str = "") -> int:
        found: int = self._sql.value(
            f"SELECT count(*) FROM {table} WHERE {column} {_INSIDE} {more}",
            (marks,),
        )
        return found

    def _column(self, statement: str, *parameters: Any) -> list[Any]:
        return contents.column(self._sql, statement, *parameters)
