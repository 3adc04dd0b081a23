"""How a vote is taken, how far it is, and what is decided about its ties."""

from enum import StrEnum

from app.i18n import N_, _


class VoteMode(StrEnum):
    """How people say what they want."""

    RANKED = "ranked"
    """Secret ballots, each a ranking, on one laptop that goes round."""
    ROUNDS = "rounds"
    """Raised hands or paper slips, counted and entered round by round."""
    DOTS = "dots"
    """Dots on a long list, only to shorten it."""

    @property
    def label(self) -> str:
        """What it is called."""
        return _(_MODES[self])


class VoteState(StrEnum):
    """How far a vote is."""

    OPEN = "open"
    COUNTED = "counted"
    """All ballots are in and counted; a tie may still wait for a decision."""
    DISCARDED = "discarded"


class Choice(StrEnum):
    """What people decided about a round, beyond the rules agreed on before."""

    RUN_OFF = "run_off"
    """The tied voted on again; the numbers decide."""
    MERGE = "merge"
    """Two tied texts become one, so the other drops out."""
    LOT = "lot"
    """The order drawn before the vote decides."""
    FACILITATOR = "facilitator"
    """The facilitator decides, with a reason."""
    RESCUE = "rescue"
    """Somebody keeps what would drop out, with a reason: the round is taken again."""


_MODES = {
    VoteMode.RANKED: N_("Secret ballots on this laptop"),
    VoteMode.ROUNDS: N_("Round by round, hands or slips"),
    VoteMode.DOTS: N_("Dots, to shorten a long list"),
}
