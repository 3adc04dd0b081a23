"""What was done to the newest demo tickets, as real acts: with history, and to be undone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import Any

from app.i18n import _
from app.rules.enums import Status, label
from app.rules.times import echo
from app.services import tickets
from app.services.demo.fates import Fate
from app.services.demo.story import AGENTS, Story
from app.storage.database import Database

_LIVELY = frozenset(
    {
        Fate.MINE,
        Fate.THEIRS,
        Fate.DRAFTED,
        Fate.OVERDUE,
        Fate.DUE_TODAY,
        Fate.WAITING_CUSTOMER,
        Fate.WAITING_THIRD,
        Fate.SNOOZED,
        Fate.SOLVED,
    }
)


@dataclass(frozen=True, slots=True)
class DemoAct:
    """One operation, when it was done and by which agent (their place among the agents)."""

    at: datetime
    agent: int
    label: str
    operation: Callable[..., Any]
    arguments: tuple[Any, ...]


def before_acts(story: Story) -> Story:
    """The ticket as it was before anybody did what ``acts_on`` tells."""
    if story.fate not in _LIVELY or story.agent is None:
        return story
    return replace(
        story,
        status=Status.OPEN,
        assignee=None,
        due_at=None,
        snoozed_until=None,
        solved_at=None,
    )


def acts_on(
    story: Story, ticket_id: int, *, agents: Sequence[int], now: datetime, zone: tzinfo
) -> list[DemoAct]:
    """What brings ``before_acts(story)`` to where ``story`` stands, oldest first."""
    if story.fate not in _LIVELY or story.agent is None:
        return []
    acts: list[DemoAct] = []
    taken = min(story.created_at + timedelta(minutes=9), now)
    done = min(story.said[-1].at + timedelta(minutes=2), now)

    def act(at: datetime, words: str, operation: Callable[..., Any], *arguments: Any) -> None:
        found = DemoAct(at, story.agent or 0, words, operation, ([ticket_id], *arguments))
        acts.append(found)

    name = AGENTS[story.agent]
    assigned = _("Assigned to {name}").format(name=name)
    act(taken, assigned, tickets.assign, agents[story.agent])
    if story.due_at is not None:
        words = _("Due {time}").format(time=echo(story.due_at, zone=zone))
        act(taken + timedelta(seconds=20), words, tickets.set_due, story.due_at)
    if story.snoozed_until is not None:
        words = _("Snoozed until {time}").format(time=echo(story.snoozed_until, zone=zone))
        act(done, words, tickets.snooze, story.snoozed_until)
    if story.status is not Status.OPEN:
        act(story.solved_at or done, label(story.status), tickets.set_status, story.status)
    return acts


def perform(database: Database, acts: Sequence[DemoAct], *, agents: Sequence[int]) -> None:
    """Do the acts in order of time, each at its own."""
    clock = database.clock
    try:
        for act in sorted(acts, key=lambda each: each.at):
            database.clock = lambda at=act.at: at  # type: ignore[misc]
            database.execute(
                act.operation,
                *act.arguments,
                label=act.label,
                agent_id=agents[act.agent],
                now=act.at,
            )
    finally:
        database.clock = clock
