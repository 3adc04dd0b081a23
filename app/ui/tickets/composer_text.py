"""The text of an answer: plain, spell-checked, with chips for open places; it takes files."""

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QGuiApplication,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QToolTip, QWidget

from app.i18n import _
from app.rules.placeholders import open_spans, visible, without_marks
from app.ui.snippet_use.open_places import Chip, OpenPlaces
from app.ui.theme import Theme
from app.ui.tickets.spelling import Spelling
from app.ui.tickets.spelling_highlighter import SpellingHighlighter
from app.ui.tickets.spelling_menu import SpellingMenu

_MARKED = "application/x-tresen-text"
"""Text with open places travels within the program only."""
_COPY_VISIBLY = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class ComposerText(QPlainTextEdit):
    """Undo and redo are its own. ``Tab`` moves on; the composer is no word processor."""

    files_given = Signal(object)
    """Paths (tuple of str) that were dropped or pasted."""
    picture_given = Signal(object)
    """PNG (bytes) of a picture that was pasted."""
    word_not_kept = Signal(object)
    """OSError: the person's own list could not be written."""
    place_chosen = Signal(object)
    """A ``Chip`` that wants to be filled in."""
    gaps_copied = Signal()
    """What was copied has open places, so other programs do not get it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._highlighter: SpellingHighlighter | None = None
        self.places = OpenPlaces(self.document(), theme)
        self.setTabChangesFocus(True)
        self.blockCountChanged.connect(self._grow)
        self.setProperty("plain", True)

    def written(self) -> str:
        """The whole text, with marks where something is still open."""
        return self.places.text()

    def set_written(self, text: str) -> None:
        """Show a text, its open places as chips."""
        if open_spans(text):
            self.places.set_text(text)
            self.moveCursor(QTextCursor.MoveOperation.Start)
        else:
            self.setPlainText(text)

    def select(self, start: int, length: int) -> None:
        """Select a stretch of ``written()`` and show it, of a long one its beginning."""
        cursor = self.textCursor()
        first = self.places.position_of(start)
        cursor.setPosition(first)
        self.setTextCursor(cursor)
        end = self.places.position_of(start + length)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        lost = -self.cursorRect(self._caret_at(first)).top()
        if lost > 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - lost)

    def _caret_at(self, position: int) -> QTextCursor:
        caret = QTextCursor(self.document())
        caret.setPosition(position)
        return caret

    def next_place(self) -> None:
        """Select the next open place after the caret, from the beginning after the last."""
        chips = self.places.chips()
        caret = self.textCursor().selectionEnd()
        ahead = [chip for chip in chips if chip.position >= caret]
        for chip in (ahead or chips)[:1]:
            cursor = self.textCursor()
            cursor.setPosition(chip.position)
            cursor.setPosition(chip.position + 1, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self.ensureCursorVisible()

    def copy_visibly(self) -> None:
        """Copy the selection, or all, for other programs, with ``[…]`` where it is open."""
        cursor = self.textCursor()
        text = self.places.text_of(cursor) if cursor.hasSelection() else self.written()
        QGuiApplication.clipboard().setText(visible(text))

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

    def add_suggestions(self, menu: QMenu, position: int) -> None:
        """What may be meant by the wrong word at ``position``, above the rest of ``menu``."""
        if self._highlighter is not None:
            not_kept = self.word_not_kept.emit
            SpellingMenu(self._highlighter, not_kept=not_kept).add_to(menu, position)

    # Size

    def sizeHint(self) -> QSize:
        """As high as the text, at least three lines; the composer bounds it."""
        lines = max(3, self.document().blockCount() + 1)
        return QSize(400, lines * self.fontMetrics().lineSpacing() + 2 * self.frameWidth() + 8)

    def minimumSizeHint(self) -> QSize:
        """Room for a few lines, however large the text is set."""
        return QSize(120, 3 * self.fontMetrics().lineSpacing())

    def _grow(self, _lines: int) -> None:
        self.updateGeometry()

    # Copy, paste, drop

    def createMimeDataFromSelection(self) -> QMimeData:
        """Text with open places stays in the program, unless ``copy_visibly`` is asked."""
        text = self.places.text_of(self.textCursor())
        if not open_spans(text):
            return super().createMimeDataFromSelection()
        marked = QMimeData()
        marked.setData(_MARKED, text.encode())
        self.gaps_copied.emit()
        return marked

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        own = source.hasFormat(_MARKED) or source.hasImage() or source.hasUrls()
        return own or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Files become attachments, a picture too; text is text."""
        paths = tuple(url.toLocalFile() for url in source.urls() if url.isLocalFile())
        if source.hasFormat(_MARKED):
            text = bytes(source.data(_MARKED).data()).decode()
            self.places.insert(self.textCursor(), text)
        elif paths:
            self.files_given.emit(paths)
        elif source.hasImage() and not source.hasText():
            image = source.imageData()
            if isinstance(image, QImage) and not image.isNull():
                self.picture_given.emit(_png(image))
        else:
            self.insertPlainText(without_marks(source.text()))

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

    # Keys and mouse

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and self._copies_visibly(event):
            if event.type() == QEvent.Type.KeyPress:
                self.copy_visibly()
            event.accept()
            return True
        return super().event(event)

    def _copies_visibly(self, event: QKeyEvent) -> bool:
        """Ctrl+Shift+C means the text while something in it is open, else what it always means."""
        keys = event.key() == Qt.Key.Key_C and event.modifiers() == _COPY_VISIBLY
        asked = event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        return keys and asked and bool(self.places.chips())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        chip = self.places.chip_at(self.textCursor()) if enter and plain else None
        if chip is not None and not self.isReadOnly():
            self.place_chosen.emit(chip)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        chip = self._chip_under(event.position().toPoint())
        if chip is not None and not self.isReadOnly():
            self.place_chosen.emit(chip)
        else:
            super().mouseDoubleClickEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        chip = self._chip_under(event.pos()) if isinstance(event, QHelpEvent) else None
        if chip is not None and isinstance(event, QHelpEvent):
            words = _("“{label}” is still open. Enter or a double click fills it in.")
            QToolTip.showText(event.globalPos(), words.format(label=chip.label), self)
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        position = self.cursorForPosition(event.pos()).position()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            position = self.textCursor().position()
        self.add_suggestions(menu, position)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _chip_under(self, point: QPoint) -> Chip | None:
        cursor = QTextCursor(self.document())
        for chip in self.places.chips():
            cursor.setPosition(chip.position)
            left = self.cursorRect(cursor)
            cursor.setPosition(chip.position + 1)
            right = self.cursorRect(cursor)
            if left.top() <= point.y() <= left.bottom() and left.left() <= point.x() < right.left():
                return chip
        return None


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # Qt takes the format as text here, though its stubs ask for bytes on some versions.
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
