"""The leave of a year: what everybody has, took, planned and has left."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.i18n import _, pgettext
from app.queries.shifts.leave import LeaveYear, leave_year
from app.rules.rosters.case import HALVES
from app.rules.rosters.labels import absence_label
from app.rules.rosters.leave import MONTHS, LeaveAccount
from app.rules.rosters.values import AbsenceKind
from app.ui.colours import Role
from app.ui.operations import Operations
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.times import locale
from app.ui.widgets.button import IconButton
from app.ui.widgets.fact_table import FactTable
from app.ui.widgets.rows_widget import paragraph

_SIZE = (1240, 520)
_LEFT = 5
_OTHER = _LEFT + MONTHS + 2
_OTHERS = (AbsenceKind.TRAINING, AbsenceKind.COMPENSATION)


class LeaveDialog(QDialog):
    """Steps from year to year and follows changes of the desk."""

    def __init__(
        self,
        operations: Operations,
        theme: Theme,
        parent: QWidget,
        *,
        year: int,
        today: Callable[[], date],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Leave of the year"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._operations = operations
        self._theme = theme
        self._today = today
        self.year = year
        self._title = QLabel()
        set_text_style(self._title, TextStyle.SECTION)
        self.table = FactTable(_("Leave of the year"), theme)
        before = IconButton("previous", _("Year before"), theme)
        before.clicked.connect(lambda: self.step(-1))
        after = IconButton("next", _("Year after"), theme)
        after.clicked.connect(lambda: self.step(1))
        head = QHBoxLayout()
        for widget in (before, self._title, after):
            head.addWidget(widget)
        head.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(20), px(24), px(16))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self._note = paragraph("", TextStyle.MUTED)
        column.addWidget(self._note)
        column.addWidget(buttons)
        self.resize(px(_SIZE[0]), px(_SIZE[1]))
        operations.changed.connect(self._desk_changed)
        self._read()

    def step(self, years: int) -> None:
        """Show another year."""
        self.year += years
        self._read()

    def _desk_changed(self, _changes: object) -> None:
        self._read()

    def _read(self) -> None:
        self._title.setText(str(self.year))
        self._operations.read(
            leave_year,
            year=self.year,
            today=self._today(),
            owner=self,
            key="leave",
            done=self._show,
        )

    def _show(self, found: tuple[LeaveYear, ...]) -> None:
        short = QLocale.FormatType.ShortFormat
        months = [locale().standaloneMonthName(n, short).rstrip(".") for n in range(1, MONTHS + 1)]
        heads = [
            _("Name"), _("Per year"), _("From before"), _("Taken"), _("Planned"), _("Remaining"),
            *months, absence_label(AbsenceKind.SICK), pgettext("absences", "Other"),
        ]  # fmt: skip
        self.table.show_rows(
            heads,
            [_row(each) for each in found],
            numbers=range(1, len(heads)),
            narrow=range(_LEFT + 1, _LEFT + 1 + MONTHS),
            values=[each.person.key for each in found],
        )
        for place, each in enumerate(found):
            self._mark(place, each.account)
        self._note.setText(
            _(
                "Working days; holidays and days off take none. "
                "What was brought along is used first."
            )
        )

    def _mark(self, row: int, account: LeaveAccount) -> None:
        others = [
            f"{absence_label(kind)}: {days_text(account.other[kind])}"
            for kind in _OTHERS
            if account.other[kind]
        ]
        self.table.mark(row, _OTHER, self._theme.colour(Role.TEXT), "\n".join(others))
        if account.left < 0:
            words = _("More is planned than there is")
            self.table.mark(row, _LEFT, self._theme.colour(Role.DANGER), words)
        elif account.lapsing:
            days = days_text(account.lapsing)
            words = (
                _("{days} brought along lapsed on 31 March").format(days=days)
                if account.lapsed
                else _("{days} brought along lapse after 31 March").format(days=days)
            )
            self.table.mark(row, _LEFT, self._theme.colour(Role.WARNING), words)


def days_text(halves: int) -> str:
    """*12*, *0.5*, in the way of the language; nothing for none is the caller's choice."""
    days = halves / HALVES
    return locale().toString(days, "f", 0 if halves % HALVES == 0 else 1)


def _row(each: LeaveYear) -> list[str]:
    account = each.account
    lapse = " ⚠" if account.lapsing or account.left < 0 else ""
    return [
        each.person.name,
        days_text(account.entitled),
        _or_blank(account.carried),
        _or_blank(account.taken),
        _or_blank(account.planned),
        days_text(account.left) + lapse,
        *(_or_blank(month) for month in account.months),
        _or_blank(account.other[AbsenceKind.SICK]),
        _or_blank(sum(account.other[kind] for kind in _OTHERS)),
    ]


def _or_blank(halves: int) -> str:
    return days_text(halves) if halves else ""
