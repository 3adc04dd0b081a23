"""How far the machine has come and what to do with it: in sight however long the rest is."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.i18n import _
from app.ui.shifts.machine.search_progress import SearchProgress
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.flow_layout import FlowLayout


class MachineFoot(QWidget):
    """Progress, a line about the best so far, and the buttons ``take``, ``reject``, ``cancel``."""

    def __init__(self, theme: Theme, tasks: Tasks) -> None:
        super().__init__()
        self.progress = SearchProgress(theme, tasks)
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.take = Button(_("&Take over"), theme, kind=ButtonKind.PRIMARY)
        self.reject = Button(_("&Discard"), theme)
        self.cancel = Button(_("&Stop"), theme)
        self.cancel.setToolTip(_("The best plan so far stays"))
        gap = theme.px(8)
        buttons = FlowLayout(spacing=gap)
        for each in (self.take, self.reject, self.cancel):
            buttons.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        column.addWidget(self.progress)
        column.addWidget(self.state)
        column.addLayout(buttons)

    def show_state(self, text: str, *, busy: bool, found: bool) -> None:
        """Offer what can be done now."""
        self.cancel.setVisible(busy)
        self.take.setVisible(found)
        self.reject.setVisible(found and not busy)
        self.state.setText(text)
        self.state.setVisible(bool(text))
