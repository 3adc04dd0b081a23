"""The phases of the plan, one below the other; a click leads the room there."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from app.i18n import _
from app.rules.workshop.phases import PlannedPhase
from app.ui.theme import Theme, set_style_property

_ROW = 30


class PlanList(QListWidget):
    """``chosen`` names the place of a phase in the plan."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._plan: Sequence[PlannedPhase] = ()
        self._here = 0
        set_style_property(self, "kind", "navigation")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Phases"))
        self.itemClicked.connect(self._clicked)
        self.itemActivated.connect(self._clicked)

    def show_plan(self, plan: Sequence[PlannedPhase], here: int) -> None:
        """Show these phases; the room is in the one at ``here``."""
        if (plan, here) == (self._plan, self._here) and self.count():
            return
        self._plan, self._here = plan, here
        self.clear()
        for place, each in enumerate(plan):
            minutes = _("{minutes} min").format(minutes=each.minutes)
            item = QListWidgetItem(f"{place + 1}  {each.phase.label}  ·  {minutes}")
            item.setToolTip(each.phase.purpose)
            item.setData(Qt.ItemDataRole.UserRole, place)
            item.setSizeHint(QSize(0, self._theme.px(_ROW)))
            self.addItem(item)
        self.setCurrentRow(here)
        self.setFixedHeight(self._theme.px(_ROW + 2) * max(1, len(plan)) + self._theme.px(8))

    def mark(self, here: int) -> None:
        """Put the mark back, as when a change of phase was called off."""
        self.setCurrentRow(here)

    def _clicked(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
