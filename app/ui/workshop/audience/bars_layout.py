"""Bars below each other, with label and number; as large as they fit, then page by page."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from app.ui.colours import Role
from app.ui.workshop.audience.page import (
    FILLS,
    INKS,
    SIGNS,
    TINTS,
    Dashed,
    Page,
    PlacedBar,
    PlacedText,
    Sign,
)
from app.ui.workshop.audience.scene import Bar, Bars, Mark
from app.ui.workshop.audience.sizes import Sizes
from app.ui.workshop.audience.text_block import Style, TextBlock, TextBlocks

_LABEL = 0.46
"""Share of the width that labels take."""
_INDENT = 1.35
_PADDING = 0.28
_BETWEEN = 0.3
_THICKNESS = 0.9


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where label, bar and number stand across."""

    left: float
    label: float
    track: float
    number: float

    @classmethod
    def within(cls, area: QRectF, px: int, number_width: float) -> "_Columns":
        label = area.width() * _LABEL - px * _INDENT
        track = area.width() - area.width() * _LABEL - number_width - 2 * px * _PADDING
        return cls(area.left(), label, max(1.0, track), number_width)


@dataclass(frozen=True, slots=True)
class _Row:
    bar: Bar
    label: TextBlock
    number: TextBlock

    @property
    def inner(self) -> float:
        return max(self.label.height, self.number.height)


def lay_bars(body: Bars, area: QRectF, sizes: Sizes, blocks: TextBlocks) -> list[Page]:
    """The pages of the chart within ``area``; at least one."""
    tried = sizes.for_lists()
    for px in tried:
        foot = px * 1.4 if body.line is not None and body.line_label else 0.0
        number_width = _number_width(body, area, px, blocks)
        across = _Columns.within(area, px, number_width)
        rows = [_row(each, across, px, blocks) for each in body.bars]
        groups = _groups(rows, area.height() - foot, px)
        if len(groups) == 1 or px == tried[-1]:
            break
    return [_page(body, each, across, area, px, blocks) for each in groups]


def _number_width(body: Bars, area: QRectF, px: int, blocks: TextBlocks) -> float:
    widths = [blocks.advance(_number(each), Style(px, bold=True)) for each in body.bars]
    return min(area.width() * 0.26, max(widths, default=0.0) + 1)


def _number(bar: Bar) -> str:
    return f"{bar.people} {bar.note}".strip()


def _row(bar: Bar, across: _Columns, px: int, blocks: TextBlocks) -> _Row:
    label = blocks.block(bar.label, Style(px, struck=bar.mark is Mark.STRUCK), across.label)
    return _Row(bar, label, blocks.block(_number(bar), Style(px, bold=True), across.number))


def _groups(rows: list[_Row], height: float, px: int) -> list[list[_Row]]:
    groups: list[list[_Row]] = [[]]
    used = 0.0
    for row in rows:
        taken = row.inner + px * (2 * _PADDING + _BETWEEN)
        if groups[-1] and used + taken > height:
            groups.append([])
            used = 0.0
        groups[-1].append(row)
        used += taken
    return groups


def _page(
    body: Bars, rows: list[_Row], across: _Columns, area: QRectF, px: int, blocks: TextBlocks
) -> Page:
    y = area.top()
    placed = []
    for row in rows:
        placed.append(_place(row, body.whole, across, y, area, px))
        y += placed[-1].height + px * _BETWEEN
    if body.line is None or not placed:
        return Page(bars=tuple(placed))
    track = placed[0].track
    x = track.left() + track.width() * body.line / max(1, body.whole)
    lines = (Dashed(x, area.top(), y),)
    if not body.line_label:
        return Page(bars=tuple(placed), lines=lines)
    block = blocks.block(body.line_label, Style(px), area.width())
    label_x = min(max(area.left(), x - block.width / 2), area.right() - block.width)
    return Page((PlacedText(label_x, y, block, Role.MUTED),), bars=tuple(placed), lines=lines)


def _place(row: _Row, whole: int, across: _Columns, y: float, area: QRectF, px: int) -> PlacedBar:
    """Everything of a row, relative to its top."""
    bar = row.bar
    height = row.inner + 2 * px * _PADDING
    x = across.left + px * _INDENT
    track_left = area.left() + area.width() * _LABEL + px * _PADDING
    thick = px * _THICKNESS
    label_top = (height - row.label.height) / 2
    sign = None
    if bar.mark in SIGNS:
        glyph, role = SIGNS[bar.mark]
        middle = label_top + (row.label.line_height - px) / 2
        sign = Sign(QRectF(across.left + px * 0.2, middle, px, px), glyph, role)
    number_x = track_left + across.track + px * _PADDING
    return PlacedBar(
        key=bar.key,
        top=y,
        height=height,
        label=PlacedText(x, label_top, row.label, INKS[bar.mark]),
        track=QRectF(track_left, (height - thick) / 2, across.track, thick),
        share=bar.people / whole if whole else 0.0,
        number=PlacedText(number_x, (height - row.number.height) / 2, row.number, Role.TEXT),
        fill=FILLS[bar.mark],
        tint=TINTS.get(bar.mark),
        sign=sign,
    )
