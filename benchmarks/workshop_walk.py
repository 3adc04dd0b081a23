"""The walk through a workshop: in each phase every key that means something in it.

What is not in it: keys that bring a dialog of the system (print, save) or a question of their own.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from app.rules.workshop.phases import Phase
from app.rules.workshop.votes import VoteMode
from benchmarks.workshop_room import TimedRoom

if TYPE_CHECKING:
    from app.ui.workshop.vote.ballot_window import BallotWindow
    from app.ui.workshop.vote.count_form import CountForm
    from app.ui.workshop.vote.vote_panel import VotePanel

_ROUNDS = 2
_PIN = "123"
_TYPED = "answer customers kindly"
_IN_A_LINE = ("Left", "Ctrl+Left", "Home", "End", "Backspace", "Ctrl+Backspace", "Ctrl+Z", "Ctrl+A")
_PASTED = "\n".join(f"{_TYPED} {number}" for number in range(12))


# Keys of the whole room


def _of_the_room(room: TimedRoom) -> None:
    """Keys that mean the same in each phase, and the way to the phase before and back."""
    _of_each_phase(room)
    room.press(room.page.room, "Alt+Left", "Alt+Right")


def _of_each_phase(room: TimedRoom) -> None:
    """Clock, pages, picture, size, who is here."""
    from app.ui.workshop.room.people_popover import PeoplePopover

    lead = room.page.room
    room.activate()
    room.press(lead, "Space", "+", "-", "Space", "B", "B", ".", ".", "L", "L")
    room.press(lead, "PgDown", "PgDown", "PgUp", "Right", "Left")
    room.press(lead, "Ctrl++", "Ctrl++", "Ctrl+-", "Ctrl+=", "Ctrl+-", "Ctrl+-", "Ctrl+0")
    room.press(lead, "P")
    people = room.popup(PeoplePopover)
    room.press(people.count, "Up", "Down", "Tab")
    room.write(people.names, "Eva")
    room.press(people.names, "Escape")
    room.press(lead, "P")
    room.press(room.popup(PeoplePopover).names, "Return")
    _screens(room)


def _screens(room: TimedRoom) -> None:
    """The audience's picture away, back on the projector, and over the laptop with the strip."""
    from PySide6.QtWidgets import QMenu

    lead, projection = room.page.room, room.page.room.projection
    room.press(lead, "F11", "F11")
    room.activate()
    room.press(lead, "Shift+F11")
    room.press(room.popup(QMenu), "Down", "Escape")
    projection.over_this_screen()
    room.settle()
    room.press(projection.window, "F9", "F9", "PgDown", "Space", "Space", "Ctrl++", "Ctrl+0")
    room.press(projection.window, "Escape")
    room.on_the_projector()


def _next_phase(room: TimedRoom) -> None:
    _of_the_room(room)
    room.press(room.page.room, "Alt+Right")


# Ideas


def _welcome(room: TimedRoom) -> None:
    """The first phase: none comes before it."""
    _of_each_phase(room)
    room.press(room.page.room, "Alt+Right")


def _ideas(room: TimedRoom) -> None:
    from app.ui.workshop.ideas.panel import IdeasPanel

    panel = room.shown(IdeasPanel)
    entry, chosen = panel.columns[0].entry, panel.columns[0].list
    room.focus(entry)
    for number in range(_ROUNDS):
        room.write(entry, f"{_TYPED} {number}")
        room.press(entry, "Return", "Up", "Escape", "Tab")
        room.press(panel.columns[1].entry, "Shift+Tab", "Ctrl+3")
        room.press(panel.columns[2].entry, "Ctrl+1")
        room.focus(chosen)
        room.press(chosen, "Down", "Ctrl+Down", "Ctrl+Up", "Home", "Del")
        room.timed("Ctrl+Z", room.operations.undo)
        room.focus(chosen)
        room.press(chosen, "End", "Ctrl+Right")
        room.focus(entry)
    _in_the_entry(room)
    _in_the_list(room)
    room.press(room.page.room, "S", "S")
    _on_the_strip(room)
    _next_phase(room)


def _in_the_entry(room: TimedRoom) -> None:
    from PySide6.QtCore import QMimeData

    from app.ui.workshop.ideas.panel import IdeasPanel
    from app.ui.workshop.ideas.paste_popover import PastePopover

    entry = room.shown(IdeasPanel).columns[0].entry
    room.write(entry, _TYPED)
    room.press(entry, *_IN_A_LINE, "Right", "Del")
    room.write(entry, _TYPED)
    room.press(entry, "Shift+Return")
    room.write(entry, "soon")
    room.press(entry, "Return")
    pasted = QMimeData()
    pasted.setText(_PASTED)
    room.timed("Ctrl+V of 12 lines", lambda: entry.insertFromMimeData(pasted))
    lines = room.popup(PastePopover).lines
    room.press(lines, "Down", "Space", "Return")


