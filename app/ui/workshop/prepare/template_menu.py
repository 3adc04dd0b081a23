"""The menu of templates for a new workshop; the desk's own ones can be removed from it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import _
from app.rules.workshop.templates import Template
from app.ui.actions import literal
from app.ui.theme import Theme


class TemplateMenu(QMenu):
    """Gone once it is closed."""

    chosen = Signal(object)
    """The ``Template`` to begin with."""
    removed = Signal(object)
    """The own ``Template`` that is not wanted any more."""

    def __init__(self, found: Sequence[Template], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.aboutToHide.connect(self.deleteLater)
        self.setToolTipsVisible(True)
        for each in found:
            entry = self.addAction(literal(each.name), partial(self.chosen.emit, each))
            entry.setToolTip("\n".join(each.questions))
        own = [each for each in found if each.own]
        if own:
            self.addSeparator()
            self._offer_removal(own, theme)

    def _offer_removal(self, own: Sequence[Template], theme: Theme) -> None:
        menu = self.addMenu(theme.icon("trash"), _("Remove an own template"))
        for each in own:
            menu.addAction(literal(each.name), partial(self.removed.emit, each))
