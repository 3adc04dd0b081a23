"""Where secrecy ends, however well ballots are kept: the numbers themselves tell."""

from enum import StrEnum

from app.rules.voting.count import Count

FEW = 3
"""Up to so many voters each can work out the others from the result and the own ballot."""


class Limit(StrEnum):
    """Why a result tells what single people voted."""

    FEW_VOTERS = "few_voters"
    UNANIMOUS = "unanimous"
    """All ranked one option first, so everybody knows everybody's first choice."""


def limits(voters: int, counted: Count | None = None) -> tuple[Limit, ...]:
    """What has to be said before a vote (without ``counted``) or beside its result."""
    found = [Limit.FEW_VOTERS] if voters <= FEW else []
    if counted is not None and counted.rounds and _unanimous(counted):
        found.append(Limit.UNANIMOUS)
    return tuple(found)


def _unanimous(counted: Count) -> bool:
    first = counted.rounds[0]
    return first.exhausted == 0 and sum(people > 0 for people in first.tally.values()) == 1
