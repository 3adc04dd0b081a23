"""A source cut into text and what stands in ``<< >>``; decides what is only text.

A ``<<`` opens a value if a word or a quoted text follows and ``>>`` on the same line before the
next ``<<``. Of several ``<`` the last two open, so ``<<<name>>>`` is a value in angle brackets.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from app.i18n import _
from app.rules.placeholders import escape
from app.templating.snippets.limits import MOST_PIECES
from app.templating.snippets.names import FACT_ROOTS, canonical, roots
from app.templating.snippets.problems import Fix, Flaw


class PieceKind(Enum):
    """What a stretch of a source is."""

    TEXT = auto()
    VALUE = auto()
    BLOCK = auto()
    COMMENT = auto()
    BROKEN = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """``source[start:end]``; ``inner`` to ``inner_end`` is what stands between the signs.

    ``text`` is what a stretch of text prints, ``flaw`` what is wrong with a broken one.
    """

    kind: PieceKind
    start: int
    end: int
    inner: int = 0
    inner_end: int = 0
    text: str = ""
    flaw: Flaw | None = None


_OPENING = re.compile(r"<{2,}")
_VALUE_START = re.compile(r"<<[ \t]*(?=[^\W\d]|[\"'])")
_STOP = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|>>|<<|\n|[\"']")
_BLOCK_STOP = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|%>>|<<")
_QUOTED_ONLY = re.compile(
    r"<<[ \t]*(?:\"[^\"\n]*\"|'[^'\n]*')(?:>>|[ \t]*\||[ \t]+(?:if|wenn|falls)\b)",
    re.IGNORECASE,
)
_FIRST_WORDS = re.compile(r"<<[ \t]?([\w.]*)(\(?)")
_BLOCK_WORD = re.compile(r"<<%[-+]?\s*([^\W\d]+)")
_CALLED = frozenset(("frage", "ask", "baustein", "snippet"))
_OWN_WORDS = frozenset(("cursor", *_CALLED))


def normalised(source: str) -> str:
    """``source`` with ``\\n`` for all newlines."""
    return source.replace("\r\n", "\n").replace("\r", "\n") if "\r" in source else source


def pieces(source: str) -> tuple[Piece, ...]:
    """``source``, its newlines normalised, cut up without gaps.

    What comes after one placeholder too many (``MOST_PIECES``) is taken as text.

    A line that holds nothing but conditions and comments prints nothing, not even its newline.
    """
    return _without_blank_lines(source, tuple(_cut(source)))


def _cut(source: str) -> Iterator[Piece]:
    printed = position = count = 0
    while count <= MOST_PIECES and (found := _OPENING.search(source, position)):
        start = found.end() - 2
        piece = _piece(source, start)
        position = piece.end if piece else found.end()
        if piece is None:
            continue
        if printed < start:
            yield Piece(PieceKind.TEXT, printed, start, text=source[printed:start])
        yield piece
        printed = position
        count += 1
    if printed < len(source):
        yield Piece(PieceKind.TEXT, printed, len(source), text=source[printed:])


def _piece(source: str, start: int) -> Piece | None:
    """What begins with the ``<<`` at ``start``, None if that is only text."""
    match source[start + 2 : start + 3]:
        case "#":
            return _comment(source, start)
        case "%":
            return _block(source, start)
    if not _VALUE_START.match(source, start):
        return None
    quoted = source[start + 2 :][:40].lstrip(" \t")[:1] in "\"'"
    if quoted and not _QUOTED_ONLY.match(source, start):
        return None
    end = _closing(source, start)
    if end is not None:
        return Piece(PieceKind.VALUE, start, end, start + 2, end - 2)
    return None if quoted else _unclosed(source, start)


def _closing(source: str, start: int) -> int | None:
    """Where the value that begins at ``start`` ends, None if it does not on its line.

    A quote that is never closed does not hide the ``>>`` after it: the mistake is reported there.
    """
    position = start + 2
    while found := _STOP.search(source, position):
        match found[0]:
            case ">>":
                return found.end()
            case "<<" | "\n":
                return None
            case '"' | "'":
                line_end = source.find("\n", found.end())
                end = source.find(">>", found.end(), line_end if line_end >= 0 else len(source))
                return end + 2 if end >= 0 else None
        position = found.end()
    return None


def _unclosed(source: str, start: int) -> Piece | None:
    """A value without its ``>>``, if it is plain that one was meant."""
    found = _FIRST_WORDS.match(source, start)
    if not found or source[start + 2] in " \t":
        return None
    word, called = found[1].lower(), found[2]
    root, dot, _attribute = word.partition(".")
    known = canonical(word) or (dot and (root in FACT_ROOTS or root in roots()))
    if not (known or (called and word in _CALLED) or word == "cursor"):
        return None
    end = found.end(1)
    fix = Fix(_("Close it with >>"), end, 0, ">>") if not called else None
    flaw = Flaw(start, end - start, _("This placeholder is not closed: >> is missing."), fix)
    return Piece(PieceKind.BROKEN, start, end, flaw=flaw)


def _comment(source: str, start: int) -> Piece:
    end = source.find("#>>", start + 3)
    if end >= 0:
        return Piece(PieceKind.COMMENT, start, end + 3, start + 3, end)
    flaw = Flaw(start, 3, _("This comment is not closed: #>> is missing."), _as_text(start, "<<"))
    return Piece(PieceKind.BROKEN, start, start + 3, flaw=flaw)


def _block(source: str, start: int) -> Piece:
    position = start + 3
    while found := _BLOCK_STOP.search(source, position):
        position = found.end()
        if found[0] == "<<":
            break
        if found[0] == "%>>":
            return Piece(PieceKind.BLOCK, start, found.end(), start + 3, found.start())
    message = _("This condition is not closed: %>> is missing.")
    word = _BLOCK_WORD.match(source, start)
    flaw = Flaw(start, (word.end() if word else start + 3) - start, message, _as_text(start, "<<"))
    return Piece(PieceKind.BROKEN, start, start + 3, flaw=flaw)


def _as_text(start: int, sign: str) -> Fix:
    return Fix(_("Keep it as text"), start, len(sign), escape(sign))


def kept_as_text(start: int) -> Fix:
    """The fix for a ``<<`` that was never meant as a placeholder."""
    return _as_text(start, "<<")


def _without_blank_lines(source: str, cut: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Take away the lines on which only conditions and comments stand."""
    kept = list(cut)
    first = 0
    while first < len(kept):
        if not _silent(kept[first]):
            first += 1
            continue
        last = first
        while last + 1 < len(kept) and (
            _silent(kept[last + 1])
            or (_is_blank(kept[last + 1]) and last + 2 < len(kept) and _silent(kept[last + 2]))
        ):
            last += 1
        _take_line(source, kept, first, last)
        first = last + 1
    return tuple(kept)


