"""Placeholders in colour while a snippet is written."""

from bisect import bisect_left

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
_TINTED = frozenset(set(TokenKind) - {TokenKind.COMMENT, TokenKind.ERROR})
_BOLD = frozenset({TokenKind.NAME, TokenKind.FIELD, TokenKind.FACT})


class SnippetHighlighter(QSyntaxHighlighter):
    """Reads the whole text once for each change, for a comment may go over several lines."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self._text: str | None = None
        self._tokens: tuple[Token, ...] = ()
        self._starts: list[int] = []
        self._formats: dict[TokenKind, QTextCharFormat] = {}
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self.rehighlight)
        self._apply_theme()
        theme.changed.connect(self._apply_theme)

    def highlightBlock(self, text: str) -> None:
        """Called by Qt for each paragraph that changed."""
        self._read()
        block = self.currentBlock()
        start, end = block.position(), block.position() + block.length()
        place = max(0, bisect_left(self._starts, start) - 1)
        for token, at in zip(self._tokens[place:], self._starts[place:], strict=True):
            if at >= end:
                break
            length = self._length(token)
            first, last = max(at, start), min(at + length, end)
            if first < last:
                self.setFormat(first - start, last - first, self._formats[token.kind])

    def _read(self) -> None:
        """The tokens of the text as it is now; other paragraphs may look different by them."""
        text = self.document().toPlainText()
        if text == self._text:
            return
        several_lines = self._goes_over_lines()
        self._text = text
        self._tokens = tokens(text)
        plain = text.isascii()
        self._starts = [
            each.start if plain else to_units(text, each.start) for each in self._tokens
        ]
        if several_lines or self._goes_over_lines():
            self._again.start()

    def _length(self, token: Token) -> int:
        text = self._text or ""
        if text.isascii():
            return token.length
        end = token.start + token.length
        return to_units(text, end) - to_units(text, token.start)

    def _goes_over_lines(self) -> bool:
        text = self._text or ""
        return any("\n" in text[each.start : each.start + each.length] for each in self._tokens)

    def _apply_theme(self) -> None:
        for kind, role in _INKS.items():
            look = QTextCharFormat()
            look.setForeground(self._theme.colour(role))
            if kind in _TINTED:
                look.setBackground(self._theme.colour(Role.ACCENT_SOFT))
            if kind in _BOLD:
                look.setFontWeight(QFont.Weight.DemiBold)
            if kind is TokenKind.COMMENT:
                look.setFontItalic(True)
            self._formats[kind] = look
        self._again.start()
