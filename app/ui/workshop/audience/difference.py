"""Where two pictures differ, so that a new idea repaints its column and not the whole screen."""

from collections.abc import Hashable, Iterator

from PySide6.QtCore import QRectF
from PySide6.QtGui import QRegion

from app.ui.workshop.audience.frame import LaidScene
from app.ui.workshop.audience.page import PlacedText

_OVERHANG = 0.3
"""Of its size a letter may reach out of its line."""


def difference(before: LaidScene, at: int, after: LaidScene, page: int) -> QRegion | None:
    """What has to be painted to come from one page of a scene to a page of another.

    None if that is everything: with bars, which move, or texts of another size.
    """
    if before.sizes != after.sizes or before.pages[at].bars or after.pages[page].bars:
        return None
    was, will_be = dict(_marks(before, at)), dict(_marks(after, page))
    region = QRegion()
    for key in was.keys() ^ will_be.keys():
        place = was[key] if key in was else will_be[key]
        region += place.toAlignedRect().adjusted(-1, -1, 1, 1)
    return region


def _marks(laid: LaidScene, number: int) -> Iterator[tuple[Hashable, QRectF]]:
    """All that is painted of a page: what and where, and the area it fills."""
    page = laid.pages[number]
    for text in (*laid.texts, *page.texts):
        yield text, _area(text)
    for tint in page.tints:
        yield (tint.rect.getRect(), tint.role), tint.rect
    for sign in page.signs:
        yield (sign.rect.getRect(), sign.glyph, sign.role), sign.rect
    for line in page.lines:
        yield line, QRectF(line.x - 2, line.top, 4, line.bottom - line.top)
    if laid.clock is not None:
        yield ("clock", laid.clock.getRect()), laid.clock
    yield (number, len(laid.pages)), laid.page_number


def _area(text: PlacedText) -> QRectF:
    block = text.block
    over = block.px * _OVERHANG
    return QRectF(text.x, text.y, block.room, block.height).adjusted(-over, -over, over, over)
