"""What the machine says beside its plans: how it ended, and which of its messages are told."""

import pytest

from app.planning.duty.answers import Conflict, DutyRoster, Relaxation
from app.planning.duty.apart import Ended, NoRoster
from app.planning.duty.groups import OfRule
from app.ui.progress import ProgressState
from app.ui.shifts.machine.endings import ending_words
from app.ui.shifts.machine.run import newest
from app.ui.shifts.machine.search_progress import TimedProgress

CONFLICT = Conflict("This cannot be.", ("this",), (), minimal=True)
SOLVED = Conflict("This cannot be.", ("this",), (Relaxation("x", OfRule("x"), True),), minimal=True)


def plan(seconds: float) -> DutyRoster:
    return DutyRoster({}, (), None, complete=True, seconds=seconds)


@pytest.mark.parametrize(
    ("last", "stopped", "said"),
    [
        (CONFLICT, False, "Nothing that could be given up would help"),
        (CONFLICT, True, "Stopped before"),
        (SOLVED, False, ""),
        (NoRoster(proved=True), False, "the reason was not found"),
        (NoRoster(proved=False), False, ""),
        (None, True, "before a first plan was found"),
    ],
)
def test_no_sentence_that_promises_more_is_left_standing(
    last: Conflict | NoRoster | None, stopped: bool, said: str
) -> None:
    words = ending_words(last, stopped=stopped)
    assert said in words if said else not words


def test_of_plans_that_came_together_the_last_is_told() -> None:
    told = list(newest([plan(1), plan(2), NoRoster(proved=True), plan(3), Ended()]))
    assert told == [plan(2), NoRoster(proved=True), plan(3), Ended()]


def test_the_time_of_a_search_is_counted_and_then_open() -> None:
    now = 100.0
    progress = TimedProgress("Plan", 10, clock=lambda: now)
    now = 103.5
    assert progress.state == ProgressState("Plan", 3, 10, 0.0, 6.5, cancelled=False)
    now = 111.0
    assert progress.state == ProgressState("Plan", 0, None, 0.0, None, cancelled=False)
