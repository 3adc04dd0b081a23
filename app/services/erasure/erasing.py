"""Taking a person out of the desk: rows, raw mails, search index, history, undo steps, drafts.

Statistics stay: a ticket keeps its times, category and number of messages, without a word of what
was said. That a mail was here is still known by its hash, so that importing the same mailbox again
does not bring it back.
"""

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Text
from sqlalchemy.orm import Session

from app.errors import UserError
from app.formats.mail.message import parse
from app.i18n import _
from app.models import Base
from app.models.base import Json
from app.rules.names import folded
from app.services.erasure.traces import Traces
from app.storage import blobs
from app.storage.changes import RowChange, not_undoable, untraceable
from app.storage.recorder import Recorder
from app.storage.statements import Statements

_GONE = (
    "UPDATE message SET sender_name = '', sender_email = '', recipients = '{}', headers = '{}', "
    "evidence = '', warnings = NULL, subject = '', people = '', files = '', text = '', "
    "has_html = 0, raw_id = NULL WHERE id = ?"
)
_BARE_TICKET = (
    "UPDATE ticket SET subject = '', subject_key = '', contact_id = NULL, resolution = '', "
    "fields = '{}' WHERE id = ?"
)


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


def survey(session: Session, contact_id: int, reach: Reach) -> Erased:
    """What erasing would take out; changes nothing."""
    return _Erasure(session, contact_id, reach).counts()


@not_undoable
@untraceable
def erase(session: Session, contact_id: int, reach: Reach, *, now: datetime) -> Erased:
    """Take the person out for good; what was done. Nobody can bring it back, backups aside."""
    return _Erasure(session, contact_id, reach).carry_out()


