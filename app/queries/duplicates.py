"""Contacts that may be one person, with the reason; a person decides whether to merge."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.queries.contacts import ContactRow, contact_rows
from app.queries.decoding import rows
from app.rules.names import Likeness, Person, likeness, likeness_keys

_LARGEST_GROUP = 50
"""A key that more contacts than this share (a switchboard's number) tells nothing."""


@dataclass(frozen=True, slots=True)
class SuspectedDuplicate:
    """Two contacts that may be the same; ``one`` has the older id."""

    one: ContactRow
    other: ContactRow
    reason: Likeness


def suspected_duplicates(
    session: Session, contact_id: int | None = None, limit: int = 20
) -> list[SuspectedDuplicate]:
    """Pairs that may be the same person, of all contacts or with the one given.

    Without those of whom somebody said that they are different people.
    """
    people = dict(_people(session))
    apart = {*map(tuple, rows(session, "SELECT older_id, newer_id FROM contact_distinction"))}
    pairs: dict[tuple[int, int], Likeness] = {}
    for one, other in _candidates(people, contact_id):
        settled = (one, other) in pairs or (one, other) in apart
        if not settled and (reason := likeness(people[one], people[other])):
            pairs[one, other] = reason
            if len(pairs) == limit:
                break
    shown = {
        row.id: row for row in contact_rows(session, sorted({i for pair in pairs for i in pair}))
    }
    return [
        SuspectedDuplicate(shown[one], shown[other], reason)
        for (one, other), reason in pairs.items()
    ]


def _candidates(people: dict[int, Person], contact_id: int | None) -> Iterator[tuple[int, int]]:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    wanted = None if contact_id is None else likeness_keys(people[contact_id])
    for each, person in people.items():
        for key in likeness_keys(person):
            if wanted is None or key in wanted:
                groups[key].append(each)
    for group in groups.values():
        if len(group) <= _LARGEST_GROUP:
            yield from _pairs(group, contact_id)


def _pairs(group: list[int], contact_id: int | None) -> Iterator[tuple[int, int]]:
    for place, one in enumerate(group):
        for other in group[place + 1 :]:
            if contact_id is None or contact_id in (one, other):
                yield one, other


def _people(session: Session) -> Iterator[tuple[int, Person]]:
    emails: defaultdict[int, list[str]] = defaultdict(list)
    phones: defaultdict[int, list[str]] = defaultdict(list)
    for contact_id, email in rows(session, "SELECT contact_id, email FROM contact_address"):
        emails[contact_id].append(email)
    for contact_id, number in rows(session, "SELECT contact_id, number FROM contact_phone"):
        phones[contact_id].append(number)
    found = rows(
        session,
        "SELECT c.id, c.name, coalesce(o.name, ''), c.customer_number FROM contact AS c "
        "LEFT JOIN organisation AS o ON o.id = c.organisation_id ORDER BY c.id",
    )
    for contact_id, name, organisation, number in found:
        yield (
            contact_id,
            Person(name, emails[contact_id], phones[contact_id], organisation, number),
        )
