"""How many people are needed, held against the plan of a week; what if there were more."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserError
from app.formats.rosters.arrivals import ReadArrivals
from app.i18n import _, ngettext
from app.planning.cover import DayCover
from app.planning.need import Arrivals
from app.planning.need_settings import Promises
from app.rules.enums import Channel, label
from app.services.shifts.need import set_promises
from app.storage.changes import Changes
from app.ui.operations import Operations
from app.ui.shifts.need.arrival_map import ArrivalMap
from app.ui.shifts.need.arrivals_file import read_file
from app.ui.shifts.need.need_words import hours, legend, outcome_words, percent
from app.ui.shifts.need.promise_form import PromiseForm
from app.ui.shifts.need.state import Contacts, NeedState, need_state
from app.ui.shifts.need.week_chart import WeekChart, clock
from app.ui.shifts.need.what_if import WhatIf
from app.ui.shifts.periods import Scale, near_date, period
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.times import number_text
from app.ui.widgets.button import Button, ButtonKind, IconButton
from app.ui.widgets.fact_table import FactTable
from app.ui.widgets.message_bar import MessageBar, Severity
from app.ui.widgets.rows_widget import paragraph

_WEEK = timedelta(days=7)
_SPANS = (4, 12, 26, 52)
_USUAL = 12
_TABLES = frozenset(
    ("roster_cell", "shift_kind", "roster_settings", "absence", "holiday_change", "duty_profile")
)
_FEW = 30
"""Fewer contacts a week than that say little about a single half hour."""


class NeedView(QWidget):
    """Shows one week and follows the desk while it is seen."""

    def __init__(
        self, operations: Operations, theme: Theme, *, now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._operations = operations
        self._theme = theme
        self._now = now
        self._contacts: Contacts | None = None
        self._stale = True
        self.state: NeedState | None = None
        self.monday = _monday(self._today)
        self.chart = WeekChart(theme)
        self.what_if = WhatIf(theme)
        self.shortages = FactTable(_("Too few people"), theme)
        self.map = ArrivalMap(theme)
        self.form = PromiseForm(theme)
        self.weeks = QComboBox()
        self.weeks.setAccessibleName(_("Arrivals of"))
        for weeks in _SPANS:
            words = ngettext("the last {n} week", "the last {n} weeks", weeks)
            self.weeks.addItem(words.format(n=weeks), weeks)
        self.weeks.setCurrentIndex(_SPANS.index(_USUAL))
        self.channel = QComboBox()
        self.channel.setAccessibleName(_("Channel"))
        self._title = QLabel()
        set_text_style(self._title, TextStyle.SECTION)
        self._pointed = QLabel()
        set_text_style(self._pointed, TextStyle.MUTED)
        self._arrived = paragraph("", TextStyle.MUTED)
        self._enough = paragraph(_("There are enough people in each half hour."), TextStyle.MUTED)
        self._enough.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._sums = paragraph("")
        self._outside = paragraph("", TextStyle.MUTED)
        self._notice = MessageBar(theme)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.chart)

    # What others ask

    def show_week(self, day: date) -> None:
        """Show the week of a day."""
        self.monday = _monday(day)
        self._read()

    def take_file(self, path: Path, channel: Channel = Channel.PHONE) -> None:
        """Reckon from the contacts of a file instead of the desk's own."""
        self._operations.read(
            read_file,
            path,
            channel,
            owner=self,
            done=lambda found: self._take(found, path),
        )

    def take_own(self) -> None:
        """Reckon from the desk's own arrivals again."""
        self._contacts = None
        self.own.hide()
        self.weeks.setEnabled(True)
        self._read()

    @property
    def words(self) -> str:
        """What the week comes to, in words."""
        return f"{self._sums.text()}\n{self._outside.text()}"

    @property
    def notice(self) -> str:
        """What is said above it all; empty while nothing is."""
        return "" if self._notice.isHidden() else self._notice.text

    # Reading

    @property
    def _today(self) -> date:
        return self._now().astimezone().date()

    def _read(self) -> None:
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        self._title.setText(period(Scale.WEEK, self.monday).title)
        self._operations.read(
            need_state,
            monday=self.monday,
            today=self._today,
            weeks=self.weeks.currentData(),
            contacts=self._contacts,
            owner=self,
            key="need",
            done=self._show,
        )

    def _desk_changed(self, changes: Changes) -> None:
        if not _TABLES.isdisjoint(changes.tables):
            self._read()

    def _show(self, state: NeedState) -> None:
        self.state = state
        self.form.show_promises(state.settings.promises)
        chosen = self.channel.currentData()
        self.channel.clear()
        self.channel.addItem(_("All channels"), None)
        for channel in state.counted.arrivals.counts:
            self.channel.addItem(label(channel), channel)
        self.channel.setCurrentIndex(max(0, self.channel.findData(chosen)))
        self._show_map()
        self._show_days()
        arrived, outside = state.counted.arrivals, state.counted.outside
        span = f"{near_date(arrived.first)} – {near_date(arrived.last)} {arrived.last.year}"
        contacts = ngettext("{n} contact", "{n} contacts", outside.whole)
        self._outside.setText(
            _("{contacts}, {span}. Outside the service hours: {share} ({low} to {high}).").format(
                contacts=contacts.format(n=number_text(outside.whole)),
                span=span,
                share=percent(outside.share),
                low=percent(outside.low),
                high=percent(outside.high),
            )
        )
        self._show_notice(arrived)

    def _show_notice(self, arrived: Arrivals) -> None:
        """Where there is little to reckon from; a file speaks for itself."""
        if self._contacts is not None:
            return
        weeks = max(1, ((arrived.last - arrived.first).days + 1) / 7)
        if not arrived.total:
            words = _("No customer wrote in this time. Take the arrivals from a file instead.")
        elif arrived.total / weeks < _FEW:
            words = _("So few contacts say little about single half hours: look at the band.")
        else:
            self._notice.hide()
            return
        self._notice.show_message(words, severity=Severity.INFO)

    def _show_map(self) -> None:
        if self.state is not None:
            self.map.show_arrivals(self.state.counted.arrivals, self.channel.currentData())

    def _show_days(self) -> None:
        state = self.state
        if state is None:
            return
        before = state.days()
        extra = self.what_if.extra
        days = state.days(extra)
        self.chart.show_days(days)
        now = state.outcome(days)
        words = outcome_words(now)
        if extra is not None:
            old = state.outcome(before)
            words += " " + _("Without the change: {share} in time, {hours} h missing.").format(
                share=percent(old.share), hours=hours(old.missing_hours)
            )
        if state.holidays:
            names = ", ".join(f"{near_date(day)} {name}" for day, name in state.holidays.items())
            words += " " + _("Closed: {days}.").format(days=names)
        self._sums.setText(words)
        self._show_shortages(days)

    def _show_shortages(self, days: tuple[DayCover, ...]) -> None:
        assert self.state is not None
        found = self.state.shortages(days)
        rows = [
            (
                near_date(each.day),
                f"{clock(each.begin // 30)}–{clock(each.end // 30)}",
                number_text(each.most),
            )
            for each in found
        ]
        self.shortages.show_rows([_("Day"), _("Time"), _("Missing")], rows, numbers=(2,))
        self.shortages.setVisible(bool(rows))
        self._enough.setVisible(not rows)

    # Acts

    def _promised(self, made: Promises) -> None:
        self._operations.run(
            set_promises,
            made,
            now=self._now(),
            label=_("Changed what is promised"),
            owner=self,
            toast=False,
        )

    def _ask_file(self) -> None:
        target, _kind = QFileDialog.getOpenFileName(
            self, _("Arrivals from a file"), str(Path.home()), _("Tables (*.csv *.xlsx *.txt)")
        )
        if target:
            self.take_file(Path(target))

    def _take(self, found: ReadArrivals, path: Path) -> None:
        if not found.total:
            self._operations.refused.emit(
                UserError(_("“{name}” holds no times of contacts.").format(name=path.name))
            )
            return
        self._contacts = found.counts
        self.own.show()
        self.weeks.setEnabled(False)
        words = ngettext("{n} contact from {name}", "{n} contacts from {name}", found.total)
        text = words.format(n=number_text(found.total), name=path.name)
        if found.problems:
            bad = ngettext("{n} row makes no sense", "{n} rows make no sense", len(found.problems))
            text += " · " + bad.format(n=len(found.problems))
        self._notice.show_message(text)
        self._read()

    # Parts

    def _lay_out(self) -> None:
        px, theme = self._theme.px, self._theme
        before = IconButton("previous", _("Week before"), theme)
        before.clicked.connect(lambda: self.show_week(self.monday - _WEEK))
        after = IconButton("next", _("Week after"), theme)
        after.clicked.connect(lambda: self.show_week(self.monday + _WEEK))
        file = Button(_("Arrivals from a &file…"), theme, kind=ButtonKind.QUIET, icon="import")
        file.clicked.connect(self._ask_file)
        self.own = Button(_("Use the &desk's own"), theme, kind=ButtonKind.LINK)
        self.own.clicked.connect(self.take_own)
        self.own.hide()
        arrivals_of = QLabel(_("&Arrivals of"))
        arrivals_of.setBuddy(self.weeks)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        of_week: tuple[QWidget, ...] = (before, self._title, after)
        for widget in of_week:
            head.addWidget(widget)
        head.addSpacing(px(16))
        for widget in (arrivals_of, self.weeks, file, self.own):
            head.addWidget(widget)
        head.addStretch(1)
        cover = QWidget()
        lower = QHBoxLayout()
        lower.setSpacing(px(24))
        for widget in (self.shortages, self._enough):
            widget.setMaximumWidth(px(380))
            lower.addWidget(widget, 1)
        words = QVBoxLayout()
        words.setSpacing(px(8))
        words.addWidget(self.what_if)
        words.addWidget(self._sums)
        words.addWidget(self._outside)
        words.addWidget(paragraph(legend(), TextStyle.CAPTION))
        words.addStretch(1)
        lower.addLayout(words, 2)
        column = QVBoxLayout(cover)
        column.setContentsMargins(0, px(8), 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.chart, 3)
        column.addWidget(self._pointed)
        column.addLayout(lower, 2)
        come = QWidget()
        arrived = QVBoxLayout(come)
        arrived.setContentsMargins(0, px(8), 0, 0)
        row = QHBoxLayout()
        row.addWidget(self.channel)
        row.addStretch(1)
        arrived.addLayout(row)
        arrived.addWidget(self.map, 1)
        arrived.addWidget(self._arrived)
        tabs = QTabWidget()
        tabs.addTab(cover, _("Need and plan"))
        tabs.addTab(come, _("Arrivals"))
        tabs.addTab(self.form, _("Promises"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(px(24), px(4), px(24), px(12))
        whole.setSpacing(px(8))
        whole.addLayout(head)
        whole.addWidget(self._notice)
        whole.addWidget(tabs, 1)

    def _connect(self) -> None:
        self._operations.changed.connect(self._desk_changed)
        self.weeks.activated.connect(lambda _row: self._read())
        self.channel.activated.connect(lambda _row: self._show_map())
        self.map.told.connect(self._arrived.setText)
        self.what_if.changed.connect(self._show_days)
        self.form.changed.connect(self._promised)
        self.chart.pointed.connect(
            lambda day, slot: self._pointed.setText(self.chart.words(day, slot))
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
