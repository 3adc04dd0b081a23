"""The machine in a process of its own: its memory and threads stay out of the window.

What it finds comes as messages that are asked for; ending it keeps what came.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from app.i18n import language, set_language
from app.planning.duty.problem import DutyProblem
from app.rules.rosters.values import Absence

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from app.planning.duty.answers import Conflict, DutyRoster, Replan

_PATIENCE = 2.0
"""Seconds that a process gets to end after it was told to."""


@dataclass(frozen=True, slots=True)
class Fill:
    """Fill the plan in so many seconds."""

    problem: DutyProblem
    seconds: float
    seed: int = 1


@dataclass(frozen=True, slots=True)
class SickCall:
    """Plan again after an absence that is new."""

    problem: DutyProblem
    absence: Absence
    today: date
    seconds: float
    seed: int = 1


@dataclass(frozen=True, slots=True)
class NoRoster:
    """There is none, or (not ``proved``) none was found in the time."""

    proved: bool


@dataclass(frozen=True, slots=True)
class Broke:
    """The machine failed; ``report`` is for whoever mends it."""

    report: str


@dataclass(frozen=True, slots=True)
class Ended:
    """Nothing more comes."""


Task = Fill | SickCall


class Machine:
    """One task at work. ``close`` it when it is no longer wanted."""

    def __init__(self, task: Task) -> None:
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        self._answers, answer = context.Pipe(duplex=False)
        self._process = context.Process(target=_work, args=(answer, task, language()), daemon=True)
        self._process.start()
        answer.close()
        self._ended = False

    def messages(self) -> "Iterator[DutyRoster | Replan | Conflict | NoRoster | Broke | Ended]":
        """What came since the last time, without waiting; ``Ended`` is the last."""
        while not self._ended and self._answers.poll():
            try:
                message = self._answers.recv()
            except EOFError:
                # The process died, as when memory is short.
                message = Ended()
            self._ended = isinstance(message, Ended)
            yield message

    def wait(self, seconds: float) -> bool:
        """Whether something comes within so many seconds."""
        return not self._ended and self._answers.poll(seconds)

    def close(self) -> None:
        """End it."""
        self._ended = True
        self._process.terminate()
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()
        self._answers.close()


def _work(answer: "Connection", task: Task, spoken: str) -> None:
    set_language(spoken)
    import traceback

    try:
        for message in _messages(task):
            answer.send(message)
    except BrokenPipeError:
        return
    except Exception:  # noqa: BLE001  # reported in the window, where it can be copied
        answer.send(Broke(traceback.format_exc()))
    answer.send(Ended())


def _messages(task: Task) -> "Iterator[DutyRoster | Replan | Conflict | NoRoster]":
    from app.planning.duty.answers import NoRosterError
    from app.planning.duty.conflict import conflicts
    from app.planning.duty.replan import replans, sick_call
    from app.planning.duty.solving import rosters

    problem = task.problem
    try:
        if isinstance(task, Fill):
            yield from rosters(problem, seconds=task.seconds, seed=task.seed)
        else:
            problem = sick_call(problem, task.absence, today=task.today)
            yield from replans(
                task.problem, task.absence, today=task.today, seconds=task.seconds, seed=task.seed
            )
    except NoRosterError as error:
        yield NoRoster(error.proved)
        yield from conflicts(problem)
