"""Which rounds of raised hands were agreed to: before that, somebody may still rescue an idea."""

from app.queries.workshop.votes import Vote
from app.rules.workshop.votes import VoteState
from app.ui.workshop.vote.state import rescuable


class Strikes:
    """Kept as long as the room is open. A vote that was over before needs no strike any more."""

    def __init__(self) -> None:
        self._entered: dict[int, int] = {}
        self._struck: dict[int, int] = {}

    def entered(self, vote: Vote) -> None:
        """The next round of a vote is being entered."""
        self._entered[vote.id] = len(vote.entered) + 1

    def strike(self, vote: Vote) -> None:
        """Nobody objects to what drops out of the last round."""
        self._struck[vote.id] = len(vote.entered)

    def waits(self, vote: Vote) -> bool:
        """Whether the last round waits for this; forgets rounds that were taken back."""
        last = len(vote.entered)
        self._struck[vote.id] = min(self._struck.get(vote.id, 0), last)
        if rescuable(vote) is None or self._struck[vote.id] == last:
            return False
        return vote.state is VoteState.OPEN or self._entered.get(vote.id) == last
