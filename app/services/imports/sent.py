"""Copies of answers that the desk recorded when they left it: a Sent folder adds nothing twice."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.formats.mail.quotes import visible_text
from app.models.base import encode_json
from app.rules.direction import folded_address
from app.rules.enums import Direction
from app.services.imports.reading import Incoming
from app.storage.changes import RowChange
from app.storage.keys import sent_before
from app.storage.recorder import Recorder
from app.storage.statements import Statements

_WITHIN = timedelta(days=1)
_ENOUGH_WORDS = 8
_MARK = "sent_copy"

_RECORDED = """SELECT m.id, m.ticket_id, m.sent_at, m.text, m.recipients, m.headers,
    m.message_key, m.content_hash, m.raw_id
    FROM json_each(?) AS w CROSS JOIN agent AS a
    CROSS JOIN message AS m ON m.agent_id = a.id
        AND m.id BETWEEN w.value ->> 0 AND w.value ->> 1
    WHERE m.direction = 'out' AND m.via IN ('clipboard', 'mail_program', 'eml')"""


@dataclass(slots=True)
class Answer:
    """A recorded answer whose copy has not come in yet."""

    id: int
    ticket_id: int
    sent_ms: int
    words: list[str]
    recipients: frozenset[str]
    stored: dict[str, Any]


class Answers:
    """The recorded answers around the dates of a batch's outgoing mails."""

    def __init__(self, sql: Statements, mails: Sequence[Incoming]) -> None:
        self._sql = sql
        days = {
            each.sent_at.replace(hour=0, minute=0, second=0, microsecond=0)
            for each in mails
            if each.direction is Direction.OUT and each.talk
        }
        windows = [
            [sent_before(day - _WITHIN), sent_before(day + 2 * _WITHIN)] for day in sorted(days)
        ]
        rows = sql.rows(_RECORDED, (json.dumps(windows),)) if windows else ()
        found = (_answer(row) for row in rows)
        self._taken: set[int] = set()
        self._waiting = {each.id: each for each in found if _MARK not in each.stored["headers"]}

    def copied(self, mail: Incoming, ticket_ids: set[int]) -> Answer | None:
        """The answer that an outgoing mail is the copy of, where its Message-ID does not tell.

        A mail program gives an answer a Message-ID of its own. Same recipient, same words, within
        a day; if the mail names a ticket at all, the answer must be in it.
        """
        if not self._waiting or mail.direction is not Direction.OUT or not mail.talk:
            return None
        words = _words(mail.mail.text)
        to = {folded_address(each.email) for each in (*mail.mail.to, *mail.mail.cc, *mail.mail.bcc)}
        fitting = [
            each
            for each in self._waiting.values()
            if each.id not in self._taken
            and (not ticket_ids or each.ticket_id in ticket_ids)
            and abs(each.sent_ms - mail.sent_ms) <= _WITHIN.total_seconds() * 1000
            and each.recipients & to
            and _same(each.words, words)
        ]
        found = min(fitting, key=lambda each: abs(each.sent_ms - mail.sent_ms), default=None)
        if found is not None:
            self._taken.add(found.id)
        return found

    def waits(self, message_id: int) -> bool:
        """Whether no copy of this message has come in yet."""
        return message_id in self._waiting

    def complete(self, message_id: int, mail: Incoming, raw_id: int, recorder: Recorder) -> None:
        """Keep the mail as it was sent with the answer it is a copy of."""
        answer = self._waiting.pop(message_id)
        headers = json.loads(answer.stored["headers"]) | {_MARK: True}
        if mail.headers.message_id:
            headers["message_id"] = mail.headers.message_id
        after = {
            "headers": encode_json(headers),
            "message_key": mail.key if mail.key is not None else answer.stored["message_key"],
            "content_hash": mail.content_hash,
            "raw_id": raw_id,
        }
        self._sql.run(
            "UPDATE message SET headers = ?, message_key = ?, content_hash = ?, raw_id = ? "
            "WHERE id = ?",
            (*after.values(), message_id),
        )
        recorder.add(RowChange("message", message_id, dict(answer.stored), after))
        if answer.stored["message_key"] not in (None, after["message_key"]):
            self._keep_naming(answer.stored["message_key"], message_id, recorder)
        recorder.announce("ticket", updated={answer.ticket_id})

    def _keep_naming(self, key: int, message_id: int, recorder: Recorder) -> None:
        """Let mails find the answer by the id that the desk gave it, too."""
        values = {"key": key, "message_id": message_id}
        row_id = self._sql.value(
            "INSERT OR IGNORE INTO thread_reference (key, message_id) VALUES (?, ?) RETURNING id",
            tuple(values.values()),
        )
        if row_id is not None:
            recorder.add(RowChange("thread_reference", row_id, None, values))


def _answer(row: Any) -> Answer:
    message_id, ticket_id, sent_ms, text, recipients, headers, key, content_hash, raw_id = row
    people = json.loads(recipients)
    return Answer(
        id=message_id,
        ticket_id=ticket_id,
        sent_ms=sent_ms,
        words=_words(text),
        recipients=frozenset(
            folded_address(email)
            for field in ("to", "cc", "bcc")
            for _name, email in people.get(field, ())
        ),
        stored={
            "headers": headers,
            "message_key": key,
            "content_hash": content_hash,
            "raw_id": raw_id,
        },
    )


def _words(text: str) -> list[str]:
    """What the writer said, whatever a mail program did to its lines and spaces."""
    return visible_text(text).casefold().split()


def _same(recorded: list[str], sent: list[str]) -> bool:
    """Equal, or with something added below, as a mail program adds its own signature."""
    if len(recorded) >= _ENOUGH_WORDS and len(sent) > len(recorded):
        return sent[: len(recorded)] == recorded
    return bool(recorded) and recorded == sent
