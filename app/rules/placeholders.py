"""Marks in a filled-in text (open places, the cursor), and any text escaped to be a template.

The marks are characters of the private use area, so no filter and no customer can produce one.
"""

import re
from dataclasses import dataclass

OPEN_START = "\ue000"
"""Begins an open place; what follows up to ``OPEN_END`` is its label."""
OPEN_END = "\ue001"
CURSOR = "\ue002"

_MARKS = str.maketrans("", "", OPEN_START + OPEN_END + CURSOR)
_OPEN = re.compile(f"{OPEN_START}([^{OPEN_START}{OPEN_END}]*){OPEN_END}")
_SIGILS = re.compile("<{2,}")


@dataclass(frozen=True, slots=True)
class OpenSpan:
    """An open place from ``start`` to ``end`` of a text, marks included."""

    start: int
    end: int
    label: str


def escape(text: str) -> str:
    """A template that renders to ``text``, newlines normalised and marks aside.

    Every run of two or more ``<`` is escaped, also where it would be text anyway, so that escaped
    pieces can be put together with placeholders between them.
    """
    return _SIGILS.sub(lambda run: f'<<"{run[0]}">>', text)


def open_place(label: str) -> str:
    """The marked place in a text that nobody has filled in yet."""
    return f"{OPEN_START}{' '.join(without_marks(label).split())}{OPEN_END}"


def open_spans(text: str) -> tuple[OpenSpan, ...]:
    """All open places of ``text`` in their order."""
    return tuple(OpenSpan(*found.span(), found[1]) for found in _OPEN.finditer(text))


def visible(text: str) -> str:
    """``text`` for eyes outside of the program: open places read ``[label …]``, no mark is left."""
    return without_marks(_OPEN.sub(lambda place: f"[{place[1]} …]", text))


def without_marks(text: str) -> str:
    """``text`` without the marks, for values that come from outside."""
    if OPEN_START in text or OPEN_END in text or CURSOR in text:
        return text.translate(_MARKS)
    return text
