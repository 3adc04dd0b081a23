"""Time worked on a ticket: the sum, which can be corrected, and the stretches it comes from."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.errors import UserError
from app.i18n import _
from app.queries.ticket_details import TicketDetails, WorkRow
from app.rules.work_words import read_work
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style
from app.ui.tickets.desk_state import DeskState
from app.ui.tickets.ticket_acts import TicketActs
from app.ui.times import relative_time, worked_text
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.elided_label import ElidedLabel
from app.ui.widgets.rows_widget import RowsWidget

_SHOWN = 5


class TimeSection(RowsWidget):
    """The line takes *45*, *1:30* or *1 h 20 min* and makes that the whole time."""

    def __init__(
        self, acts: TicketActs, state: DeskState, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self._acts = acts
        self._state = state

    def show_time(self, details: TicketDetails) -> None:
        """Show the time of a ticket."""
        self.clear()
        row = QHBoxLayout()
        total = ElidedLabel(worked_text(details.seconds_worked))
        row.addWidget(total)
        row.addStretch(1)
        correct = Button(_("Correct"), self.theme, kind=ButtonKind.LINK)
        correct.setToolTip(_("Set the time worked on this ticket"))
        row.addWidget(correct)
        self.rows.addLayout(row)
        line = QLineEdit(worked_text(details.seconds_worked))
        line.setAccessibleName(_("Time worked"))
        line.setPlaceholderText(_("e.g. 45, 1:30 or 1 h 20 min"))
        line.hide()
        self.rows.addWidget(line)
        problem = self.add_text("", TextStyle.DANGER)
        problem.hide()

        def begin() -> None:
            line.show()
            line.selectAll()
            line.setFocus()

        def finish() -> None:
            try:
                seconds = read_work(line.text())
            except UserError as error:
                set_style_property(line, "wrong", True)
                problem.setText(str(error))
                problem.show()
                return
            line.hide()
            problem.hide()
            if seconds != details.seconds_worked:
                self._acts.correct_time(details.row.id, seconds)

        correct.clicked.connect(begin)
        line.returnPressed.connect(finish)
        for stretch in reversed(details.work[-_SHOWN:]):
            self._add_stretch(stretch)

    def _add_stretch(self, stretch: WorkRow) -> None:
        parts = [
            worked_text(stretch.seconds),
            stretch.agent_name,
            relative_time(stretch.started_at, self._state.now),
            stretch.note,
        ]
        words = ElidedLabel(" · ".join(part for part in parts if part))
        set_text_style(words, TextStyle.CAPTION)
        self.rows.addWidget(words)
