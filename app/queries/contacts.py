"""Contacts: the list, one card with everything known, completion while typing."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from app.queries.decoding import first, id_list, moment, rows
from app.rules.enums import FormOfAddress, Gender
from app.rules.names import folded, folded_email, phone_key


class ContactSort(StrEnum):
    """What the list of contacts can be sorted by."""

    NAME = "name"
    ORGANISATION = "organisation"
    TICKETS = "tickets"
    ACTIVITY = "activity"
    CREATED = "created"


class ContactRow(NamedTuple):
    """A contact in a list; ``email`` and ``phone`` are the first of each, empty without one."""

    id: int
    name: str
    title: str
    email: str
    phone: str
    organisation_id: int | None
    organisation: str
    customer_number: str
    language: str
    form_of_address: FormOfAddress
    gender: Gender
    salutation: str
    tickets: int
    open_tickets: int
    last_activity_at: datetime | None
    show_pictures: bool
    blocked: bool
    created_at: datetime


class AddressRow(NamedTuple):
    """A mail address of a contact."""

    id: int
    email: str


class PhoneRow(NamedTuple):
    """A phone of a contact."""

    id: int
    number: str
    label: str


class ContactDetails(NamedTuple):
    """A contact card. ``tickets`` are ids, newest activity first; ``seconds_worked`` for all.

    ``colleagues`` are the first of the firm by name, of ``colleague_count``: some firms have
    hundreds, and who they are is asked with each ticket.
    """

    row: ContactRow
    addresses: tuple[AddressRow, ...]
    phones: tuple[PhoneRow, ...]
    notes: str
    colleagues: tuple[ContactRow, ...]
    colleague_count: int
    tickets: tuple[int, ...]
    seconds_worked: int


_MOST_COLLEAGUES = 20
_LISTED = "t.deleted_at IS NULL AND t.merged_into_id IS NULL"
_TICKETS = f"(SELECT count(*) FROM ticket AS t WHERE t.contact_id = c.id AND {_LISTED})"
_ACTIVITY = "(SELECT max(t.activity_at) FROM ticket AS t WHERE t.contact_id = c.id)"

_ORDERS = {
    ContactSort.NAME: "c.name_key",
    ContactSort.ORGANISATION: "coalesce(o.name_key, '')",
    ContactSort.TICKETS: _TICKETS,
    ContactSort.ACTIVITY: f"coalesce({_ACTIVITY}, 0)",
    ContactSort.CREATED: "c.created_at",
}

_ROWS = f"""
SELECT c.id, c.name, c.title,
    (SELECT email FROM contact_address WHERE contact_id = c.id ORDER BY position, id LIMIT 1),
    (SELECT number FROM contact_phone WHERE contact_id = c.id ORDER BY position, id LIMIT 1),
    c.organisation_id, o.name, c.customer_number, c.language, c.form_of_address, c.gender,
    c.salutation,
    {_TICKETS},
    (SELECT count(*) FROM ticket AS t WHERE t.contact_id = c.id AND +t.shelf = 0),
    {_ACTIVITY}, c.show_pictures, c.blocked, c.created_at