def _in_the_list(room: TimedRoom) -> None:
    from app.ui.workshop.ideas.panel import IdeasPanel

    panel = room.shown(IdeasPanel)
    chosen = panel.columns[1].list
    room.focus(chosen)
    room.press(chosen, "Home", "End", "Up", "Shift+Up", "Ctrl+A", "Ctrl+Home")
    # First only one is chosen again: all that are chosen move.
    room.press(chosen, "Down", "Ctrl+Left")
    chosen = panel.columns[0].list
    room.focus(chosen)
    room.press(chosen, "Home", "F2")
    room.write(panel.columns[0].entry, "now")
    room.press(panel.columns[0].entry, "Return")
    room.focus(chosen)
    room.press(chosen, "Down", "Return")
    room.press(panel.columns[0].entry, "Escape")
    room.focus(chosen)
    room.press(chosen, "Down", "A")
    room.timed("Ctrl+Z", room.operations.undo)
    room.timed("Ctrl+Shift+Z", room.operations.redo)
    room.timed("Ctrl+Z", room.operations.undo)


def _on_the_strip(room: TimedRoom) -> None:
    """One screen: the line to type in below the picture."""
    from app.ui.workshop.ideas.panel import IdeasPanel
    from app.ui.workshop.ideas.strip_entry import StripEntry

    projection, strip = room.page.room.projection, room.shown(IdeasPanel).strip()
    assert isinstance(strip, StripEntry)
    projection.over_this_screen()
    room.settle()
    room.focus(strip.entry)
    room.press(strip.entry, "Tab", "Shift+Tab")
    room.write(strip.entry, _TYPED)
    room.press(strip.entry, "Return", "PgUp", "Escape")
    room.on_the_projector()


def _sorting(room: TimedRoom) -> None:
    from app.ui.workshop.ideas.merge_popover import MergePopover
    from app.ui.workshop.ideas.sort_panel import SortPanel

    panel = room.shown(SortPanel)
    chosen, basket = panel.columns[0].list, panel.basket
    for _round in range(_ROUNDS):
        room.focus(chosen)
        room.press(chosen, "Home", "Del", "Home", "Shift+Down", "M")
        merging = room.popup(MergePopover)
        room.write(merging.words, "so")
        room.press(merging.words, "Ctrl+Return")
        room.focus(basket.list)
        basket.list.setCurrentRow(0)
        _note_a_reason(room)
        room.focus(basket.list)
        basket.list.setCurrentRow(0)
        room.press(basket.list, "Return")
    room.focus(chosen)
    room.press(chosen, "Home", "Shift+Down", "A", "Home", "Down", "Shift+Down", "M")
    room.press(room.popup(MergePopover).words, "Tab", "Escape")
    room.focus(basket.list)
    room.press(basket.list, "Home", "Down", "Up", "End", "Shift+Up", "Return")
    room.timed("Ctrl+Z", room.operations.undo)
    room.timed("Ctrl+Shift+Z", room.operations.redo)
    room.press(room.page.room, "S", "S")
    _next_phase(room)


def _note_a_reason(room: TimedRoom) -> None:
    from app.ui.workshop.ideas.basket_popover import BasketPopover
    from app.ui.workshop.ideas.sort_panel import SortPanel

    room.press(room.shown(SortPanel).basket.list, "R")
    noting = room.popup(BasketPopover)
    room.write(noting.reason, "later")
    room.press(noting.reason, "Tab")
    room.press(noting.again, "Space", "Tab")
    room.press(noting.day, "Up", "Down")
    room.press(noting.reason, "Return")


# Votes


def _vote(room: TimedRoom) -> None:
    """What is agreed on before a vote."""
    panel = _vote_panel(room)
    before = panel.panes.before
    room.focus(panel.list)
    room.press(panel.list, "Down", "Down", "Up", "End", "Home")
    room.focus(before.voters)
    room.press(before.voters, "Up", "Down", "PgUp", "PgDown", "Ctrl+A")
    room.write(before.voters, "8")
    room.press(before.voters, "Tab")
    for mode in (VoteMode.ROUNDS, VoteMode.DOTS, VoteMode.ROUNDS, VoteMode.RANKED):
        room.timed(f"an arrow to {mode.value}", partial(before.choose_mode, mode))
    for box in (before.together, before.together, *before.rules.values()):
        room.focus(box)
        room.press(box, "Space", "Space")
    room.focus(before.pin)
    room.write(before.pin, f"{_PIN}4")
    room.press(before.pin, "Backspace", "Tab")
    room.focus(before.start)
    room.press_focused("Tab", "Shift+Tab")
    _of_the_room(room)


