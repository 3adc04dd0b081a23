"""Why an idea is in the basket, and when to look at it again."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QDateEdit, QHBoxLayout, QLabel, QLineEdit, QWidget

from app.i18n import _
from app.queries.workshop.workshops import Basketed
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.times import locale
from app.ui.widgets.brief_popover import BriefPopover
from app.ui.widgets.button import Button, ButtonKind

_LATER_MONTHS = 3


class BasketPopover(BriefPopover):
    """``noted`` tells the reason, and the day or None."""

    noted = Signal(str, object)

    def __init__(self, idea: Basketed, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setFixedWidth(theme.px(320))
        heading = QLabel(_("Why not today?"))
        set_text_style(heading, TextStyle.SECTION)
        self.setAccessibleName(heading.text())
        self.reason = QLineEdit(idea.reason)
        self.reason.setPlaceholderText(_("A friendly reason, if you like"))
        self.reason.setAccessibleName(_("Reason"))
        self.reason.returnPressed.connect(self._confirm)
        self.again = QCheckBox(_("Look again on"))
        self.again.setChecked(idea.revisit_on is not None)
        day = idea.revisit_on
        start = (
            QDate(day.year, day.month, day.day)
            if day
            else QDate.currentDate().addMonths(_LATER_MONTHS)
        )
        self.day = QDateEdit(start)
        self.day.setLocale(locale())
        self.day.setDisplayFormat(_("d MMM yyyy"))
        self.day.setCalendarPopup(True)
        self.day.setAccessibleName(_("Day to look again"))
        self.day.setEnabled(self.again.isChecked())
        self.again.toggled.connect(self.day.setEnabled)
        row = QHBoxLayout()
        row.addWidget(self.again)
        row.addWidget(self.day, 1)
        button = Button(_("Save"), theme, kind=ButtonKind.PRIMARY)
        button.clicked.connect(self._confirm)
        self.column.addWidget(heading)
        self.column.addWidget(self.reason)
        self.column.addLayout(row)
        self.column.addWidget(button)
        self.setFocusProxy(self.reason)

    def _confirm(self) -> None:
        chosen = self.day.date()
        day = date(chosen.year(), chosen.month(), chosen.day()) if self.again.isChecked() else None
        self.close()
        self.noted.emit(self.reason.text().strip(), day)
