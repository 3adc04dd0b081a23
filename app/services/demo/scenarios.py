"""The hand-written threads of the demo desk, read from ``resources/demo/<language>.txt``.

``= key`` begins a scenario; ``Name: value`` lines describe it; ``--- who +delay`` begins an entry
(customer, agent or note; ``+20m``, ``+3h``, ``+2d`` after the one before), whose text runs to the
next mark. ``Attach: kind name`` below an entry, or above the first, gives a file to it.
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from app.paths import resource
from app.rules.enums import Channel, Impact, Urgency


class Kind(StrEnum):
    """What a scenario is: an enquiry, or something that a machine or a spammer sent."""

    ENQUIRY = "enquiry"
    SPAM = "spam"
    AUTOMATIC = "automatic"
    AWAY = "away"
    BOUNCE = "bounce"


class Who(StrEnum):
    """Whose words an entry holds."""

    CUSTOMER = "customer"
    AGENT = "agent"
    NOTE = "note"


class Attached(NamedTuple):
    """A file of an entry: ``picture``, ``pdf`` or ``text``, and its name."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a thread; ``after`` counts from the one before. ``{…}`` is filled in later."""

    who: Who
    after: timedelta
    text: str
    files: tuple[Attached, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """A thread as it could have happened."""

    language: str
    key: str
    subject: str
    kind: Kind
    channel: Channel
    category: str
    tags: tuple[str, ...]
    impact: Impact
    urgency: Urgency
    seconds: int
    sender: str
    html: bool
    lines: tuple[Line, ...]


_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_HEADER = re.compile(r"([A-Z][a-z]+): (.+)")


@dataclass(slots=True)
class _Draft:
    headers: dict[str, str] = field(default_factory=dict)
    lines: list[tuple[str, list[str], list[Attached]]] = field(default_factory=list)


def scenarios(language: str) -> tuple[Scenario, ...]:
    """All scenarios in ``language`` (``de`` or ``en``), in the order of the file."""
    text = resource("demo", f"{language}.txt").read_text("utf-8")
    parts = re.split(r"^= (.+)$", text, flags=re.MULTILINE)[1:]
    return tuple(
        _scenario(language, key.strip(), body)
        for key, body in zip(parts[::2], parts[1::2], strict=True)
    )


def _scenario(language: str, key: str, body: str) -> Scenario:
    draft = _Draft()
    above: list[Attached] = []
    for line in body.strip("\n").split("\n"):
        header = _HEADER.fullmatch(line)
        if line.startswith("--- "):
            draft.lines.append((line[4:], [], above))
            above = []
        elif header and header[1] == "Attach":
            kind, name = header[2].split()
            (draft.lines[-1][2] if draft.lines else above).append(Attached(kind, name))
        elif not draft.lines and header:
            draft.headers[header[1]] = header[2]
        elif draft.lines:
            draft.lines[-1][1].append(line)
    told = draft.headers.get
    return Scenario(
        language=language,
        key=f"{language}/{key}",
        subject=draft.headers["Subject"],
        kind=Kind(told("Kind", "enquiry")),
        channel=Channel(told("Channel", "email")),
        category=told("Category", ""),
        tags=tuple(tag.strip() for tag in told("Tags", "").split(",") if tag.strip()),
        impact=Impact(told("Impact", "medium")),
        urgency=Urgency(told("Urgency", "medium")),
        seconds=int(told("Seconds", "0")),
        sender=told("From", ""),
        html=told("Html", "") == "yes",
        lines=tuple(_line(mark, words, files) for mark, words, files in draft.lines),
    )


def _line(mark: str, words: list[str], files: list[Attached]) -> Line:
    who, _space, delay = mark.partition(" +")
    after = timedelta(**{_UNITS[delay[-1]]: int(delay[:-1])}) if delay else timedelta()
    return Line(Who(who.strip()), after, "\n".join(words).strip("\n"), tuple(files))
