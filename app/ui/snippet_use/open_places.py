"""Open places in a text that is being written: red chips, each one step of the caret."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from app.rules.placeholders import OPEN_END, OPEN_START, open_spans
from app.ui.colours import Role
from app.ui.theme import Theme

_CHIP = int(QTextFormat.ObjectTypes.UserObject.value) + 1
_LABEL = int(QTextFormat.Property.UserProperty.value) + 1
_OBJECT = "\ufffc"
_WIDEST = 220
"""Pixels at 100 % that the label of a chip may take; a longer one is shortened."""


@dataclass(frozen=True, slots=True)
class Chip:
    """An open place in a document: its position there and what is missing."""

    position: int
    label: str


class OpenPlaces(QPyTextObject):
    """Turns marks of open places into chips of ``document`` and back; paints the chips.

    Positions are those of ``QTextCursor``: UTF-16 units, a chip being one of them.
    """

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._document = document
        self._theme = theme
        document.documentLayout().registerHandler(_CHIP, self)

    # Marks to chips

    def set_text(self, text: str) -> None:
        """Show a text from its beginning; there is nothing to undo afterwards."""
        self._document.setUndoRedoEnabled(False)
        self._document.clear()
        self.insert(QTextCursor(self._document), text)
        self._document.setUndoRedoEnabled(True)
        self._document.setModified(False)

    def insert(self, cursor: QTextCursor, text: str) -> None:
        """Put ``text`` in place of the cursor's selection, as one step of undo."""
        plain = _plain(cursor)
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        place = 0
        for span in open_spans(text):
            cursor.insertText(_foreign(text[place : span.start]), plain)
            cursor.insertText(_OBJECT, _chip_format(plain, span.label))
            place = span.end
        cursor.insertText(_foreign(text[place:]), plain)
        cursor.endEditBlock()

    def fill(self, label: str, texts: Sequence[str]) -> None:
        """Fill in every chip with this label, as one step of undo.

        ``texts`` are for one chip each; if there are more or fewer chips, all get the first.
        """
        found = [each for each in self.chips() if each.label == label]
        if len(found) != len(texts):
            texts = [texts[0]] * len(found)
        whole = QTextCursor(self._document)
        whole.beginEditBlock()
        for chip, text in reversed(list(zip(found, texts, strict=True))):
            self.insert(self._selection(chip.position, 1), text)
        whole.endEditBlock()

    def replace(self, before: str, after: str) -> bool:
        """Put ``after`` where ``before`` stands, marks and all; False if it does not any more."""
        text = self.text()
        start = text.find(before)
        if start < 0:
            return False
        self.insert(self._selection(self.position_of(start), length_in_document(before)), after)
        return True

    def _selection(self, position: int, length: int) -> QTextCursor:
        cursor = QTextCursor(self._document)
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    # Chips to marks

    def text(self) -> str:
        """The whole text, with marks where the chips are."""
        return self._with_marks(self._document.toPlainText(), 0)

    def text_of(self, cursor: QTextCursor) -> str:
        """The selected text, with marks where the chips are."""
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        units = self._document.toPlainText().encode("utf-16-le", "surrogatepass")
        part = units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
        return self._with_marks(part, start)

    def chips(self) -> tuple[Chip, ...]:
        """The open places from the beginning to the end."""
        text = self._document.toPlainText()
        return tuple(self._chips_in(text, 0)) if _OBJECT in text else ()

    def chip_at(self, cursor: QTextCursor) -> Chip | None:
        """The chip that is selected, else the one just right of the caret."""
        if cursor.hasSelection() and cursor.selectionEnd() - cursor.selectionStart() != 1:
            return None
        position = cursor.selectionStart()
        return next((each for each in self.chips() if each.position == position), None)

    def position_of(self, offset: int) -> int:
        """Where an offset into ``text()`` lies in the document."""
        return length_in_document(self.text()[:offset])

    def _with_marks(self, text: str, start: int) -> str:
        if _OBJECT not in text:
            return text
        labels = [chip.label for chip in self._chips_in(text, start)]
        pieces = text.split(_OBJECT)
        marks = (f"{OPEN_START}{label}{OPEN_END}" for label in labels)
        return pieces[0] + "".join(
            mark + piece for mark, piece in zip(marks, pieces[1:], strict=True)
        )

    def _chips_in(self, text: str, start: int) -> Iterator[Chip]:
        place = -1
        cursor = QTextCursor(self._document)
        while (place := text.find(_OBJECT, place + 1)) >= 0:
            position = start + _units(text[:place])
            cursor.setPosition(position + 1)
            yield Chip(position, str(cursor.charFormat().property(_LABEL) or ""))

    # Painting

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        metrics = QFontMetricsF(doc.defaultFont())
        width = metrics.horizontalAdvance(self._words(metrics, format)) + self._theme.px(12)
        return QSizeF(width, metrics.ascent())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,
    ) -> None:
        metrics = QFontMetricsF(doc.defaultFont())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(doc.defaultFont())
        # The object rests on the baseline of its line, so that its words stand on it, too.
        area = QRectF(rect).adjusted(1.5, 0.5, -1.5, metrics.descent() - 0.5)
        painter.setPen(self._theme.colour(Role.DANGER))
        painter.setBrush(self._theme.colour(Role.DANGER_SOFT))
        painter.drawRoundedRect(area, self._theme.px(5), self._theme.px(5))
        words = self._words(metrics, format)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.restore()

    def _words(self, metrics: QFontMetricsF, chip: QTextFormat) -> str:
        label = str(chip.property(_LABEL) or "…")
        widest = self._theme.px(_WIDEST)
        return metrics.elidedText(label, Qt.TextElideMode.ElideRight, widest)


def length_in_document(text: str) -> int:
    """How many positions a text with marks takes: a chip is one, an emoji two."""
    return sum(_units(piece) for piece in _pieces(text)) + len(open_spans(text))


def _pieces(text: str) -> Iterator[str]:
    """What stands between the open places."""
    place = 0
    for span in open_spans(text):
        yield text[place : span.start]
        place = span.end
    yield text[place:]


def _plain(cursor: QTextCursor) -> QTextCharFormat:
    plain = QTextCharFormat(cursor.charFormat())
    plain.clearProperty(int(QTextFormat.Property.ObjectType.value))
    plain.clearProperty(_LABEL)
    return plain


def _chip_format(plain: QTextCharFormat, label: str) -> QTextCharFormat:
    chip = QTextCharFormat(plain)
    chip.setObjectType(_CHIP)
    chip.setProperty(_LABEL, label)
    return chip


def _foreign(text: str) -> str:
    """A text that comes from outside brings no objects along."""
    return text.replace(_OBJECT, "")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
