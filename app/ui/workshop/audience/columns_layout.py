"""Lists beside each other: as large as they fit, then page by page, at most seven items each."""

from dataclasses import dataclass, field, replace

from PySide6.QtCore import QRectF

from app.ui.colours import Role
from app.ui.workshop.audience.page import (
    INKS,
    SIGNS,
    TINTS,
    Page,
    Pages,
    PlacedText,
    Sign,
    Tint,
)
from app.ui.workshop.audience.scene import Column, Columns, Item, Mark
from app.ui.workshop.audience.sizes import Sizes
from app.ui.workshop.audience.text_block import Style, TextBlock, TextBlocks

MOST_ITEMS = 7
"""Of one column on one page: more are not taken in at a glance."""

_NARROWEST = 11.5
"""Width of a column in sizes of its text: some twenty letters."""
_BETWEEN_ITEMS = 0.35
_PADDING = 0.3
_SIGN = 1.35


@dataclass(frozen=True, slots=True)
class _Row:
    item: Item
    block: TextBlock
    indent: float


@dataclass(slots=True)
class _Stack:
    """A column as rows, cut into the pages it needs."""

    column: Column
    heading: TextBlock
    empty: TextBlock | None = None
    pages: list[list[_Row]] = field(default_factory=list)


def lay_columns(body: Columns, area: QRectF, sizes: Sizes, blocks: TextBlocks) -> Pages:
    """The pages of the lists within ``area``; at least one."""
    fits_at_most = max((len(each.items) for each in body.columns), default=0) <= MOST_ITEMS
    tried = sizes.for_lists() if fits_at_most else [sizes.text]
    for px in tried:
        room = _columns_beside(len(body.columns), area.width(), px, sizes.gap)
        smallest = px == tried[-1]
        if room < len(body.columns) and not smallest:
            continue
        width = (area.width() - (room - 1) * sizes.gap) / room
        stacks = [
            _stack(each, width, area.height(), px, blocks, newest=body.newest)
            for each in body.columns
        ]
        if smallest or all(len(each.pages) <= 1 for each in stacks):
            return _pages(stacks, room, width, area, px, sizes.gap, blocks)
    return Pages(1, lambda _number: Page())


def _columns_beside(wanted: int, width: float, px: int, gap: float) -> int:
    possible = int((width + gap) / (px * _NARROWEST + gap))
    return max(1, min(wanted, possible))


def _stack(
    column: Column, width: float, height: float, px: int, blocks: TextBlocks, *, newest: bool
) -> _Stack:
    heading = blocks.block(column.title, Style(px, bold=True), width)
    stack = _Stack(column, heading)
    if column.empty and not column.items:
        stack.empty = blocks.block(column.empty, Style(px), width)
    free = height - heading.height - px * _BETWEEN_ITEMS if column.title else height
    rows = _rows(column.items, width, free, px, blocks)
    if newest:
        # Cut from the end, so that the last page is full of what came last.
        pages = _cut(rows[::-1], free, px)
        stack.pages = [page[::-1] for page in reversed(pages)]
    else:
        stack.pages = _cut(rows, free, px)
    return stack


def _cut(rows: list[_Row], free: float, px: int) -> list[list[_Row]]:
    """Pages as full as they get."""
    pages: list[list[_Row]] = []
    used = 0.0
    for row in rows:
        taken = row.block.height + px * (_BETWEEN_ITEMS + 2 * _PADDING)
        if not pages or used + taken > free or len(pages[-1]) == MOST_ITEMS:
            pages.append([])
            used = 0.0
        pages[-1].append(row)
        used += taken
    return pages


def _rows(
    items: tuple[Item, ...], width: float, free: float, px: int, blocks: TextBlocks
) -> list[_Row]:
    """One row for each item; an item that is higher than a page goes on in further rows."""
    rows = []
    most = free - px * (_BETWEEN_ITEMS + 2 * _PADDING)
    for item in items:
        style = Style(px, struck=item.mark is Mark.STRUCK)
        indent = _indent(item, px)
        inner = width - indent - px * _PADDING
        block = blocks.block(item.text, style, inner)
        if block.height <= most:
            rows.append(_Row(item, block, indent))
            continue
        for number, part in enumerate(block.parts(most)):
            rest = item if number == 0 else replace(item, lead="")
            block = blocks.block(part, style, inner)
            rows.append(_Row(rest, block, indent))
    return rows


def _indent(item: Item, px: int) -> float:
    """Room for a sign or a number before the text."""
    if item.mark in SIGNS:
        return px * _SIGN
    return px * (0.62 * len(item.lead) + 0.7) if item.lead else px * _PADDING


def _lead(item: Item, px: int, blocks: TextBlocks) -> TextBlock | None:
    if not item.lead or item.mark in SIGNS:
        return None
    return blocks.block(item.lead, Style(px, bold=True, centred=True), _indent(item, px))


def _pages(
    stacks: list[_Stack],
    room: int,
    width: float,
    area: QRectF,
    px: int,
    gap: float,
    blocks: TextBlocks,
) -> Pages:
    """Groups of columns that stand beside each other, each with as many pages as its longest."""
    groups = [stacks[at : at + room] for at in range(0, len(stacks), room)] or [[]]
    places = [
        (group, number)
        for group in groups
        for number in range(max((1, *(len(each.pages) for each in group))))
    ]
    return Pages(len(places), lambda place: _page(*places[place], width, area, px, gap, blocks))


def _page(
    group: list[_Stack],
    number: int,
    width: float,
    area: QRectF,
    px: int,
    gap: float,
    blocks: TextBlocks,
) -> Page:
    texts: list[PlacedText] = []
    tints: list[Tint] = []
    signs: list[Sign] = []
    for place, stack in enumerate(group):
        x, y = area.left() + place * (width + gap), area.top()
        if stack.column.title:
            texts.append(PlacedText(x, y, stack.heading, Role.TEXT))
            y += stack.heading.height + px * _BETWEEN_ITEMS
        if stack.empty is not None:
            texts.append(PlacedText(x, y, stack.empty, Role.MUTED))
        # A column that has ended keeps showing its last page beside the others.
        rows = stack.pages[min(number, len(stack.pages) - 1)] if stack.pages else []
        for row in rows:
            lead = _lead(row.item, px, blocks)
            if lead is not None:
                texts.append(PlacedText(x, y + px * _PADDING, lead, Role.ACCENT))
            y += _place(row, x, y, width, px, texts, tints, signs)
    return Page(tuple(texts), tuple(tints), tuple(signs))


def _place(
    row: _Row,
    x: float,
    y: float,
    width: float,
    px: int,
    texts: list[PlacedText],
    tints: list[Tint],
    signs: list[Sign],
) -> float:
    """Put one row at a place; the height it takes with the gap below it."""
    height = row.block.height + 2 * px * _PADDING
    mark = row.item.mark
    tint = TINTS.get(mark, Role.SURFACE)
    tints.append(Tint(QRectF(x, y, width, height), tint))
    top = y + px * _PADDING
    if mark in SIGNS:
        glyph, role = SIGNS[mark]
        line = row.block.line_height
        signs.append(Sign(QRectF(x + px * 0.2, top + (line - px) / 2, px, px), glyph, role))
    texts.append(PlacedText(x + row.indent, top, row.block, INKS[mark]))
    return height + px * _BETWEEN_ITEMS
