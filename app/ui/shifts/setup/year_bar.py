"""A year with a step before and after it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.i18n import _
from app.ui.theme import Theme
from app.ui.widgets.button import IconButton


class YearBar(QWidget):
    """``year_changed`` comes after each step."""

    year_changed = Signal()

    def __init__(self, year: int, theme: Theme) -> None:
        super().__init__()
        self.year = year
        self._label = QLabel(str(year))
        self._label.setFont(theme.font(bold=True))
        before = IconButton("previous", _("Year before"), theme)
        after = IconButton("next", _("Year after"), theme)
        before.clicked.connect(lambda: self.step(-1))
        after.clicked.connect(lambda: self.step(1))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        for each in (before, self._label, after):
            row.addWidget(each)
        row.addStretch()

    def step(self, by: int) -> None:
        """Show another year."""
        self.year += by
        self._label.setText(str(self.year))
        self.year_changed.emit()
