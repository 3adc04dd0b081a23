"""The text and subject of an answer: quoting, forwarding, signature, ``Re:`` and the number.

These are read by the customer, so they are in the language of the conversation and not in that of
the interface.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from app.formats.mail.values import Address
from app.rules.threading import subject_tag
from app.rules.time_words import MONTH_NAMES

SIGNATURE_MARK = "-- "
"""The line before a signature, with its space (RFC 3676, 4.3)."""

_PREFIXES = re.compile(
    r"^(?:\s*(?:re|aw|antw|antwort|sv|odp|fwd?|wg|wtr|rv)\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*:)+\s*",
    re.IGNORECASE,
)
_TAG = re.compile(r"\s*\[#\d+\]\s*")


def bare_subject(subject: str) -> str:
    """``subject`` on one line without reply and forward marks and ticket numbers."""
    one_line = " ".join(_TAG.sub(" ", subject).split())
    return _PREFIXES.sub("", one_line)


def reply_subject(subject: str, *, number: int | None = None) -> str:
    """``Re: [#1042] Printer``: one mark (``Re:``, RFC 5322, 3.6.5), one number, in this order."""
    return _marked("Re:", subject, number)


def forward_subject(subject: str, *, number: int | None = None) -> str:
    """``Fwd: [#1042] Printer``, whatever marks were there before."""
    return _marked("Fwd:", subject, number)


def tagged_subject(subject: str, *, number: int) -> str:
    """``subject`` with the number of its ticket once; a reply mark stays in front."""
    one_line = " ".join(_TAG.sub(" ", subject).split())
    mark = _PREFIXES.match(one_line)
    start = mark.end() if mark else 0
    return " ".join(f"{one_line[:start]} {subject_tag(number)} {one_line[start:]}".split())


def _marked(mark: str, subject: str, number: int | None) -> str:
    tag = "" if number is None else subject_tag(number)
    return " ".join(f"{mark} {tag} {bare_subject(subject)}".split())


def quote(text: str, *, sender: Address, date: datetime | None, language: str) -> str:
    """``text`` quoted below a line that says who wrote it when; ``date`` in the zone to show."""
    body = "\n".join(map(_quoted_line, text.rstrip().splitlines()))
    return f"{_attribution(sender, date, language)}\n{body}"


def _quoted_line(line: str) -> str:
    return (f">{line}" if line.startswith(">") else f"> {line}").rstrip()


def _attribution(sender: Address, date: datetime | None, language: str) -> str:
    name = sender.name or sender.email
    if language == "de":
        when = f"Am {date:%d.%m.%Y} um {date:%H:%M} schrieb" if date else "Es schrieb"
        return f"{when} {name}:"
    when = f"On {_english_date(date)}, " if date else ""
    return f"{when}{name} wrote:"


def forward_text(
    text: str,
    *,
    sender: Address,
    to: Sequence[Address],
    cc: Sequence[Address] = (),
    subject: str,
    date: datetime | None,
    language: str,
) -> str:
    """``text`` below the headers of the mail that is forwarded, as mail programs write them."""
    german = language == "de"
    title = "Weitergeleitete Nachricht" if german else "Forwarded message"
    names = ("Von", "Datum", "Betreff", "An", "Kopie") if german else _ENGLISH_HEADERS
    when = "" if date is None else f"{date:%d.%m.%Y %H:%M}" if german else _english_date(date)
    values = (_addresses([sender]), when, subject, _addresses(to), _addresses(cc))
    lines = [f"{name}: {value}" for name, value in zip(names, values, strict=True) if value]
    return "\n".join([f"-------- {title} --------", *lines, "", text.rstrip()])


_ENGLISH_HEADERS = ("From", "Date", "Subject", "To", "Cc")


def _english_date(date: datetime) -> str:
    return f"{date.day} {MONTH_NAMES['en'][date.month - 1]} {date.year} at {date:%H:%M}"


def _addresses(addresses: Sequence[Address]) -> str:
    return ", ".join(f"{a.name} <{a.email}>" if a.name else a.email for a in addresses)


def assemble(answer: str, *, signature: str = "", quoted: str = "") -> str:
    """The whole text of an answer: what was written, the signature, the mail it answers.

    The signature comes below its mark ``-- ``, also where it brings the mark along itself. The
    text ends with a line break.
    """
    signed = signature.strip("\n").rstrip()
    if signed in (SIGNATURE_MARK, "--"):
        signed = ""
    if signed and signed.split("\n", 1)[0].rstrip() != "--":
        signed = f"{SIGNATURE_MARK}\n{signed}"
    parts = (answer.rstrip(), signed, quoted.rstrip())
    return "\n\n".join(part for part in parts if part) + "\n"
