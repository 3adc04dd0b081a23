"""Which ticket a mail belongs to, by what its headers say and never by the words of its subject."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from app.i18n import _
from app.rules.enums import Status


class ThreadedBy(StrEnum):
    """Why a message is in its ticket."""

    IN_REPLY_TO = "in_reply_to"
    REFERENCES = "references"
    REFERENCED = "referenced"
    SUBJECT_NUMBER = "subject_number"
    BOUNCE_ORIGINAL = "bounce_original"
    CONTINUES_CLOSED = "continues_closed"
    NEW = "new"
    WRITTEN = "written"
    CAPTURED = "captured"
    SPLIT = "split"
    MERGED = "merged"
    MANUAL = "manual"


class Headers(NamedTuple):
    """What a mail says of its place; message ids without angle brackets, oldest reference first."""

    message_id: str = ""
    in_reply_to: str = ""
    references: Sequence[str] = ()
    original_message_id: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the desk knows of one mail's headers, looked up beforehand.

    ``tickets`` holds the ticket of every known mail among the ids in the headers, ``referencing``
    the ticket of a mail that arrived earlier and names this one, with that mail's id as evidence;
    ``numbers`` maps ticket numbers to ids; ``statuses`` holds the status of all tickets named.
    """

    tickets: Mapping[str, int]
    referencing: tuple[int, str] | None
    numbers: Mapping[int, int]
    statuses: Mapping[int, Status]


@dataclass(frozen=True, slots=True)
class Threading:
    """Where a mail goes. ``ticket_id`` None opens a new ticket.

    ``message_id`` is the known mail it hangs on. ``continues`` is the closed ticket that a new one
    is linked to; ``evidence`` is the id, or number, that decided.
    """

    ticket_id: int | None
    message_id: str | None
    reason: ThreadedBy
    evidence: str
    continues: int | None = None


_NUMBER = re.compile(r"\[#(\d{1,12})\]")


def subject_number(subject: str) -> int | None:
    """The ticket number in a subject: exactly one, in square brackets, ``[#1042]``.

    The same number twice (a reply to a reply) is one; two different numbers are none.
    """
    numbers = {int(number) for number in _NUMBER.findall(subject)}
    return numbers.pop() if len(numbers) == 1 else None


def subject_tag(number: int) -> str:
    """What `subject_number` finds again: ``[#1042]``."""
    return f"[#{number}]"


def named_ids(headers: Headers) -> tuple[str, ...]:
    """Every message id that `place_mail` looks up in ``Known.tickets``, in order of weight."""
    ids = (headers.original_message_id, headers.in_reply_to, *reversed(headers.references))
    return tuple(dict.fromkeys(each for each in ids if each and each != headers.message_id))


def place_mail(headers: Headers, known: Known, *, reopens: bool = True) -> Threading:
    """Decide for one mail; ``reopens`` is False for automatic mail and what the desk wrote.

    The strongest evidence first: the mail that a report is about, In-Reply-To, the latest known
    reference, a known mail that names this one, and only then the number in the subject, which a
    person typed or a program kept. Anyone may write that number, also from an address that is not
    on the ticket: a colleague of the customer is more likely than a guess at four digits, and the
    mail is only shown there; the ticket's contact is decided elsewhere and stays.
    A customer's mail never returns to a closed ticket: it opens a new one that is linked to it.
    """
    found = _strongest(headers, known)
    if found.ticket_id is None or not reopens:
        return found
    if known.statuses.get(found.ticket_id) is not Status.CLOSED:
        return found
    return Threading(
        ticket_id=None,
        message_id=found.message_id,
        reason=ThreadedBy.CONTINUES_CLOSED,
        evidence=found.evidence,
        continues=found.ticket_id,
    )


def _strongest(headers: Headers, known: Known) -> Threading:
    for each in named_ids(headers):
        if each in known.tickets:
            return Threading(known.tickets[each], each, _named_by(each, headers), each)
    if known.referencing is not None:
        ticket_id, message_id = known.referencing
        return Threading(ticket_id, message_id, ThreadedBy.REFERENCED, message_id)
    number = subject_number(headers.subject)
    if number is not None and number in known.numbers:
        tag = subject_tag(number)
        return Threading(known.numbers[number], None, ThreadedBy.SUBJECT_NUMBER, tag)
    return Threading(None, None, ThreadedBy.NEW, "")


def _named_by(message_id: str, headers: Headers) -> ThreadedBy:
    if message_id == headers.original_message_id:
        return ThreadedBy.BOUNCE_ORIGINAL
    if message_id == headers.in_reply_to:
        return ThreadedBy.IN_REPLY_TO
    return ThreadedBy.REFERENCES


def explain(reason: ThreadedBy, evidence: str) -> str:
    """*Why is this mail here?* as one sentence; ``evidence`` as stored with ``reason``."""
    sentences = {
        ThreadedBy.IN_REPLY_TO: _("Its header In-Reply-To names the mail <{evidence}>."),
        ThreadedBy.REFERENCES: _("Its header References names the mail <{evidence}>."),
        ThreadedBy.REFERENCED: _("The mail <{evidence}>, which was here before, refers to it."),
        ThreadedBy.SUBJECT_NUMBER: _("Its subject has the number {evidence}."),
        ThreadedBy.BOUNCE_ORIGINAL: _("It reports on the mail <{evidence}>."),
        ThreadedBy.CONTINUES_CLOSED: _(
            "It continues a closed ticket, found by {evidence}, so it opened a new one."
        ),
        ThreadedBy.NEW: _("It refers to no mail and no ticket known here, so it opened this one."),
        ThreadedBy.WRITTEN: _("It was written here."),
        ThreadedBy.CAPTURED: _("It was written down here."),
        ThreadedBy.SPLIT: _("It was split off from ticket {evidence}."),
        ThreadedBy.MERGED: _("It came with ticket {evidence}, which was merged into this one."),
        ThreadedBy.MANUAL: _("It was moved here by {evidence}."),
    }
    return sentences[reason].format(evidence=evidence)