FROM contact AS c LEFT JOIN organisation AS o ON o.id = c.organisation_id
WHERE c.id IN (SELECT value FROM json_each(?))
"""

_MATCHES_WORD = """(c.name_key LIKE ? ESCAPE '!' OR o.name_key LIKE ? ESCAPE '!'
    OR c.customer_number LIKE ? ESCAPE '!'
    OR EXISTS (SELECT 1 FROM contact_address AS a
        WHERE a.contact_id = c.id AND a.email LIKE ? ESCAPE '!'))"""
_MATCHES_PHONE = """EXISTS (SELECT 1 FROM contact_phone AS f
    WHERE f.contact_id = c.id AND f.digits LIKE ?)"""
_LEAST_DIGITS = 4


def contact_ids(
    session: Session,
    text: str = "",
    *,
    sort: ContactSort = ContactSort.NAME,
    descending: bool = False,
    limit: int | None = None,
) -> list[int]:
    """Contacts that match every word of ``text`` in name, firm, address, number or phone."""
    condition, parameters = _condition(text)
    way = "DESC" if descending else "ASC"
    found = rows(
        session,
        "SELECT c.id FROM contact AS c LEFT JOIN organisation AS o ON o.id = c.organisation_id "
        f"WHERE {condition} ORDER BY {_ORDERS[sort]} {way}, c.name_key, c.id LIMIT ?",
        (*parameters, -1 if limit is None else limit),
    )
    return [row[0] for row in found]


def contact_rows(session: Session, ids: Sequence[int]) -> list[ContactRow]:
    """The contacts in the order of ``ids``; those that are gone are left out."""
    found = {row[0]: _contact_row(row) for row in rows(session, _ROWS, (id_list(ids),))}
    return [found[contact_id] for contact_id in ids if contact_id in found]


def contact_details(session: Session, contact_id: int) -> ContactDetails | None:
    """The whole card; None if the contact is gone."""
    found = contact_rows(session, [contact_id])
    if not found:
        return None
    row = found[0]
    key = (contact_id,)
    colleagues = _colleagues(session, row)
    return ContactDetails(
        row=row,
        addresses=tuple(
            AddressRow(*each)
            for each in rows(
                session,
                "SELECT id, email FROM contact_address WHERE contact_id = ? ORDER BY position, id",
                key,
            )
        ),
        phones=tuple(
            PhoneRow(*each)
            for each in rows(
                session,
                "SELECT id, number, label FROM contact_phone "
                "WHERE contact_id = ? ORDER BY position, id",
                key,
            )
        ),
        notes=rows(session, "SELECT notes FROM contact WHERE id = ?", key)[0][0],
        colleagues=tuple(contact_rows(session, colleagues[:_MOST_COLLEAGUES])),
        colleague_count=len(colleagues),
        tickets=tuple(tickets_of(session, contact_id)),
        seconds_worked=rows(
            session,
            "SELECT coalesce(sum(seconds_worked), 0) FROM ticket WHERE contact_id = ?",
            key,
        )[0][0],
    )


def tickets_of(session: Session, contact_id: int) -> list[int]:
    """Ids of all tickets of the contact that are not in the trash, newest activity first."""
    found = rows(
        session,
        f"SELECT t.id FROM ticket AS t WHERE t.contact_id = ? AND {_LISTED} "
        "ORDER BY t.activity_at DESC, t.id DESC",
        (contact_id,),
    )
    return [row[0] for row in found]


def complete_contacts(session: Session, text: str, limit: int = 8) -> list[ContactRow]:
    """Who is meant by a few letters: names that begin with them first, then who wrote last."""
    if not text.strip():
        return []
    condition, parameters = _condition(text)
    found = rows(
        session,
        "SELECT c.id FROM contact AS c LEFT JOIN organisation AS o ON o.id = c.organisation_id "
        f"WHERE {condition} ORDER BY (c.name_key LIKE ? ESCAPE '!') DESC, "
        f"coalesce({_ACTIVITY}, 0) DESC, c.name_key LIMIT ?",
        (*parameters, _escaped(folded(text)) + "%", limit),
    )
    return contact_rows(session, [row[0] for row in found])


def contact_by_email(session: Session, email: str) -> int | None:
    """The contact that an address belongs to."""
    found = first(
        session,
        "SELECT contact_id FROM contact_address WHERE email = ?",
        (folded_email(email),),
    )
    return found[0] if found else None


def _condition(text: str) -> tuple[str, tuple[Any, ...]]:
    """SQL that holds for contacts which match every word, over ``c`` and ``o``."""
    digits = phone_key(text)
    if len(digits) >= _LEAST_DIGITS and not any(letter.isalpha() for letter in text):
        number = _escaped(text.strip()) + "%"
        return (
            f"({_MATCHES_PHONE} OR c.customer_number LIKE ? ESCAPE '!')",
            (f"%{digits}%", number),
        )
    parts: list[str] = []
    parameters: list[str] = []
    for word in text.split():
        key = folded(word)
        if key:
            parts.append(_MATCHES_WORD)
            inside = f"%{_escaped(key)}%"
            spelled = f"%{_escaped(folded_email(word))}%"
            parameters += [inside, inside, spelled, spelled]
    return " AND ".join(parts) or "1", tuple(parameters)


def _escaped(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _colleagues(session: Session, row: ContactRow) -> list[int]:
    if row.organisation_id is None:
        return []
    found = rows(
        session,
        "SELECT id FROM contact WHERE organisation_id = ? AND id <> ? ORDER BY name_key",
        (row.organisation_id, row.id),
    )
    return [each[0] for each in found]


def _contact_row(row: Any) -> ContactRow:
    (
        contact_id, name, title, email, phone, organisation_id, organisation, customer_number,
        language, form_of_address, gender, salutation, tickets, open_tickets, activity,
        show_pictures, blocked, created,
    ) = row  # fmt: skip
    return ContactRow(
        id=contact_id,
        name=name,
        title=title,
        email=email or "",
        phone=phone or "",
        organisation_id=organisation_id,
        organisation=organisation or "",
        customer_number=customer_number,
        language=language,
        form_of_address=FormOfAddress(form_of_address),
        gender=Gender(gender),
        salutation=salutation,
        tickets=tickets,
        open_tickets=open_tickets,
        last_activity_at=moment(activity),
        show_pictures=bool(show_pictures),
        blocked=bool(blocked),
        created_at=moment(created),
    )
