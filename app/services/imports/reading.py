"""A raw mail made ready for the desk outside of any transaction: read, hashed, compressed."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from json.encoder import encode_basestring

from app.formats.mail import dates, head
from app.formats.mail.message import parse
from app.formats.mail.sources import SourceMail
from app.formats.mail.values import Address, ParsedMail
from app.models.base import encode_json
from app.rules.direction import OwnAddresses, customer_of, direction_of, folded_address
from app.rules.enums import Direction
from app.rules.moments import to_milliseconds
from app.rules.threading import Headers, named_ids
from app.services.imports.runs import Run
from app.storage import blobs
from app.storage.keys import content_key, reference_key

_CLOCK_SKEW = timedelta(days=1)
"""How far from the future a mail may come."""
_STEP = 64
"""Mails that are read together. From 48 to 200 all are as fast; 16 are as slow as one by one."""
_STEP_BYTES = 1 << 18
"""Bytes of mails after which a step ends, and a large mail with it."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Words:
    """What of a mail is stored as text; ``digests`` are the SHA-256 of its files in hex."""

    sender: Address
    subject: str
    text: str
    people: str
    files: str
    recipients: str
    headers: str
    warnings: str | None
    digests: tuple[str, ...]


@dataclass(slots=True)
class Incoming:
    """A mail on its way in.

    ``key`` is the hashed Message-ID, None without one; ``named`` are the ids it names with their
    hashes, in order of weight; ``customer`` has a folded address. ``old`` mail is history: it
    reopens nothing and continues no closed ticket.
    """

    source: SourceMail
    mail: ParsedMail
    headers: Headers
    key: int | None
    named: tuple[tuple[str, int], ...]
    packed: blobs.Packed
    original: blobs.Packed | None
    content_hash: int
    sent_at: datetime
    sent_ms: int
    dated: bool
    old: bool
    direction: Direction
    customer: Address | None
    words: Words

    @property
    def talk(self) -> bool:
        """Said by a person, not by a machine."""
        return not self.mail.automatic

    @property
    def reopens(self) -> bool:
        """Whether it asks for work: from outside, from a person, and no history."""
        return self.direction is Direction.IN and not self.mail.automatic and not self.old


def read(sources: Iterable[SourceMail], run: Run, tell: Callable[[], object]) -> Iterator[Incoming]:
    """Read mails for an import, in their order; never raises, as ``parse`` does not.

    ``tell`` is called before each mail is parsed, so that work can stop there or give way to a
    key, and may raise.

    It takes a step of mails through one part of the work before the next begins. Mail by mail the
    parts would push each other out of the processor's caches, which costs a tenth of an import.
    """
    for step in _steps(sources):
        parsed = []
        for source in step:
            tell()
            parsed.append(parse(source.raw))
        packed = [blobs.pack(source.raw) for source in step]
        for source, mail, content in zip(step, parsed, packed, strict=True):
            yield _incoming(source, mail, content, run)


def _steps(sources: Iterable[SourceMail]) -> Iterator[list[SourceMail]]:
    """The mails in lists that are short enough to be held in memory, and in caches, at once."""
    step: list[SourceMail] = []
    size = 0
    for source in sources:
        step.append(source)
        size += len(source.raw) + len(source.original)
        if len(step) == _STEP or size >= _STEP_BYTES:
            yield step
            step, size = [], 0
    if step:
        yield step


def _incoming(source: SourceMail, mail: ParsedMail, packed: blobs.Packed, run: Run) -> Incoming:
    headers = headers_of(mail)
    sent_at, dated = moment_of(source.raw, mail, now=run.now)
    original = blobs.pack(source.original) if source.original else None
    return Incoming(
        source=source,
        mail=mail,
        headers=headers,
        key=reference_key(mail.message_id) if mail.message_id else None,
        named=tuple([(each, reference_key(each)) for each in named_ids(headers)]),
        packed=packed,
        original=original,
        content_hash=content_key((original or packed).sha256),
        sent_at=sent_at,
        sent_ms=to_milliseconds(sent_at),
        dated=dated,
        old=run.is_old(sent_at),
        direction=direction_of(mail.sender, mail.reply_to, run.own),
        customer=_customer(mail, run.own),
        words=_words(mail),
    )


