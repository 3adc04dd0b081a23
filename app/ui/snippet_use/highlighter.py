"""Placeholders in colour while a snippet is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from app.templating.snippets.tokens import Token, TokenKind, tokens
from app.ui.colours import Role
from app.ui.snippet_use.units import to_units
from app.ui.theme import Theme

_INKS = {
    TokenKind.SIGN: Role.MUTED,
    TokenKind.NAME: Role.ACCENT,
    TokenKind.FIELD: Role.WARNING,
    TokenKind.FACT: Role.ACCENT,
    TokenKind.CALL: Role.WARNING,
    TokenKind.FILTER: Role.INFO,
    TokenKind.STRING: Role.SUCCESS,
    TokenKind.NUMBER: Role.SUCCESS,
    TokenKind.KEYWORD: Role.INFO,
    TokenKind.COMMENT: Role.MUTED,
    TokenKind.ERROR: Role.DANGER,
}
"""What the program fills in, what it asks for, and what says how, each in a colour of its own."""
_BOLD = frozenset({TokenKind.NAME, TokenKind.FIELD, TokenKind.FACT})


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Characters as Qt counts them; ``kind`` None is the ground of a whole placeholder."""

    start: int
    end: int
    kind: TokenKind | None


class SnippetHighlighter(QSyntaxHighlighter):
    """Reads the whole text once for each change, for a comment may go over several lines."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._text: str | None = None
        self._stretches: tuple[_Stretch, ...] = ()
        self._several_lines = False
        self._formats: dict[TokenKind | None, QTextCharFormat] = {}
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self.rehighlight)
        self._apply_theme()
        theme.changed.connect(self._apply_theme)

    def highlightBlock(self, text: str) -> None:
        """Called by Qt for each paragraph that changed."""
        self._read()
        block = self.currentBlock()
        start, end = block.position(), block.position() + block.length()
        for each in self._stretches:
            first, last = max(each.start, start), min(each.end, end)
            if first < last:
                self.setFormat(first - start, last - first, self._formats[each.kind])

    def _read(self) -> None:
        """The tokens of the text as it is now; other paragraphs may look different by them."""
        text = self.document().toPlainText()
        if text == self._text:
            return
        found = tokens(text)
        self._text = text
        self._stretches = tuple(_stretches(text, found))
        before, self._several_lines = self._several_lines, _over_lines(text, found)
        if before or self._several_lines:
            self._again.start()

    def _apply_theme(self) -> None:
        ground = QTextCharFormat()
        ground.setBackground(self._theme.colour(Role.ACCENT_SOFT))
        self._formats = {None: ground}
        for kind, role in _INKS.items():
            plain = kind in (TokenKind.COMMENT, TokenKind.ERROR)
            look = QTextCharFormat() if plain else QTextCharFormat(ground)
            look.setForeground(self._theme.colour(role))
            if kind in _BOLD:
                look.setFontWeight(QFont.Weight.DemiBold)
            if kind is TokenKind.COMMENT:
                look.setFontItalic(True)
            self._formats[kind] = look
        self._again.start()


def _stretches(text: str, found: Sequence[Token]) -> Iterator[_Stretch]:
    """The grounds first, so that the words are written over them."""
    for start, end in _placeholders(text, found):
        yield _Stretch(to_units(text, start), to_units(text, end), None)
    for each in found:
        end = each.start + each.length
        yield _Stretch(to_units(text, each.start), to_units(text, end), each.kind)


def _placeholders(text: str, found: Sequence[Token]) -> Iterator[tuple[int, int]]:
    opened = -1
    for each in found:
        if each.kind is not TokenKind.SIGN:
            continue
        end = each.start + each.length
        written = text[each.start : end]
        if written.startswith("<<"):
            opened = each.start
        elif written.endswith(">>") and opened >= 0:
            yield opened, end
            opened = -1


def _over_lines(text: str, found: Sequence[Token]) -> bool:
    places = _placeholders(text, found)
    comments = ((each.start, each.start + each.length) for each in found)
    return any("\n" in text[start:end] for start, end in (*places, *comments))
