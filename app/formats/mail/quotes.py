"""Quotes and signatures in a plain text: found so that they can be folded, never cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from app.formats.mail import quote_marks as marks

_LONG = 4
_HEADER_NAME = 16
_RULES = ("-", "_", "=", "*")
_LONG_LINE = 500
_ENDS = (":", ":*", ":_")
_SIGNATURE_LINES = 15


class Kind(StrEnum):
    """What a stretch of text is to its reader."""

    VISIBLE = "visible"
    QUOTE = "quote"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of whole lines of one kind."""

    kind: Kind
    text: str


def fold(text: str) -> tuple[Block, ...]:
    """``text`` in blocks; joined they give it exactly.

    A quote includes the line that says who wrote it. What stands between two quotes is visible.
    If nothing else is there to read, as in a forwarded mail, the quotes are visible.
    """
    lines = text.split("\n")
    kinds = _kinds([line.rstrip("\r") for line in lines])
    blocks: list[Block] = []
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or kinds[index] is not kinds[start]:
            last = index == len(lines)
            piece = "\n".join(lines[start:index]) + ("" if last else "\n")
            if piece:
                blocks.append(Block(kinds[start], piece))
            start = index
    return tuple(blocks)


def visible_text(text: str) -> str:
    """The writer's own words: the visible blocks, an empty line between them."""
    shown = (block.text.strip("\n") for block in fold(text) if block.kind is Kind.VISIBLE)
    return "\n\n".join(piece for piece in shown if piece.strip()).strip()


def _kinds(lines: Sequence[str]) -> list[Kind]:
    """The kind of each line."""
    kinds = [Kind.VISIBLE] * len(lines)
    marked = [index for index, line in enumerate(lines) if marks.is_quoted(line)]
    end = min(_separated(lines, marked), _attributed(lines, marked[-1] + 1 if marked else 0))
    _set(kinds, end, len(lines), Kind.QUOTE)
    quoted = [index for index in marked if index < end]
    for index in quoted:
        kinds[index] = Kind.QUOTE
    _close_gaps(lines, kinds, quoted)
    for index in quoted:
        if index == 0 or kinds[index - 1] is not Kind.QUOTE:
            _set(kinds, _attribution(lines, kinds, index), index, Kind.QUOTE)
    _signatures(lines, kinds)
    shown = (line for kind, line in zip(kinds, lines, strict=True) if kind is Kind.VISIBLE)
    if not any(line.strip() for line in shown):
        kinds = [Kind.VISIBLE if kind is Kind.QUOTE else kind for kind in kinds]
    return kinds


def _set(kinds: list[Kind], start: int, end: int, kind: Kind) -> None:
    kinds[start:end] = [kind] * (end - start)


def _separated(lines: Sequence[str], marked: Sequence[int]) -> int:
    """The line from which on everything is an older mail below its header or a separator."""
    quoted = frozenset(marked)
    for index, line in enumerate(lines):
        begins = line[:_HEADER_NAME]
        if ":" in begins:
            found = _is_header(lines, index)
        else:
            found = begins.lstrip()[:1] in _RULES and marks.SEPARATOR.match(line) is not None
        if found and index not in quoted:
            return _with_rule(lines, index)
    return len(lines)


def _is_header(lines: Sequence[str], index: int) -> bool:
    """Whether a header as mail programs put it above the mail they answer begins here."""
    if not marks.FROM.match(lines[index]):
        return False
    names: set[str] = set()
    for line in lines[index + 1 : index + 10]:
        if not line.strip() and len(names) >= marks.HEADER_FIELDS:
            break
        names |= {name for name, pattern in marks.FIELDS.items() if pattern.match(line)}
    return len(names) >= marks.HEADER_FIELDS


def _with_rule(lines: Sequence[str], index: int) -> int:
    """``index``, or that of a rule (``_____``) just above it."""
    for above in range(index - 1, max(index - 3, -1), -1):
        if marks.RULE.match(lines[above]):
            return above
        if lines[above].strip():
            break
    return index


def _attributed(lines: Sequence[str], behind: int) -> int:
    """The line of an attribution with a date below which no line has a quote mark."""
    for last in range(behind, len(lines)):
        if not lines[last].rstrip().endswith(_ENDS):
            continue
        start = _dated(lines, last, behind)
        if start is not None and any(line.strip() for line in lines[last + 1 :]):
            return start
    return len(lines)


def _dated(lines: Sequence[str], last: int, first: int) -> int | None:
    """Where the attribution begins that ends with the line ``last``, None if it is none."""
    joined = ""
    for start in range(last, max(last - _LONG, first - 1), -1):
        line = lines[start].strip()
        if not line or len(line) > _LONG_LINE:
            return None
        joined = f"{line} {joined}".rstrip()
        if marks.MOMENT.search(joined) and marks.DATED.match(joined):
            return start
    return None


def _close_gaps(lines: Sequence[str], kinds: list[Kind], quoted: Sequence[int]) -> None:
    """Empty lines between two quoted lines belong to the quote."""
    for before, after in pairwise(quoted):
        if not any(line.strip() for line in lines[before + 1 : after]):
            _set(kinds, before, after, Kind.QUOTE)


def _attribution(lines: Sequence[str], kinds: Sequence[Kind], quote: int) -> int:
    """The first line of the attribution above the quote, else the quote's own."""
    end = quote
    while end > 0 and not lines[end - 1].strip() and quote - end < 2:
        end -= 1
    if end == 0 or kinds[end - 1] is not Kind.VISIBLE:
        return quote
    joined = ""
    for start in range(end - 1, max(end - 1 - _LONG, -1), -1):
        if not lines[start].strip() or kinds[start] is not Kind.VISIBLE:
            break
        joined = f"{lines[start].strip()} {joined}".strip()[-_LONG_LINE:]
        if marks.DATED.match(joined):
            return start
    return end - 1 if marks.ATTRIBUTION.match(lines[end - 1].strip()[:_LONG_LINE]) else quote


def _signatures(lines: Sequence[str], kinds: list[Kind]) -> None:
    """Mark a signature at the end of each visible stretch that ends the mail or meets a quote."""
    end = len(lines)
    while end > 0:
        start = end
        while start > 0 and kinds[start - 1] is kinds[end - 1]:
            start -= 1
        if kinds[end - 1] is Kind.VISIBLE:
            found = _signature(lines[start:end], at_end=end == len(lines))
            if found is not None:
                _set(kinds, start + found, end, Kind.SIGNATURE)
        end = start


def _signature(lines: Sequence[str], *, at_end: bool) -> int | None:
    """Where the signature begins in a visible stretch; None if there is none."""
    for index, line in enumerate(lines):
        if line == "-- " or (marks.DASHES.match(line) and len(lines) - index <= _SIGNATURE_LINES):
            return index
        if marks.RULE.match(line) and marks.is_list_footer(lines[index + 1 : index + 4]):
            return index
    words = [index for index, line in enumerate(lines) if line.strip()]
    for index in words[-3:]:
        if marks.SENT_FROM.match(lines[index].strip()):
            return index
    return _greeting(lines, words) if at_end or words else None


def _greeting(lines: Sequence[str], words: Sequence[int]) -> int | None:
    """A closing greeting that is followed by nothing but a name and how to reach it."""
    for index in words[-_SIGNATURE_LINES:]:
        if marks.GREETING.match(lines[index].strip()):
            below = [lines[following].strip() for following in words if following > index]
            if below and marks.are_contact_lines(below):
                return index
    return None
