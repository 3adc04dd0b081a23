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
_WIDTH, _LEAST_WIDTH, _LINE = 220, 130, 18


class QuestionList(QListWidget):
    """``chosen`` tells the id of the question that is to be shown."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: list[tuple[int, str, str, Stand]] = []
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
        wanted = [
            (each.question.id, each.question.text, each.in_words, each.stand) for each in states
        ]
        if wanted != self._shown:
            self._shown = wanted
            self.clear()
            for each in wanted:
                self.addItem(self._item(*each))
        ids = [each.question.id for each in states]
        self.setCurrentRow(ids.index(current) if current in ids else -1)
        self.blockSignals(False)
        self.setVisible(len(states) > 1)

    def _item(self, question_id: int, text: str, in_words: str, stand: Stand) -> QListWidgetItem:
        icon, role = _ICONS[stand]
        item = QListWidgetItem(self._theme.icon(icon, role), f"{text}\n{in_words}")
        item.setToolTip(text)
        item.setData(_ID, question_id)
        return item

    def _moved(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(int(item.data(_ID)))

    def sizeHint(self) -> QSize:
        """Narrower where what stands beside it needs the room, as at large text."""
        return QSize(self._theme.px(_WIDTH), super().sizeHint().height())

    def _apply_theme(self) -> None:
        self.setMinimumWidth(self._theme.px(_LEAST_WIDTH))
        self.setMaximumWidth(self._theme.px(_WIDTH))
        self.setIconSize(QSize(self._theme.px(_LINE), self._theme.px(_LINE)))
