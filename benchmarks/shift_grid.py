"""The grid of the shift plan: how soon a month and a year are painted, and a typed letter.

CPU times of this process, the least of several: other work on the machine only adds to them.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from time import process_time
from typing import TYPE_CHECKING

from benchmarks.figure import Figure, at_most

if TYPE_CHECKING:
    from app.queries.shifts.roster import Roster

_NOW = datetime(2026, 6, 9, 9, tzinfo=UTC)
_PATTERN = "FFSS-NN--"
_NOISE = 0.1
_TIMES = 9
_HISTORY = 26 * 7
_FRAME = 1000 / 60
_SIZE = (1216, 660)


def figures() -> Iterator[Figure]:
    """In a process of its own, with a window that is not on any screen."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.shift_grid"],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    for line in done.stdout.splitlines():
        name, value, limit = line.split("\t")
        yield at_most(name, float(value), float(limit), "ms", note="CPU time")


def _measure() -> Iterator[tuple[str, float, float]]:
    from PySide6.QtWidgets import QApplication

    from app.settings import Scheme
    from app.ui.theme import Theme

    application = QApplication([])
    theme = Theme(application, scheme=Scheme.LIGHT)
    month = _Bench(20, date(2026, 6, 1), date(2026, 6, 30), theme)
    yield "month of 20 people: read", month.least(month.read), 16
    yield "month of 20 people: shown and painted", month.least(month.show), _FRAME
    yield "month of 20 people: painted again", month.least(month.paint), _FRAME
    month.check()
    yield "a letter typed: checked, marked, painted", month.least(month.type), 30
    yield "20 people: what a drop on one cell would break", month.least(month.drop), 10
    year = _Bench(50, date(2026, 1, 1), date(2026, 12, 31), theme)
    yield "year of 50 people: read, shown and painted", year.least(year.open), 300
    yield "year of 50 people: scrolled and painted", year.least(year.scroll), _FRAME
    year.check()
    yield "a letter typed in a year of 50 people", year.least(year.type), 60
    year.close()
    month.close()


class _Bench:
    """A desk with so many people whose days are planned, and the grid that shows them."""

    def __init__(self, people: int, first: date, last: date, theme: object) -> None:
        from app.storage import upgrade
        from app.ui.shifts.grid.view import RosterGrid
        from app.ui.theme import Theme

        assert isinstance(theme, Theme)
        self._folder = tempfile.TemporaryDirectory(prefix="tresen-bench-")
        path = Path(self._folder.name, "bench.desk")
        self._database = upgrade.create(path, clock=lambda: _NOW)
        self._first, self._last = first, last
        self._fill(people)
        self._grid = RosterGrid(theme)
        self._grid.resize(*_SIZE)
        self.roster = self.read()
        self._dice = Random(3)
        self.show()

    def least(self, act: Callable[[], object]) -> float:
        """CPU milliseconds of the quickest round."""
        taken = []
        for _round in range(_TIMES):
            start = process_time()
            act()
            taken.append(process_time() - start)
        return min(taken) * 1000

    def read(self) -> "Roster":
        from app.queries.shifts.roster import roster

        return self._database.read(roster, first=self._first, last=self._last)

    def show(self) -> None:
        from app.ui.shifts.grid.board import Board
        from app.ui.shifts.periods import Scale

        scale = Scale.YEAR if (self._last - self._first).days > 200 else Scale.MONTH
        self._grid.show_board(Board(self.roster), scale, _NOW.date())
        self.paint()

    def paint(self) -> None:
        self._grid.viewport().grab()

    def check(self) -> None:
        from app.rules.rosters.checking import check

        board = self._grid.board
        board.show_findings(check(board.plan, board.rules))

    def type(self) -> None:
        """A letter in a cell, as the keeper shows it before the desk has it."""
        board = self._grid.board
        person, day = self._dice.choice(board.people).key, self._dice.choice(board.days)
        kind = self._dice.choice(board.roster.kinds).key
        board.apply(board.edited({person: {day: kind}}))
        self.paint()

    def drop(self) -> None:
        board = self._grid.board
        day = self._dice.choice(board.days)
        one, other = self._dice.sample(board.people, 2)
        board.effect(
            {
                one.key: {day: board.content(other.key, day)},
                other.key: {day: board.content(one.key, day)},
            }
        )

    def open(self) -> None:
        self.roster = self.read()
        self.show()

    def scroll(self) -> None:
        bar = self._grid.horizontalScrollBar()
        bar.setValue((bar.value() + bar.pageStep()) % max(1, bar.maximum()))
        self.paint()

    def close(self) -> None:
        self._database.close()
        self._folder.cleanup()

    def _fill(self, people: int) -> None:
        from app.services import desk
        from app.services.shifts.cells import CellChange, set_cells
        from app.services.shifts.gallery import apply_template

        do = partial(self._database.execute, label="Filled the bench", agent_id=None, now=_NOW)
        do(
            desk.set_up,
            name="Bench",
            language="de",
            country="DE",
            state="BY",
            zone="Europe/Berlin",
            agent_name="Person 1",
            agent_email="one@example.org",
            own_addresses=(),
        )
        agents = [1]
        agents += [
            do(desk.add_agent, name=f"Person {number}", email=f"p{number}@example.org").result
            for number in range(2, people + 1)
        ]
        kinds = do(apply_template, "three_shifts").result
        dice = Random(7)
        changes = []
        for offset, agent in enumerate(agents):
            for number in range(-_HISTORY, (self._last - self._first).days + 1):
                day = self._first + timedelta(days=number)
                sign = _PATTERN[(day.toordinal() + 2 * offset) % len(_PATTERN)]
                if dice.random() < _NOISE:
                    sign = dice.choice("FSN-")
                if sign != "-":
                    changes.append(CellChange(agent, day, kinds[sign]))
        do(set_cells, changes)


if __name__ == "__main__":
    for row in _measure():
        print("\t".join(str(each) for each in row))
