"""The foot of the grid: what is chosen, and how many rules are broken."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout

from app.i18n import _, ngettext
from app.rules.rosters.rule import Strength
from app.ui.colours import Role
from app.ui.shifts.chosen_text import chosen_text
from app.ui.shifts.grid.board import Board
from app.ui.shifts.grid.selection import Selection
from app.ui.theme import Theme
from app.ui.widgets.button import StatusButton
from app.ui.widgets.elided_label import ElidedLabel


class FootBar(QFrame):
    """Below the grid, one line high; a click on what is wrong leads there."""

    findings_clicked = Signal()

    def __init__(self, findings: QAction, gaps: QAction, theme: Theme) -> None:
        super().__init__()
        self._action = findings
        self.chosen = ElidedLabel("")
        self.missing = StatusButton(theme)
        self.missing.setToolTip(gaps.toolTip())
        self.missing.clicked.connect(gaps.trigger)
        self.found = StatusButton(theme, icon="check")
        self.found.clicked.connect(findings.trigger)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(16), theme.px(2), theme.px(16), theme.px(2))
        row.addWidget(self.chosen, 1)
        row.addWidget(self.missing)
        row.addWidget(self.found)

    def show_chosen(self, board: Board, selection: Selection) -> None:
        """Say what is under the cursor, or what the choice sums up to."""
        self.chosen.setText(chosen_text(board, selection))

    def show_missing(self, board: Board) -> None:
        """Say how many people are missing to what the shifts need; nothing where all are there."""
        gaps = board.covers.gaps()
        count = sum(each.missing for each in gaps)
        text = ngettext("{count} person missing", "{count} people missing", count)
        self.missing.setText(text.format(count=count))
        self.missing.set_icon("assign", Role.DANGER)
        self.missing.setVisible(bool(gaps))

    def show_found(self, board: Board) -> None:
        """Say how many rules are broken: those that must not be, and wishes."""
        findings = board.findings
        if findings is None:
            self.found.set_icon("clock")
            self.found.setText(_("Checking the rules…"))
            return
        hard = sum(each.strength is Strength.HARD for each in findings.all)
        soft = len(findings.all) - hard
        parts = []
        if hard:
            broken = ngettext("{count} rule broken", "{count} rules broken", hard)
            parts.append(broken.format(count=hard))
        if soft:
            wishes = ngettext("{count} wish not kept", "{count} wishes not kept", soft)
            parts.append(wishes.format(count=soft))
        icon, role = ("error", Role.DANGER) if hard else ("warning", Role.WARNING)
        if not parts:
            icon, role = "check", Role.SUCCESS
        self.found.set_icon(icon, role)
        self.found.setText(" · ".join(parts) or _("All rules kept"))
        self.found.setToolTip(self._action.toolTip())
