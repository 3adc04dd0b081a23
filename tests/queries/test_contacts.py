"""Contacts: found by whatever one knows of them, shown whole, suspected of being one person."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models.contacts import Contact, ContactPhone, Organisation
from app.models.tickets import Ticket
from app.queries.contacts import (
    ContactSort,
    complete_contacts,
    contact_by_email,
    contact_details,
    contact_ids,
    contact_rows,
)
from app.queries.duplicates import suspected_duplicates
from app.queries.palette import palette_contacts, palette_tickets
from app.rules.names import Likeness, folded, phone_key
from app.services import contacts as service
from app.services.contacts import ContactFields, Phone
from app.storage.database import Database
from tests.queries.conftest import NOW


@pytest.fixture
def add(own_demo: Database) -> Callable[..., int]:
    def add(name: str, **kwargs: Any) -> int:
        outcome = own_demo.execute(
            service.create,
            ContactFields(name=name, **kwargs),
            label="Add",
            agent_id=1,
            now=NOW,
        )
        found: int = outcome.result
        return found

    return add


def test_every_word_has_to_fit_somewhere(demo: Database) -> None:
    def firm(session: Session) -> tuple[int, str, str]:
        query = select(Contact).where(Contact.organisation_id.is_not(None)).limit(1)
        contact = session.scalars(query).one()
        assert contact.organisation is not None
        return contact.id, contact.name, contact.organisation.name

    contact_id, name, organisation = demo.read(firm)
    last, first = name.split()[-1], organisation.split()[0]
    assert contact_id in demo.read(contact_ids, f"{last.upper()} {first.lower()}")
    assert contact_id in demo.read(contact_ids, folded(last)[:3])
    assert demo.read(contact_ids, f"{last} xyzzy") == []


def test_a_phone_is_found_in_any_spelling(demo: Database) -> None:
    def phone(session: Session) -> tuple[int, str]:
        found = session.scalars(select(ContactPhone).limit(1)).one()
        return found.contact_id, found.number

    contact_id, number = demo.read(phone)
    digits = phone_key(number)
    assert contact_id in demo.read(contact_ids, "00" + digits)
    assert contact_id in demo.read(contact_ids, number[-6:])


def test_wildcards_stand_for_themselves(demo: Database) -> None:
    assert demo.read(contact_ids, "%") == demo.read(contact_ids, "")
    assert demo.read(contact_ids, "a_a") == []


@pytest.mark.parametrize("sort", list(ContactSort))
@pytest.mark.parametrize("descending", [True, False])
def test_the_list_is_in_the_order_asked_for(
    demo: Database, sort: ContactSort, descending: bool
) -> None:
    ids = demo.read(contact_ids, sort=sort, descending=descending)
    rows = demo.read(contact_rows, ids)
    keys = [
        {
            ContactSort.NAME: folded(row.name),
            ContactSort.ORGANISATION: folded(row.organisation),
            ContactSort.TICKETS: row.tickets,
            ContactSort.ACTIVITY: row.last_activity_at.timestamp() if row.last_activity_at else 0,
            ContactSort.CREATED: row.created_at,
        }[sort]
        for row in rows
    ]
    assert keys == sorted(keys, reverse=descending)  # type: ignore[type-var]
    assert demo.read(contact_ids, sort=sort, descending=descending, limit=5) == ids[:5]


def test_a_card_counts_tickets_and_time_and_names_colleagues(demo: Database) -> None:
    def busiest(session: Session) -> tuple[int, int, int]:
        query = (
            select(Ticket.contact_id, func.sum(Ticket.seconds_worked))
            .group_by(Ticket.contact_id)
            .order_by(func.count().desc())
            .limit(1)
        )
        contact_id, seconds = session.execute(query).one()
        assert contact_id is not None
        listed = select(func.count()).where(
            Ticket.contact_id == contact_id,
            Ticket.deleted_at.is_(None),
            Ticket.merged_into_id.is_(None),
        )
        return contact_id, seconds, session.scalars(listed).one()

    contact_id, seconds, tickets = demo.read(busiest)
    card = demo.read(contact_details, contact_id)
    assert card is not None
    assert card.seconds_worked == seconds
    assert len(card.tickets) == tickets == card.row.tickets
    assert card.addresses[0].email == card.row.email
    assert demo.read(contact_by_email, card.row.email.upper()) == contact_id
    assert demo.read(contact_details, 99_999) is None

    def in_firm(session: Session) -> list[int]:
        largest = (
            select(Contact.organisation_id)
            .where(Contact.organisation_id.is_not(None))
            .group_by(Contact.organisation_id)
            .order_by(func.count().desc())
            .limit(1)
        )
        query = select(Contact.id).where(Contact.organisation_id == session.scalars(largest).one())
        return list(session.scalars(query))

    firm = demo.read(in_firm)
    assert len(firm) > 1
    colleague = demo.read(contact_details, firm[0])
    assert colleague is not None
    assert {row.id for row in colleague.colleagues} == set(firm[1:])


def test_what_a_contact_asked_is_counted_without_a_look_at_other_tickets(demo: Database) -> None:
    def plan(session: Session) -> list[str]:
        asked: list[str] = []
        connection: Any = session.connection().connection.driver_connection
        connection.set_trace_callback(asked.append)
        contact_rows(session, [1])
        connection.set_trace_callback(None)
        found = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[-1]}")
        return [step[3] for step in found if " t " in step[3]]

    steps = demo.read(plan)
    assert len(steps) == 3
    assert all("(contact_id=?)" in step for step in steps), steps


def test_completion_offers_names_that_begin_so_first(own_demo: Database, add: Any) -> None:
    later = add("Zora Quandt")
    first = add("Quandt-Meier Inge")
    found = [row.id for row in own_demo.read(complete_contacts, "quan")]
    assert found == [first, later]
    assert own_demo.read(complete_contacts, "  ") == []


def test_the_same_number_and_the_same_name_are_suspected(own_demo: Database, add: Any) -> None:
    one = add("Ottilie Querfeld", phones=(Phone("+49 30 998877"),))
    other = add("Querfeld, Ottilie")
    third = add("O. Querfeld", phones=(Phone("030 998877"),))
    found = own_demo.read(suspected_duplicates, one)
    reasons = {each.other.id: each.reason for each in found}
    assert reasons[other] is Likeness.NAME
    assert reasons.get(third) in (Likeness.PHONE, None)
    everywhere = own_demo.read(suspected_duplicates, None, 1000)
    assert (one, other) in [(each.one.id, each.other.id) for each in everywhere]
    assert own_demo.read(suspected_duplicates, None, 1) == everywhere[:1]


def test_the_palette_finds_a_number_first_and_words_in_messages(demo: Database) -> None:
    assert demo.read(palette_tickets, "#1040")[0].number == 1040
    assert demo.read(palette_tickets, "[#1040]")[0].number == 1040
    begun = demo.read(palette_tickets, "104")
    assert all(str(row.number).startswith("104") for row in begun[:8])
    worded = demo.read(palette_tickets, "dank", 5)
    assert len(worded) == 5
    assert not any(row.spam or row.deleted_at or row.merged_into_id for row in worded)
    assert demo.read(palette_tickets, "xyzzy") == []
    assert demo.read(palette_tickets, "") == []


def test_the_palette_finds_contacts(demo: Database) -> None:
    name = demo.read(contact_rows, [5])[0].name
    assert 5 in [row.id for row in demo.read(palette_contacts, name)]


def test_of_a_large_firm_a_card_names_some_colleagues_and_counts_all(own_demo: Database) -> None:
    def found_firm(session: Session) -> int:
        firm = Organisation(name="Large", name_key="large")
        session.add(firm)
        session.flush()
        for contact in session.scalars(select(Contact).limit(30)):
            contact.organisation_id = firm.id
        return firm.id

    firm_id = own_demo.execute(found_firm, label="Founded", agent_id=1).result

    def members(session: Session) -> list[int]:
        inside = select(Contact.id).where(Contact.organisation_id == firm_id)
        return list(session.scalars(inside.order_by(Contact.name_key)))

    first, *others = own_demo.read(members)
    card = own_demo.read(contact_details, first)
    assert card is not None
    assert card.colleague_count == 29
    assert [each.id for each in card.colleagues] == others[:20]
