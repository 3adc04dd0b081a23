"""The phases of a workshop: what each is for, how long it takes, what the audience sees."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from app.i18n import N_, _

LONGEST = 480
"""Minutes a phase may be planned for: a day of work."""


class Phase(StrEnum):
    """A kind of phase; each has a panel of its own in the room."""

    WELCOME = "welcome"
    IDEAS = "ideas"
    BASKET = "basket"
    VOTE = "vote"
    RESULT = "result"
    CONSENT = "consent"
    CLOSE = "close"

    @property
    def label(self) -> str:
        """What it is called."""
        return _(_LABELS[self])

    @property
    def purpose(self) -> str:
        """One sentence about what happens in it, for the agenda."""
        return _(_PURPOSES[self])


class Audience(StrEnum):
    """What the audience's screen shows in a phase."""

    PHASE = "phase"
    """What the phase is about: the ideas, the count."""
    TITLE = "title"
    """Only the name of the phase and its clock."""
    BLANK = "blank"

    @property
    def label(self) -> str:
        """What it is called."""
        return _(_AUDIENCE[self])


@dataclass(frozen=True, slots=True)
class PlannedPhase:
    """A phase in the plan of a workshop, with the minutes meant for it."""

    phase: Phase
    minutes: int
    audience: Audience = Audience.PHASE


DEFAULT_PLAN = (
    PlannedPhase(Phase.WELCOME, 5),
    PlannedPhase(Phase.IDEAS, 10),
    PlannedPhase(Phase.BASKET, 10),
    PlannedPhase(Phase.VOTE, 15),
    PlannedPhase(Phase.RESULT, 10),
    PlannedPhase(Phase.CONSENT, 5),
    PlannedPhase(Phase.CLOSE, 5),
)
"""An hour from an empty table to one statement for each question."""


def plan_as_json(plan: Iterable[PlannedPhase]) -> list[dict[str, Any]]:
    """The plan as a workshop stores it."""
    return [
        {"key": each.phase.value, "minutes": each.minutes, "audience": each.audience.value}
        for each in plan
    ]


def plan_from_json(stored: Iterable[dict[str, Any]]) -> tuple[PlannedPhase, ...]:
    """The plan from what a workshop stores."""
    return tuple(
        PlannedPhase(Phase(each["key"]), int(each["minutes"]), Audience(each["audience"]))
        for each in stored
    )


def checked_plan(plan: Iterable[PlannedPhase]) -> tuple[PlannedPhase, ...]:
    """The plan with its minutes between 0 and a day of work; each kind of phase at most once."""
    seen: dict[Phase, PlannedPhase] = {}
    for each in plan:
        seen.setdefault(each.phase, replace(each, minutes=min(max(0, each.minutes), LONGEST)))
    return tuple(seen.values())


_LABELS = {
    Phase.WELCOME: N_("Welcome"),
    Phase.IDEAS: N_("Ideas"),
    Phase.BASKET: N_("Sort"),
    Phase.VOTE: N_("Vote"),
    Phase.RESULT: N_("Count"),
    Phase.CONSENT: N_("Consent"),
    Phase.CLOSE: N_("Closing"),
}
_PURPOSES = {
    Phase.WELCOME: N_("What this is about, who is here, what we will have at the end"),
    Phase.IDEAS: N_("Lightning round: every idea counts, nothing is judged"),
    Phase.BASKET: N_("Merge what says the same, put aside what belongs elsewhere"),
    Phase.VOTE: N_("Rank the ideas in secret, one person after the other"),
    Phase.RESULT: N_("Round by round, until one statement is left"),
    Phase.CONSENT: N_("Can anyone not live with this?"),
    Phase.CLOSE: N_("What happens next, and who does it"),
}
_AUDIENCE = {
    Audience.PHASE: N_("What we work on"),
    Audience.TITLE: N_("Only the title and the clock"),
    Audience.BLANK: N_("Nothing"),
}
