"""Everything that can be done to contacts; making, merging and importing have their own modules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.models.contacts import Contact
from app.rules.names import folded_email
from app.services import loading
from app.services.contact_deletion import delete
from app.services.contact_distinguishing import tell_apart
from app.services.contact_import import import_cards
from app.services.contact_lookup import by_email, by_phone, organisation_called
from app.services.contact_merging import merge
from app.services.contact_rows import (
    ContactFields,
    Phone,
    change,
    create,
    write_addresses,
    write_phones,
)


@dataclass(frozen=True, slots=True)
class ContactChoice:
    """Who asks, as quick capture knows it: a known contact, or what was typed.

    With ``contact_id`` the rest is added to that contact. Without, the contact is found by
    address, then by phone, else made from what there is.
    """

    contact_id: int | None = None
    name: str = ""
    email: str = ""
    phone: str = ""
    organisation: str = ""


def add_address(session: Session, contact_id: int, email: str, *, now: datetime) -> None:
    """One more address to be known by; ``UserError`` if it belongs to somebody else."""
    contact = loading.contact(session, contact_id)
    write_addresses(session, contact, [*_emails(contact), email])


def remove_address(session: Session, contact_id: int, email: str, *, now: datetime) -> None:
    """Forget an address; mail from it makes a new contact."""
    contact = loading.contact(session, contact_id)
    gone = folded_email(email)
    write_addresses(session, contact, [each for each in _emails(contact) if each != gone])


def prefer_address(session: Session, contact_id: int, email: str, *, now: datetime) -> None:
    """Make an address of the contact the one to write to."""
    contact = loading.contact(session, contact_id)
    first = folded_email(email)
    others = [each for each in _emails(contact) if each != first]
    write_addresses(session, contact, [first, *others])


def add_phone(session: Session, contact_id: int, phone: Phone, *, now: datetime) -> None:
    """One more phone."""
    contact = loading.contact(session, contact_id)
    write_phones(session, contact, [*_phones(contact), phone])


def set_organisation(session: Session, ids: Sequence[int], name: str, *, now: datetime) -> None:
    """Say to which firm contacts belong, to none with an empty name; an unknown one is made."""
    firm = organisation_called(session, name)
    for contact_id in ids:
        loading.contact(session, contact_id).organisation = firm


def set_notes(session: Session, contact_id: int, notes: str, *, now: datetime) -> None:
    """Write down what is to be known about a contact."""
    loading.contact(session, contact_id).notes = notes.strip()


def block_sender(session: Session, contact_id: int, blocked: bool, *, now: datetime) -> None:
    """From now on put what this contact writes aside as spam, or no longer."""
    loading.contact(session, contact_id).blocked = blocked


def allow_pictures(session: Session, contact_id: int, allowed: bool, *, now: datetime) -> None:
    """Load pictures in this contact's mails from the internet, or no longer."""
    loading.contact(session, contact_id).show_pictures = allowed


def chosen(session: Session, choice: ContactChoice, *, now: datetime) -> Contact | None:
    """The contact that quick capture means, made or completed where needed; None for nobody."""
    if choice.contact_id is not None:
        contact = loading.contact(session, choice.contact_id)
    else:
        known = by_email(session, choice.email) or by_phone(session, choice.phone)
        if known is None:
            return _from_choice(session, choice, now=now)
        contact = known
    if choice.email and by_email(session, choice.email) is None:
        write_addresses(session, contact, [*_emails(contact), choice.email])
    if choice.phone:
        write_phones(session, contact, [*_phones(contact), Phone(choice.phone)])
    if choice.organisation and contact.organisation is None:
        contact.organisation = organisation_called(session, choice.organisation)
    return contact


def _from_choice(session: Session, choice: ContactChoice, *, now: datetime) -> Contact | None:
    fields = ContactFields(
        name=choice.name,
        organisation=choice.organisation,
        emails=(choice.email,) if choice.email.strip() else (),
        phones=(Phone(choice.phone),) if choice.phone.strip() else (),
    )
    if not (fields.name.strip() or fields.emails or fields.phones):
        return None
    return session.get(Contact, create(session, fields, now=now))


def _emails(contact: Contact) -> list[str]:
    return [each.email for each in contact.addresses]


def _phones(contact: Contact) -> list[Phone]:
    return [Phone(each.number, each.label) for each in contact.phones]


__all__ = [
    "ContactChoice",
    "ContactFields",
    "Phone",
    "add_address",
    "add_phone",
    "allow_pictures",
    "block_sender",
    "change",
    "chosen",
    "create",
    "delete",
    "import_cards",
    "merge",
    "prefer_address",
    "remove_address",
    "set_notes",
    "set_organisation",
    "tell_apart",
]
