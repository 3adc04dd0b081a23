"""What the machine is asked for: to fill the plan, or to plan again without somebody."""

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QLabel, QVBoxLayout, QWidget

from app.i18n import _
from app.rules.rosters.values import Absence, AbsenceKind
from app.ui.shifts.grid.board import Board
from app.ui.shifts.machine.layout import head, line
from app.ui.theme import Theme
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.flow_layout import FlowLayout

SECONDS = (10, 30, 120, 600)
_USUAL = 30


class AskForm(QWidget):
    """``fill_wanted`` and ``sick_wanted`` when one of the two is asked for."""

    fill_wanted = Signal()
    sick_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._make()
        self._lay_out()
        self.fill.clicked.connect(lambda: self.fill_wanted.emit())
        self.sick.clicked.connect(lambda: self.sick_wanted.emit())

    def show_board(self, board: Board, today: date) -> None:
        """Offer the people and the days of a plan."""
        chosen = self.person.currentData()
        self.person.clear()
        for each in board.people:
            self.person.addItem(each.name, each.key)
        self.person.setCurrentIndex(max(0, self.person.findData(chosen)))
        first, last = board.roster.first, board.roster.last
        begin = today if first <= today <= last else first
        for edit in (self.sick_from, self.sick_until):
            edit.setDateRange(_qdate(first), _qdate(last))
            edit.setDate(_qdate(begin))

    def show_state(self, *, busy: bool, found: bool) -> None:
        """While it works nothing else is asked for; once it ``found`` that is what to take."""
        for widget in (self.fill, self.sick, self.keep, self.seconds, self.person):
            widget.setEnabled(not busy)
        self.fill.set_kind(ButtonKind.SECONDARY if found else ButtonKind.PRIMARY)

    @property
    def chosen_seconds(self) -> float:
        """How long to search."""
        return float(self.seconds.currentData())

    @property
    def absence(self) -> Absence | None:
        """Who is sick when; None while there is nobody."""
        person = self.person.currentData()
        if person is None:
            return None
        first, last = _date(self.sick_from), _date(self.sick_until)
        return Absence(person, first, max(first, last), AbsenceKind.SICK)

    def _make(self) -> None:
        theme = self._theme
        self.fill = Button(_("&Fill the plan"), theme, kind=ButtonKind.PRIMARY, icon="machine")
        self.keep = QCheckBox(_("&Keep what is planned"))
        self.keep.setChecked(True)
        self.keep.setToolTip(_("Only empty cells are filled; pinned cells always stay"))
        self.seconds = QComboBox()
        self.seconds.setAccessibleName(_("Time to search"))
        for each in SECONDS:
            self.seconds.addItem(_("{count} seconds").format(count=each), each)
        self.seconds.setCurrentIndex(SECONDS.index(_USUAL))
        self.person = QComboBox()
        self.person.setAccessibleName(_("Who is sick"))
        self.sick_from, self.sick_until = QDateEdit(), QDateEdit()
        self.sick_from.setAccessibleName(_("Sick from"))
        self.sick_until.setAccessibleName(_("Sick until"))
        for edit in (self.sick_from, self.sick_until):
            edit.setCalendarPopup(True)
        self.sick = Button(_("&Plan again"), theme, icon="absence-sick")
        self.sick.setToolTip(_("As few changes as possible; what is published changes last"))

    def _lay_out(self) -> None:
        gap = self._theme.px(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addWidget(self.keep)
        column.addLayout(_flow(gap, self.seconds, self.fill))
        column.addWidget(line())
        column.addWidget(head(_("Somebody is sick")))
        column.addWidget(self.person)
        column.addLayout(_flow(gap, self.sick_from, QLabel("–"), self.sick_until))
        column.addWidget(self.sick, 0, Qt.AlignmentFlag.AlignLeft)


def _flow(gap: int, *widgets: QWidget) -> FlowLayout:
    """Side by side, or below each other where the text is large."""
    flow = FlowLayout(spacing=gap)
    for widget in widgets:
        flow.addWidget(widget)
    return flow


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _date(edit: QDateEdit) -> date:
    chosen = edit.date()
    return date(chosen.year(), chosen.month(), chosen.day())
