"""A rotation pattern for the chosen people: written in a line, seen in the grid beforehand."""

from collections import Counter
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserError
from app.i18n import _, ngettext
from app.rules.rosters.effects import Effect, Verdict
from app.rules.rosters.patterns import Content, Pattern, even_stagger, laid_out, parse_pattern
from app.rules.rosters.rule import Strength
from app.rules.rosters.values import DayPart
from app.ui.shifts.grid.board import Board
from app.ui.shifts.grid.face import ghost
from app.ui.shifts.grid.selection import Place
from app.ui.shifts.grid.view import RosterGrid
from app.ui.shifts.periods import near_date
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.widgets.button import Button, ButtonKind, IconButton
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.number_field import with_margin

_WAIT_MS = 120
_MOST_NAMED = 3
_ROLES = {
    Verdict.LEGAL: TextStyle.SUCCESS,
    Verdict.COSTLY: TextStyle.WARNING,
    Verdict.ILLEGAL: TextStyle.DANGER,
}


class PatternBar(QFrame):
    """Hidden until ``open``; ``taken`` tells the contents by place, ``closed`` that it is over."""

    taken = Signal(object)
    closed = Signal()

    def __init__(self, grid: RosterGrid, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        self._theme = theme
        self._contents: dict[Place, Content] = {}
        self._own_stagger = False
        self.line = QLineEdit()
        self.line.setPlaceholderText("FFSS-NN--")
        self.line.setAccessibleName(_("Rotation pattern"))
        self.line.setFixedWidth(theme.px(220))
        self.stagger = with_margin(QSpinBox(), theme)
        self.stagger.setRange(0, 99)
        self.stagger.setAccessibleName(_("Days between one person and the next"))
        self.over = QCheckBox(_("Also over what is planned"))
        self._where = ""
        self._told = QLabel()
        self._told.setWordWrap(True)
        self._apply = Button(_("Apply"), theme, kind=ButtonKind.PRIMARY)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_WAIT_MS)
        self._lay_out()
        self._connect()
        self.hide()

    def open(self) -> None:
        """Begin with the chosen cells: their people, from their first day on."""
        self._own_stagger = False
        self.show()
        self.line.setFocus()
        self.line.selectAll()
        self.preview()

    def close_bar(self) -> None:
        """Leave everything as it is."""
        self._wait.stop()
        self._grid.show_ghosts({})
        self.hide()
        self._grid.setFocus()
        self.closed.emit()

    @property
    def told_text(self) -> str:
        """What is said about the pattern."""
        return self._told.text()

    def _take(self) -> None:
        self.preview()
        if self._contents:
            contents = self._contents
            self.close_bar()
            self.taken.emit(contents)

    def _edited(self) -> None:
        self._wait.start()

    def _stagger_chosen(self) -> None:
        self._own_stagger = True
        self._wait.start()

    def _selection_changed(self) -> None:
        if self.isVisible():
            self._wait.start()

    def preview(self) -> None:
        """Show in the grid what the pattern would write, and say what it would break."""
        self._wait.stop()
        if not self._grid.shown:
            return
        board = self._grid.board
        rows, first, last = self._reach()
        self._where = _reach_text(board, rows, first, last)
        self._contents = {}
        problem = ""
        if self.line.text().strip():
            try:
                pattern = parse_pattern(self.line.text(), board.letters)
                self._propose_stagger(pattern, len(rows))
                self._contents = self._laid(board, pattern, rows, first, last)
            except UserError as error:
                problem = str(error)
        cells = board.by_person(self._contents)
        found = board.effect(cells) if cells else None
        broken = broken_cells(found)
        self._grid.show_ghosts(
            {
                place: ghost(board, content, broken.get(board.at(place), Strength.OFF))
                for place, content in self._contents.items()
            },
            board.preview(cells) if cells else None,
        )
        self._apply.setEnabled(bool(self._contents))
        if problem:
            self._say(problem, TextStyle.DANGER)
        elif not self.line.text().strip():
            letters = ", ".join(board.letters)
            hint = _("{letters} are shifts, - is a day off, . leaves a day as it is")
            self._say(hint.format(letters=letters), TextStyle.MUTED)
        elif not self._contents:
            self._say(_("Everything there is planned already."), TextStyle.MUTED)
        else:
            self._tell_effect(found)

    def _tell_effect(self, found: Effect | None) -> None:
        if found is None:
            self._say("", TextStyle.MUTED)
        elif not found.broken:
            self._say(_("Breaks no rule."), TextStyle.SUCCESS)
        else:
            self._say(effect_text(found), _ROLES[found.verdict])

    def _say(self, text: str, style: TextStyle) -> None:
        self._told.setText(f"{self._where} · {text}" if text else self._where)
        set_text_style(self._told, style)

    def _propose_stagger(self, pattern: Pattern, people: int) -> None:
        if not self._own_stagger and people > 1:
            self.stagger.blockSignals(True)
            self.stagger.setValue(even_stagger(pattern, people))
            self.stagger.blockSignals(False)
        self.stagger.setEnabled(people > 1)

    def _reach(self) -> tuple[list[int], date, date]:
        """Rows of the choice, and its days; one day goes on to the end of what is shown."""
        areas, days = self._grid.selection.areas, self._grid.board.days
        rows = sorted({row for area in areas for row in range(area.top, area.bottom + 1)})
        left = min(area.left for area in areas)
        right = max(area.right for area in areas)
        return rows, days[left], days[right] if right > left else days[-1]

    def _laid(
        self, board: Board, pattern: Pattern, rows: list[int], first: date, last: date
    ) -> dict[Place, Content]:
        people = [board.people[row].key for row in rows]
        found = laid_out(pattern, people, first=first, last=last, stagger=self.stagger.value())
        contents: dict[Place, Content] = {}
        for person, row in found.items():
            for day, content in row.items():
                place = board.place(person, day)
                if place is not None and self._may(board, person, day, content):
                    contents[place] = content
        return contents

    def _may(self, board: Board, person: str, day: date, content: Content) -> bool:
        """Pins, whole absences and, unless it is wished, what is planned stay as they are."""
        if board.cell(person, day).pinned or board.content(person, day) == content:
            return False
        if any(each.part is DayPart.WHOLE for each in board.absences(person, day)):
            return False
        return self.over.isChecked() or board.content(person, day) is None

    def _lay_out(self) -> None:
        px = self._theme.px
        title = QLabel(_("Rotation pattern"))
        set_text_style(title, TextStyle.SECTION)
        close = IconButton("close", _("Close"), self._theme, size=14)
        close.clicked.connect(self.close_bar)
        shift = QLabel(_("&Staggered by days:"))
        shift.setBuddy(self.stagger)
        for label in (title, shift, self.over):
            label.setMinimumHeight(self.line.sizeHint().height())
        upper = QWidget()
        flow = FlowLayout(upper, spacing=px(8))
        for widget in (title, self.line, shift, self.stagger, self.over, self._apply, close):
            flow.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(4), px(16), px(8))
        column.setSpacing(px(4))
        column.addWidget(upper)
        column.addWidget(self._told)

    def _connect(self) -> None:
        self.line.textChanged.connect(self._edited)
        self.line.returnPressed.connect(self._take)
        self.stagger.valueChanged.connect(self._stagger_chosen)
        self.over.toggled.connect(self._edited)
        self._apply.clicked.connect(self._take)
        self._wait.timeout.connect(self.preview)
        self._grid.selection_changed.connect(self._selection_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)


