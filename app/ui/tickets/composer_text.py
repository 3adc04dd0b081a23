"""The text of an answer: plain, spell-checked, and it takes files by drop and paste."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QSize, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QImage,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from app.i18n import _
from app.ui.tickets.spelling import Spelling, Word
from app.ui.tickets.spelling_highlighter import SpellingHighlighter


class ComposerText(QPlainTextEdit):
    """Undo and redo are its own. ``Tab`` moves on; the composer is no word processor."""

    files_given = Signal(object)
    """Paths (tuple of str) that were dropped or pasted."""
    picture_given = Signal(object)
    """PNG (bytes) of a picture that was pasted."""
    word_not_kept = Signal(object)
    """OSError: the person's own list could not be written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._highlighter: SpellingHighlighter | None = None
        self.setTabChangesFocus(True)
        self.blockCountChanged.connect(self._grow)
        self.setProperty("plain", True)

    def check_spelling(self, spelling: Spelling | None, colour: QColor) -> None:
        """Mark wrong words from now on, or no longer."""
        if self._highlighter is not None:
            self._highlighter.setDocument(None)
            self._highlighter.deleteLater()
            self._highlighter = None
        if spelling is not None:
            self._highlighter = SpellingHighlighter(self.document(), spelling, colour)

    @property
    def checks_spelling(self) -> bool:
        """Whether the word lists are in use."""
        return self._highlighter is not None

    def sizeHint(self) -> QSize:
        """As high as the text, at least three lines; the composer bounds it."""
        lines = max(3, self.document().blockCount() + 1)
        return QSize(400, lines * self.fontMetrics().lineSpacing() + 2 * self.frameWidth() + 8)

    def minimumSizeHint(self) -> QSize:
        """Room for a few lines, however large the text is set."""
        return QSize(120, 5 * self.fontMetrics().lineSpacing())

    def _grow(self, _lines: int) -> None:
        self.updateGeometry()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Files become attachments, a picture too; text is text."""
        paths = tuple(url.toLocalFile() for url in source.urls() if url.isLocalFile())
        if paths:
            self.files_given.emit(paths)
        elif source.hasImage() and not source.hasText():
            image = source.imageData()
            if isinstance(image, QImage) and not image.isNull():
                self.picture_given.emit(_png(image))
        else:
            super().insertFromMimeData(source)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
        else:
            super().dragMoveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        position = self.cursorForPosition(event.pos()).position()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            position = self.textCursor().position()
        self.add_suggestions(menu, position)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def add_suggestions(self, menu: QMenu, position: int) -> None:
        """What may be meant by the wrong word at ``position``, above the rest of ``menu``."""
        highlighter = self._highlighter
        word = highlighter.wrong_word_at(position) if highlighter is not None else None
        if highlighter is None or word is None:
            return
        first = menu.actions()[0] if menu.actions() else None

        def add(text: str, act: Callable[[], None]) -> None:
            action = menu.addAction(text)
            action.triggered.connect(lambda _checked=False: act())
            if first is not None:
                menu.removeAction(action)
                menu.insertAction(first, action)

        suggestions = highlighter.spelling.suggestions(word.text, highlighter.language)
        for each in suggestions:
            add(each, partial(self._replace, word, each))
        if not suggestions:
            add(_("No suggestion"), lambda: None)
        add(_("Ignore “{word}”").format(word=word.text), partial(self._ignore, word))
        add(_("Add “{word}” to my words").format(word=word.text), partial(self._learn, word))
        if first is not None:
            menu.insertSeparator(first)

    def _replace(self, word: Word, by: str) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(word.start)
        cursor.setPosition(word.start + word.length, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(by)

    def _ignore(self, word: Word) -> None:
        if self._highlighter is not None:
            self._highlighter.spelling.ignore(word.text)
            self._highlighter.rehighlight()

    def _learn(self, word: Word) -> None:
        if self._highlighter is None:
            return
        try:
            self._highlighter.spelling.learn(word.text)
        except OSError as error:
            self.word_not_kept.emit(error)
        self._highlighter.rehighlight()


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # Qt takes the format as text here, though its stubs ask for bytes on some versions.
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
