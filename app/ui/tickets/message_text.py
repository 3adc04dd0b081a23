"""What of an entry's text is shown at once, and what is folded."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.formats.mail.quotes import Kind, fold
from app.i18n import _
from app.queries.conversation import Entry

_LINES_AT_ONCE = 300
_LETTERS_AT_ONCE = 40_000


class PartKind(StrEnum):
    """How a stretch of a message is shown; all but ``TEXT`` are folded first."""

    TEXT = "text"
    ASIDE = "aside"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a message; ``words`` name it where it is folded."""

    kind: PartKind
    text: str
    words: str

    @property
    def lines(self) -> int:
        """How many lines with something in them."""
        return sum(1 for line in self.text.splitlines() if line.strip())


def card_parts(entry: Entry) -> tuple[Part, ...]:
    """The text in parts, none of it left out; neighbouring quotes and signatures fold as one."""
    return tuple(_parts(entry.text))


def visible_part(text: str) -> str:
    """What is read without unfolding anything."""
    return "\n\n".join(part.text for part in _parts(text) if part.kind is not PartKind.ASIDE)


def _parts(text: str) -> tuple[Part, ...]:
    parts: list[Part] = []
    aside: list[str] = []
    kinds: set[Kind] = set()
    for block in fold(text):
        if block.kind is Kind.VISIBLE and block.text.strip():
            parts += _aside(aside, kinds)
            aside, kinds = [], set()
            parts += _shown(block.text.strip("\n"))
        else:
            aside.append(block.text)
            kinds.add(block.kind)
    parts += _aside(aside, kinds)
    return tuple(parts)


def _aside(texts: list[str], kinds: set[Kind]) -> Iterator[Part]:
    text = "".join(texts).strip("\n")
    if text.strip():
        words = _("quoted text and signature")
        if Kind.SIGNATURE not in kinds:
            words = _("quoted text")
        elif Kind.QUOTE not in kinds:
            words = _("signature")
        yield Part(PartKind.ASIDE, text, words)


def _shown(text: str) -> Iterator[Part]:
    """A very long text is begun; the rest is one click away."""
    lines = text.splitlines(keepends=True)
    if len(lines) <= _LINES_AT_ONCE and len(text) <= _LETTERS_AT_ONCE:
        yield Part(PartKind.TEXT, text, "")
        return
    begun = "".join(lines[:_LINES_AT_ONCE])[:_LETTERS_AT_ONCE]
    yield Part(PartKind.TEXT, begun, "")
    yield Part(PartKind.REST, text[len(begun) :].strip("\n"), _("rest of the message"))
