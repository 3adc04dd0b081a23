"""Bars below each other: the label stands on its bar, so that one row is one line of text."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from app.ui.colours import SOFT_OF, Role
from app.ui.workshop.audience.page import (
    FILLS,
    INKS,
    SIGNS,
    Dashed,
    Page,
    Pages,
    PlacedBar,
    PlacedText,
)
from app.ui.workshop.audience.page import Sign as PlacedSign
from app.ui.workshop.audience.scene import Bar, Bars, Mark
from app.ui.workshop.audience.sizes import Sizes
from app.ui.workshop.audience.text_block import Style, TextBlock, TextBlocks

_SIGN = 1.35
_PADDING = 0.22
_BETWEEN = 0.22
_MOST_FOR_NUMBERS = 0.35


@dataclass(frozen=True, slots=True)
class _Row:
    bar: Bar
    label: TextBlock
    number: TextBlock

    def height(self, px: int) -> float:
        return max(self.label.height, self.number.height) + 2 * px * _PADDING


def lay_bars(body: Bars, area: QRectF, sizes: Sizes, blocks: TextBlocks) -> Pages:
    """The pages of the chart within ``area``; at least one."""
    tried = sizes.for_lists()
    for px in tried:
        foot = px * 1.3 if body.line is not None and body.line_label else 0.0
        if px != tried[-1] and _least_height(len(body.bars), px) > area.height() - foot:
            continue
        rows = _rows(body, area.width(), px, blocks)
        groups = _groups(rows, area.height() - foot, px)
        if len(groups) == 1 or px == tried[-1]:
            break
    return Pages(len(groups), lambda number: _page(body, groups[number], area, px, blocks))


def _least_height(bars: int, px: int) -> float:
    """What so many bars take if each is one line: known before any text is laid out."""
    return bars * px * (1 + 2 * _PADDING) + (bars - 1) * px * _BETWEEN


def _rows(body: Bars, width: float, px: int, blocks: TextBlocks) -> list[_Row]:
    bold = Style(px, bold=True)
    numbers = max((blocks.advance(_number(each), bold) for each in body.bars), default=0.0)
    numbers = min(width * _MOST_FOR_NUMBERS, numbers + 1)
    label = width - numbers - px * (_SIGN + 3 * _PADDING)
    return [
        _Row(
            each,
            blocks.block(each.label, Style(px, struck=each.mark is Mark.STRUCK), label),
            blocks.block(_number(each), bold, numbers),
        )
        for each in body.bars
    ]


def _number(bar: Bar) -> str:
    return f"{bar.note}  {bar.people}".strip()


def _groups(rows: list[_Row], height: float, px: int) -> list[list[_Row]]:
    groups: list[list[_Row]] = [[]]
    used = 0.0
    for row in rows:
        taken = row.height(px)
        if groups[-1] and used + taken > height:
            groups.append([])
            used = 0.0
        groups[-1].append(row)
        used += taken + px * _BETWEEN
    return groups


def _page(body: Bars, rows: list[_Row], area: QRectF, px: int, blocks: TextBlocks) -> Page:
    y = area.top()
    placed = []
    for row in rows:
        placed.append(_place(row, body.whole, y, area, px))
        y += placed[-1].height + px * _BETWEEN
    if body.line is None or not placed:
        return Page(bars=tuple(placed))
    x = area.left() + area.width() * body.line / max(1, body.whole)
    lines = (Dashed(x, area.top(), y),)
    if not body.line_label:
        return Page(bars=tuple(placed), lines=lines)
    block = blocks.block(body.line_label, Style(px), area.width())
    label_x = min(max(area.left(), x - block.width / 2), area.right() - block.width)
    return Page((PlacedText(label_x, y, block, Role.MUTED),), bars=tuple(placed), lines=lines)


def _place(row: _Row, whole: int, y: float, area: QRectF, px: int) -> PlacedBar:
    """Everything of a row, relative to its top."""
    bar = row.bar
    height = row.height(px)
    x = area.left() + px * _SIGN
    sign = None
    if bar.mark in SIGNS:
        glyph, role = SIGNS[bar.mark]
        top = px * _PADDING + (row.label.line_height - px) / 2
        sign = PlacedSign(QRectF(area.left() + px * 0.2, top, px, px), glyph, role)
    number_x = area.right() - px * _PADDING - row.number.width
    fill = FILLS[bar.mark]
    return PlacedBar(
        key=bar.key,
        top=y,
        label=PlacedText(x, px * _PADDING, row.label, INKS[bar.mark]),
        track=QRectF(area.left(), 0, area.width(), height),
        edge=px * 0.14,
        share=bar.people / whole if whole else 0.0,
        number=PlacedText(number_x, px * _PADDING, row.number, Role.TEXT),
        fill=fill,
        tint=SOFT_OF[fill],
        sign=sign,
    )
