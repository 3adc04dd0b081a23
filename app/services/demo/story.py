"""The story of one ticket of the demo desk, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.rules.enums import Direction, Impact, Level, Priority, Status, Urgency
from app.services.demo.fates import Fate
from app.services.demo.people import DemoPerson
from app.services.demo.scenarios import Attached, Kind, Scenario

AGENTS = ("Jana Petersen", "Tom Keller", "Aylin Demir")
"""Who works at the demo desk; an agent is a place in this list."""


@dataclass(frozen=True, slots=True)
class Said:
    """One entry of a story."""

    direction: Direction
    at: datetime
    text: str
    subject: str
    files: tuple[Attached, ...] = ()
    kind: Kind = Kind.ENQUIRY


@dataclass(slots=True)
class Story:
    """A ticket as it came to be; ``contact`` is the number of a person, None for a machine.

    ``agent`` writes its answers, ``assignee`` has it; both are places among the agents.
    """

    index: int
    number: int
    scenario: Scenario
    fate: Fate
    who: DemoPerson
    contact: int | None
    subject: str
    created_at: datetime
    said: list[Said]
    status: Status
    agent: int | None
    assignee: int | None
    impact: Impact
    urgency: Urgency
    manual_priority: Priority | None
    level: Level
    tags: tuple[str, ...]
    unread: bool = False
    thanked: bool = False
    due_at: datetime | None = None
    snoozed_until: datetime | None = None
    solved_at: datetime | None = None
    closed_at: datetime | None = None
    deleted_at: datetime | None = None
    draft: str = ""
    seconds: int = 0
    words: Mapping[str, str] = field(default_factory=dict)
