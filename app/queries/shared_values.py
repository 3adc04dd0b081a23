"""What tickets have in common: a value where all agree, VARIOUS where they do not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, Final, TypeVar

from sqlalchemy.orm import Session

from app.queries.decoding import LEVELS, PRIORITIES, STATUSES, first, id_list, moment, rows
from app.queries.ticket_rows import TicketRow
from app.rules.enums import Level, Priority, Status

T = TypeVar("T")


class Various(Enum):
    """The one mark for values that differ, so that None keeps meaning that there is none."""

    VARIOUS = "various"


VARIOUS: Final = Various.VARIOUS


@dataclass(frozen=True, slots=True)
class Named:
    """A row by its id and name; no id means nobody or nothing."""

    id: int | None
    name: str
    colour: int = 0


@dataclass(frozen=True, slots=True)
class SharedValues:
    """``count`` tickets together. ``tags`` are the most worn first, each with how many wear it."""

    count: int
    status: Status | Various
    assignee: Named | Various
    priority: Priority | Various
    category: Named | Various
    level: Level | Various
    contact: Named | Various
    due_at: datetime | Various | None
    snoozed_until: datetime | Various | None
    tags: tuple[tuple[str, int], ...] = ()
    seconds_worked: int = 0

    @property
    def common_tags(self) -> tuple[str, ...]:
        """Tags that all of them wear."""
        return tuple(name for name, count in self.tags if count == self.count)

    @property
    def other_tags(self) -> tuple[tuple[str, int], ...]:
        """Tags that only some of them wear, with how many do."""
        return tuple((name, count) for name, count in self.tags if count < self.count)


def values_of(row: TicketRow) -> SharedValues:
    """The values of one ticket."""
    return SharedValues(
        count=1,
        status=row.status,
        assignee=Named(row.assignee_id, row.assignee_name, row.assignee_colour),
        priority=row.priority,
        category=Named(None, row.category),
        level=row.level,
        contact=Named(row.contact_id, row.contact_name or row.contact_email),
        due_at=row.due_at,
        snoozed_until=row.snoozed_until,
        tags=tuple((name, 1) for name in row.tags),
        seconds_worked=row.seconds_worked,
    )


_COLUMNS = (
    *("status", "assignee_id", "priority", "category_id", "level", "contact_id"),
    *("due_at", "snoozed_until"),
)
_NONE = -1
"""Stands for NULL, which min and max pass over; no id, rank or time here is negative."""
_EXTREMES = ", ".join(
    f"min(ifnull(t.{column}, {_NONE})), max(ifnull(t.{column}, {_NONE}))" for column in _COLUMNS
)
_CHOSEN = "FROM json_each(?) AS chosen JOIN ticket AS t ON t.id = chosen.value"

_NAMES = """
SELECT g.name, g.colour,
    (SELECT CASE WHEN p.id IS NULL THEN k.name ELSE p.name || ' › ' || k.name END
        FROM category AS k LEFT JOIN category AS p ON p.id = k.parent_id WHERE k.id = ?2),
    (SELECT coalesce(nullif(c.name, ''), (SELECT email FROM contact_address
        WHERE contact_id = c.id ORDER BY position, id LIMIT 1)) FROM contact AS c WHERE c.id = ?3)
FROM (SELECT ?1 AS id) AS asked LEFT JOIN agent AS g ON g.id = asked.id
"""
_TAGS = """
SELECT g.name, count(*) AS worn
FROM json_each(?) AS chosen JOIN ticket_tag AS x ON x.ticket_id = chosen.value
JOIN tag AS g ON g.id = x.tag_id GROUP BY g.id ORDER BY worn DESC, g.name_key
"""


def shared_values(session: Session, ids: Sequence[int]) -> SharedValues | None:
    """What the tickets ``ids`` share; None if none of them is there any more."""
    chosen = id_list(ids)
    count, worked, *extremes = first(
        session, f"SELECT count(*), sum(t.seconds_worked), {_EXTREMES} {_CHOSEN}", (chosen,)
    ) or (0, 0)
    if not count:
        return None
    found: dict[str, Any] = {
        column: low if low == high else VARIOUS
        for column, low, high in zip(_COLUMNS, extremes[::2], extremes[1::2], strict=True)
    }
    asked = tuple(_id(found[each]) for each in ("assignee_id", "category_id", "contact_id"))
    agent, colour, category, contact = first(session, _NAMES, asked) or ("", 0, "", "")
    return SharedValues(
        count=count,
        status=_decoded(found["status"], STATUSES),
        assignee=_named(found["assignee_id"], agent, colour),
        priority=_decoded(found["priority"], PRIORITIES),
        category=_named(found["category_id"], category),
        level=_decoded(found["level"], LEVELS),
        contact=_named(found["contact_id"], contact),
        due_at=_moment(found["due_at"]),
        snoozed_until=_moment(found["snoozed_until"]),
        tags=tuple((name, worn) for name, worn in rows(session, _TAGS, (chosen,))),
        seconds_worked=worked,
    )


def _id(found: int | Various) -> int | None:
    return None if found is VARIOUS or found == _NONE else found


def _decoded(found: int | Various, members: Sequence[T]) -> T | Various:
    return found if found is VARIOUS else members[found]


def _named(found: int | Various, name: str | None, colour: int | None = None) -> Named | Various:
    return found if found is VARIOUS else Named(_id(found), name or "", colour or 0)


def _moment(found: int | Various) -> datetime | Various | None:
    return found if found is VARIOUS else moment(_id(found))
