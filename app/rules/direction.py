"""Which way a mail went, and who the customer in it is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from app.rules.enums import Direction


class Mailbox(Protocol):
    """A name, possibly empty, and an address."""

    @property
    def name(self) -> str: ...
    @property
    def email(self) -> str: ...


def folded_address(email: str) -> str:
    """``email`` as addresses are compared here: whole address without regard to case.

    RFC 5321 lets the part before the @ differ by case; no mail provider in use does.
    """
    return email.strip().casefold()


@dataclass(frozen=True, slots=True)
class OwnAddresses:
    """The addresses of the desk and its agents, folded."""

    folded: frozenset[str]

    @classmethod
    def of(cls, addresses: Iterable[str]) -> "OwnAddresses":
        """From addresses in any spelling; empty ones are left out."""
        return cls(frozenset(filter(None, map(folded_address, addresses))))

    def __contains__(self, email: object) -> bool:
        return isinstance(email, str) and folded_address(email) in self.folded


_NO_REPLY = re.compile(
    r"""^(?:
        (?:do|please)?[-_.]?(?:no|not|never|dont)[-_.]?(?:reply|replies|respond|answer)
      | (?:bitte)?[-_.]?(?:nicht|keine)[-_.]?(?:antwort(?:en)?|beantworten)
      | (?:antwort(?:en)?)[-_.]?(?:nicht|unerwuenscht)
      | ne[-_.]?pas[-_.]?repondre
    )(?:[-_.+\d].*)?$""",
    re.VERBOSE,
)
_NO_REPLY_INSIDE = re.compile(r"(?:^|[-_.+])(?:no-?reply|donotreply|do-not-reply)(?:$|[-_.+])")


@lru_cache(maxsize=512)
def is_no_reply(email: str) -> bool:
    """Whether nobody reads ``email``: noreply@, do-not-reply@, nicht-antworten@ and the like."""
    local = folded_address(email).rpartition("@")[0]
    return bool(_NO_REPLY.match(local) or _NO_REPLY_INSIDE.search(local))


def direction_of(sender: Mailbox, reply_to: Sequence[Mailbox], own: OwnAddresses) -> Direction:
    """Outgoing when the desk wrote the mail, else incoming.

    A mail from an own address that is to be answered to a stranger is what a contact form sends
    in a customer's name: incoming.
    """
    if sender.email not in own:
        return Direction.IN
    return Direction.IN if _strangers(reply_to, own) else Direction.OUT


def customer_of(
    sender: Mailbox,
    *,
    reply_to: Sequence[Mailbox] = (),
    recipients: Sequence[Mailbox] = (),
    own: OwnAddresses,
) -> Mailbox | None:
    """Whose ticket a mail is; ``recipients`` are To, then Cc, then Bcc.

    Of an outgoing mail the first recipient who is not the desk itself; of an incoming one its
    sender, or who Reply-To names where the sender is an own or a no-reply address. An own sender
    writing to nobody else (a note to oneself) stays its own customer. None without any address.
    """
    if direction_of(sender, reply_to, own) is Direction.OUT:
        return _first(_strangers(recipients, own)) or (sender if sender.email else None)
    if sender.email in own or is_no_reply(sender.email) or not sender.email:
        answered = _first(_strangers(reply_to, own))
        if answered is not None:
            return answered
    return sender if sender.email else None


def _strangers(mailboxes: Sequence[Mailbox], own: OwnAddresses) -> list[Mailbox]:
    return [each for each in mailboxes if each.email and each.email not in own]


def _first(mailboxes: Sequence[Mailbox]) -> Mailbox | None:
    return next(iter(mailboxes), None)
