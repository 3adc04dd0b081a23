"""The frame around a scene's body: title, step and clock above, note and page number below."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from app.ui.colours import Role
from app.ui.workshop.audience.bars_layout import lay_bars
from app.ui.workshop.audience.columns_layout import MOST_ITEMS, lay_columns
from app.ui.workshop.audience.page import Pages, PlacedText
from app.ui.workshop.audience.scene import Bars, Columns, Scene
from app.ui.workshop.audience.sizes import Sizes
from app.ui.workshop.audience.text_block import Style, TextBlocks
from app.ui.workshop.audience.words_layout import lay_words

_MOST_NOTE = 0.4
"""Share of the height that a long note may take; the rest is cut off, it stands in the record."""


@dataclass(frozen=True, slots=True)
class LaidScene:
    """A scene in pixels. ``clock`` is where the time stands, None without a clock."""

    texts: tuple[PlacedText, ...]
    clock: QRectF | None
    page_number: QRectF
    pages: Pages
    sizes: Sizes


def lay_scene(scene: Scene, screen: QRectF, sizes: Sizes, blocks: TextBlocks) -> LaidScene:
    """Everything at its place; the body in as many pages as it takes."""
    inner = screen.adjusted(sizes.margin, sizes.margin, -sizes.margin, -sizes.margin)
    texts: list[PlacedText] = []
    bold = Style(sizes.title, bold=True)
    clock_width = blocks.advance("00:00", bold) + sizes.title * 0.8 if scene.clock else 0.0
    clock_height = blocks.block("0", bold, inner.width()).height
    clock = None
    if scene.clock:
        clock = QRectF(inner.right() - clock_width, inner.top(), clock_width, clock_height)
    head = inner.top()
    if scene.title:
        width = inner.width() - (clock_width + sizes.gap if scene.clock else 0.0)
        title = blocks.block(scene.title, bold, width)
        texts.append(PlacedText(inner.left(), head, title, Role.TEXT))
        head += title.height
    if scene.step:
        step = blocks.block(scene.step, Style(sizes.text), inner.width())
        right = inner.right() - step.width
        title_end = inner.left() + (texts[0].block.width if texts else 0.0)
        if texts and clock is None and title_end + 2 * sizes.gap < right:
            y = inner.top() + (texts[0].block.line_height - step.height) / 2
            texts.append(PlacedText(right, y, step, Role.MUTED))
        else:
            texts.append(PlacedText(inner.left(), head, step, Role.MUTED))
            head += step.height
    if clock is not None:
        head = max(head, clock.bottom())
    line = blocks.block("0", Style(sizes.text), inner.width()).height
    number = QRectF(inner.right() - 6 * sizes.text, inner.bottom() - line, 6 * sizes.text, line)
    foot = inner.bottom()
    if scene.note:
        width = inner.width() - number.width()
        note = blocks.block(scene.note, Style(sizes.text), width)
        most = inner.height() * _MOST_NOTE
        if note.height > most:
            note = blocks.block(note.parts(most)[0] + " …", Style(sizes.text), width)
        foot -= note.height
        texts.append(PlacedText(inner.left(), foot, note, Role.TEXT))
        foot -= sizes.gap
    top = head + sizes.gap if head > inner.top() else head
    whole = QRectF(inner.left(), top, inner.width(), max(1.0, foot - top))
    above_number = number.top() - sizes.gap / 2
    if not scene.note and _is_long(scene):
        whole.setBottom(above_number)
    pages = _body(scene, whole, sizes, blocks)
    if len(pages) > 1 and whole.bottom() > above_number and not scene.note:
        # The page number needs a line of its own, which may make one more page.
        whole.setBottom(above_number)
        pages = _body(scene, whole, sizes, blocks)
    return LaidScene(tuple(texts), clock, number, pages, sizes)


def _is_long(scene: Scene) -> bool:
    """Surely more than a page, which is known before anything is laid out."""
    body = scene.body
    if not isinstance(body, Columns):
        return False
    return any(len(each.items) > MOST_ITEMS for each in body.columns)


def _body(scene: Scene, area: QRectF, sizes: Sizes, blocks: TextBlocks) -> Pages:
    if isinstance(scene.body, Columns):
        return lay_columns(scene.body, area, sizes, blocks)
    if isinstance(scene.body, Bars):
        return lay_bars(scene.body, area, sizes, blocks)
    return lay_words(scene.body, area, sizes, blocks)
