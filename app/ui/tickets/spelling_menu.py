"""What may be meant by a wrong word, in the menu of the text that holds it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu

from app.i18n import _
from app.ui.tickets.spelling import Word
from app.ui.tickets.spelling_highlighter import SpellingHighlighter


class SpellingMenu:
    """Acts on the text of ``highlighter``; ``not_kept`` hears why a word was not learnt."""

    def __init__(
        self, highlighter: SpellingHighlighter, *, not_kept: Callable[[OSError], object]
    ) -> None:
        self._highlighter = highlighter
        self._not_kept = not_kept

    def add_to(self, menu: QMenu, position: int) -> None:
        """Put the suggestions for the wrong word at ``position`` above the rest of ``menu``."""
        word = self._highlighter.wrong_word_at(position)
        if word is None:
            return
        first = menu.actions()[0] if menu.actions() else None

        def add(text: str, act: Callable[[], None]) -> None:
            action = menu.addAction(text)
            action.triggered.connect(lambda _checked=False: act())
            if first is not None:
                menu.removeAction(action)
                menu.insertAction(first, action)

        spelling = self._highlighter.spelling
        suggestions = spelling.suggestions(word.text, self._highlighter.language)
        for each in suggestions:
            add(each, partial(self._replace, word, each))
        if not suggestions:
            add(_("No suggestion"), lambda: None)
        add(_("Ignore “{word}”").format(word=word.text), partial(self._ignore, word))
        add(_("Add “{word}” to my words").format(word=word.text), partial(self._learn, word))
        if first is not None:
            menu.insertSeparator(first)

    def _replace(self, word: Word, by: str) -> None:
        cursor = QTextCursor(self._highlighter.document())
        cursor.setPosition(word.start)
        cursor.setPosition(word.start + word.length, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(by)

    def _ignore(self, word: Word) -> None:
        self._highlighter.spelling.ignore(word.text)
        self._highlighter.rehighlight()

    def _learn(self, word: Word) -> None:
        try:
            self._highlighter.spelling.learn(word.text)
        except OSError as error:
            self._not_kept(error)
        self._highlighter.rehighlight()
