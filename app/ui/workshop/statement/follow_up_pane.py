"""The quarterly look: solved tickets held against the statement, and the trend over the years."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _
from app.queries.workshop.checks import CheckRow, QuarterRow
from app.rules.workshop.quarters import Quarter
from app.rules.workshop.statements import Fit
from app.services.workshop.follow_up import SAMPLE
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme, set_style_property, set_text_style
from app.ui.widgets.button import Button, IconButton
from app.ui.workshop.statement.trend_chart import TrendChart

_ID = Qt.ItemDataRole.UserRole
_SIGNS = {
    Fit.FITS: ("check", Role.SUCCESS),
    Fit.NEUTRAL: ("equal", Role.MUTED),
    Fit.CONTRADICTS: ("close", Role.DANGER),
}


class FollowUpPane(QWidget):
    """1, 2 and 3 rate the ticket that is chosen and go to the next; 0 leaves it open again."""

    quarter_chosen = Signal(object)
    """The ``Quarter`` to show."""
    drawn = Signal(object)
    """The ``Quarter`` to draw tickets of."""
    rated = Signal(object, object)
    """Ids of checks and their ``Fit`` (None: open again)."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.quarter = Quarter(2000, 1)
        self._in_force = False
        self._statement = QLabel()
        self._statement.setWordWrap(True)
        self._back = IconButton("previous", _("Quarter before"), theme)
        self._forward = IconButton("next", _("Quarter after"), theme)
        self._title = QLabel()
        set_text_style(self._title, TextStyle.SECTION)
        self.draw = Button(_("&Draw ten tickets"), theme)
        self.list = _Tickets()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Tickets of the quarter"))
        set_style_property(self.list, "kind", "cards")
        self.verdicts = {
            fit: Button(f"{place}  {fit.label}", theme, icon=_SIGNS[fit][0])
            for place, fit in enumerate(Fit, start=1)
        }
        self._note = QLabel()
        self._note.setWordWrap(True)
        set_text_style(self._note, TextStyle.MUTED)
        self.chart = TrendChart(theme)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.list)

    def show_statement(self, text: str) -> None:
        """The statement that tickets are held against; empty while there is none."""
        self._statement.setText(text or _("No version is in force yet. Make one the statement."))
        self._in_force = bool(text)
        self._enable()

    def show_quarter(self, quarter: Quarter) -> None:
        """Go to a quarter."""
        self.quarter = quarter
        self._title.setText(
            _("Quarter {number} of {year}").format(number=quarter.number, year=quarter.year)
        )
        self.quarter_chosen.emit(quarter)

    def show_checks(self, checks: tuple[CheckRow, ...]) -> None:
        """List the tickets drawn; the chosen one stays, else the first one that waits is."""
        row = self.list.currentRow()
        same = [self.list.item(place).data(_ID) for place in range(self.list.count())] == [
            each.id for each in checks
        ]
        self.list.clear()
        for each in checks:
            self.list.addItem(self._item(each))
        waiting = [place for place, each in enumerate(checks) if each.verdict is None]
        self.list.setCurrentRow(row if same and row >= 0 else (waiting or [0])[0])
        self._enable()
        if not checks:
            self._note.setText(
                _("Ten tickets solved in this quarter are drawn at random, then rated one by one.")
            )
        elif waiting:
            self._note.setText(_("Rate with 1, 2 and 3; 0 takes a rating back."))
        else:
            self._note.setText(_("All rated. See you next quarter."))

    def show_trend(self, rows: tuple[QuarterRow, ...]) -> None:
        """Show how it went over the quarters."""
        self.chart.show_rows(rows)

    def _item(self, check: CheckRow) -> QListWidgetItem:
        title = _("#{number} {subject}").format(number=check.ticket_number, subject=check.subject)
        if check.ticket_number is None:
            title = _("A ticket that was deleted meanwhile")
        verdict = check.verdict.label if check.verdict is not None else _("not rated yet")
        facts = [verdict, check.contact, check.resolution.split("\n", 1)[0]]
        item = QListWidgetItem(f"{title}\n{' · '.join(each for each in facts if each)}")
        item.setData(_ID, check.id)
        if check.verdict is not None:
            item.setIcon(self._theme.icon(*_SIGNS[check.verdict]))
        return item

    def _enable(self) -> None:
        self.draw.setEnabled(self._in_force and self.list.count() < SAMPLE)
        for button in self.verdicts.values():
            button.setEnabled(self.list.count() > 0)

    def _rate(self, verdict: Fit | None) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.rated.emit([item.data(_ID)], verdict)
            if self.list.currentRow() + 1 < self.list.count():
                self.list.setCurrentRow(self.list.currentRow() + 1)

    def _connect(self) -> None:
        self._back.clicked.connect(lambda: self.show_quarter(self.quarter.before))
        self._forward.clicked.connect(lambda: self.show_quarter(self.quarter.after))
        self.draw.clicked.connect(lambda: self.drawn.emit(self.quarter))
        self.list.rated.connect(self._rate)
        for fit, button in self.verdicts.items():
            button.clicked.connect(lambda _checked=False, fit=fit: self._rate(fit))

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        for widget in (self._back, self._title, self._forward):
            head.addWidget(widget)
        head.addSpacing(px(8))
        head.addWidget(self.draw)
        head.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        for button in self.verdicts.values():
            buttons.addWidget(button)
        buttons.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(px(8))
        left.addLayout(head)
        left.addWidget(self.list, 1)
        left.addLayout(buttons)
        left.addWidget(self._note)
        trend = QLabel(_("Trend"))
        set_text_style(trend, TextStyle.SECTION)
        right = QVBoxLayout()
        right.setSpacing(px(8))
        right.addWidget(self._statement)
        right.addSpacing(px(8))
        right.addWidget(trend)
        right.addWidget(self.chart)
        right.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(24), px(16), px(24), px(16))
        row.setSpacing(px(24))
        row.addLayout(left, 3)
        row.addLayout(right, 2)


class _Tickets(QListWidget):
    """A list in which numbers rate."""

    rated = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = dict(zip("123", Fit, strict=True))
        if event.text() in keys:
            self.rated.emit(keys[event.text()])
        elif event.text() == "0":
            self.rated.emit(None)
        else:
            super().keyPressEvent(event)
