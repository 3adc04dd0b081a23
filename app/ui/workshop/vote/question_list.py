"""The questions of the workshop at the left of a panel, each with where it is."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.i18n import _
from app.ui.colours import Role
from app.ui.theme import Theme
from app.ui.workshop.vote.state import QuestionState, Stand

_ID = int(Qt.ItemDataRole.UserRole)
_ICONS = {
    Stand.NO_IDEAS: ("idea", Role.MUTED),
    Stand.ONE_IDEA: ("idea", Role.ACCENT),
    Stand.READY: ("vote", Role.ACCENT),
    Stand.BALLOTS: ("lock", Role.ACCENT),
    Stand.ROUNDS: ("people", Role.ACCENT),
    Stand.DOTS: ("people", Role.ACCENT),
    Stand.TIED: ("equal", Role.WARNING),
    Stand.ANSWERED: ("check", Role.SUCCESS),
}
_WIDTH, _LINE = 220, 18


class QuestionList(QListWidget):
    """``chosen`` tells the id of the question that is to be shown."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(_("Questions"))
        self.setProperty("kind", "navigation")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._moved)
        self._apply_theme()
        theme.changed.connect(self._apply_theme)

    def show_questions(self, states: Sequence[QuestionState], current: int | None) -> None:
        """Show these; with a single one there is nothing to choose and the list is hidden."""
        self.blockSignals(True)
        self.clear()
        for state in states:
            icon, role = _ICONS[state.stand]
            item = QListWidgetItem(self._theme.icon(icon, role), "")
            item.setText(f"{state.question.text}\n{state.in_words}")
            item.setToolTip(state.question.text)
            item.setData(_ID, state.question.id)
            self.addItem(item)
            if state.question.id == current:
                self.setCurrentItem(item)
        self.blockSignals(False)
        self.setVisible(len(states) > 1)

    def _moved(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(int(item.data(_ID)))

    def _apply_theme(self) -> None:
        self.setFixedWidth(self._theme.px(_WIDTH))
        self.setIconSize(QSize(self._theme.px(_LINE), self._theme.px(_LINE)))