def _vote_panel(room: TimedRoom) -> "VotePanel":
    from app.ui.workshop.vote.vote_panel import VotePanel

    return room.shown(VotePanel)


def _ballots(room: TimedRoom) -> None:
    panes = _vote_panel(room).panes
    panes.before.choose_mode(VoteMode.RANKED)
    room.settle()
    room.focus(panes.before.start)
    room.press(panes.before.start, "Return")
    ballots = panes.ballots
    room.focus(_vote_panel(room).list)
    room.press(_vote_panel(room).list, "Down", "Up")
    room.focus(ballots.hand_round)
    room.press_focused("Tab", "Shift+Tab")
    room.focus(ballots.hand_round)
    room.press(ballots.hand_round, "Return")
    window = _vote_panel(room).laptop.window
    assert window is not None
    while window.sitting.sealed < window.sitting.voters:
        room.press(window.neutral, "Return")
        _rank(room, window)
        if window.sitting.sealed == 1:
            _around_a_ballot(room, window)
        room.press(window.ranking, "Return")
        if window.sitting.sealed == 2:
            room.press(window.confirm, "Alt+C")
            room.press(window.ranking, "Return")
        room.press(window.confirm, "Return")
    room.press(window.neutral, "Return")
    _of_the_room(room)
    room.focus(ballots.count)
    room.press(ballots.count, "Return")


def _rank(room: TimedRoom, window: "BallotWindow") -> None:
    ideas, order = window.ranking.ideas, window.ranking.order
    room.focus(ideas)
    room.press(ideas, "3", "1", "2", "Down", "Space", "Right")
    room.press(order, "Ctrl+Up", "Ctrl+Down", "Del", "Left")
    room.press(ideas, *"4567890ABCD")


def _around_a_ballot(room: TimedRoom, window: "BallotWindow") -> None:
    """Keys that not everybody presses: to start over, and the facilitator's."""
    ideas, order = window.ranking.ideas, window.ranking.order
    room.press(ideas, "End", "Up", "PgUp", "PgDown", "Home", "Backspace", "Tab", "Right")
    room.press(order, "Down", "Up", "End", "Home", "Space", "Alt+S")
    _rank(room, window)
    room.press(window, "Escape")
    room.press_focused("Tab", "Shift+Tab")
    room.press(window, "Escape")
    room.press(window, "Escape")
    room.press_focused(*_PIN, "Return")
    room.focus(window.leaving.voters)
    room.press(window.leaving.voters, "Up", "Down")
    room.press(window.leaving, "Return")
    room.press(window.neutral, "Return")
    _rank(room, window)


def _dots(room: TimedRoom) -> None:
    """Of the third question, to three ideas."""
    _open(room, VoteMode.DOTS, "Home", "Down", "Down")
    dots = _vote_panel(room).panes.dots
    _between_lines(room, dots.form)
    room.focus(dots.wanted)
    room.press(dots.wanted, "Down", "Up", "Down", "Down")
    for place, line in enumerate(dots.form.lines):
        room.focus(line)
        room.press(line, "4" if place < 3 else "1" if place < 5 else "0", "Return")
    _of_the_room(room)
    room.focus(dots.shorten)
    room.press(dots.shorten, "Return")


def _open(room: TimedRoom, mode: VoteMode, *keys: str) -> None:
    """Open a vote on the question to which these keys lead."""
    panel = _vote_panel(room)
    room.focus(panel.list)
    room.press(panel.list, *keys)
    panel.panes.before.choose_mode(mode)
    room.settle()
    room.press(panel.panes.before.start, "Return")


def _between_lines(room: TimedRoom, form: "CountForm") -> None:
    first, second = form.lines[:2]
    room.focus(first)
    room.press(first, "Down")
    room.press(second, "Up")
    room.press(first, "1", "Backspace", "Tab")
    room.press(second, "Shift+Tab")


