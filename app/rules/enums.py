"""The closed sets of values a ticket, a message and a contact are described with."""

from enum import StrEnum
from typing import Self

from app.i18n import N_, _


class Status(StrEnum):
    """Where a ticket stands; snoozed is a time on top of it, not a status."""

    NEW = "new"
    OPEN = "open"
    WAITING_CUSTOMER = "waiting_customer"
    WAITING_THIRD = "waiting_third"
    SOLVED = "solved"
    CLOSED = "closed"

    @property
    def waiting(self) -> bool:
        """Somebody else has to act: the clock of a service level stands still."""
        return self in (Status.WAITING_CUSTOMER, Status.WAITING_THIRD)

    @property
    def done(self) -> bool:
        """Nobody has to act any more."""
        return self in (Status.SOLVED, Status.CLOSED)


class _Ranked(StrEnum):
    """Members in rising order; ``rank`` counts from 0 in order of definition."""

    @property
    def rank(self) -> int:
        """Position in the order of definition, the lowest is 0: what a table column sorts by."""
        return list(type(self)).index(self)

    @classmethod
    def from_rank(cls, rank: int) -> Self:
        """The member at ``rank``; ``IndexError`` outside of ``0 … len - 1``."""
        if rank < 0:
            raise IndexError(rank)
        return list(cls)[rank]


class Priority(_Ranked):
    """How soon a ticket needs work; rank 0 (low) to 3 (critical)."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    CRITICAL = "critical"


class Impact(_Ranked):
    """How many are affected, and how badly."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Urgency(_Ranked):
    """How long it can wait."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Level(_Ranked):
    """The line of support that has the ticket."""

    L1 = "L1"
    L2 = "L2"
    L3 = "L3"


class Channel(StrEnum):
    """How an enquiry reached the desk."""

    EMAIL = "email"
    PHONE = "phone"
    CHAT = "chat"
    SOCIAL = "social"
    COUNTER = "counter"
    LETTER = "letter"


class Direction(StrEnum):
    """Which way a message went: from the customer, to the customer, or neither (a note)."""

    IN = "in"
    OUT = "out"
    NOTE = "note"


class LinkKind(StrEnum):
    """What a ticket is to the ticket it is linked to."""

    RELATED = "related"
    DUPLICATE = "duplicate"
    CHILD = "child"
    CONTINUES = "continues"


class FormOfAddress(StrEnum):
    """How a customer is addressed in German."""

    SIE = "sie"
    DU = "du"
    UNKNOWN = "unknown"


class Gender(StrEnum):
    """How a salutation speaks of a person."""

    UNKNOWN = "unknown"
    FEMALE = "female"
    MALE = "male"
    DIVERSE = "diverse"


class DraftKind(StrEnum):
    """What a draft becomes when it is finished."""

    REPLY = "reply"
    REPLY_ALL = "reply_all"
    FORWARD = "forward"
    NOTE = "note"


class SentVia(StrEnum):
    """The way an answer left the desk."""

    CLIPBOARD = "clipboard"
    MAIL_PROGRAM = "mail_program"
    EML = "eml"
    ACCOUNT = "account"
    IMPORTED = "imported"


_LABELS: dict[type[StrEnum], dict[str, str]] = {
    Status: {
        Status.NEW: N_("New"),
        Status.OPEN: N_("Open"),
        Status.WAITING_CUSTOMER: N_("Waiting for customer"),
        Status.WAITING_THIRD: N_("Waiting for third party"),
        Status.SOLVED: N_("Solved"),
        Status.CLOSED: N_("Closed"),
    },
    Priority: {
        Priority.LOW: N_("Low"),
        Priority.NORMAL: N_("Normal"),
        Priority.HIGH: N_("High"),
        Priority.CRITICAL: N_("Critical"),
    },
    Impact: {
        Impact.LOW: N_("Low impact"),
        Impact.MEDIUM: N_("Medium impact"),
        Impact.HIGH: N_("High impact"),
    },
    Urgency: {
        Urgency.LOW: N_("Low urgency"),
        Urgency.MEDIUM: N_("Medium urgency"),
        Urgency.HIGH: N_("High urgency"),
    },
    Level: {Level.L1: N_("L1"), Level.L2: N_("L2"), Level.L3: N_("L3")},
    Channel: {
        Channel.EMAIL: N_("Email"),
        Channel.PHONE: N_("Phone"),
        Channel.CHAT: N_("Chat"),
        Channel.SOCIAL: N_("Social media"),
        Channel.COUNTER: N_("Counter"),
        Channel.LETTER: N_("Letter"),
    },
    Direction: {
        Direction.IN: N_("Incoming"),
        Direction.OUT: N_("Outgoing"),
        Direction.NOTE: N_("Note"),
    },
    LinkKind: {
        LinkKind.RELATED: N_("Related to"),
        LinkKind.DUPLICATE: N_("Duplicate of"),
        LinkKind.CHILD: N_("Child of"),
        LinkKind.CONTINUES: N_("Continues"),
    },
    FormOfAddress: {
        FormOfAddress.SIE: N_("Sie"),
        FormOfAddress.DU: N_("du"),
        FormOfAddress.UNKNOWN: N_("Form of address unknown"),
    },
    Gender: {
        Gender.UNKNOWN: N_("Gender unknown"),
        Gender.FEMALE: N_("Female"),
        Gender.MALE: N_("Male"),
        Gender.DIVERSE: N_("Diverse"),
    },
    DraftKind: {
        DraftKind.REPLY: N_("Reply"),
        DraftKind.REPLY_ALL: N_("Reply to all"),
        DraftKind.FORWARD: N_("Forward"),
        DraftKind.NOTE: N_("Note"),
    },
    SentVia: {
        SentVia.CLIPBOARD: N_("Copied to the clipboard"),
        SentVia.MAIL_PROGRAM: N_("Opened in the mail program"),
        SentVia.EML: N_("Saved as a mail draft"),
        SentVia.ACCOUNT: N_("Sent from the mail account"),
        SentVia.IMPORTED: N_("Imported"),
    },
}


def label(value: StrEnum) -> str:
    """What a person reads for ``value``, in the language of the interface.

    ``KeyError`` for a member of an enum that is not listed here: every value has one label,
    and this is its one place.
    """
    return _(_LABELS[type(value)][value])