class _Erasure:
    def __init__(self, session: Session, contact_id: int, reach: Reach) -> None:
        self._session = session
        self._sql = Statements(session)
        self._contact_id = contact_id
        self._reach = reach
        self.traces = self._traces()
        self._tickets = self._column("SELECT id FROM ticket WHERE contact_id = ?", contact_id)
        self._messages = self._own_messages()
        self._mentions = self._mentioning() if reach.mentions else []
        self._drafts = self._drafts_about()
        self._acts = self._acts_about()

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
            undo_steps=len(self._steps()),
            contents=self._count("message", "id", marks, "AND raw_id IS NOT NULL"),
        )

    def carry_out(self) -> Erased:
        """Take everything out, in the order in which rows hang on each other."""
        found = self.counts()
        contents = self._contents_of(self._messages)
        for message_id in self._messages:
            self._blank(message_id)
        for message_id in self._mentions:
            contents += self._mask(message_id)
        self._forget_drafts()
        self._forget_history()
        self._bare_tickets()
        for table in ("contact_address", "contact_phone"):
            self._sql.run(f"DELETE FROM {table} WHERE contact_id = ?", (self._contact_id,))
        self._sql.run("DELETE FROM contact WHERE id = ?", (self._contact_id,))
        if self._reach.mentions:
            self._sweep()
        blobs.drop(self._session, contents)
        recorder: Recorder = self._session.info["recorder"]
        recorder.add(RowChange("contact", self._contact_id, {"name": ""}, None))
        recorder.announce("contact", deleted={self._contact_id})
        recorder.announce("ticket", updated=set(self._tickets) | self._tickets_of(self._mentions))
        return found

    # What is found

    def _traces(self) -> Traces:
        name = self._sql.value("SELECT name FROM contact WHERE id = ?", (self._contact_id,))
        if name is None:
            raise UserError(_("This contact does not exist any more."))
        emails = self._column(
            "SELECT email FROM contact_address WHERE contact_id = ?", self._contact_id
        )
        digits = self._column(
            "SELECT digits FROM contact_phone WHERE contact_id = ?", self._contact_id
        )
        return Traces.of(name, emails, digits)

    def _own_messages(self) -> list[int]:
        """Everything said in the person's tickets, and what they sent elsewhere."""
        return self._column(
            "SELECT id FROM message WHERE ticket_id IN (SELECT value FROM json_each(?1)) "
            "UNION SELECT id FROM message WHERE lower(sender_email) IN "
            "(SELECT email FROM contact_address WHERE contact_id = ?2)",
            json.dumps(self._tickets),
            self._contact_id,
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
        touched = {("ticket", each) for each in self._tickets}
        touched |= {("message", each) for each in (*self._messages, *self._mentions)}
        touched.add(("contact", self._contact_id))
        own = set(self._tickets)
        found = []
        for entry_id, packed in self._sql.rows("SELECT id, content FROM history_content"):
            text = zlib.decompress(packed).decode()
            if self.traces.are_in(text) or any(
                (table, row_id) in touched or _hangs_on(own, self._contact_id, before, after)
                for table, row_id, before, after in json.loads(text)["rows"]
            ):
                found.append(entry_id)
        return found

    def _steps(self) -> list[int]:
        acts = set(self._acts)
        return [
            step_id
            for step_id, entry_id, label in self._sql.rows(
                "SELECT id, entry_id, label FROM undo_step"
            )
            if entry_id in acts or self.traces.are_in(label)
        ]

    # What is done

    def _blank(self, message_id: int) -> None:
        self._sql.run("DELETE FROM attachment WHERE message_id = ?", (message_id,))
        self._sql.run(_GONE, (message_id,))
        self._sql.run("UPDATE snippet_use SET filled = '{}' WHERE message_id = ?", (message_id,))

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
            let_go += self._files_of([message_id])
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

    def _forget_drafts(self) -> None:
        marks = json.dumps(self._drafts)
        inside = "IN (SELECT value FROM json_each(?))"
        self._sql.run(f"DELETE FROM draft_attachment WHERE draft_id {inside}", (marks,))
        self._sql.run(f"DELETE FROM draft WHERE id {inside}", (marks,))
        for row_id, content in self._sql.rows("SELECT id, content FROM enquiry_draft"):
            if self.traces.are_in(content):
                self._sql.run("DELETE FROM enquiry_draft WHERE id = ?", (row_id,))

    def _forget_history(self) -> None:
        """Headers and digests stay, so that the chain still checks."""
        inside = "IN (SELECT value FROM json_each(?))"
        self._sql.run(f"DELETE FROM undo_step WHERE id {inside}", (json.dumps(self._steps()),))
        self._sql.run(f"DELETE FROM history_content WHERE id {inside}", (json.dumps(self._acts),))

    def _bare_tickets(self) -> None:
        for ticket_id in self._tickets:
            self._sql.run(_BARE_TICKET, (ticket_id,))
            self._sql.run("UPDATE work_time SET note = '' WHERE ticket_id = ?", (ticket_id,))
            self._sql.run("UPDATE snippet_use SET filled = '{}' WHERE ticket_id = ?", (ticket_id,))

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

    def _contents_of(self, messages: Iterable[int]) -> list[int]:
        marks = json.dumps(list(messages))
        raw = self._column(
            "SELECT raw_id FROM message WHERE raw_id IS NOT NULL "
            "AND id IN (SELECT value FROM json_each(?))",
            marks,
        )
        return [*raw, *self._files_of(messages)]

    def _files_of(self, messages: Iterable[int]) -> list[int]:
        return self._column(
            "SELECT blob_id FROM attachment WHERE blob_id IS NOT NULL "
            "AND message_id IN (SELECT value FROM json_each(?))",
            json.dumps(list(messages)),
        )

    def _tickets_of(self, messages: Iterable[int]) -> set[int]:
        return set(
            self._column(
                "SELECT ticket_id FROM message WHERE id IN (SELECT value FROM json_each(?))",
                json.dumps(list(messages)),
            )
        )

    def _count(self, table: str, column: str, marks: str, more: str = "") -> int:
        found: int = self._sql.value(
            f"SELECT count(*) FROM {table} WHERE {column} IN (SELECT value FROM json_each(?)) "
            f"{more}",
            (marks,),
        )
        return found

    def _column(self, statement: str, *parameters: Any) -> list[Any]:
        return [row[0] for row in self._sql.rows(statement, parameters)]


def _hangs_on(tickets: set[int], contact_id: int, *states: dict[str, Any] | None) -> bool:
    """Whether a changed row belonged to one of the tickets or to the contact."""
    return any(
        state is not None
        and (state.get("ticket_id") in tickets or state.get("contact_id") == contact_id)
        for state in states
    )