def broken_cells(found: Effect | None) -> dict[tuple[str, date], Strength]:
    """The cells in which a change breaks something new, with the strength of the worst."""
    marks: dict[tuple[str, date], Strength] = {}
    for each in found.broken if found is not None else ():
        for person in (each.person,) if each.person else each.others:
            for day in each.days:
                if marks.get((person, day)) is not Strength.HARD:
                    marks[person, day] = each.strength
    return marks


def effect_text(found: Effect) -> str:
    """*Would break 3 rules: 2 × 0 h of rest between two shifts (ArbZG § 5 (1)), …*."""
    hard = [each for each in found.broken if each.strength is Strength.HARD]
    named = hard or list(found.broken)
    kinds = Counter((each.sentence, each.source) for each in named)
    parts = []
    for (sentence, source), count in kinds.most_common(_MOST_NAMED):
        words = f"{sentence} ({source})" if source else sentence
        parts.append(f"{count} × {words}" if count > 1 else words)
    if len(kinds) > _MOST_NAMED:
        parts.append("…")
    if hard:
        head = ngettext("Would break {count} rule:", "Would break {count} rules:", len(hard))
    else:
        head = ngettext("{count} wish not kept:", "{count} wishes not kept:", len(named))
    return head.format(count=len(hard or named)) + " " + "; ".join(parts)


def _reach_text(board: Board, rows: list[int], first: date, last: date) -> str:
    if len(rows) == 1:
        who = board.people[rows[0]].name
    else:
        who = ngettext("{count} person", "{count} people", len(rows)).format(count=len(rows))
    return _("{who}, {first} – {last}").format(
        who=who, first=near_date(first), last=near_date(last)
    )
