"""What can be done with the chosen cells: fill, pin, comment, mend. Each is one step to undo."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QWidget

from app.i18n import _, ngettext
from app.queries.shifts.kinds import KindRow
from app.rules.rosters.labels import absence_label
from app.rules.rosters.mending import Mend, mends
from app.rules.rosters.patterns import OFF, OFF_SIGN, Cells, Content
from app.rules.rosters.rule import Violation
from app.rules.rosters.values import AbsenceKind
from app.services.shifts.away import Stretch, mark_away, mark_there
from app.services.shifts.wishes import forget_wishes, mark_wishes
from app.ui.operations import Operations
from app.ui.shifts.act_words import change_label, mend_text
from app.ui.shifts.findings_list import FindingsList
from app.ui.shifts.grid.board import Board
from app.ui.shifts.grid.edits import contents_of
from app.ui.shifts.grid.face import Face, times_text
from app.ui.shifts.grid.face_paint import FacePainter
from app.ui.shifts.grid.gestures import filled_down, filled_right
from app.ui.shifts.grid.look import Look
from app.ui.shifts.grid.moving import Origins
from app.ui.shifts.grid.selection import Place
from app.ui.shifts.grid.view import RosterGrid
from app.ui.shifts.keeper import RosterKeeper
from app.ui.shifts.wish_choice import WishChoice, wish_choices
from app.ui.tasks import Task
from app.ui.theme import Theme
from app.ui.widgets.choice_popover import Choice, ChoicePopover
from app.ui.widgets.name_popover import NamePopover

_ICON = 22


class PlanActs(QObject):
    """Between the grid, the list of findings and the keeper."""

    def __init__(
        self,
        operations: Operations,
        keeper: RosterKeeper,
        grid: RosterGrid,
        findings: FindingsList,
        theme: Theme,
        parent: QWidget,
        *,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(parent)
        self._now = now
        self._operations = operations
        self._keeper = keeper
        self._grid = grid
        self._findings = findings
        self._theme = theme
        self._window = parent
        self._search: Task | None = None
        grid.contents_wanted.connect(self.write_places)
        grid.moves_wanted.connect(self.move_shifts)
        grid.kinds_wanted.connect(self.choose_kind)
        findings.mend_wanted.connect(self._look_for_ways)
        findings.mend_chosen.connect(self._mend)

    def write_places(self, contents: dict[Place, Content]) -> None:
        """Change cells of the grid."""
        board = self._keeper.board
        if board is not None:
            self.write(board.by_person(contents))

    def move_shifts(self, origins: Origins) -> None:
        """Move shifts of the grid, with their pins and comments."""
        board = self._keeper.board
        if board is not None:
            edit = board.moved(origins)
            self._keeper.write(edit, change_label(board, contents_of(edit)))

    def take_pattern(self, contents: dict[Place, Content]) -> None:
        """Write a rotation pattern that was seen before."""
        board = self._keeper.board
        if board is not None:
            self.write(board.by_person(contents), _("Applied a rotation pattern"))

    def write(self, contents: Cells, label: str = "") -> None:
        """Change cells by person and day; with a ``label`` of its own it is told by a toast."""
        board = self._keeper.board
        if board is not None:
            named = label or change_label(board, contents)
            self._keeper.write(board.edited(contents), named, told=bool(label))

    def fill_right(self) -> None:
        """Repeat what each chosen row begins with."""
        if self._grid.shown:
            self._grid.write(filled_right(self._grid, self._grid.selection.area))

    def fill_down(self) -> None:
        """Give all chosen people what the first one has."""
        if self._grid.shown:
            self._grid.write(filled_down(self._grid, self._grid.selection.area))

    def choose_kind(self) -> None:
        """A list of what a cell can hold, beside the cursor."""
        board = self._keeper.board
        if board is None or not self._grid.shown:
            return
        now = self._grid.content(self._grid.selection.cursor)
        choices = [
            Choice(each.key, _kind_text(each), self._icon(each), chosen=each.key == now)
            for each in board.offered_kinds()
        ]
        choices.append(Choice(OFF, _("Planned free ({key})").format(key=OFF_SIGN)))
        choices.append(Choice(None, _("Clear ({key})").format(key=_("Del"))))
        popover = ChoicePopover(_("Shift"), choices, self._theme, self._window)
        popover.taken.connect(self._grid.fill)
        popover.open_at(self._grid.anchor())

    def pin(self) -> None:
        """Pin the chosen cells; where all are pinned, give them free."""
        board = self._keeper.board
        if board is None or not self._grid.shown:
            return
        places = [board.at(place) for place in self._grid.selection.places]
        on = not all(board.cell(person, day).pinned for person, day in places)
        sentence = (
            ngettext("Pinned {count} cell", "Pinned {count} cells", len(places))
            if on
            else ngettext("Gave {count} cell free", "Gave {count} cells free", len(places))
        )
        self._keeper.write(board.pinned(places, on=on), sentence.format(count=len(places)))

    def comment(self) -> None:
        """Write a remark on the cell of the cursor; an empty one goes by its own choice."""
        board = self._keeper.board
        if board is None or not self._grid.shown:
            return
        person, day = board.at(self._grid.selection.cursor)
        before = board.cell(person, day).comment
        hint = _("A single “-” removes the comment.") if before else ""
        popover = NamePopover(
            _("Comment"), _("Keep"), self._theme, self._window, name=before, hint=hint
        )
        popover.named.connect(lambda text: self._keep_comment(person, day, text))
        popover.open_at(self._grid.anchor())

    def choose_absence(self) -> None:
        """Say that the chosen people are away on the chosen days, or there after all."""
        if self._keeper.board is None or not self._grid.shown:
            return
        choices = [
            Choice(kind, absence_label(kind), self._theme.icon(f"absence-{kind.value}"))
            for kind in AbsenceKind
        ]
        choices.append(Choice(None, _("There after all"), self._theme.icon("close")))
        popover = ChoicePopover(_("Absence"), choices, self._theme, self._window)
        popover.taken.connect(self._mark_absence)
        popover.open_at(self._grid.anchor())

    def _mark_absence(self, kind: AbsenceKind | None) -> None:
        stretches = self._stretches()
        people = len({each.agent_id for each in stretches})
        now = self._now()
        if kind is None:
            label = ngettext(
                "Took an absence of {count} person out",
                "Took absences of {count} people out",
                people,
            )
            self._operations.run(
                mark_there, stretches, now=now, label=label.format(count=people), owner=self
            )
            return
        label = ngettext("{kind} for {count} person", "{kind} for {count} people", people)
        self._operations.run(
            mark_away,
            stretches,
            kind=kind,
            now=now,
            label=label.format(kind=absence_label(kind), count=people),
            owner=self,
        )

    def choose_wish(self) -> None:
        """Say what the chosen people wish for the chosen days, or what is agreed with them."""
        board = self._keeper.board
        if board is None or not self._grid.shown:
            return
        choices = wish_choices(board.offered_kinds())
        popover = ChoicePopover(_("Wish or agreement"), choices, self._theme, self._window)
        popover.taken.connect(self._mark_wish)
        popover.open_at(self._grid.anchor())

    def _mark_wish(self, wish: WishChoice | None) -> None:
        stretches = self._stretches()
        days = sum(len(each.days) for each in stretches)
        if wish is None:
            label = ngettext("Forgot the wish of {count} day", "Forgot the wishes of {count} days",
                             days)  # fmt: skip
            self._operations.run(
                forget_wishes,
                stretches,
                now=self._now(),
                label=label.format(count=days),
                owner=self,
            )
            return
        if wish.fixed:
            label = ngettext("Agreed on {count} day", "Agreed on {count} days", days)
        else:
            label = ngettext("A wish for {count} day", "Wishes for {count} days", days)
        self._operations.run(
            mark_wishes,
            stretches,
            kind_id=wish.kind_id,
            on=wish.on,
            fixed=wish.fixed,
            now=self._now(),
            label=label.format(count=days),
            owner=self,
        )

    def _stretches(self) -> list[Stretch]:
        """The chosen days of each person, joined where they follow each other."""
        board = self._grid.board
        found: list[Stretch] = []
        last: Place | None = None
        for place in self._grid.selection.places:
            person, day = board.people[place[0]], board.days[place[1]]
            if last is not None and place == (last[0], last[1] + 1):
                found[-1] = replace(found[-1], last=day)
            else:
                found.append(Stretch(person.id, day, day))
            last = place
        return found

    def _keep_comment(self, person: str, day: date, text: str) -> None:
        board = self._keeper.board
        if board is not None:
            comment = "" if text == OFF_SIGN else text
            label = _("Removed a comment") if not comment else _("Wrote a comment")
            self._keeper.write(board.commented(person, day, comment), label)

    # Broken rules

    def _look_for_ways(self, violation: Violation) -> None:
        board = self._keeper.board
        if board is None or board.findings is None:
            return
        if self._search is not None:
            self._search.drop()
        self._search = self._operations.tasks.read(
            _searching(board, violation),
            owner=self,
            done=lambda found: self._show_ways(board, violation, found),
        )

    def _show_ways(self, board: Board, violation: Violation, found: tuple[Mend, ...]) -> None:
        if board is self._keeper.board:
            ways = [(mend_text(board, each), each) for each in found]
            self._findings.show_ways(violation, ways)

    def _mend(self, mend: Mend) -> None:
        self.write(mend.cells, _("Mended a broken rule"))

    def _icon(self, kind: KindRow) -> QIcon:
        side = self._theme.px(_ICON)
        painter = FacePainter(Look(self._theme), side, side, self._window.devicePixelRatioF())
        return QIcon(painter.picture(Face(kind.letter, kind.colour)))


def _searching(board: Board, violation: Violation) -> Callable[[], tuple[Mend, ...]]:
    """The search as work for another thread, on values that do not change meanwhile."""
    findings, plan, rules = board.findings, board.plan, board.rules
    assert findings is not None
    pinned, spare = board.pinned_places(), board.covers.spare()
    offered = frozenset(each.key for each in board.offered_kinds())
    return lambda: mends(
        findings, plan, rules, violation, pinned=pinned, spare=spare, offered=offered
    )


def _kind_text(kind: KindRow) -> str:
    return f"{kind.letter}   {kind.name}   {times_text(kind.kind)}"
