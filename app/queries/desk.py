"""The desk, the people at it, its addresses, categories and tags."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.desk import Agent, Desk, OwnAddress
from app.models.tickets import Category, Tag, TicketTag
from app.rules.calendar import PublicHolidays
from app.rules.priority import DEFAULT_MATRIX, Matrix, matrix_from_json


@dataclass(frozen=True, slots=True)
class DeskRow:
    """What belongs to the team: ``country`` and ``state`` are ISO 3166, ``zone`` an IANA name."""

    name: str
    language: str
    country: str
    state: str
    zone: str
    created_at: datetime
    matrix: Matrix


@dataclass(frozen=True, slots=True)
class AgentRow:
    """A person who works or worked here; ``colour`` is a place in the set of twelve."""

    id: int
    name: str
    email: str
    colour: int
    signature_de: str
    signature_en: str
    active: bool

    def signature(self, language: str) -> str:
        """The signature in ``language``, else the one there is."""
        first, second = self.signature_en, self.signature_de
        if language == "de":
            first, second = second, first
        return first or second


@dataclass(frozen=True, slots=True)
class OwnAddressRow:
    """An address of the desk; ``email`` is case folded."""

    id: int
    email: str
    name: str


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A node of the category tree with what its tickets are asked for."""

    id: int
    parent_id: int | None
    name: str
    fields: tuple[Mapping[str, Any], ...]
    archived: bool
    children: tuple["CategoryRow", ...] = ()


@dataclass(frozen=True, slots=True)
class TagRow:
    """A tag and how many tickets carry it."""

    id: int
    name: str
    tickets: int


def desk(session: Session) -> DeskRow | None:
    """The desk's own settings; None before it was set up."""
    found = session.get(Desk, 1)
    if found is None:
        return None
    matrix = matrix_from_json(found.priority_matrix) if found.priority_matrix else DEFAULT_MATRIX
    return DeskRow(
        name=found.name,
        language=found.language,
        country=found.country,
        state=found.state,
        zone=found.zone,
        created_at=found.created_at,
        matrix=matrix,
    )


def agents(session: Session, *, retired: bool = False) -> list[AgentRow]:
    """Who works here, in the order they joined; with ``retired`` also who left."""
    query = select(Agent).order_by(Agent.id)
    if not retired:
        query = query.where(Agent.active)
    return [
        AgentRow(
            id=each.id,
            name=each.name,
            email=each.email,
            colour=each.colour,
            signature_de=each.signature_de,
            signature_en=each.signature_en,
            active=each.active,
        )
        for each in session.scalars(query)
    ]


def own_addresses(session: Session) -> list[OwnAddressRow]:
    """The addresses from which mail is outgoing, besides those of the agents."""
    query = select(OwnAddress).order_by(OwnAddress.id)
    return [OwnAddressRow(each.id, each.email, each.name) for each in session.scalars(query)]


def categories(session: Session) -> list[CategoryRow]:
    """The first level of the tree, each with its children; archived ones included and marked."""
    query = select(Category).order_by(Category.position, Category.name_key)
    below: dict[int | None, list[Category]] = {}
    for each in session.scalars(query):
        below.setdefault(each.parent_id, []).append(each)
    return [_category(each, below) for each in below.get(None, [])]


def tags(session: Session) -> list[TagRow]:
    """All tags by name."""
    uses = func.count(TicketTag.id)
    query = (
        select(Tag.id, Tag.name, uses)
        .outerjoin(TicketTag, TicketTag.tag_id == Tag.id)
        .group_by(Tag.id)
        .order_by(Tag.name_key)
    )
    return [TagRow(*row) for row in session.execute(query)]


def zone_of(desk: DeskRow) -> ZoneInfo:
    """The zone the desk works in; UTC where its name is empty or unknown."""
    try:
        return ZoneInfo(desk.zone)
    except (ValueError, ZoneInfoNotFoundError):
        return ZoneInfo("UTC")


def holidays_of(desk: DeskRow) -> PublicHolidays:
    """The public holidays where the desk stands."""
    return PublicHolidays(desk.country, desk.state)


def _category(node: Category, below: Mapping[int | None, list[Category]]) -> CategoryRow:
    children = tuple(_category(child, below) for child in below.get(node.id, []))
    return CategoryRow(
        id=node.id,
        parent_id=node.parent_id,
        name=node.name,
        fields=tuple(node.fields or ()),
        archived=node.archived,
        children=children,
    )