def _silent(piece: Piece) -> bool:
    return piece.kind in (PieceKind.BLOCK, PieceKind.COMMENT)


def _is_blank(piece: Piece) -> bool:
    return piece.kind is PieceKind.TEXT and not piece.text.strip(" \t")


def _take_line(source: str, kept: list[Piece], first: int, last: int) -> None:
    """Empty the line around ``kept[first:last + 1]`` if nothing else stands on it."""
    start, end = kept[first].start, kept[last].end
    line_start = source.rfind("\n", 0, start) + 1
    newline = source.find("\n", end)
    line_end = newline if newline >= 0 else len(source)
    if source[line_start:start].strip(" \t") or source[end:line_end].strip(" \t"):
        return
    for index in range(first, last + 1):
        if kept[index].kind is PieceKind.TEXT:
            kept[index] = _with_text(kept[index], "")
    if first and kept[first - 1].kind is PieceKind.TEXT:
        before = kept[first - 1]
        kept[first - 1] = _with_text(before, before.text[: len(before.text) - (start - line_start)])
    if last + 1 < len(kept) and kept[last + 1].kind is PieceKind.TEXT:
        after = kept[last + 1]
        kept[last + 1] = _with_text(after, after.text[line_end - end + (newline >= 0) :])


def _with_text(piece: Piece, text: str) -> Piece:
    return Piece(PieceKind.TEXT, piece.start, piece.end, text=text)
