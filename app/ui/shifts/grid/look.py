"""The colours of the grid: tints and inks of shifts, grounds of days, all from the theme."""

from functools import cached_property

from PySide6.QtGui import QColor

from app.ui.colours import PERSON_COLOURS, Role
from app.ui.theme import Theme

_TINT_LIGHT, _TINT_DARK = 0.15, 0.22
_EDGE = 0.45


class Look:
    """Made once for each edition of the theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.edition = theme.edition
        self._tints: dict[int, QColor] = {}
        self._edges: dict[int, QColor] = {}

    def ink(self, number: int) -> QColor:
        """The letter of a shift."""
        return self.theme.person_colour(number)

    def tint(self, number: int) -> QColor:
        """What the letter stands on."""
        found = self._tints.get(number)
        if found is None:
            share = _TINT_DARK if self.theme.dark else _TINT_LIGHT
            found = mixed(self.ink(number), self.theme.colour(Role.SURFACE), share)
            self._tints[number] = found
        return found

    def edge(self, number: int) -> QColor:
        """The line around a shift."""
        found = self._edges.get(number)
        if found is None:
            found = self._edges[number] = mixed(
                self.ink(number), self.theme.colour(Role.SURFACE), _EDGE
            )
        return found

    @cached_property
    def line(self) -> QColor:
        """Between people and days."""
        return mixed(self.theme.colour(Role.BORDER), self.theme.colour(Role.SURFACE), 0.55)

    @cached_property
    def chosen(self) -> QColor:
        """Laid over the chosen cells."""
        found = QColor(self.theme.colour(Role.ACCENT))
        found.setAlphaF(0.14)
        return found

    @cached_property
    def hatch(self) -> QColor:
        """The lines of an absence."""
        return mixed(self.theme.colour(Role.MUTED), self.theme.colour(Role.SURFACE), 0.4)


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """``share`` of one colour laid over another."""
    return QColor.fromRgbF(
        *(
            mine * share + theirs * (1 - share)
            for mine, theirs in zip(one.getRgbF()[:3], other.getRgbF()[:3], strict=True)  # type: ignore[index]  # a tuple, which its stub does not say
        )
    )


COLOURS = len(PERSON_COLOURS)
"""How many colours a shift can have."""
