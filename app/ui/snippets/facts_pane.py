"""The desk's facts: short values that snippets name, with who answers for them and until when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.i18n import _, ngettext
from app.queries.desk import AgentRow, agents, desk, zone_of
from app.queries.facts import FactPlace, FactRow, facts, places_of_fact
from app.storage.changes import Changes
from app.storage.database import utc_now
from app.ui.colours import Role
from app.ui.operations import Operations
from app.ui.snippets.fact_form import FactForm
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.times import locale
from app.ui.widgets.button import Button
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.message_bar import MessageBar, Severity
from app.ui.widgets.pane_splitter import PaneSplitter

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_FACT = int(Qt.ItemDataRole.UserRole)
_TABLES = frozenset({"fact", "snippet", "snippet_variant", "agent"})


@dataclass(frozen=True, slots=True)
class Known:
    """The facts, who can answer for them, and which day it is."""

    facts: tuple[FactRow, ...]
    agents: tuple[AgentRow, ...]
    today: date


class FactsPane(QWidget):
    """A table of all, a form for one."""

    snippet_opened = Signal(object)

    def __init__(self, operations: Operations, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._theme = theme
        self._known = Known((), (), date.min)
        self._wanted = ""
        self._bar = MessageBar(theme, closable=False)
        self._table = QTableWidget(0, 5)
        self._nothing = EmptyState(
            theme,
            icon="fact",
            text=_("No facts yet"),
            hint=_(
                "A fact is a short value that many snippets name, as opening hours or an address. "
                "Change it once, and every snippet says it right."
            ),
            primary=_("New fact"),
        )
        self._left = QStackedWidget()
        self.form = FactForm(operations, theme)
        self._lay_out()
        self._connect()
        self.read()

    @property
    def warning(self) -> str:
        """What is said about expired facts; empty if there are none."""
        return self._bar.text if not self._bar.isHidden() else ""

    def read(self) -> None:
        """Read the facts anew."""
        self._operations.read(known_facts, now=utc_now(), owner=self, key="facts", done=self._show)

    def _show(self, known: Known) -> None:
        self._known = known
        self.form.show_choices(known.agents, known.today)
        shown = self._wanted or (self.form.fact.name if self.form.fact is not None else "")
        self._wanted = ""
        self._table.blockSignals(True)
        self._table.setRowCount(len(known.facts))
        for row, fact in enumerate(known.facts):
            self._fill(row, fact)
        self._table.blockSignals(False)
        self._left.setCurrentIndex(0 if known.facts else 1)
        names = [each.name for each in known.facts]
        if shown in names:
            self._table.selectRow(names.index(shown))
        elif names and self.form.fact is not None:
            self._table.selectRow(0)
        self._choose()
        self._warn()

    def _fill(self, row: int, fact: FactRow) -> None:
        expired = fact.expired(self._known.today)
        until = "–"
        if fact.valid_until is not None:
            until = _short(fact.valid_until)
        told = _("expired {date}").format(date=until) if expired else until
        used = ngettext("{n} snippet", "{n} snippets", fact.used_in).format(n=fact.used_in)
        shown = (fact.name, fact.value, until, fact.owner_name, str(fact.used_in))
        whole = (fact.name, fact.value, told, fact.owner_name, used)
        for column, text in enumerate(shown):
            item = QTableWidgetItem(" ".join(text.split()))
            item.setData(_FACT, fact)
            item.setToolTip(whole[column])
            item.setData(int(Qt.ItemDataRole.AccessibleTextRole), whole[column])
            if expired and column == 2:
                item.setForeground(self._theme.colour(Role.DANGER))
                item.setIcon(self._theme.icon("warning", Role.DANGER))
            elif column:
                item.setForeground(self._theme.colour(Role.MUTED))
            self._table.setItem(row, column, item)

    def _paint_anew(self) -> None:
        """The items keep the colours they were made with."""
        for row, fact in enumerate(self._known.facts):
            self._fill(row, fact)

    def _warn(self) -> None:
        expired = [each for each in self._known.facts if each.expired(self._known.today)]
        used = sum(each.used_in for each in expired)
        if not expired:
            self._bar.hide()
            return
        words = ngettext("{n} fact has expired", "{n} facts have expired", len(expired)).format(
            n=len(expired)
        )
        if used:
            words += " · " + ngettext("named in {n} snippet", "named in {n} snippets", used).format(
                n=used
            )
        self._bar.show_message(words, severity=Severity.WARNING)

    def _choose(self) -> None:
        item = self._table.item(self._table.currentRow(), 0)
        fact = item.data(_FACT) if item is not None else None
        if isinstance(fact, FactRow):
            self.form.show_fact(fact)
            self._operations.read(
                places_of_fact, fact.name, owner=self, key="places", done=self._show_places
            )

    def _show_places(self, places: Sequence[FactPlace]) -> None:
        self.form.show_places(places)

    def new_fact(self) -> None:
        """Begin a new fact."""
        self._table.clearSelection()
        self._table.setCurrentCell(-1, -1)
        self._left.setCurrentIndex(0)
        self.form.show_fact(None)
        self.form.name.setFocus()

    def show_first(self) -> None:
        """Look at the first fact."""
        if self._known.facts:
            self._table.selectRow(0)

    def _saved(self, name: str) -> None:
        self._wanted = name
        self.read()

    def _desk_changed(self, changes: Changes) -> None:
        if not _TABLES.isdisjoint(changes.tables):
            self.read()

    def _lay_out(self) -> None:
        px = self._theme.px
        title = QLabel(_("Facts"))
        set_text_style(title, TextStyle.SECTION)
        lead = QLabel(_("Named in snippets as <<fact.name>>"))
        set_text_style(lead, TextStyle.CAPTION)
        new = Button(_("New fact"), self._theme, icon="add")
        new.clicked.connect(self.new_fact)
        head = QHBoxLayout()
        head.setContentsMargins(px(16), px(8), px(16), px(8))
        head.setSpacing(px(12))
        head.addWidget(title)
        head.addWidget(lead, 1)
        head.addWidget(new)
        table = self._table
        table.setHorizontalHeaderLabels(
            [_("Name"), _("Value"), _("Valid until"), _("Owner"), _("Used in")]
        )
        table.setAccessibleName(_("Facts"))
        table.setShowGrid(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(self._theme.row_height)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column, width in ((0, 150), (2, 116), (3, 124), (4, 104)):
            header.resizeSection(column, px(width))
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self._left.addWidget(table)
        self._left.addWidget(self._nothing)
        left = QWidget()
        stacked = QVBoxLayout(left)
        stacked.setContentsMargins(0, 0, 0, 0)
        stacked.setSpacing(0)
        stacked.addLayout(head)
        stacked.addWidget(self._bar)
        stacked.addWidget(self._left, 1)
        splitter = PaneSplitter(self._theme, Qt.Orientation.Horizontal)
        splitter.addWidget(left)
        splitter.addWidget(self.form)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([px(690), px(300)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)

    def _connect(self) -> None:
        self._table.itemSelectionChanged.connect(self._choose)
        self._nothing.primary_clicked.connect(self.new_fact)
        self.form.saved.connect(self._saved)
        self.form.snippet_opened.connect(self.snippet_opened)
        self._operations.changed.connect(self._desk_changed)
        self._theme.changed.connect(self._paint_anew)


def known_facts(session: "Session", *, now: datetime) -> Known:
    """The facts with everything around them."""
    row = desk(session)
    zone = zone_of(row) if row is not None else now.tzinfo
    return Known(facts(session), tuple(agents(session)), now.astimezone(zone).date())


def _short(day: date) -> str:
    return locale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
