"""Kill the program a thousand times while it works, and look each time for what it confirmed."""

import random
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from app.errors import UserError
from app.services.checkup import examine
from benchmarks.desks import demo_path
from benchmarks.faults import seconds
from benchmarks.faults.acts import ACTS, Act
from benchmarks.faults.lives import Life, killed_after, killed_at_file, live_to_the_end
from benchmarks.faults.places import scratch
from benchmarks.figure import Figure, at_least, at_most

WANTED = 1_000
SECONDS = 260.0
_TICKETS = 60
_FIRST_WORDS = 2
"""So many announcements of an endless act are heard before a kill, however slow the machine is."""
_MOST_SHOWN = 5


def figures() -> Iterator[Figure]:
    """Kills survived in each act and in all; what was lost, and what was found wrong."""
    with scratch() as folder:
        yield from _figures(folder, demo_path(_TICKETS))


def _figures(folder: Path, template: Path) -> Iterator[Figure]:
    survived = compared = 0
    faults: list[str] = []
    for number, each in enumerate(ACTS):
        share = seconds(SECONDS) / len(ACTS)
        wanted = -(-WANTED // len(ACTS))
        counted = _Count(each(folder / each.name, template), seed=number)
        counted.go_on(wanted, time.monotonic() + share)
        survived += counted.survived
        compared += counted.compared
        faults += counted.faults
        yield Figure(f"killed while: {each.name}", counted.survived, "survived")
    for fault in faults[:_MOST_SHOWN]:
        print(f"  {fault}")
    yield at_least("kills survived, in all", survived, WANTED, "kills")
    yield Figure("confirmed acts looked for after a kill", compared, "acts")
    yield at_most("kills after which something was lost or wrong", len(faults), 0, "kills")


class _Enough(Exception):  # noqa: N818 - no error
    """Ends an act that would go on for ever."""


class _Count:
    """The kills of one act."""

    def __init__(self, act: Act, *, seed: int) -> None:
        self._act = act
        self._chance = random.Random(seed)
        self._lives = 0
        self._file = 0
        self.survived = 0
        self.compared = 0
        self.faults: list[str] = []

    def go_on(self, wanted: int, until: float) -> None:
        """Kill until there were enough, or the time is up; an act that ended first is no kill."""
        self._warm_up()
        whole = self._act.longest if self._act.endless else self._whole()
        while self.survived + len(self.faults) < wanted and time.monotonic() < until:
            self._act.make_ready()
            life = self._life(whole)
            if life.failure:
                self.faults.append(f"{self._act.name}: the worker failed: {life.failure}")
                continue
            if not life.killed:
                whole *= 0.9
            self._look(life)

    def _warm_up(self) -> None:
        """Do the act here once, so that no fork has to load anything."""
        heard = count()

        def say(_announced: object) -> None:
            if self._act.endless and next(heard) > _FIRST_WORDS:
                raise _Enough

        self._act.make_ready()
        with suppress(_Enough):
            self._act.work(say)

    def _whole(self) -> float:
        """Seconds that the act takes when nobody kills it."""
        self._act.make_ready()
        life, seconds = live_to_the_end(self._act.work)
        if life.failure:
            self.faults.append(f"{self._act.name}: the worker failed unkilled: {life.failure}")
        return seconds

    def _life(self, whole: float) -> Life:
        """Acts of many files are killed at the next of these each third time."""
        self._lives += 1
        if self._act.endless:
            seconds = self._chance.uniform(0, whole)
            return killed_after(self._act.work, seconds, words=_FIRST_WORDS)
        if self._lives % 3 == 0:
            self._file += 1
            life = killed_at_file(self._act.work, self._file, self._act.desk.parent)
            if not life.killed:
                self._file = 0
            return life
        return killed_after(self._act.work, self._chance.uniform(0, whole), words=0)

    def _look(self, life: Life) -> None:
        self.compared += len(life.announced)
        wrong = self._wrong(life)
        if wrong:
            self.faults.append(f"{self._act.name}: {'; '.join(wrong)}")
        elif life.killed:
            self.survived += 1

    def _wrong(self, life: Life) -> list[str]:
        try:
            with self._act.opened() as database:
                missing = self._act.missing(database, life.announced)
                findings = examine(database)
        except (UserError, OSError) as error:
            return [f"does not open: {error}"]
        broken = ["search does not fit"] if findings.search_broken else []
        return [*missing, *findings.problems, *broken, *self._act.left_over()]
