"""Says that other people are present than vote, and asks whether this vote is to follow."""

from PySide6.QtCore import Signal

from app.i18n import _, ngettext
from app.queries.workshop.workshops import Workshop
from app.rules.workshop.votes import VoteState
from app.ui.theme import Theme
from app.ui.widgets.message_bar import MessageBar, Severity
from app.ui.workshop.vote.state import QuestionState, fewest_voters


class PresenceBar(MessageBar):
    """Somebody came or left while a vote is open: only people know whether they voted."""

    wanted = Signal(int)
    """Let so many people vote."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, closable=False)
        self._people = 0
        self.acted.connect(lambda: self.wanted.emit(self._people))

    def show_presence(self, state: QuestionState, workshop: Workshop) -> None:
        """Ask where an open vote has another number of voters than people are present."""
        vote, self._people = state.current, workshop.people
        if vote is None or vote.state is not VoteState.OPEN or vote.voters == self._people:
            self.hide()
            return
        told = ngettext(
            "{n} person is present, {voters} vote.",
            "{n} people are present, {voters} vote.",
            self._people,
        ).format(n=self._people, voters=vote.voters)
        if self._people < fewest_voters(vote):
            self.show_message(
                told + " " + _("More have voted already, so it stays."), severity=Severity.INFO
            )
            return
        if self._people < vote.voters:
            told += " " + _("Has somebody left without having voted?")
        action = ngettext("Let {n} vote", "Let {n} vote", self._people).format(n=self._people)
        self.show_message(told, severity=Severity.WARNING, action=action)
