"""Raw mails in an mbox (the variant mboxrd) such that their very bytes come back.

Every line that begins with ``From``, ``>From`` and so on gets one more ``>``, in the head as well.
What follows a mail up to the next ``From `` line is an empty line, and a line feed before it where
the mail ends without one; whoever knows the size of the mail takes away just that.
"""

import re
from datetime import UTC, datetime

_QUOTABLE = re.compile(rb"^(?=>*From )", re.MULTILINE)
_QUOTED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_NO_ADDRESS = re.compile(r"[^!-~]")


def envelope(sender: str, at: datetime) -> bytes:
    """The line that begins a mail: who sent it when (UTC, as ``asctime`` writes it)."""
    address = sender if sender and not _NO_ADDRESS.search(sender) else "MAILER-DAEMON"
    moment = at.astimezone(UTC)
    return f"From {address} {_DAYS[moment.weekday()]} {_MONTHS[moment.month - 1]} ".encode() + (
        f"{moment.day:2} {moment:%H:%M:%S} {moment.year:04}\n".encode()
    )


def quoted(raw: bytes) -> bytes:
    """A mail as it lies in the mailbox, up to the empty line behind it."""
    text = _QUOTABLE.sub(b">", raw) if b"From " in raw else raw
    return text if text.endswith(b"\n") else text + b"\n"


def unquoted(text: bytes, size: int) -> bytes:
    """The mail of ``size`` bytes that ``quoted`` was given."""
    return (_QUOTED.sub(b"", text) if b">From " in text else text)[:size]


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
"""English whatever the system speaks: the words are part of the format."""