def _rounds(room: TimedRoom) -> None:
    """Raised hands for the second question, whose list is long."""
    _open(room, VoteMode.ROUNDS, "Home", "Down")
    rounds = _vote_panel(room).panes.rounds
    _between_lines(room, rounds.form)
    for number in range(3):
        lines = rounds.form.lines
        for place, line in enumerate(lines):
            room.focus(line)
            room.press(line, "1" if place < 8 else "0", "Return")
        if number == 0:
            room.press(rounds, "Alt+T")
            _again(room, rounds.form)
            _keep(room)
            continue
        room.focus(rounds.strike)
        room.press(rounds.strike, "Return")
    _of_the_room(room)


def _again(room: TimedRoom, form: "CountForm") -> None:
    """A round that was taken back, with the same numbers."""
    for place, line in enumerate(form.lines):
        line.setText("1" if place < 8 else "0")
    room.settle()
    last = form.lines[-1]
    room.focus(last)
    room.press(last, "Return")


def _keep(room: TimedRoom) -> None:
    """Somebody says why what would drop out should stay."""
    rounds = _vote_panel(room).panes.rounds
    room.focus(rounds.reason)
    room.write(rounds.reason, _TYPED)
    room.press(rounds.reason, *_IN_A_LINE)
    room.write(rounds.reason, _TYPED)
    room.press(rounds.reason, "Return")


def _tie(room: TimedRoom) -> None:
    """Raised hands for the three ideas of the third question: two tie, and tie again."""
    _open(room, VoteMode.ROUNDS, "Home", "End")
    panes = _vote_panel(room).panes
    rounds, tie = panes.rounds, panes.tie
    _enter(room, "4", "4", "0")
    while not rounds.isHidden() and rounds.strike.isVisible():
        room.focus(rounds.strike)
        room.press(rounds.strike, "Return")
        if not rounds.isHidden():
            _enter(room, "4", "4")
    room.focus(tie.run_off)
    room.press(tie.run_off, "Return")
    _enter(room, "4", "4")
    room.focus(tie.merge_text)
    room.write(tie.merge_text, "so")
    room.press(tie.merge_text, "Return", "Backspace", "Ctrl+A", "Tab")
    first, second = tie.radios.values()
    room.focus(first)
    room.press(first, "Space", "Down")
    room.press(second, "Up")
    room.focus(tie.reason)
    room.write(tie.reason, _TYPED)
    _of_the_room(room)
    room.focus(tie.rule)
    room.press(tie.rule, "Return")
    _next_phase(room)


def _enter(room: TimedRoom, *numbers: str) -> None:
    for line, number in zip(_vote_panel(room).panes.rounds.form.lines, numbers, strict=True):
        room.focus(line)
        room.press(line, number, "Return")


# After the votes


def _count(room: TimedRoom) -> None:
    from app.ui.workshop.vote.result_panel import ResultPanel

    panel = room.shown(ResultPanel)
    lead = room.page.room
    for _step in range(30):
        room.press(lead, "PgDown")
    for _step in range(10):
        room.press(lead, "Left")
    for _step in range(10):
        room.press(lead, "Right")
    room.press(panel, "Alt+E", "Alt+B", "Alt+F", "Tab", "Shift+Tab")
    room.focus(panel.list)
    room.press(panel.list, "Down", "Up", "End", "Home")
    _next_phase(room)


def _consent(room: TimedRoom) -> None:
    from app.ui.workshop.vote.consent_panel import ConsentPanel

    panel = room.shown(ConsentPanel)
    room.focus(panel.objections)
    room.write(panel.objections, _TYPED)
    room.press(panel.objections, "Return", *_IN_A_LINE)
    room.write(panel.objections, _TYPED)
    room.press(panel.objections, "Tab", "Alt+W")
    room.focus(panel.statement)
    room.write(panel.statement, "kindly")
    room.press(panel.statement, *_IN_A_LINE[:5], "Return")
    room.focus(panel.agreed)
    room.press(panel.agreed, "Tab", "Shift+Tab", "Return")
    room.focus(panel.list)
    room.press(panel.list, "Down", "Up", "PgDown")
    _next_phase(room)


def _close(room: TimedRoom) -> None:
    _of_the_room(room)
    room.press(room.page.room, "Tab", "Shift+Tab", "Ctrl+W")


def _begin(room: TimedRoom) -> None:
    room.into(Phase.WELCOME)
    _welcome(room)


WALK: Mapping[str, Callable[[TimedRoom], None]] = {
    "welcome": _begin,
    "ideas": _ideas,
    "sorting": _sorting,
    "before the vote": _vote,
    "secret ballots": _ballots,
    "dots": _dots,
    "rounds of raised hands": _rounds,
    "a tie": _tie,
    "count": _count,
    "consent": _consent,
    "close": _close,
}
