"""Colours of mails made for white paper, on a card of any colour."""

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextTable,
)

from app.ui.colours import contrast

_LEAST_CONTRAST = 4.5

Change = tuple[int, int, QTextCharFormat]


def keep_readable(document: QTextDocument, paper: QColor, ink: QColor) -> None:
    """Take away backgrounds in a dark scheme, and text colours too near to ``paper``."""
    dark = paper.lightness() < ink.lightness()
    if dark:
        _clear_frames(document.rootFrame())
    block = document.begin()
    cursor_changes: list[Change] = []
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            fragment = pieces.fragment()
            look = fragment.charFormat()
            shown = look.foreground().color() if look.foreground().style() else None
            behind = look.background().style() != Qt.BrushStyle.NoBrush
            unreadable = shown is not None and (
                contrast(shown.name(), paper.name()) < _LEAST_CONTRAST
            )
            if (unreadable and not (behind and not dark)) or (dark and behind):
                cursor_changes.append((fragment.position(), fragment.length(), look))
            pieces += 1
        block = block.next()
    _repaint(document, cursor_changes, ink, dark=dark)


def _repaint(
    document: QTextDocument,
    changes: list[tuple[int, int, QTextCharFormat]],
    ink: QColor,
    *,
    dark: bool,
) -> None:
    for position, length, look in changes:
        cursor = QTextCursor(document)
        cursor.setPosition(position)
        cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
        if not look.isAnchor():
            look.setForeground(ink)
        if dark:
            look.clearBackground()
        cursor.setCharFormat(look)


def _clear_frames(frame: QTextFrame) -> None:
    look = frame.frameFormat()
    look.clearBackground()
    frame.setFrameFormat(look)
    if isinstance(frame, QTextTable):
        for row in range(frame.rows()):
            for column in range(frame.columns()):
                cell = frame.cellAt(row, column)
                cell_look = cell.format()
                cell_look.clearBackground()
                cell.setFormat(cell_look)
    for child in frame.childFrames():
        _clear_frames(child)
