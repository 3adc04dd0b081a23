"""Surcharges of a period: hours and money of each person, and the rates they come from."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from app.formats.rosters.workbook_writing import table_workbook
from app.formats.table_writing import csv_content
from app.i18n import _
from app.queries.shifts.surcharges import PeriodSurcharges, period_surcharges
from app.rules.file_names import safe_name
from app.rules.rosters.labels import surcharge_label
from app.rules.rosters.surcharge_settings import SurchargeSettings, stored_settings
from app.rules.rosters.surcharges import (
    NIGHT_WORK,
    NOTHING,
    SCHEMES,
    TAX_FREE,
    SurchargeRate,
    Wages,
)
from app.services.shifts.settings import set_surcharges
from app.ui.operations import Announcement, Operations
from app.ui.shifts.out.paper import unsaved
from app.ui.shifts.out.surcharge_words import (
    minutes_of,
    rate_head,
    row_of,
    scheme_label,
    source_words,
)
from app.ui.shifts.periods import Period
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.times import locale
from app.ui.widgets.button import Button
from app.ui.widgets.fact_table import FactTable
from app.ui.widgets.number_field import with_margin
from app.ui.widgets.rows_widget import paragraph

_SIZE = (1000, 560)
_CENTS = 100


class SurchargeDialog(QDialog):
    """``operations`` stores a changed rate or wage, one undo step each."""

    def __init__(
        self,
        operations: Operations,
        period: Period,
        theme: Theme,
        parent: QWidget,
        *,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Surcharges"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._operations = operations
        self._period = period
        self._theme = theme
        self._now = now
        self._found: PeriodSurcharges | None = None
        title = QLabel(period.title)
        set_text_style(title, TextStyle.SECTION)
        self.scheme = QComboBox()
        self.scheme.setAccessibleName(_("Rates"))
        for each in (NOTHING, TAX_FREE, NIGHT_WORK):
            self.scheme.addItem(scheme_label(each), each.key)
        self.scheme.activated.connect(self._choose_scheme)
        self.wage = _money_box(theme, _("Usual wage an hour"))
        self.wage.editingFinished.connect(self._set_usual)
        self.own_wage = _money_box(theme, _("Wage of the chosen person"))
        self.own_wage.editingFinished.connect(self._set_own)
        self.rate = QComboBox()
        self.rate.setAccessibleName(_("Rate to change"))
        self.rate.activated.connect(lambda _row: self._show_rate())
        self.percent = with_margin(QDoubleSpinBox(), theme)
        self.percent.setRange(0, 500)
        self.percent.setDecimals(1)
        self.percent.setSuffix(" %")
        self.percent.setLocale(locale())
        self.percent.setAccessibleName(_("Percent of the chosen rate"))
        self.percent.editingFinished.connect(self._set_percent)
        self.table = FactTable(_("Surcharges"), theme)
        self.table.currentItemChanged.connect(lambda _new, _old: self._show_own())
        self._source = paragraph("", TextStyle.MUTED)
        self._lay_out(title)
        operations.changed.connect(self._desk_changed)
        self._read()

    def write(self, path: Path) -> None:
        """Write the table as a file; what hinders it is told."""
        rows = [self._heads(), *self._rows(plain=True)]
        try:
            if path.suffix.lower() == ".xlsx":
                path.write_bytes(table_workbook(_("Surcharges"), rows))
            else:
                path.write_bytes(csv_content(rows))
        except OSError as error:
            self._operations.refused.emit(unsaved(path, error))
        else:
            self._operations.announced.emit(Announcement(_("Saved"), undoable=False))

    # Showing

    def _desk_changed(self, _changes: object) -> None:
        self._read()

    def _read(self) -> None:
        self._operations.read(
            period_surcharges,
            first=self._period.first,
            last=self._period.last,
            owner=self,
            key="surcharges",
            done=self._show,
        )

    def _show(self, found: PeriodSurcharges) -> None:
        self._found = found
        settings = found.settings
        self.scheme.setCurrentIndex(self.scheme.findData(settings.scheme.key))
        self.wage.setValue(settings.wages.usual / _CENTS)
        chosen = self.rate.currentData()
        self.rate.clear()
        for each in settings.scheme.rates:
            self.rate.addItem(surcharge_label(each), each.key)
        self.rate.setCurrentIndex(max(0, self.rate.findData(chosen)))
        for widget in (self.rate, self.percent):
            widget.setEnabled(bool(settings.scheme.rates))
        self._show_rate()
        rows = self._rows(plain=False)
        self.table.show_rows(
            self._heads(),
            [[str(each) for each in row] for row in rows],
            numbers=range(1, len(self._heads())),
            values=[each.person.key for each in found.people],
        )
        if rows:
            self.table.embolden(len(rows) - 1)
        self._source.setText(source_words(settings.scheme))
        self._show_own()

    def _show_rate(self) -> None:
        rate = self._rate
        if rate is not None:
            self.percent.setValue(float(rate.percent))

    def _show_own(self) -> None:
        key = self.table.current_value
        self.own_wage.setEnabled(isinstance(key, str))
        if self._found is not None and isinstance(key, str):
            self.own_wage.setValue(self._found.settings.wages.of(key) / _CENTS)

    def _heads(self) -> list[str]:
        return [_("Name"), *(rate_head(each) for each in self._due), _("Sum")]

    @property
    def _due(self) -> tuple[SurchargeRate, ...]:
        """The rates by which anybody gets anything."""
        if self._found is None:
            return ()
        keys = {line.rate.key for each in self._found.people for line in each.lines}
        return tuple(each for each in self._found.settings.paid.rates if each.key in keys)

    def _rows(self, *, plain: bool) -> list[Sequence[str | float]]:
        """Hours by rate and the money of each person, then of all; numbers as such if plain."""
        if self._found is None:
            return []
        rates = self._due
        rows: list[Sequence[str | float]] = []
        for each in self._found.people:
            minutes = {line.rate.key: line.minutes for line in each.lines}
            hours = [minutes.get(rate.key, 0) for rate in rates]
            rows.append(row_of(each.person.name, hours, each.cents, plain=plain))
        sums = [sum(minutes_of(each, rate) for each in self._found.people) for rate in rates]
        cents = sum(each.cents for each in self._found.people)
        rows.append(row_of(_("All"), sums, cents, plain=plain))
        return rows

    # Changing

    @property
    def _rate(self) -> SurchargeRate | None:
        if self._found is None:
            return None
        rates = self._found.settings.scheme.rates
        return next((each for each in rates if each.key == self.rate.currentData()), None)

    def _choose_scheme(self, _row: int) -> None:
        self._store(lambda old: replace(old, scheme=SCHEMES[self.scheme.currentData()]))

    def _set_usual(self) -> None:
        cents = round(self.wage.value() * _CENTS)
        self._store(lambda old: replace(old, wages=replace(old.wages, usual=cents)))

    def _set_own(self) -> None:
        key = self.table.current_value
        cents = round(self.own_wage.value() * _CENTS)
        if not isinstance(key, str):
            return

        def changed(old: SurchargeSettings) -> SurchargeSettings:
            if old.wages.of(key) == cents:
                return old
            own = {**old.wages.of_person, key: cents}
            if cents == old.wages.usual:
                del own[key]
            return replace(old, wages=Wages(old.wages.usual, own))

        self._store(changed)

    def _set_percent(self) -> None:
        rate = self._rate
        if rate is None:
            return
        percent = Decimal(str(round(self.percent.value(), 1)))
        self._store(
            lambda old: replace(
                old,
                scheme=replace(
                    old.scheme,
                    rates=tuple(
                        replace(each, percent=percent)
                        if each.key == rate.key and each.percent != percent
                        else each
                        for each in old.scheme.rates
                    ),
                ),
            )
        )

    def _store(self, change: Callable[[SurchargeSettings], SurchargeSettings]) -> None:
        if self._found is None:
            return
        old = self._found.settings
        new = change(old)
        if new == old:
            return
        self._found = replace(self._found, settings=new)
        self._operations.run(
            set_surcharges,
            stored_settings(new),
            now=self._now(),
            label=_("Changed the surcharges"),
            owner=self,
            toast=False,
        )

    # Parts

    def _ask(self) -> None:
        name = safe_name(f"{_('Surcharges')} {self._period.title}.xlsx", fallback="surcharges.xlsx")
        target, _kind = QFileDialog.getSaveFileName(
            self, _("Export"), str(Path.home() / name), "*.xlsx *.csv"
        )
        if target:
            self.write(Path(target))

    def _lay_out(self, title: QLabel) -> None:
        px = self._theme.px
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, parts in (
            (first, ((_("&Rates"), self.scheme), (_("Usual &wage an hour"), self.wage))),
            (
                second,
                (
                    (_("&Change"), self.rate),
                    (_("P&ercent"), self.percent),
                    (_("Wage of the &person chosen"), self.own_wage),
                ),
            ),
        ):
            row.setSpacing(px(8))
            for words, widget in parts:
                label = QLabel(words)
                label.setBuddy(widget)
                row.addWidget(label)
                row.addWidget(widget)
                row.addSpacing(px(12))
            row.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        export = Button(_("&Export…"), self._theme)
        export.clicked.connect(self._ask)
        buttons.addButton(export, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(20), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(title)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.table, 1)
        column.addWidget(self._source)
        column.addWidget(buttons)
        self.resize(px(_SIZE[0]), px(_SIZE[1]))


def _money_box(theme: Theme, name: str) -> QDoubleSpinBox:
    box = with_margin(QDoubleSpinBox(), theme)
    box.setRange(0, 999)
    box.setDecimals(2)
    box.setAccessibleName(name)
    box.setMinimumWidth(theme.px(90))
    box.setKeyboardTracking(False)
    box.setLocale(locale())
    return box
