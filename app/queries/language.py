"""From the text of a search to its terms, with errors that say what was meant.

Spaces join terms, ``OR`` between two terms binds tighter than a space, ``-`` or ``NOT`` negates,
brackets group, a ``\\`` before a word takes away its meaning in this language. Fields and values
are understood in English and German, whatever language the interface has.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from app.i18n import _, language
from app.queries.completion import Completion, Vocabulary, complete
from app.queries.field_terms import Misread, field_term
from app.queries.query_text import explain, to_text
from app.queries.terms import (
    EVERYTHING,
    ChoiceField,
    Flag,
    NumberIs,
    Part,
    Phrase,
    Term,
    Word,
    all_of,
    any_of,
    negated,
)
from app.queries.vocabulary import (
    AND_WORDS,
    CHOICES,
    FLAGS,
    KEYS,
    NOT_WORDS,
    OR_WORDS,
    PARTS,
    Key,
    Spelling,
)
from app.rules.enums import Priority, Status

__all__ = [
    "Completion",
    "ParsedQuery",
    "QueryError",
    "Vocabulary",
    "complete",
    "explain",
    "parse",
    "to_text",
]

_LONGEST = 2000
_DEEPEST = 30


class QueryError(NamedTuple):
    """What ``text[start:end]`` is not, in words; ``suggestion`` is what to put in its place."""

    start: int
    end: int
    message: str
    suggestion: str | None = None


class ParsedQuery(NamedTuple):
    """What was understood; parts with an error are left out of ``term``."""

    term: Term
    errors: tuple[QueryError, ...] = ()


def parse(text: str, *, typing: bool = False) -> ParsedQuery:
    """Read ``text``; never raises, what is wrong is in ``errors``.

    While ``typing``, the last word stands for all that begin with it, and a field whose value is
    not there yet is no error.
    """
    reader = _Reader(text[:_LONGEST], typing=typing)
    term = reader.sequence(0)
    if len(text) > _LONGEST:
        reader.error(_LONGEST, len(text), _("The search is too long; the end is left out."))
    return ParsedQuery(term=term or EVERYTHING, errors=tuple(reader.errors))


_TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<open>\()
    | (?P<close>\))
    | "(?P<phrase>[^"]*)(?:"|$)
    | (?P<minus>-)(?=[^\s)])
    | \\(?P<escaped>[^\s()"]+)
    | \#(?P<number>\d{1,12})(?=[\s()"]|$)
    | (?P<field>[^\W\d_][\w-]*):(?P<sign>[<>]=?|=|)
      (?:"(?P<quoted>[^"]*)(?:"|$)|(?P<value>[^\s()"]*))
    | (?P<word>[^\s()"]+)
    """,
    re.VERBOSE,
)
_PLAIN_WORD = re.compile(r'(?P<word>[^\s()"]+)')


class _Token(NamedTuple):
    kind: str
    start: int
    end: int
    match: re.Match[str]


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while match := _TOKEN.match(text, position):
        token = _token(text, match)
        if token.kind not in ("space", "and"):
            yield token
        position = token.end


def _token(text: str, match: re.Match[str]) -> _Token:
    kind = str(match.lastgroup)
    if match["field"]:
        kind = "field"
        if not _is_field(match["field"]):
            kind = "word"
            match = _PLAIN_WORD.match(text, match.start()) or match
    elif kind == "word":
        kind = _OPERATORS.get(match["word"], kind)
    return _Token(kind, match.start(), match.end(), match)


_OPERATORS = {
    **dict.fromkeys(OR_WORDS, "or"),
    **dict.fromkeys(AND_WORDS, "and"),
    **dict.fromkeys(NOT_WORDS, "minus"),
}


def _is_field(name: str) -> bool:
    """Whether ``name`` is a field or likely meant to be one, unlike *http* or *Re*."""
    return KEYS.get(name) is not None or _meant_key(name) is not None


def _meant_key(name: str) -> str | None:
    return KEYS.closest(name, cutoff=0.75) if len(name) > 3 else None


