"""Shifts in the hand of the mouse: every cell says beforehand what a drop there would do."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from app.i18n import _
from app.rules.rosters.effects import Effect, Verdict
from app.ui.shifts.grid.face import Face, ghost
from app.ui.shifts.grid.gestures import Gesture
from app.ui.shifts.grid.moving import Contents, Taking, origins, taken
from app.ui.shifts.grid.selection import Place, Selection
from app.ui.shifts.grid.tooltips import violation_line
from app.ui.shifts.periods import near_date

if TYPE_CHECKING:
    from app.ui.shifts.grid.view import RosterGrid

_AT_ONCE = 6
"""Cells judged between two turns of the event loop: some ten milliseconds."""
_MOST_NAMED = 3


class Dragging(Gesture):
    """Takes cells elsewhere. With Ctrl they are copied, else exchanged with what is there.

    Moved shifts take their pins and comments along, copied ones do not.
    """

    def __init__(self, grid: "RosterGrid", start: Place, places: tuple[Place, ...]) -> None:
        super().__init__(grid)
        self._start = start
        self._places = places
        self._target = start
        self._taking = Taking.MOVE
        self._targets = DropTargets(grid, self)

    def move(self, place: Place, modifiers: Qt.KeyboardModifier) -> None:
        copy = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        taking = Taking.COPY if copy else Taking.MOVE
        if taking is not self._taking:
            self._taking = taking
            self._targets.judge_anew()
        self._target = place
        contents = self.contents(place)
        shown: dict[Place, Face] = {}
        if contents and place != self._start:
            board = self.grid.board
            shown = {each: ghost(board, content) for each, content in contents.items()}
            self._targets.judge(place)
        self.grid.show_ghosts(shown)
        self.grid.show_targets(self._targets.verdicts, place if shown else None)
        self.grid.show_hint(self._hint(contents) if shown else "")

    def finish(self) -> None:
        contents = self.contents(self._target) if self._target != self._start else None
        step = self._step(self._target)
        self.cancel()
        if contents:
            if self._taking is Taking.COPY:
                self.grid.write(contents)
            else:
                self.grid.move_shifts(origins(self._places, step))
            area = self.grid.selection.area
            self.grid.select(
                Selection(
                    (area.bottom + step[0], area.right + step[1]),
                    (area.top + step[0], area.left + step[1]),
                )
            )
        elif len(self._places) > 1 and self._target == self._start:
            self.grid.select(Selection(self._start, self._start))

    def cancel(self) -> None:
        self._targets.stop()
        self.grid.show_ghosts({})
        self.grid.show_targets({}, None)
        self.grid.show_hint("")

    def contents(self, target: Place) -> Contents | None:
        """What a drop on a cell would write; None where not all of it has room."""
        step = self._step(target)
        rows, columns = len(self.grid.board.people), len(self.grid.board.days)
        ends = [(place[0] + step[0], place[1] + step[1]) for place in self._places]
        if not all(0 <= row < rows and 0 <= column < columns for row, column in ends):
            return None
        return taken(self._places, step, self.grid.content, taking=self._taking)

    def effect(self, target: Place) -> Effect | None:
        """What a drop would break; None where it cannot be or nothing is checked yet."""
        contents = self.contents(target)
        if contents is None:
            return None
        return self.grid.board.effect(self.grid.board.by_person(contents))

    @property
    def alone(self) -> bool:
        """Whether it is one shift, for which all cells can be judged."""
        return len(self._places) == 1

    def _step(self, target: Place) -> Place:
        return target[0] - self._start[0], target[1] - self._start[1]

    def _hint(self, contents: Contents | None) -> str:
        """What a drop here would do, and what it would break."""
        if contents is None:
            return ""
        board = self.grid.board
        person, day = board.at(self._target)
        name = board.people[self._target[0]].name
        where = _("{name}, {day}").format(name=name, day=near_date(day))
        there = board.content(person, day)
        if self._taking is Taking.COPY:
            lines = [_("Copy to {place}").format(place=where)]
        elif self.alone and there:
            other = board.kinds[there].name if there in board.kinds else ""
            lines = [_("Exchange with {shift}: {place}").format(shift=other, place=where)]
        else:
            lines = [_("Move to {place}").format(place=where)]
        found = self._targets.effects.get(self._target)
        if found is not None and found.broken:
            hard_first = sorted(found.broken, key=lambda each: each is not found.worst)
            lines += [violation_line(each) for each in hard_first[:_MOST_NAMED]]
        elif found is not None:
            lines.append("✓ " + _("Breaks nothing"))
        return "\n".join(lines)


class DropTargets(QObject):
    """Judges the cells in sight, the nearest first, whenever there is nothing else to do."""

    def __init__(self, grid: "RosterGrid", dragging: Dragging) -> None:
        super().__init__(grid)
        self._grid = grid
        self._dragging = dragging
        self.verdicts: dict[Place, Verdict] = {}
        self.effects: dict[Place, Effect] = {}
        self._waiting: Iterator[Place] = iter(())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._judge_some)
        self.judge_anew()

    def judge_anew(self) -> None:
        """Begin again, as when moving became copying."""
        self.verdicts.clear()
        self.effects.clear()
        if self._dragging.alone:
            self._waiting = iter(self._nearest_first())
            self._timer.start(0)

    def judge(self, place: Place) -> None:
        """Judge one cell now: the one under the pointer."""
        if place in self.effects:
            return
        found = self._dragging.effect(place)
        if found is not None:
            self.effects[place] = found
            self.verdicts[place] = found.verdict

    def stop(self) -> None:
        """Judge no more."""
        self._timer.stop()
        self.deleteLater()

    def _judge_some(self) -> None:
        for _turn in range(_AT_ONCE):
            place = next(self._waiting, None)
            if place is None:
                self._timer.stop()
                break
            self.judge(place)
        self._grid.viewport().update()

    def _nearest_first(self) -> list[Place]:
        """The same person and the same day are what is dragged to most."""
        geometry = self._grid.geometry_now
        row, column = self._grid.selection.cursor

        def distance(place: Place) -> tuple[bool, int]:
            down, across = abs(place[0] - row), abs(place[1] - column)
            return bool(down and across), down + across

        shown = [(r, c) for r in geometry.shown_rows for c in geometry.shown_columns]
        return sorted((place for place in shown if place != (row, column)), key=distance)
