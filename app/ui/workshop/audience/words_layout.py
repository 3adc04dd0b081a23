"""A text that stands alone: as large as it fits, then page by page."""

from PySide6.QtCore import QRectF

from app.ui.colours import Role
from app.ui.workshop.audience.page import Page, Pages, PlacedText
from app.ui.workshop.audience.scene import Words
from app.ui.workshop.audience.sizes import Sizes
from app.ui.workshop.audience.text_block import Style, TextBlocks


def lay_words(body: Words, area: QRectF, sizes: Sizes, blocks: TextBlocks) -> Pages:
    """The pages of the text within ``area``, each centred; at least one."""
    small = Style(sizes.text, centred=True)
    caption = blocks.block(body.caption, small, area.width()) if body.caption else None
    below = caption.height + sizes.gap if caption is not None else 0.0
    free = max(1.0, area.height() - below)
    for px in sizes.for_words():
        block = blocks.block(body.text, Style(px, centred=True), area.width())
        if block.height <= free:
            break
    parts = [body.text] if block.height <= free else block.parts(free)

    def page(number: int) -> Page:
        block = blocks.block(parts[number], Style(px, centred=True), area.width())
        top = area.top() + (area.height() - block.height - below) / 2
        texts = [PlacedText(area.left(), top, block, Role.TEXT)]
        if caption is not None:
            y = top + block.height + sizes.gap
            texts.append(PlacedText(area.left(), y, caption, Role.MUTED))
        return Page(tuple(texts))

    return Pages(len(parts), page)
