"""What an import would do, counted beforehand from the headers of all mails; changes nothing."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.errors import Cancelled
from app.formats.mail.message import parse
from app.formats.mail.sources import SourceMail, mails
from app.formats.mail.values import ParsedMail
from app.rules.direction import OwnAddresses, direction_of
from app.rules.enums import Direction
from app.rules.reopening import is_history
from app.rules.threading import named_ids, subject_number
from app.services.desks import Desk
from app.services.imports.reading import headers_of, moment_of
from app.services.imports.report import Failure, Survey
from app.services.imports.runs import own_addresses
from app.storage.keys import content_key, reference_key
from app.storage.statements import Statements

_BLANK = re.compile(rb"\r?\n\r?\n")
_PERHAPS_BOUNCE = re.compile(
    rb"daemon|postmaster|<>|report|deliver|fail|return|auto|system|unzustell", re.IGNORECASE
)


def survey(
    desk: Desk,
    paths: Sequence[Path],
    *,
    now: datetime,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Survey:
    """Count what ``run_import`` would bring, for the question before it.

    ``progress`` and ``cancelled`` as there; raises ``Cancelled``.
    """
    own, _agents = desk.read(own_addresses)
    seen = _Seen()
    failed: list[Failure] = []
    for source in mails(paths):
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(source.done_bytes, source.total_bytes)
        if isinstance(source, SourceMail):
            seen.add(_glance(source, own, now))
        else:
            failed.append(Failure(Path(source.path), source.reason))
    known = desk.read(_known, [each.mark for each in seen.mails], seen.ids, seen.numbers)
    return seen.counted(known, now, failed)


@dataclass(frozen=True, slots=True)
class _Mark:
    """By what a mail is recognised: its hashed Message-ID, without one its content."""

    key: int
    is_id: bool


@dataclass(frozen=True, slots=True)
class _Glance:
    """What of a mail decides; ``named`` are hashed Message-IDs."""

    mark: _Mark
    named: tuple[int, ...]
    number: int | None
    sent_at: datetime
    talk: Direction | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What the desk knows of the mails: marks that are in, ids it can place, ticket numbers."""

    marks: frozenset[_Mark]
    ids: frozenset[int]
    numbers: frozenset[int]


def _glance(source: SourceMail, own: OwnAddresses, now: datetime) -> _Glance:
    mail = _header(source.raw)
    headers = headers_of(mail)
    sent_at, _dated = moment_of(source.raw, mail, now=now)
    if mail.message_id:
        mark = _Mark(reference_key(mail.message_id), True)
    else:
        content = source.original or source.raw
        mark = _Mark(content_key(hashlib.sha256(content).digest()), False)
    return _Glance(
        mark=mark,
        named=tuple(reference_key(each) for each in named_ids(headers)),
        number=subject_number(mail.subject),
        sent_at=sent_at,
        talk=None if mail.automatic else direction_of(mail.sender, mail.reply_to, own),
    )


def _header(raw: bytes) -> ParsedMail:
    """The mail without its body, which only matters where it may report a failed delivery."""
    blank = _BLANK.search(raw)
    if blank is None or blank.start() == 0 or _PERHAPS_BOUNCE.search(raw, 0, blank.start()):
        return parse(raw)
    return parse(raw[: blank.end()])


class _Seen:
    """All mails of a survey, in sets of those that belong together (union-find)."""

    def __init__(self) -> None:
        self.mails: list[_Glance] = []
        self._parents: dict[int, int] = {}

    def add(self, mail: _Glance) -> None:
        """One more mail; it joins the ids that it names."""
        self.mails.append(mail)
        root = self._root(mail.mark.key)
        for key in mail.named:
            self._parents[self._root(key)] = root

    @property
    def ids(self) -> list[int]:
        """Every Message-ID that a mail has or names."""
        return list(self._parents)

    @property
    def numbers(self) -> list[int]:
        """Every ticket number in a subject."""
        return sorted({mail.number for mail in self.mails if mail.number is not None})

    def counted(self, known: _Known, now: datetime, failed: list[Failure]) -> Survey:
        """The numbers, once it is known what the desk has."""
        continued = {self._root(key) for key in known.ids if key in self._parents}
        conversations: dict[int, list[_Glance]] = {}
        taken: set[_Mark] = set()
        for mail in self.mails:
            if mail.mark in known.marks or mail.mark in taken:
                continue
            taken.add(mail.mark)
            root = self._root(mail.mark.key)
            if mail.number in known.numbers:
                continued.add(root)
            conversations.setdefault(root, []).append(mail)
        new = [found for root, found in conversations.items() if root not in continued]
        return Survey(
            mails=len(taken),
            duplicates=len(self.mails) - len(taken),
            conversations=len(new),
            history=sum(_is_history(found, now) for found in new),
            failed=failed,
        )

    def _root(self, key: int) -> int:
        parents = self._parents
        root = parents.setdefault(key, key)
        while parents[root] != root:
            root = parents[root]
        while parents[key] != root:
            parents[key], key = root, parents[key]
        return root


def _is_history(conversation: Iterable[_Glance], now: datetime) -> bool:
    ordered = sorted(conversation, key=lambda mail: mail.sent_at)
    directions = [mail.talk for mail in ordered if mail.talk is not None]
    return is_history(
        last_activity=ordered[-1].sent_at,
        last_direction=directions[-1] if directions else Direction.IN,
        now=now,
    )


def _known(
    session: Session, marks: Sequence[_Mark], ids: Sequence[int], numbers: Sequence[int]
) -> _Known:
    def found(table: str, column: str, values: Iterable[int], also: str = "") -> set[int]:
        statement = (
            f"SELECT t.{column} FROM json_each(?) AS k "
            f"CROSS JOIN {table} AS t ON t.{column} = k.value {also}"
        )
        rows = Statements(session).rows(statement, (json.dumps(list(values)),))
        return {row[0] for row in rows}

    by_id = found("message", "message_key", [each.key for each in marks if each.is_id])
    contents = [each.key for each in marks if not each.is_id]
    by_content = found("message", "content_hash", contents, "AND t.message_key IS NULL")
    return _Known(
        marks=frozenset(
            [_Mark(key, True) for key in by_id] + [_Mark(key, False) for key in by_content]
        ),
        ids=frozenset(found("thread_reference", "key", ids) | found("message", "message_key", ids)),
        numbers=frozenset(found("ticket", "number", numbers)),
    )
