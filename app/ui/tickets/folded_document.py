"""The quote at the end of a formatted mail, found in its document and hidden, never cut."""

from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from app.formats.mail.quotes import Kind, fold

_QUOTE_MARGIN = 30
"""Qt gives a ``blockquote`` 40 pixels on the left."""
_LINE_BREAK = "\u2028"


@dataclass(frozen=True, slots=True)
class FoldedQuote:
    """The quote begins at character ``position`` of the document and holds ``lines`` with words."""

    position: int
    lines: int


def find_quote(document: QTextDocument) -> FoldedQuote | None:
    """The quote with which the document ends; None if it ends with the writer's own words."""
    lines = list(_lines(document))
    blocks = fold("\n".join(text for _position, text in lines))
    folded = [block.kind is not Kind.VISIBLE and block.text.strip() != "" for block in blocks]
    if len(blocks) < 2 or not folded[-1]:
        return None
    first = len(folded) - 1
    while first > 0 and (folded[first - 1] or not blocks[first - 1].text.strip()):
        first -= 1
    if first == 0 or not any(blocks[i].kind is Kind.QUOTE for i in range(first, len(blocks))):
        return None
    before = sum(block.text.count("\n") for block in blocks[:first])
    quoted = [text for _position, text in lines[before:] if text.strip(" >")]
    return FoldedQuote(_split_at(document, lines[before][0]), len(quoted))


def show_quote(document: QTextDocument, quote: FoldedQuote, *, shown: bool) -> None:
    """Show or hide everything from the quote on."""
    block = document.findBlock(quote.position)
    while block.isValid():
        block.setVisible(shown)
        block = block.next()
    document.markContentsDirty(quote.position, document.characterCount() - quote.position)


def _lines(document: QTextDocument) -> list[tuple[int, str]]:
    """Position and text of each line, those in quotations marked as in plain text."""
    found = []
    block = document.begin()
    while block.isValid():
        mark = "> " if _is_quotation(block) else ""
        position = block.position()
        for text in block.text().split(_LINE_BREAK):
            found.append((position, mark + text.replace("\xa0", " ")))
            position += len(text) + 1
        block = block.next()
    return found


def _is_quotation(block: QTextBlock) -> bool:
    return block.blockFormat().leftMargin() >= _QUOTE_MARGIN and block.textList() is None


def _split_at(document: QTextDocument, position: int) -> int:
    """Let a block begin at ``position``, where a line begins; its position then."""
    block = document.findBlock(position)
    if block.position() == position:
        return position
    cursor = QTextCursor(document)
    cursor.setPosition(position - 1)
    cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertBlock()
    return cursor.position()
