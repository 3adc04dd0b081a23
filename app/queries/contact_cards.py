"""Contacts as the cards that files carry."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.formats.contact_card import CardPhone, ContactCard
from app.models.contacts import Contact

_AT_ONCE = 500


def contact_cards(session: Session, ids: Sequence[int]) -> list[ContactCard]:
    """The contacts in the order of ``ids``; those that are gone are left out."""
    found: dict[int, ContactCard] = {}
    for start in range(0, len(ids), _AT_ONCE):
        query = (
            select(Contact)
            .where(Contact.id.in_(ids[start : start + _AT_ONCE]))
            .options(
                selectinload(Contact.addresses),
                selectinload(Contact.phones),
                selectinload(Contact.organisation),
            )
        )
        found |= {each.id: _card(each) for each in session.scalars(query)}
    return [found[each] for each in ids if each in found]


def _card(contact: Contact) -> ContactCard:
    return ContactCard(
        name=contact.name,
        title=contact.title,
        gender=contact.gender,
        organisation=contact.organisation.name if contact.organisation else "",
        customer_number=contact.customer_number,
        emails=tuple(each.email for each in contact.addresses),
        phones=tuple(CardPhone(each.label, each.number) for each in contact.phones),
        language=contact.language,
        form_of_address=contact.form_of_address,
        notes=contact.notes,
    )
