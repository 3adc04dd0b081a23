"""Every key of every phase of a workshop with 200 ideas: how long it keeps the GUI thread."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from app.rules.workshop.phases import Phase
from benchmarks.figure import Figure, at_most, quantile
from benchmarks.workshop_room import Taken, TimedRoom

if TYPE_CHECKING:
    from app.ui.workshop.vote.vote_panel import VotePanel

_IDEAS = 200
_FRAME_MS = 16.7
_ROUNDS = 6
_TYPED = "answer customers kindly"


def figures() -> Iterator[Figure]:
    """In a process of its own, without a display, the audience's picture beside. *At a stretch*
    is how long a key keeps the windows from answering the next one; *in all* is everything that
    follows from it: the answer, what is written and read again, the audience's picture."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.workshop_keys"],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    for line in done.stdout.splitlines():
        name, *values = line.split("\t")
        middle, high, stretch = map(float, values)
        name = f"{_IDEAS} ideas, {name}"
        yield Figure(f"{name}: GUI thread in all, median", middle, "ms", note="CPU time")
        yield Figure(f"{name}: the same, p99", high, "ms", note="CPU time")
        yield at_most(f"{name}: at a stretch, p99", stretch, _FRAME_MS, "ms", note="CPU time")


def measure(folder: Path, *, spoken: bool = False) -> None:
    """Print for each phase: its name, median and p99 in all, p99 at a stretch."""
    room = TimedRoom(folder, _IDEAS)
    for walk in (_welcome, _ideas, _sorting, _ballots, _rounds, _dots, _count, _consent, _close):
        name, taken = walk(room)
        in_all, stretches = sorted(taken.in_all), sorted(taken.at_a_stretch)
        print(name, median(in_all), quantile(in_all, 0.99), quantile(stretches, 0.99), sep="\t")
        if spoken:
            worst = sorted(zip(taken.in_all, taken.at_a_stretch, taken.names, strict=True))[-12:]
            for each in reversed(worst):
                print("   {:6.2f} {:6.2f}  {}".format(*each), file=sys.stderr)
    room.close()


def _of_the_room(room: TimedRoom) -> None:
    """Keys that mean the same in each phase: clock, pages, picture, size."""
    room.press(room.page.room, "Space", "+", "-", "Space", "B", "B")
    room.press(room.page.room, "PgDown", "PgUp", "Ctrl++", "Ctrl+-", "Ctrl+0")


def _welcome(room: TimedRoom) -> tuple[str, Taken]:
    taken = room.into(Phase.WELCOME)
    _of_the_room(room)
    return "welcome", taken


def _ideas(room: TimedRoom) -> tuple[str, Taken]:
    from app.ui.workshop.ideas.panel import IdeasPanel

    taken = room.into(Phase.IDEAS)
    panel = room.panel
    assert isinstance(panel, IdeasPanel)
    entry, chosen = panel.columns[0].entry, panel.columns[0].list
    entry.setFocus()
    room.settle()
    for number in range(_ROUNDS):
        room.write(entry, f"{_TYPED} {number}")
        room.press(entry, "Return", "Up", "Escape", "Tab")
        room.press(panel.columns[1].entry, "Shift+Tab", "Ctrl+3")
        room.press(panel.columns[2].entry, "Ctrl+1")
        chosen.setFocus()
        room.press(chosen, "Down", "Ctrl+Down", "Ctrl+Up", "Home", "Del")
        room.timed("undo", room.operations.undo)
        chosen.setFocus()
        room.press(chosen, "End", "Ctrl+Right")
        entry.setFocus()
    room.timed("silent", room.actions["workshop.silent"].trigger)
    room.timed("silent", room.actions["workshop.silent"].trigger)
    _of_the_room(room)
    return "ideas", taken


def _sorting(room: TimedRoom) -> tuple[str, Taken]:
    from app.ui.workshop.ideas.basket_popover import BasketPopover
    from app.ui.workshop.ideas.merge_popover import MergePopover
    from app.ui.workshop.ideas.sort_panel import SortPanel

    taken = room.into(Phase.BASKET)
    panel = room.panel
    assert isinstance(panel, SortPanel)
    chosen, basket = panel.columns[0].list, panel.basket
    for _round in range(_ROUNDS):
        chosen.setFocus()
        room.press(chosen, "Home", "Del", "Home", "Shift+Down")
        room.timed("merge", room.actions["workshop.merge"].trigger)
        merging = panel.findChildren(MergePopover)[-1]
        room.press(merging.words, "Ctrl+Return")
        basket.list.setFocus()
        basket.list.setCurrentRow(0)
        room.press(basket.list, "R")
        noting = panel.findChildren(BasketPopover)[-1]
        room.write(noting.reason, "later")
        room.press(noting.reason, "Return")
        basket.list.setFocus()
        basket.list.setCurrentRow(0)
        room.press(basket.list, "Return")
    _of_the_room(room)
    return "sorting", taken