class _Reader:
    """Recursive descent over the tokens of one text."""

    def __init__(self, text: str, *, typing: bool) -> None:
        self.errors: list[QueryError] = []
        self._text = text
        self._typing = typing
        self._tokens = list(_tokens(text))
        self._at = 0

    def error(self, start: int, end: int, message: str, suggestion: str | None = None) -> None:
        self.errors.append(QueryError(start, end, message, suggestion))

    def sequence(self, depth: int) -> Term | None:
        """Terms up to a closing bracket or the end."""
        terms: list[Term] = []
        while token := self._peek():
            if token.kind == "close":
                if depth:
                    break
                self.error(token.start, token.end, _("This bracket closes nothing."))
                self._at += 1
                continue
            term = self._alternatives(depth)
            if term is not None:
                terms.append(term)
        return all_of(terms) if terms else None

    def _alternatives(self, depth: int) -> Term | None:
        found = [self._operand(depth)]
        while (token := self._peek()) and token.kind == "or":
            self._at += 1
            following = self._peek()
            if following is None or following.kind in ("close", "or"):
                if following is not None or not self._typing:
                    self._lonely_or(token)
                break
            found.append(self._operand(depth))
        terms = [term for term in found if term is not None]
        return any_of(terms) if terms else None

    def _operand(self, depth: int) -> Term | None:
        negative = False
        while (token := self._peek()) and token.kind == "minus":
            negative = not negative
            self._at += 1
        if token is None or token.kind == "close":
            return None
        self._at += 1
        term = self._group(token, depth) if token.kind == "open" else self._leaf(token)
        return negated(term) if negative and term is not None else term

    def _group(self, token: _Token, depth: int) -> Term | None:
        if depth >= _DEEPEST:
            self.error(token.start, token.end, _("There are too many brackets in brackets."))
            self._at = len(self._tokens)
            return None
        term = self.sequence(depth + 1)
        if self._peek() is not None:
            self._at += 1
        return term

    def _leaf(self, token: _Token) -> Term | None:
        match token.kind:
            case "phrase":
                words = " ".join(token.match["phrase"].split())
                return Phrase(words) if _has_letters(words) else None
            case "number":
                return NumberIs(int(token.match["number"]))
            case "field":
                return self._field(token)
            case "or":
                self._lonely_or(token)
                return None
            case kind:
                return self._word(token, token.match[kind])

    def _word(self, token: _Token, written: str) -> Term | None:
        text = written.rstrip("*")
        if not _has_letters(text):
            return None
        return Word(text, prefix=text != written or self._is_being_typed(token))

    def _field(self, token: _Token) -> Term | None:
        match = token.match
        key = KEYS.get(match["field"])
        if key is None:
            self._unknown_field(token)
            return None
        quoted = match["quoted"] is not None
        value = " ".join((match["quoted"] if quoted else match["value"]).split())
        if not value:
            if not self._is_being_typed(token):
                self.error(token.start, token.end, _missing_value(match["field"]))
            return None
        try:
            return field_term(key, sign=match["sign"], value=value, quoted=quoted)
        except Misread as misread:
            if not (self._is_being_typed(token) and misread.may_grow):
                start = match.start("quoted" if quoted else "value") - quoted
                self.error(start, token.end, misread.message, misread.suggestion)
            return None

    def _unknown_field(self, token: _Token) -> None:
        written = token.match["field"]
        meant = str(_meant_key(written))
        self.error(
            token.start,
            token.start + len(written),
            _("There is no field “{name}”. Do you mean {suggestion}?").format(
                name=written, suggestion=meant
            ),
            meant,
        )

    def _lonely_or(self, token: _Token) -> None:
        self.error(token.start, token.end, _("OR needs something before and after it."))

    def _is_being_typed(self, token: _Token) -> bool:
        return self._typing and token.end == len(self._text)

    def _peek(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None


def _has_letters(text: str) -> bool:
    """Whether there is anything in ``text`` that an index of words holds."""
    return any(c.isalnum() for c in text)


def _missing_value(written: str) -> str:
    key = KEYS.get(written)
    examples = {
        Key.HAS: PARTS.spellings[Part.ATTACHMENT],
        Key.IS: FLAGS.spellings[Flag.UNREAD],
        Key.STATUS: CHOICES[ChoiceField.STATUS].spellings[(Status.OPEN,)],
        Key.PRIORITY: CHOICES[ChoiceField.PRIORITY].spellings[(Priority.HIGH,)],
        Key.NUMBER: Spelling(("1042",)),
    }
    if key in examples:
        return _("“{name}:” needs a value, for example {example}.").format(
            name=written, example=f"{written}:{examples[key].offered(language())}"
        )
    return _("“{name}:” needs a value.").format(name=written)
