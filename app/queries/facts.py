"""The facts of the desk, which are out of date, and which snippets name them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.queries.decoding import moment, rows
from app.templating.snippets.fields import field_name
from app.templating.snippets.names import FACT_ROOTS

_EXPRESSION = re.compile(r"<<(.*?)>>", re.DOTALL)
_NAMED = re.compile(rf"\b(?:{'|'.join(FACT_ROOTS)})\s*\.\s*([^\W\d][\w-]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact; it is good through ``valid_until``, for ever without it. ``used_in`` counts living
    snippets that name it."""

    id: int
    name: str
    value: str
    owner_id: int | None
    owner_name: str
    valid_until: date | None
    used_in: int
    updated_at: datetime

    def expired(self, today: date) -> bool:
        """Whether its last day is over."""
        return self.valid_until is not None and self.valid_until < today


@dataclass(frozen=True, slots=True)
class FactPlace:
    """A snippet that names a fact."""

    snippet_id: int
    title: str
    abbreviation: str


def facts(session: Session) -> tuple[FactRow, ...]:
    """All facts by name."""
    found = rows(
        session,
        "SELECT f.id, f.name, f.value, f.owner_id, coalesce(a.name, ''), f.valid_until, "
        "f.name_key, f.updated_at "
        "FROM fact AS f LEFT JOIN agent AS a ON a.id = f.owner_id ORDER BY f.name_key",
    )
    places = _places(session) if found else {}
    return tuple(
        FactRow(
            id=fact_id,
            name=name,
            value=value,
            owner_id=owner_id,
            owner_name=owner,
            valid_until=date.fromisoformat(until) if until else None,
            used_in=len(places.get(key, ())),
            updated_at=moment(updated),
        )
        for fact_id, name, value, owner_id, owner, until, key, updated in found
    )


def expired_facts(session: Session, *, today: date) -> tuple[FactRow, ...]:
    """The facts whose last day is over."""
    return tuple(each for each in facts(session) if each.expired(today))


def expired_among(session: Session, names: Iterable[str], *, today: date) -> tuple[FactRow, ...]:
    """Which of the facts that a snippet names are out of date."""
    wanted = {field_name(name) for name in names}
    return tuple(
        each for each in expired_facts(session, today=today) if field_name(each.name) in wanted
    )


def places_of_fact(session: Session, name: str) -> tuple[FactPlace, ...]:
    """The living snippets that name the fact, by title."""
    return tuple(_places(session).get(field_name(name), ()))


def facts_named(body: str) -> set[str]:
    """The facts that a text names."""
    return {
        field_name(name)
        for expression in _EXPRESSION.findall(body)
        for name in _NAMED.findall(expression)
    }


def _places(session: Session) -> dict[str, Sequence[FactPlace]]:
    likely = " OR ".join(f"v.body LIKE '%{root}%.%'" for root in ("fakt", "fact"))
    found = rows(
        session,
        "SELECT s.id, s.title, s.abbreviation, v.body FROM snippet AS s "
        "JOIN snippet_variant AS v ON v.snippet_id = s.id "
        f"WHERE s.deleted_at IS NULL AND ({likely}) ORDER BY s.title_key, s.id",
    )
    places: dict[str, dict[int, FactPlace]] = {}
    for snippet_id, title, abbreviation, body in found:
        for name in facts_named(body):
            places.setdefault(name, {})[snippet_id] = FactPlace(snippet_id, title, abbreviation)
    return {name: tuple(several.values()) for name, several in places.items()}
