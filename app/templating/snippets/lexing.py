"""The words and signs of an expression, with their places."""

import re
from enum import Enum
from typing import NamedTuple

from app.i18n import _
from app.templating.snippets.limits import LARGEST_NUMBER, LONGEST_STRING, MOST_TOKENS
from app.templating.snippets.problems import Fix, Flaw


class LexemeKind(Enum):
    """What a word or sign of an expression is."""

    WORD = "word"
    NUMBER = "number"
    STRING = "string"
    SIGN = "sign"
    UNKNOWN = "unknown"
    END = "end"


class Lexeme(NamedTuple):
    """``text`` as written; ``value`` of a string is what stands between its quotes."""

    kind: LexemeKind
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset after it."""
        return self.start + len(self.text)

    @property
    def word(self) -> str:
        """The lower-case word, empty if it is none."""
        return self.text.lower() if self.kind is LexemeKind.WORD else ""


_LEXEME = re.compile(
    r"""
    \s*(?:
        (?P<WORD>[^\W\d]\w*)
      | (?P<NUMBER>\d+(?:\.\d+)?)
      | (?P<STRING>"[^"\n]*"|'[^'\n]*')
      | (?P<SIGN>==|!=|<=|>=|[<>=|()\[\],.\-])
      | (?P<UNKNOWN>\S)
      | (?P<END>$)
    )
    """,
    re.VERBOSE,
)
_KINDS = LexemeKind.__members__
_TYPOGRAPHIC = "„“”‚‘’«»"


def lexemes(source: str, start: int, end: int) -> list[Lexeme]:
    """All of ``source[start:end]``, unknown signs included, closed by one of kind END.

    Of more than an expression may have only the first ``MOST_TOKENS``.
    """
    found: list[Lexeme] = []
    position = end
    for match in _LEXEME.finditer(source, start, end):
        group = match.lastgroup
        if group is None or group == "END":
            break
        if len(found) > MOST_TOKENS:
            position = match.start()
            break
        begin, close = match.span(group)
        found.append(Lexeme(_KINDS[group], source[begin:close], begin))
    return [*found, Lexeme(LexemeKind.END, "", position)]


def checked_lexemes(source: str, start: int, end: int) -> list[Lexeme]:
    """Like `lexemes`, but raises ``Flaw`` where a sign has no meaning or there are too many."""
    found = lexemes(source, start, end)
    if len(found) > MOST_TOKENS + 1:
        raise Flaw(start, end - start, _("This placeholder is too long."))
    for each in found:
        _check(source, each, end)
    return found


def _check(source: str, each: Lexeme, end: int) -> None:
    if each.kind is LexemeKind.NUMBER and float(each.text) > LARGEST_NUMBER:
        raise Flaw(each.start, len(each.text), _("This number is too large."))
    if each.kind is LexemeKind.STRING and len(each.text) > LONGEST_STRING:
        raise Flaw(each.start, len(each.text), _("This text is too long for a placeholder."))
    if each.kind is not LexemeKind.UNKNOWN:
        return
    if each.text in _TYPOGRAPHIC:
        straight = "".join('"' if c in _TYPOGRAPHIC else c for c in source[each.start : end])
        fix = Fix(_("Write straight quotes"), each.start, end - each.start, straight)
        raise Flaw(each.start, 1, _('Texts stand in straight quotes: "…".'), fix)
    if each.text in "\"'":
        raise Flaw(each.start, 1, _("The quote that opens here is never closed."))
    raise Flaw(each.start, 1, _("“{sign}” means nothing in a placeholder.").format(sign=each.text))