def headers_of(mail: ParsedMail) -> Headers:
    """What places the mail. An address in place of a Message-ID names nobody's mail.

    Old mail programs write ``In-Reply-To: Message from Eva <eva@x>``; taken as an id, it would
    bring all answers to Eva together.
    """
    named = (mail.in_reply_to, *mail.references)
    people = {each.email for each in (mail.sender, *mail.to, *mail.cc)} if any(named) else set()
    if people.isdisjoint(named):
        in_reply_to, references = mail.in_reply_to, mail.references
    else:
        in_reply_to = "" if mail.in_reply_to in people else mail.in_reply_to
        references = tuple(each for each in mail.references if each not in people)
    return Headers(mail.message_id, in_reply_to, references, mail.original_message_id, mail.subject)


def moment_of(raw: bytes, mail: ParsedMail, *, now: datetime) -> tuple[datetime, bool]:
    """When a mail was sent, and whether it said so believably.

    Where it did not, the time of its last delivery stands in, and ``now`` where there is none.
    """
    said = _believed(mail.date, now)
    if said is not None:
        return said, True
    received = head.read(raw, 0, len(raw)).get("received").rpartition(";")[2]
    delivered = _believed(dates.parse(received)[0], now) if received else None
    return delivered or now, False


def _believed(date: datetime | None, now: datetime) -> datetime | None:
    """When that was, as far as it can be believed: a little in the future is now."""
    if date is None or date < _EPOCH:
        return None
    if date <= now:
        return date
    return now if date <= now + _CLOCK_SKEW else None


def _customer(mail: ParsedMail, own: OwnAddresses) -> Address | None:
    recipients = (*mail.to, *mail.cc, *mail.bcc)
    found = customer_of(mail.sender, reply_to=mail.reply_to, recipients=recipients, own=own)
    if found is None:
        return None
    return Address(storable(found.name), storable(folded_address(found.email)))


def _words(mail: ParsedMail) -> Words:
    people = [mail.sender, *mail.to, *mail.cc]
    return Words(
        sender=Address(storable(mail.sender.name), storable(mail.sender.email)),
        subject=storable(mail.subject),
        text=storable(mail.text),
        people=storable(" ".join([f"{name} {email}" for name, email in people])),
        files=storable(" ".join([part.name for part in mail.parts])) if mail.parts else "",
        recipients=storable(_recipients(mail)),
        headers=storable(_ids(mail)),
        warnings=storable(encode_json(mail.warnings)) if mail.warnings else None,
        digests=tuple([hashlib.sha256(part.content).hexdigest() for part in mail.parts]),
    )


def _recipients(mail: ParsedMail) -> str:
    """As ``encode_json`` writes them, in a fifth of its time."""
    members = []
    if mail.bcc:
        members.append(f'"bcc":{_mailboxes(mail.bcc)}')
    if mail.cc:
        members.append(f'"cc":{_mailboxes(mail.cc)}')
    if mail.reply_to:
        members.append(f'"reply_to":{_mailboxes(mail.reply_to)}')
    if mail.to:
        members.append(f'"to":{_mailboxes(mail.to)}')
    return _object(members)


def _mailboxes(listed: tuple[Address, ...]) -> str:
    pairs = [f"[{encode_basestring(name)},{encode_basestring(email)}]" for name, email in listed]
    return f"[{','.join(pairs)}]"


def _ids(mail: ParsedMail) -> str:
    """As ``encode_json`` writes them, in a fifth of its time."""
    members = []
    if mail.in_reply_to:
        members.append(f'"in_reply_to":{encode_basestring(mail.in_reply_to)}')
    if mail.message_id:
        members.append(f'"message_id":{encode_basestring(mail.message_id)}')
    if mail.references:
        listed = ",".join([encode_basestring(each) for each in mail.references])
        members.append(f'"references":[{listed}]')
    return _object(members)


def _object(members: list[str]) -> str:
    return f"{{{','.join(members)}}}"


def storable(text: str) -> str:
    """``text`` without halves of surrogate pairs, which are no text to a database."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")