def _vote_panel(room: TimedRoom) -> "VotePanel":
    from app.ui.workshop.vote.vote_panel import VotePanel

    assert isinstance(room.panel, VotePanel)
    return room.panel


def _ballots(room: TimedRoom) -> tuple[str, Taken]:
    from app.rules.workshop.votes import VoteMode

    taken = room.into(Phase.VOTE)
    panel = _vote_panel(room)
    room.press(panel.list, "Down", "Up")
    panel.panes.before.choose_mode(VoteMode.RANKED)
    room.timed("open", panel.panes.before.start.click)
    room.timed("hand round", panel.panes.ballots.hand_round.click)
    window = panel.laptop.window
    assert window is not None
    while window.sitting.sealed < window.sitting.voters:
        room.press(window.neutral, "Return")
        ideas, order = window.ranking.ideas, window.ranking.order
        ideas.setFocus()
        room.press(ideas, "3", "1", "2", "Down", "Space", "Right")
        room.press(order, "Ctrl+Up", "Ctrl+Down", "Del", "Left")
        room.press(ideas, *"4567890ABCD")
        room.press(window.ranking, "Return")
        room.press(window.confirm, "Return")
    room.press(window.neutral, "Return")
    room.timed("count", panel.panes.ballots.count.click)
    _of_the_room(room)
    return "secret ballots", taken


def _rounds(room: TimedRoom) -> tuple[str, Taken]:
    from app.rules.workshop.votes import VoteMode

    panel = _vote_panel(room)
    taken = room.into(Phase.VOTE)
    room.press(panel.list, "Down")
    panel.panes.before.choose_mode(VoteMode.ROUNDS)
    room.settle()
    room.timed("open", panel.panes.before.start.click)
    rounds = panel.panes.rounds
    for _round in range(3):
        for place, line in enumerate(rounds.form.lines[:-1]):
            line.setFocus()
            room.press(line, "1" if place < 8 else "0", "Return")
        last = rounds.form.lines[-1]
        room.press(last, "0", "Return")
        room.timed("strike", rounds.strike.click)
    _of_the_room(room)
    return "rounds of raised hands", taken


def _dots(room: TimedRoom) -> tuple[str, Taken]:
    from app.rules.workshop.votes import VoteMode

    panel = _vote_panel(room)
    taken = room.into(Phase.VOTE)
    room.press(panel.list, "Down")
    panel.panes.before.choose_mode(VoteMode.DOTS)
    room.settle()
    room.timed("open", panel.panes.before.start.click)
    lines = panel.panes.dots.form.lines
    room.settle()
    for place, line in enumerate(lines):
        line.setFocus()
        room.press(line, "4" if place < 5 else "1" if place < 7 else "0", "Return")
    room.timed("shorten", panel.panes.dots.shorten.click)
    _of_the_room(room)
    return "dots", taken


def _count(room: TimedRoom) -> tuple[str, Taken]:
    taken = room.into(Phase.RESULT)
    for _step in range(40):
        room.press(room.page.room, "PgDown")
    for _step in range(10):
        room.press(room.page.room, "Left")
    _of_the_room(room)
    return "count", taken


def _consent(room: TimedRoom) -> tuple[str, Taken]:
    from app.ui.workshop.vote.consent_panel import ConsentPanel

    taken = room.into(Phase.CONSENT)
    panel = room.panel
    assert isinstance(panel, ConsentPanel)
    room.write(panel.objections, _TYPED)
    room.timed("write down", panel.note.click)
    room.write(panel.statement, "kindly")
    room.timed("agree", panel.agreed.click)
    _of_the_room(room)
    return "consent", taken


def _close(room: TimedRoom) -> tuple[str, Taken]:
    taken = room.into(Phase.CLOSE)
    _of_the_room(room)
    return "close", taken


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        measure(Path(made), spoken="--worst" in sys.argv)
