"""How is voted, and by which rules ties are settled: agreed on before the first ballot."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from app.i18n import _
from app.rules.voting.ties import TieRule
from app.rules.workshop.votes import VoteMode
from app.ui.theme import TextStyle, Theme
from app.ui.widgets.rows_widget import paragraph


class VotingFields(QWidget):
    """``changed`` tells the mode and the rules in the order in which they apply."""

    changed = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.mode = QComboBox()
        self.mode.setAccessibleName(_("How is voted"))
        for mode in VoteMode:
            self.mode.addItem(mode.label, mode)
        self.mode.activated.connect(self._tell)
        self.rules = {
            TieRule.PREVIOUS_ROUNDS: QCheckBox(_("Earlier rounds decide, the latest first")),
            TieRule.RUN_OFF: QCheckBox(_("Then a run-off between those tied")),
            TieRule.LOT: QCheckBox(_("Then a lot, drawn and shown before the vote")),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.mode)
        column.addWidget(paragraph(_("If ideas share the last place:"), TextStyle.MUTED))
        for box in self.rules.values():
            box.clicked.connect(self._tell)
            column.addWidget(box)
        column.addWidget(
            paragraph(
                _("What is still tied then you settle together, or decide with a reason."),
                TextStyle.CAPTION,
            )
        )

    def show_voting(self, mode: VoteMode, rules: Sequence[TieRule]) -> None:
        """Show what is saved."""
        self.mode.setCurrentIndex(self.mode.findData(mode))
        for rule, box in self.rules.items():
            box.setChecked(rule in rules)

    def _tell(self) -> None:
        rules = [rule for rule, box in self.rules.items() if box.isChecked()]
        # Qt makes a plain word of an enum of words.
        self.changed.emit(VoteMode(self.mode.currentData()), rules)
