"""Choosing one of the twelve colours."""

from functools import partial

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from app.i18n import _
from app.ui.icons import glyph_icon
from app.ui.theme import Theme
from app.ui.widgets.flow_layout import FlowLayout

_COLOURS = 12


class ColourRow(QWidget):
    """All colours beside each other, one of them pressed."""

    def __init__(self, chosen: int, theme: Theme) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        flow = FlowLayout(self, spacing=theme.px(4))
        for number in range(_COLOURS):
            button = QToolButton()
            button.setCheckable(True)
            button.setAccessibleName(_("Colour {number}").format(number=number + 1))
            button.setToolTip(button.accessibleName())
            button.setIconSize(QSize(theme.px(16), theme.px(16)))
            button.setIcon(colour_icon(number, theme))
            self._group.addButton(button, number)
            flow.addWidget(button)
        self._group.button(chosen % _COLOURS).setChecked(True)
        self.setFocusProxy(self._group.button(chosen % _COLOURS))

    @property
    def colour(self) -> int:
        """The place in the set of twelve."""
        return self._group.checkedId()


def colour_icon(number: int, theme: Theme) -> QIcon:
    """A dot in one of the twelve colours, in step with the theme."""
    return glyph_icon("dot", partial(theme.person_colour, number))
