"""Wavy lines under wrong words while a text is written."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from app.formats.answer_text import SIGNATURE_MARK
from app.formats.mail.quotes import visible_text
from app.ui.tickets.spelling import Spelling, Word, words_of

_LANGUAGE_PAUSE_MS = 700
_OWN, _BELOW = 0, 1
"""States of a paragraph: the writer's own, or from the signature on."""


class SpellingHighlighter(QSyntaxHighlighter):
    """Marks the words of a document that ``spelling`` refuses, in the language of the text."""

    def __init__(self, document: QTextDocument, spelling: Spelling, colour: QColor) -> None:
        super().__init__(document)
        self.spelling = spelling
        self._wrong = QTextCharFormat()
        self._wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        self._wrong.setUnderlineColor(colour)
        self.language = spelling.language_of(visible_text(document.toPlainText()))
        self._writing_at: int | None = None
        self._pause = QTimer(self, singleShot=True, interval=_LANGUAGE_PAUSE_MS)
        self._pause.timeout.connect(self._look_at_language)
        document.contentsChange.connect(self._text_changed)

    def highlightBlock(self, text: str) -> None:
        """Called by Qt for each paragraph that changed; the word being written is left alone.

        Below the mark of the signature stand names and addresses, and what others wrote.
        """
        below = self.previousBlockState() == _BELOW or text == SIGNATURE_MARK
        self.setCurrentBlockState(_BELOW if below else _OWN)
        if below:
            return
        at = self.currentBlock().position()
        for word in words_of(text):
            end = at + word.start + word.length
            if end != self._writing_at and not self.spelling.is_right(word.text, self.language):
                self.setFormat(word.start, word.length, self._wrong)

    def wrong_word_at(self, position: int) -> Word | None:
        """The refused word that holds ``position``, its ``start`` counted in the document."""
        block = self.document().findBlock(position)
        if block.userState() == _BELOW:
            return None
        inside = position - block.position()
        for word in words_of(block.text()):
            touched = word.start <= inside <= word.start + word.length
            if touched and not self.spelling.is_right(word.text, self.language):
                return Word(word.text, block.position() + word.start, word.length)
        return None

    def _text_changed(self, position: int, _removed: int, added: int) -> None:
        if added:
            self._writing_at = position + added
        self._pause.start()

    def _look_at_language(self) -> None:
        writing_at, self._writing_at = self._writing_at, None
        language = self.spelling.language_of(visible_text(self.document().toPlainText()))
        if language != self.language:
            self.language = language
            self.rehighlight()
        elif writing_at is not None:
            self.rehighlightBlock(self.document().findBlock(writing_at))
