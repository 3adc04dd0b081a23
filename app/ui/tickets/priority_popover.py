"""Choosing a priority: impact × urgency with its reason, or by hand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from app.i18n import _
from app.rules.enums import Impact, Priority, Urgency, label
from app.rules.priority import Matrix, explain
from app.ui.colours import PRIORITY_ROLES, Role
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.brief_popover import BriefPopover


class PriorityPopover(BriefPopover):
    """Shows what the matrix gives for each cell; a click or Enter takes it."""

    derived = Signal(object, object)
    """``Impact`` and ``Urgency``."""
    by_hand = Signal(object)
    """``Priority``, or None to let the matrix say it again."""

    def __init__(
        self,
        matrix: Matrix,
        theme: Theme,
        parent: QWidget,
        *,
        impact: Impact | None = None,
        urgency: Urgency | None = None,
        manual: Priority | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._matrix = matrix
        self.setAccessibleName(_("Priority"))
        soft, ring = theme.colour(Role.ACCENT_SOFT).name(), theme.colour(Role.ACCENT).name()
        self.setStyleSheet(f"QPushButton:checked {{ background: {soft}; border-color: {ring}; }}")
        heading = QLabel(_("Priority"))
        set_text_style(heading, TextStyle.SECTION)
        self.column.addWidget(heading)
        if impact is not None and urgency is not None:
            self.column.addWidget(self._reason(impact, urgency, manual))
        self.column.addLayout(self._cells(impact, urgency, manual))
        caption = QLabel(_("Set by hand"))
        set_text_style(caption, TextStyle.CAPTION)
        self.column.addWidget(caption)
        self.column.addLayout(self._hand_row(manual))

    def _reason(self, impact: Impact, urgency: Urgency, manual: Priority | None) -> QLabel:
        words = explain(manual=manual, impact=impact, urgency=urgency, matrix=self._matrix)
        reason = QLabel(words)
        reason.setWordWrap(True)
        set_text_style(reason, TextStyle.MUTED)
        return reason

    def _cells(
        self, impact: Impact | None, urgency: Urgency | None, manual: Priority | None
    ) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(self.theme.px(4))
        for column, each_urgency in enumerate(Urgency, 1):
            grid.addWidget(self._caption(label(each_urgency), centred=True), 0, column)
        for row, each_impact in enumerate(reversed(Impact), 1):
            grid.addWidget(self._caption(label(each_impact), centred=False), row, 0)
            for column, each_urgency in enumerate(Urgency, 1):
                here = (each_impact, each_urgency) == (impact, urgency)
                cell = self._cell(each_impact, each_urgency)
                if here:
                    cell.setChecked(manual is None)
                    cell.setFocus()
                grid.addWidget(cell, row, column)
        return grid

    def _caption(self, text: str, *, centred: bool) -> QLabel:
        caption = QLabel(text)
        set_text_style(caption, TextStyle.CAPTION)
        if centred:
            caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return caption

    def _cell(self, impact: Impact, urgency: Urgency) -> QPushButton:
        priority = self._matrix[impact][urgency]
        button = self._button(priority)
        words = explain(manual=None, impact=impact, urgency=urgency, matrix=self._matrix)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self._take_cell(impact, urgency))
        return button

    def _hand_row(self, manual: Priority | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(4))
        for priority in reversed(Priority):
            button = self._button(priority)
            button.setChecked(priority is manual)
            button.setAccessibleName(_("Set by hand: {priority}").format(priority=label(priority)))
            button.clicked.connect(lambda _on=False, each=priority: self._take_by_hand(each))
            row.addWidget(button)
        if manual is not None:
            back = QPushButton(_("By the table"))
            back.setProperty("kind", "link")
            back.setToolTip(_("Let impact and urgency say the priority again"))
            back.setAutoDefault(False)
            back.clicked.connect(lambda: self._take_by_hand(None))
            self.column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        return row

    def _button(self, priority: Priority) -> QPushButton:
        icon = self.theme.icon(f"priority-{priority.value}", PRIORITY_ROLES[priority])
        button = QPushButton(icon, label(priority))
        button.setCheckable(True)
        button.setAutoDefault(False)
        return button

    def _take_cell(self, impact: Impact, urgency: Urgency) -> None:
        self.close()
        self.derived.emit(impact, urgency)

    def _take_by_hand(self, priority: Priority | None) -> None:
        self.close()
        self.by_hand.emit(priority)
