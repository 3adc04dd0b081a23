"""A source in coloured stretches for an editor; takes any text, finished or not."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from app.templating.snippets.filter_table import BY_ALIAS
from app.templating.snippets.keywords import DEFINED, EMPTY, FALSE, KEYWORDS, TRUE
from app.templating.snippets.lexing import Lexeme, LexemeKind, lexemes
from app.templating.snippets.limits import LONGEST_SOURCE
from app.templating.snippets.names import FACT_ROOTS, canonical
from app.templating.snippets.scanning import Piece, PieceKind, pieces

_CALLS = frozenset(("frage", "ask", "baustein", "snippet", "cursor"))
_STATEMENT_WORDS = KEYWORDS.keys() | TRUE | FALSE | DEFINED | EMPTY


class TokenKind(StrEnum):
    """What a stretch is; text between placeholders has no token."""

    SIGN = "sign"
    NAME = "name"
    FIELD = "field"
    FACT = "fact"
    CALL = "call"
    FILTER = "filter"
    STRING = "string"
    NUMBER = "number"
    KEYWORD = "keyword"
    COMMENT = "comment"
    ERROR = "error"


class Token(NamedTuple):
    """``source[start:start + length]``."""

    kind: TokenKind
    start: int
    length: int


def tokens(source: str) -> tuple[Token, ...]:
    """All tokens in order, without overlaps; ``source`` has ``\\n`` for newlines."""
    if len(source) > LONGEST_SOURCE:
        return ()
    found: list[Token] = []
    for piece in pieces(source):
        found.extend(_of_piece(source, piece))
    return tuple(found)


def _of_piece(source: str, piece: Piece) -> Iterator[Token]:
    match piece.kind:
        case PieceKind.COMMENT:
            yield Token(TokenKind.COMMENT, piece.start, piece.end - piece.start)
        case PieceKind.BROKEN:
            yield Token(TokenKind.ERROR, piece.start, piece.end - piece.start)
        case PieceKind.VALUE | PieceKind.BLOCK:
            yield Token(TokenKind.SIGN, piece.start, piece.inner - piece.start)
            yield from _of_expression(source, piece)
            yield Token(TokenKind.SIGN, piece.inner_end, piece.end - piece.inner_end)


def _of_expression(source: str, piece: Piece) -> Iterator[Token]:
    found = lexemes(source, piece.inner, piece.inner_end)
    index = 0
    while found[index].kind is not LexemeKind.END:
        last = index
        if found[index].kind is LexemeKind.WORD:
            while found[last + 1].text == "." and found[last + 2].kind is LexemeKind.WORD:
                last += 2
        before = found[index - 1].text if index else ""
        text = source[found[index].start : found[last].end]
        yield Token(
            _kind(found[index], text, before, found[last + 1].text), found[index].start, len(text)
        )
        index = last + 1


def _kind(lexeme: Lexeme, text: str, before: str, after: str) -> TokenKind:
    match lexeme.kind:
        case LexemeKind.STRING:
            return TokenKind.STRING
        case LexemeKind.NUMBER:
            return TokenKind.NUMBER
        case LexemeKind.UNKNOWN:
            return TokenKind.ERROR
        case LexemeKind.SIGN:
            return TokenKind.SIGN
    if before == "|":
        return TokenKind.FILTER if lexeme.word in BY_ALIAS else TokenKind.ERROR
    if lexeme.word in _CALLS and (after == "(" or lexeme.word == "cursor"):
        return TokenKind.CALL
    if after == "=":
        return TokenKind.KEYWORD
    if text.partition(".")[0].lower() in FACT_ROOTS and "." in text:
        return TokenKind.FACT
    if canonical(text):
        return TokenKind.NAME
    return TokenKind.KEYWORD if lexeme.word in _STATEMENT_WORDS else TokenKind.FIELD
