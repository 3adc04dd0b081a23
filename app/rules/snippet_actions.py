"""What a snippet does to the ticket besides, and what of it was agreed to for one answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.rules.enums import Status


@dataclass(frozen=True, slots=True)
class SnippetActions:
    """None and empty leave things alone.

    ``snooze`` lets the ticket sleep until the first date that the finished text promises.
    """

    status: Status | None = None
    tags: tuple[str, ...] = ()
    category_id: int | None = None
    snooze: bool = False

    def __bool__(self) -> bool:
        return self != NO_ACTIONS


NO_ACTIONS = SnippetActions()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What happens to the ticket together with an answer; empty leaves it alone.

    ``until`` is the aware moment until which the ticket sleeps.
    """

    tags: tuple[str, ...] = ()
    category_id: int | None = None
    status: Status | None = None
    until: datetime | None = None

    def __bool__(self) -> bool:
        return self != NO_FOLLOW_UP


NO_FOLLOW_UP = FollowUp()


def actions_as_json(actions: SnippetActions) -> dict[str, Any]:
    """The actions as a plain value, without what is left alone."""
    written = {
        "status": actions.status.value if actions.status else None,
        "tags": list(actions.tags),
        "category_id": actions.category_id,
        "snooze": actions.snooze,
    }
    return {name: value for name, value in written.items() if value}


def actions_from_json(stored: Mapping[str, Any] | None) -> SnippetActions:
    """The actions that ``actions_as_json`` wrote."""
    found = stored or {}
    return SnippetActions(
        status=Status(found["status"]) if "status" in found else None,
        tags=tuple(found.get("tags", ())),
        category_id=found.get("category_id"),
        snooze=bool(found.get("snooze")),
    )
