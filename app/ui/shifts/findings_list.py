"""The broken rules as a list: where, what is wrong, which source says so; and the ways out."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app.i18n import _
from app.rules.rosters.mending import Mend
from app.rules.rosters.rule import Strength, Violation
from app.ui.colours import Role
from app.ui.shifts.grid.board import Board
from app.ui.shifts.grid.tooltips import violation_line
from app.ui.shifts.periods import near_date, short_day
from app.ui.theme import TextStyle, Theme
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.rows_widget import RowsWidget, paragraph

_FOUND = int(Qt.ItemDataRole.UserRole)
_MOST_WAYS = 3
_WAYS_WIDTH = 320
_WIDEST = 220
_WITH_SOURCE = 560
_SOURCE = 3


class FindingsList(QWidget):
    """``jumped`` names the place of a finding; ``mend_wanted`` asks for ways out of one."""

    jumped = Signal(object)
    mend_wanted = Signal(object)
    mend_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Violation, ...] = ()
        self._filling = False
        self.tree = QTreeWidget()
        self.tree.setColumnCount(4)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(0)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.setAccessibleName(_("Broken rules"))
        header = self.tree.header()
        for column, mode in enumerate(
            (
                QHeaderView.ResizeMode.Interactive,
                QHeaderView.ResizeMode.Interactive,
                QHeaderView.ResizeMode.Stretch,
                QHeaderView.ResizeMode.ResizeToContents,
            )
        ):
            header.setSectionResizeMode(column, mode)
        header.setStretchLastSection(False)
        header.resizeSection(0, theme.px(140))
        header.resizeSection(1, theme.px(120))
        self._ways = RowsWidget(theme)
        ways = QScrollArea()
        ways.setWidget(self._ways)
        ways.setWidgetResizable(True)
        ways.setFrameShape(QFrame.Shape.NoFrame)
        ways.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ways.setFixedWidth(theme.px(_WAYS_WIDTH))
        ways.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(8), 0, theme.px(8), 0)
        row.setSpacing(theme.px(8))
        row.addWidget(self.tree, 1)
        row.addWidget(ways)
        self.tree.currentItemChanged.connect(lambda item, _before: self._tell(item))
        self.tree.itemClicked.connect(lambda item, _column: self._tell(item))
        self.tree.itemActivated.connect(lambda _item, _column: self.ask_for_ways())

    @property
    def current(self) -> Violation | None:
        """The finding that is marked."""
        item = self.tree.currentItem()
        return item.data(0, _FOUND) if item is not None else None

    def show_findings(self, board: Board) -> None:
        """List what is found: hard rules first, then by day."""
        found = board.findings.all if board.findings is not None else ()
        ordered = tuple(sorted(found, key=_order))
        if ordered == self._shown:
            return
        before = self.current
        self._shown = ordered
        self._filling = True
        self.tree.clear()
        self._ways.clear()
        for each in ordered:
            item = self._item(board, each)
            self.tree.addTopLevelItem(item)
            if before is not None and _same(before, each):
                self.tree.setCurrentItem(item)
        self._widen()
        self._filling = False

    def step(self, steps: int) -> None:
        """Mark the next finding, or the one before."""
        count = self.tree.topLevelItemCount()
        if not count:
            return
        item = self.tree.currentItem()
        row = self.tree.indexOfTopLevelItem(item) + steps if item is not None else 0
        following = self.tree.topLevelItem(row % count)
        if following is not None:
            self.tree.setCurrentItem(following)

    def mark_at(self, found: Sequence[Violation]) -> None:
        """Mark the finding of a cell, where one is broken there."""
        for row in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(row)
            if item is not None and item.data(0, _FOUND) in found:
                self.tree.setCurrentItem(item)
                return

    def ask_for_ways(self) -> None:
        """Look for what would mend the marked finding."""
        if self.current is not None:
            self._ways.clear()
            self._ways.add_text(_("Looking for a way out…"), TextStyle.MUTED)
            self.mend_wanted.emit(self.current)

    def show_ways(self, violation: Violation, sentences: Sequence[tuple[str, Mend]]) -> None:
        """The ways out, each with one click; where there is none, the advice of the rule."""
        if self.current != violation:
            return
        self._ways.clear()
        if not sentences:
            self._ways.add_text(_("No single change mends this."), TextStyle.MUTED)
        for sentence, mend in sentences[:_MOST_WAYS]:
            self._add_way(sentence, mend)
        self._ways.add_text(violation.proposal, TextStyle.CAPTION)
        self._ways.rows.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room the source is left to the tooltip."""
        super().resizeEvent(event)
        room = self.width() - self._theme.px(_WAYS_WIDTH)
        self.tree.setColumnHidden(_SOURCE, room < self._theme.px(_WITH_SOURCE))

    def _widen(self) -> None:
        """Names and days are shown whole, as far as that leaves room for what is wrong."""
        header, most = self.tree.header(), self._theme.px(_WIDEST)
        for column in range(2):
            before = header.sectionSize(column)
            self.tree.resizeColumnToContents(column)
            header.resizeSection(column, max(before, min(header.sectionSize(column), most)))

    def _add_way(self, sentence: str, mend: Mend) -> None:
        """A sentence with a button before it: the button is short in every language."""
        button = Button(_("Do it"), self._theme, kind=ButtonKind.SECONDARY)
        button.setAccessibleName(sentence)
        button.clicked.connect(lambda _checked=False, mend=mend: self.mend_chosen.emit(mend))
        way = QHBoxLayout()
        way.setSpacing(self._theme.px(8))
        way.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        way.addWidget(paragraph(sentence), 1)
        holder = QWidget()
        holder.setLayout(way)
        way.setContentsMargins(0, 0, 0, 0)
        self._ways.rows.addWidget(holder)

    def _tell(self, item: QTreeWidgetItem | None) -> None:
        if item is None or self._filling:
            return
        violation: Violation = item.data(0, _FOUND)
        self._ways.clear()
        self._ways.add_text(violation.proposal, TextStyle.BODY)
        ask = Button(_("Propose a way out"), self._theme, kind=ButtonKind.LINK, icon="mend")
        ask.clicked.connect(self.ask_for_ways)
        self._ways.rows.addWidget(ask, 0, Qt.AlignmentFlag.AlignLeft)
        self._ways.rows.addStretch(1)
        self.jumped.emit(violation)

    def _item(self, board: Board, found: Violation) -> QTreeWidgetItem:
        hard = found.strength is Strength.HARD
        names = [found.person] if found.person else list(found.others)
        texts = [_name(board, names), days_text(found.days), found.sentence, found.source]
        item = QTreeWidgetItem(texts)
        role = Role.DANGER if hard else Role.WARNING
        item.setIcon(0, self._theme.icon("error" if hard else "warning", role))
        item.setData(0, _FOUND, found)
        item.setToolTip(2, violation_line(found))
        item.setToolTip(0, texts[0])
        strength = _("Must not be") if hard else _("Should not be")
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{strength}: {', '.join(texts)}")
        muted = self._theme.colour(Role.MUTED)
        item.setForeground(1, muted)
        item.setForeground(3, muted)
        return item


def days_text(days: tuple[date, ...]) -> str:
    """*Tue 9 Jun*, *9 Jun – 11 Jun*, or that it is about all days."""
    if not days:
        return _("all days shown")
    if len(days) == 1:
        return near_date(days[0])
    return f"{short_day(days[0])} – {short_day(days[-1])}"


def _order(found: Violation) -> tuple[bool, bool, date, str]:
    day = found.days[0] if found.days else date.max
    return found.strength is not Strength.HARD, not found.days, day, found.person


def _same(one: Violation, other: Violation) -> bool:
    return (one.rule, one.person, one.days[:1]) == (other.rule, other.person, other.days[:1])


def _name(board: Board, people: Sequence[str]) -> str:
    names = {each.key: each.name for each in board.people}
    return ", ".join(names.get(key, "") for key in people)
