"""Choosing one of the twelve colours."""

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from app.i18n import _
from app.ui.colours import PERSON_COLOURS
from app.ui.icons import glyph_icon
from app.ui.theme import Theme
from app.ui.widgets.flow_layout import FlowLayout


class ColourRow(QWidget):
    """All colours beside each other, one of them pressed; ``glyph`` is painted in each."""

    def __init__(self, chosen: int, theme: Theme, *, glyph: str = "dot") -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        flow = FlowLayout(self, spacing=theme.px(4))
        for number in range(len(PERSON_COLOURS)):
            button = QToolButton()
            button.setCheckable(True)
            button.setAccessibleName(_(PERSON_COLOURS[number].name))
            button.setToolTip(button.accessibleName())
            button.setIconSize(QSize(theme.px(16), theme.px(16)))
            button.setIcon(colour_icon(number, theme, glyph=glyph))
            self._group.addButton(button, number)
            flow.addWidget(button)
        pressed = self._group.button(chosen % len(PERSON_COLOURS))
        pressed.setChecked(True)
        self.setFocusProxy(pressed)

    @property
    def colour(self) -> int:
        """The place in the set of twelve."""
        return self._group.checkedId()


def colour_icon(number: int, theme: Theme, *, glyph: str = "dot") -> QIcon:
    """A dot in one of the twelve colours, in step with the theme."""
    return glyph_icon(glyph, partial(theme.person_colour, number))
