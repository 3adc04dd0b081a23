"""The rows of demo customers."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.models.contacts import Contact, ContactAddress, ContactPhone, Organisation
from app.rules.enums import FormOfAddress, Gender
from app.rules.names import folded, phone_key
from app.services.demo.people import person
from app.storage.changes import unrecorded


def contact(contact_id: int, name: str, *, now: datetime) -> dict[str, Any]:
    """A contact of whom nothing but the name is known, as a row to insert."""
    return {
        "id": contact_id,
        "name": name,
        "name_key": folded(name),
        "language": "",
        "form_of_address": FormOfAddress.UNKNOWN,
        "gender": Gender.UNKNOWN,
        "organisation_id": None,
        "customer_number": "",
        "notes": "",
        "blocked": False,
        "created_at": now,
        "updated_at": now,
    }


@unrecorded
def add_people(session: Session, numbers: range, *, now: datetime) -> None:
    """The customers with these numbers; their ids are one higher."""
    people = [(number + 1, person(number)) for number in numbers]
    firms = _firms(session, {who.firm for _id, who in people if who.firm})
    session.execute(
        insert(Contact),
        [
            contact(contact_id, who.name, now=now)
            | {
                "language": who.language,
                "form_of_address": who.form_of_address,
                "gender": who.gender,
                "organisation_id": firms.get(who.firm),
                "customer_number": who.customer_number,
                "notes": who.notes,
            }
            for contact_id, who in people
        ],
    )
    session.execute(
        insert(ContactAddress),
        [{"contact_id": contact_id, "email": who.email} for contact_id, who in people],
    )
    phones = [
        {"contact_id": contact_id, "number": who.phone, "digits": phone_key(who.phone)}
        for contact_id, who in people
        if who.phone
    ]
    if phones:
        session.execute(insert(ContactPhone), phones)


def _firms(session: Session, names: set[str]) -> dict[str, int]:
    known = {each.name: each.id for each in session.scalars(select(Organisation))}
    for name in sorted(names - known.keys()):
        firm = Organisation(name=name, name_key=folded(name))
        session.add(firm)
        session.flush()
        known[name] = firm.id
    return known
