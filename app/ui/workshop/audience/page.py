"""One page as it is painted: texts, tints, signs and bars, each at its place in pixels."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from app.ui.colours import Role
from app.ui.workshop.audience.scene import Mark
from app.ui.workshop.audience.text_block import TextBlock

INKS = {
    Mark.PLAIN: Role.TEXT,
    Mark.NEW: Role.TEXT,
    Mark.TIED: Role.TEXT,
    Mark.STRUCK: Role.MUTED,
    Mark.WINNER: Role.TEXT,
    Mark.ASIDE: Role.MUTED,
}
TINTS = {
    Mark.NEW: Role.ACCENT_SOFT,
    Mark.TIED: Role.WARNING_SOFT,
    Mark.WINNER: Role.ACCENT_SOFT,
}
SIGNS = {
    Mark.TIED: ("equal", Role.WARNING),
    Mark.STRUCK: ("close", Role.DANGER),
    Mark.WINNER: ("check", Role.ACCENT),
}
FILLS = {
    Mark.PLAIN: Role.ACCENT,
    Mark.NEW: Role.ACCENT,
    Mark.TIED: Role.WARNING,
    Mark.STRUCK: Role.DANGER,
    Mark.WINNER: Role.ACCENT,
    Mark.ASIDE: Role.MUTED,
}


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A block with its upper left corner."""

    x: float
    y: float
    block: TextBlock
    ink: Role


@dataclass(frozen=True, slots=True)
class Tint:
    """A rounded ground below a text."""

    rect: QRectF
    role: Role


@dataclass(frozen=True, slots=True)
class Sign:
    """A glyph by its meaning in ``app.ui.glyphs``."""

    rect: QRectF
    glyph: str
    role: Role


@dataclass(frozen=True, slots=True)
class PlacedBar:
    """A row of a bar chart; what belongs to it is placed relative to its ``top``.

    The bar is a tint behind the label with an ``edge`` of full colour along its foot.
    """

    key: str
    top: float
    label: PlacedText
    track: QRectF
    edge: float
    share: float
    number: PlacedText
    fill: Role
    tint: Role
    sign: Sign | None

    @property
    def height(self) -> float:
        return self.track.height()


@dataclass(frozen=True, slots=True)
class Dashed:
    """A dashed upright line, as where a majority begins."""

    x: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """All of one page's body."""

    texts: tuple[PlacedText, ...] = ()
    tints: tuple[Tint, ...] = ()
    signs: tuple[Sign, ...] = ()
    bars: tuple[PlacedBar, ...] = ()
    lines: tuple[Dashed, ...] = ()


class Pages:
    """The pages of a body, each laid out when it is first looked at: of many one is shown."""

    def __init__(self, count: int, lay: Callable[[int], Page]) -> None:
        self._count = count
        self._lay = lay
        self._laid: dict[int, Page] = {}

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Page]:
        return (self[number] for number in range(self._count))

    def __getitem__(self, number: int) -> Page:
        """The page by its number from 0."""
        if number not in self._laid:
            self._laid[number] = self._lay(number)
        return self._laid[number]
