"""The desk, the people at it, its addresses, categories and tags."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.orm import Session

from app.queries.decoding import first, moment, rows
from app.rules.calendar import PublicHolidays
from app.rules.pins import matches
from app.rules.priority import DEFAULT_MATRIX, Matrix, matrix_from_json
from app.rules.roles import Role


class DeskRow(NamedTuple):
    """What belongs to the team: ``country`` and ``state`` are ISO 3166, ``zone`` an IANA name."""

    name: str
    language: str
    country: str
    state: str
    zone: str
    created_at: datetime
    matrix: Matrix


class AgentRow(NamedTuple):
    """A person who works or worked here; ``colour`` is a place in the set of twelve."""

    id: int
    name: str
    email: str
    colour: int
    signature_de: str
    signature_en: str
    active: bool
    role: Role
    has_pin: bool

    def signature(self, language: str) -> str:
        """The signature in ``language``, else the one there is."""
        first, second = self.signature_en, self.signature_de
        if language == "de":
            first, second = second, first
        return first or second


class OwnAddressRow(NamedTuple):
    """An address of the desk; ``email`` is case folded."""

    id: int
    email: str
    name: str


class CategoryRow(NamedTuple):
    """A node of the category tree with what its tickets are asked for."""

    id: int
    parent_id: int | None
    name: str
    fields: tuple[Mapping[str, Any], ...]
    archived: bool
    children: tuple["CategoryRow", ...] = ()


class TagRow(NamedTuple):
    """A tag and how many tickets carry it."""

    id: int
    name: str
    tickets: int


def is_set_up(session: Session) -> bool:
    """Whether the desk has its name and people; one whose first start was cut off has neither."""
    return first(session, "SELECT 1 FROM desk WHERE id = 1") is not None


def desk(session: Session) -> DeskRow | None:
    """The desk's own settings; None before it was set up."""
    found = first(
        session,
        "SELECT name, language, country, state, zone, created_at, priority_matrix "
        "FROM desk WHERE id = 1",
    )
    if found is None:
        return None
    name, language, country, state, zone, created, stored = found
    matrix = json.loads(stored) if stored else None
    return DeskRow(
        name=name,
        language=language,
        country=country,
        state=state,
        zone=zone,
        created_at=moment(created),
        matrix=matrix_from_json(matrix) if matrix else DEFAULT_MATRIX,
    )


def agents(session: Session, *, retired: bool = False) -> list[AgentRow]:
    """Who works here, in the order they joined; with ``retired`` also who left."""
    found = rows(
        session,
        "SELECT a.id, name, email, colour, signature_de, signature_en, active, role, "
        "p.id IS NOT NULL FROM agent AS a LEFT JOIN agent_pin AS p ON p.id = a.id "
        "WHERE active OR ? ORDER BY a.id",
        (retired,),
    )
    return [
        AgentRow(
            id=agent_id,
            name=name,
            email=email,
            colour=colour,
            signature_de=german,
            signature_en=english,
            active=bool(active),
            role=Role(role),
            has_pin=bool(has_pin),
        )
        for agent_id, name, email, colour, german, english, active, role, has_pin in found
    ]


def is_pin_of(session: Session, agent_id: int, pin: str) -> bool:
    """Whether this is the agent's PIN; False too if they have none. Takes some 50 ms on purpose."""
    sealed = first(session, "SELECT sealed FROM agent_pin WHERE id = ?", (agent_id,))
    return sealed is not None and matches(pin, sealed[0])


def own_addresses(session: Session) -> list[OwnAddressRow]:
    """The addresses from which mail is outgoing, besides those of the agents."""
    found = rows(session, "SELECT id, email, name FROM own_address ORDER BY id")
    return [OwnAddressRow(*each) for each in found]


def categories(session: Session) -> list[CategoryRow]:
    """The first level of the tree, each with its children; archived ones included and marked."""
    below: dict[int | None, list[Any]] = {}
    for each in rows(
        session,
        "SELECT id, parent_id, name, fields, archived FROM category ORDER BY position, name_key",
    ):
        below.setdefault(each[1], []).append(each)
    return [_category(each, below) for each in below.get(None, [])]


def tags(session: Session) -> list[TagRow]:
    """All tags by name."""
    found = rows(
        session,
        "SELECT g.id, g.name, count(t.id) FROM tag AS g LEFT JOIN ticket_tag AS t "
        "ON t.tag_id = g.id GROUP BY g.id ORDER BY g.name_key",
    )
    return [TagRow(*row) for row in found]


def zone_of(desk: DeskRow) -> ZoneInfo:
    """The zone the desk works in; UTC where its name is empty or unknown."""
    try:
        return ZoneInfo(desk.zone)
    except (ValueError, ZoneInfoNotFoundError):
        return ZoneInfo("UTC")


def holidays_of(desk: DeskRow) -> PublicHolidays:
    """The public holidays where the desk stands."""
    return PublicHolidays(desk.country, desk.state)


def _category(node: Any, below: Mapping[int | None, list[Any]]) -> CategoryRow:
    category_id, parent_id, name, fields, archived = node
    return CategoryRow(
        id=category_id,
        parent_id=parent_id,
        name=name,
        fields=tuple(json.loads(fields or "[]")),
        archived=bool(archived),
        children=tuple(_category(child, below) for child in below.get(category_id, [])),
    )
