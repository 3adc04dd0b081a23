"""The colour of a snippet: a dot that opens the twelve colours by name."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.i18n import _
from app.ui.colours import PERSON_COLOURS, Role
from app.ui.theme import Theme, set_style_property

_DOT = 14
"""Pixels of the dot at 100 %."""
COLOURS = (None, *range(len(PERSON_COLOURS)))
"""What can be chosen."""


class ColourButton(QToolButton):
    """``chosen`` tells the number of a colour, or None for no colour."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._colour: int | None = None
        set_style_property(self, "chip", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self._show()
        theme.changed.connect(self._show)

    @property
    def colour(self) -> int | None:
        """The colour shown."""
        return self._colour

    def set_colour(self, colour: int | None) -> None:
        """Show a colour without telling."""
        self._colour = colour
        self._show()

    def _show(self) -> None:
        label = _("Colour: {name}").format(name=colour_name(self._colour))
        self.setToolTip(label)
        self.setAccessibleName(label)
        self.setIcon(colour_dot(self._theme, self._colour, self.devicePixelRatioF()))
        side = self._theme.px(_DOT + 2)
        self.setIconSize(QSize(side, side))

    def _fill(self) -> None:
        self._menu.clear()
        for colour in COLOURS:
            dot = colour_dot(self._theme, colour, self.devicePixelRatioF())
            entry = self._menu.addAction(dot, colour_name(colour))
            entry.setCheckable(True)
            entry.setChecked(colour == self._colour)
            entry.triggered.connect(partial(self._choose, colour))

    def _choose(self, colour: int | None, _checked: bool = False) -> None:
        if colour != self._colour:
            self.set_colour(colour)
            self.chosen.emit(colour)


def colour_dot(theme: Theme, colour: int | None, ratio: float) -> QIcon:
    """A dot in a colour, or a ring for none; ``ratio`` is that of device pixels."""
    side = theme.px(_DOT + 2)
    picture = QPixmap(QSize(side, side) * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if colour is None:
        painter.setPen(theme.colour(Role.MUTED))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.person_colour(colour))
    painter.drawEllipse(QRectF(1.5, 1.5, side - 3, side - 3))
    painter.end()
    return QIcon(picture)


def colour_name(colour: int | None) -> str:
    """What a colour is called."""
    if colour is None:
        return _("No colour")
    return _(PERSON_COLOURS[colour % len(PERSON_COLOURS)].name)
