"""What people decided about the rounds of a vote, as values and as the desk stores them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.rules.voting.count import Settled
from app.rules.voting.ties import DrawnLot, Merge, Rescue, Ruling, RunOff, Settlement
from app.rules.workshop.votes import Choice


@dataclass(frozen=True, slots=True)
class Decision:
    """One of them: about which round (from 1), what, and by which agent."""

    round: int
    settlement: Settlement
    agent_id: int | None = None

    @property
    def choice(self) -> Choice:
        """Which kind of decision it is."""
        return _CHOICES[type(self.settlement)]


_CHOICES: Mapping[type[Settlement], Choice] = {
    RunOff: Choice.RUN_OFF,
    Merge: Choice.MERGE,
    DrawnLot: Choice.LOT,
    Ruling: Choice.FACILITATOR,
    Rescue: Choice.RESCUE,
}


def decisions_from_json(stored: Iterable[Mapping[str, Any]]) -> tuple[Decision, ...]:
    """The decisions from what a vote stores."""
    return tuple(Decision(each["round"], _settlement(each), each.get("agent")) for each in stored)


def decision_as_json(decision: Decision) -> dict[str, Any]:
    """A decision as a vote stores it."""
    found: dict[str, Any] = {"round": decision.round, "choice": decision.choice.value}
    match decision.settlement:
        case RunOff(votes):
            found["votes"] = dict(votes)
        case Merge(dropped, into, text):
            found |= {"dropped": dropped, "into": into, "text": text}
        case Ruling(dropped, reason):
            found |= {"dropped": dropped, "reason": reason}
        case Rescue(option, reason):
            found |= {"option": option, "reason": reason}
        case DrawnLot():
            pass
    if decision.agent_id is not None:
        found["agent"] = decision.agent_id
    return found


def settled(decisions: Iterable[Decision]) -> Settled:
    """The decisions as the count takes them."""
    by_round: dict[int, list[Settlement]] = {}
    for each in decisions:
        by_round.setdefault(each.round, []).append(each.settlement)
    return by_round


def _settlement(stored: Mapping[str, Any]) -> Settlement:
    match Choice(stored["choice"]):
        case Choice.RUN_OFF:
            return RunOff(stored["votes"])
        case Choice.MERGE:
            return Merge(stored["dropped"], stored["into"], stored["text"])
        case Choice.FACILITATOR:
            return Ruling(stored["dropped"], stored["reason"])
        case Choice.RESCUE:
            return Rescue(stored["option"], stored["reason"])
        case Choice.LOT:
            return DrawnLot()
