"""Writes a template of ours piece by piece: text is escaped, values, fields and dates are named."""

from collections.abc import Iterable

from app.formats.snippets.date_patterns import DatePattern, PartKind
from app.formats.snippets.imported import LONGEST_BODY
from app.formats.snippets.names import own_name, own_word
from app.i18n import _
from app.rules.placeholders import escape

_MOST_CHOICES = 50
_LONGEST_LIST = 1900
_LONGEST = 500
_MOST_PLACES = 450
_UNITS = (("weeks", 604_800), ("days", 86_400), ("hours", 3600))
_FARTHEST = {
    "years": 10, "months": 120, "weeks": 520, "days": 3650, "hours": 8760, "minutes": 525_600
}  # fmt: skip

Shift = tuple[int, str]
"""How far a moment is moved: an amount, negative for back, and a unit."""


class BodyWriter:
    """The pieces of one body in order, and what was lost on the way.

    Neighbouring texts are escaped as one, so that marks which meet where two of them join are
    escaped as well.
    """

    def __init__(self) -> None:
        self._written: list[str] = []
        self._text: list[str] = []
        self._length = 0
        self._places = 0
        self._has_cursor = False
        self._lost: dict[str, None] = {}

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was lost, each once."""
        return tuple(self._lost)

    @property
    def full(self) -> bool:
        """Whether it became more than our language allows, so that the rest was not taken."""
        return self._length > LONGEST_BODY or self._places > _MOST_PLACES

    def body(self) -> str:
        """The template so far."""
        self._settle()
        return "".join(self._written)

    def warn(self, sentence: str) -> None:
        """Say that something was not carried over."""
        self._lost[sentence] = None

    def text(self, words: str) -> None:
        """Text that comes out as it is."""
        if words and not self.full:
            self._text.append(words)
            self._length += len(words)

    def value(self, name: str, *filters: str) -> None:
        """A value by its canonical name, with filters as our language writes them."""
        self._place("|".join((own_name(name), *filters)))

    def moment(self, pattern: DatePattern, shifts: Iterable[Shift] = ()) -> None:
        """The present date and time, moved by ``shifts`` in a row, as a pattern prints them."""
        for sign in pattern.lost:
            self.warn(
                _("The date sign “{sign}” is not known here and was left out.").format(sign=sign)
            )
        listed = [each for each in shifts if each[0]]
        moved = tuple(map(_moved, listed))
        whole_days = not {unit for _amount, unit in listed} & {"hours", "minutes"}
        for part in pattern.parts:
            if part.kind is PartKind.TEXT:
                self.text(part.text)
            elif part.kind is PartKind.DAY:
                written = f"{own_word('date')}({quoted(part.text)})"
                self.value("today" if whole_days else "now", *moved, written)
            else:
                self.value("now", *moved, f"{own_word('time')}({quoted(part.text)})")

    def field(
        self,
        label: str,
        *,
        kind: str = "",
        choices: Iterable[str] = (),
        default: str = "",
    ) -> None:
        """A field of the form; ``kind`` is a word of ours such as ``long``, empty for one line."""
        arguments = [quoted(clean_label(label))]
        listed = list(dict.fromkeys(filter(None, map(_choice, choices))))
        kept = _fitting(listed)
        if len(kept) < len(listed):
            self.warn(
                _("Of {count} choices for “{label}” the first {kept} are kept.").format(
                    count=len(listed), label=label[:40], kept=len(kept)
                )
            )
        if len(kept) > 1:
            arguments.append(f"{own_word('choices')}={quoted('|'.join(kept))}")
            default = _choice(default) if _choice(default) in kept else ""
        elif kept:
            default = default or kept[0]
        elif kind:
            arguments.append(f"{own_word('kind')}={quoted(own_word(kind))}")
        if default.strip():
            arguments.append(f"default={quoted(default[:_LONGEST])}")
        self._place(f"{own_word('ask')}({', '.join(arguments)})")

    def snippet(self, abbreviation: str) -> None:
        """Another snippet, in this place."""
        self._place(f"{own_word('snippet')}({quoted(abbreviation)})")

    def cursor(self) -> None:
        """Where the cursor stands afterwards; only the first counts."""
        if not self._has_cursor:
            self._has_cursor = True
            self._place(own_name("cursor"))

    def block(self, inside: str) -> None:
        """A condition, without its marks."""
        self._place(f"% {inside} %")

    def _place(self, inside: str) -> None:
        if not self.full:
            self._settle()
            self._written.append(f"<<{inside}>>")
            self._length += len(inside)
            self._places += 1

    def _settle(self) -> None:
        if self._text:
            text = "".join(self._text)
            escaped = escape(text)
            self._written.append(escaped)
            self._text = []
            self._length += len(escaped) - len(text)
            self._places += escaped.count(">>") - text.count(">>")


def _fitting(choices: list[str]) -> list[str]:
    """As many of them as a list may hold."""
    kept: list[str] = []
    length = 0
    for each in choices[:_MOST_CHOICES]:
        length += len(each) + 1
        if length > _LONGEST_LIST:
            break
        kept.append(each)
    return kept


def _moved(shift: Shift) -> str:
    amount, unit = shift
    direction = "plus" if amount > 0 else "minus"
    return f'{direction}({min(abs(amount), _FARTHEST[unit])}, "{own_word(unit)}")'


def shift_of(seconds: int) -> Shift:
    """So many seconds in the largest unit that fits, to the minute."""
    for unit, length in _UNITS:
        if seconds % length == 0:
            return seconds // length, unit
    return round(seconds / 60), "minutes"


def quoted(text: str) -> str:
    """A constant text as our language writes it: on one line, and not with both kinds of quotes."""
    line = " ".join(text.replace("<<", "‹‹").replace(">>", "››").split("\n"))
    if '"' not in line:
        return f'"{line}"'
    return f"'{line}'" if "'" not in line else '"' + line.replace('"', "”") + '"'


def clean_label(label: str) -> str:
    """A label on one line, with a letter to name it by."""
    words = " ".join(label.split())[:80].strip()
    if any(sign.isalnum() for sign in words):
        return words
    return f"{_('Field')} {words}".strip()


def _choice(text: str) -> str:
    """One choice of a list that is divided by ``|``."""
    return " ".join(text.replace("|", "/").split())[:200]
