"""The tabs of the panel below the text, and the button that folds the panel to them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QWidget

from app.i18n import _
from app.ui.colours import Role
from app.ui.theme import Theme
from app.ui.widgets.button import IconButton


class PanelTabs(QWidget):
    """``chosen`` comes when a tab is gone to or clicked, also the one that is current."""

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str], fold: QAction, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._fold = fold
        self.bar = QTabBar()
        for title in titles:
            self.bar.addTab(title)
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setAccessibleName(_("About this snippet"))
        self._turn = IconButton("expand", "", theme, role=Role.MUTED)
        self._turn.clicked.connect(fold.trigger)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        row.addWidget(self.bar, 1)
        row.addWidget(self._turn)
        self.bar.tabBarClicked.connect(self.chosen)
        self.bar.currentChanged.connect(self.chosen)
        self.show_folded(False)

    def show_folded(self, folded: bool) -> None:
        """Say what the button does now."""
        self._turn.setIcon(self._theme.icon("collapse" if folded else "expand", Role.MUTED))
        words = _("Show preview and more") if folded else _("Fold preview and more")
        key = self._fold.shortcut().toString(self._fold.shortcut().SequenceFormat.NativeText)
        self._turn.set_label(f"{words} ({key})" if key else words)
