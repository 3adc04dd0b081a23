"""Quiet lines above the list: ideas to look at again, a vote left open, a follow-up to be done."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.i18n import _, ngettext, quoted
from app.queries.workshop.waiting import DueIdea, Waiting, waiting
from app.services.workshop import ideas
from app.ui.operations import Operations
from app.ui.theme import Theme
from app.ui.times import relative_time
from app.ui.widgets.message_bar import MessageBar, Severity
from app.ui.workshop.prepare.due_popover import DuePopover

_LATER = timedelta(days=91)


class Reminders(QWidget):
    """``read`` when the list is read; takes no room while nothing waits."""

    wanted = Signal(int)
    """The id of a workshop to be shown."""
    room_wanted = Signal(int)
    """The id of a workshop whose room is to be opened."""
    follow_up_wanted = Signal(int)
    """The id of a workshop whose statement solved tickets are to be held against."""

    def __init__(
        self, operations: Operations, theme: Theme, *, now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._operations = operations
        self._theme = theme
        self._now = now
        self._waiting = Waiting()
        self.due = MessageBar(theme, closable=False)
        self.due.acted.connect(self._look)
        self.vote = MessageBar(theme, closable=False)
        self.vote.acted.connect(self._open_vote)
        self.follow_up = MessageBar(theme, closable=False)
        self.follow_up.acted.connect(self._open_follow_up)
        column = QVBoxLayout(self)
        margin = theme.px(24)
        column.setContentsMargins(margin, 0, margin, 0)
        column.setSpacing(theme.px(8))
        for bar in (self.due, self.vote, self.follow_up):
            column.addWidget(bar)
        self.hide()

    def read(self) -> None:
        """Look what waits today."""
        self._operations.read(
            waiting, self._today(), owner=self, key="waiting", done=self._show_waiting
        )

    def _today(self) -> date:
        return self._now().astimezone().date()

    def _show_waiting(self, found: Waiting) -> None:
        self._waiting = found
        self._show_ideas()
        self._show_votes()
        self._show_follow_up()
        self.setVisible(bool(found.count))

    def _show_ideas(self) -> None:
        count = len(self._waiting.ideas)
        if not count:
            self.due.hide()
            return
        text = ngettext(
            "{n} idea from a basket is to be looked at again: {ideas}",
            "{n} ideas from baskets are to be looked at again: {ideas}",
            count,
        ).format(n=count, ideas=_named(self._waiting.ideas))
        self.due.show_message(text, action=_("Look at them"))

    def _show_votes(self) -> None:
        if not self._waiting.votes:
            self.vote.hide()
            return
        oldest = self._waiting.votes[0]
        when = relative_time(oldest.opened_at.astimezone(), self._now())
        text = _(
            "In “{workshop}” a vote is open, begun {when}. Until it is counted or discarded no "
            "backup is made."
        ).format(workshop=oldest.workshop, when=when)
        self.vote.show_message(text, severity=Severity.WARNING, action=_("Go to the vote"))

    def _show_follow_up(self) -> None:
        due = self._waiting.follow_up
        if due is None:
            self.follow_up.hide()
            return
        text = _(
            "Quarter {number} of {year} is over: hold ten of its solved tickets against the "
            "statement of “{workshop}”."
        ).format(number=due.quarter.number, year=due.quarter.year, workshop=due.workshop)
        self.follow_up.show_message(text, action=_("Go to the follow-up"))

    def _look(self) -> None:
        popover = DuePopover(self._waiting.ideas, self._theme, self)
        popover.opened.connect(self.wanted)
        popover.later.connect(lambda idea: self._put_off(idea, self._today() + _LATER))
        popover.settled.connect(lambda idea: self._put_off(idea, None))
        popover.open_at(self.due)

    def _open_vote(self) -> None:
        self.room_wanted.emit(self._waiting.votes[0].workshop_id)

    def _open_follow_up(self) -> None:
        if self._waiting.follow_up is not None:
            self.follow_up_wanted.emit(self._waiting.follow_up.workshop_id)

    def _put_off(self, idea: DueIdea, day: date | None) -> None:
        label = _("Put off an idea in the basket") if day else _("Settled an idea in the basket")
        self._operations.run(
            ideas.to_basket,
            [idea.id],
            reason=idea.reason,
            revisit_on=day,
            now=self._now(),
            label=label,
            owner=self,
        )


def _named(found: tuple[DueIdea, ...]) -> str:
    named = ", ".join(quoted(each.text) for each in found[:2])
    return f"{named} …" if len(found) > 2 else named
