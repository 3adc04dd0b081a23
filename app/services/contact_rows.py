"""A contact's row with its addresses and phones, written from what a form or a card says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.contacts import Contact, ContactAddress, ContactPhone
from app.rules.enums import FormOfAddress, Gender
from app.rules.names import display_name, folded
from app.services import loading
from app.services.contact_lookup import (
    by_email,
    checked_email,
    comparable_phone,
    organisation_called,
)


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as it is written, and what it is (*mobile*)."""

    number: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class ContactFields:
    """Everything that is written about a contact; the first address is the one to write to."""

    name: str = ""
    title: str = ""
    organisation: str = ""
    customer_number: str = ""
    language: str = ""
    form_of_address: FormOfAddress = FormOfAddress.UNKNOWN
    gender: Gender = Gender.UNKNOWN
    salutation: str = ""
    notes: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()


def create(session: Session, fields: ContactFields, *, now: datetime) -> int:
    """A new contact; ``UserError`` if nothing names it, or an address is somebody else's."""
    contact = Contact(name="", name_key="", created_at=now)
    _rename(contact, fields)
    _free_addresses(session, fields.emails, but=contact)
    session.add(contact)
    _write(session, contact, fields)
    return contact.id


def change(session: Session, contact_id: int, fields: ContactFields, *, now: datetime) -> None:
    """Make a contact what the fields say, all of them; ``UserError`` as for ``create``."""
    contact = loading.contact(session, contact_id)
    _rename(contact, fields)
    _write(session, contact, fields)


def write_addresses(session: Session, contact: Contact, emails: Iterable[str]) -> None:
    """Give a contact these addresses in this order; ``UserError`` if one is somebody else's."""
    wanted = _free_addresses(session, emails, but=contact)
    present = {each.email: each for each in contact.addresses}
    for email in present.keys() - set(wanted):
        contact.addresses.remove(present[email])
    for position, email in enumerate(wanted):
        if email in present:
            present[email].position = position
        else:
            contact.addresses.append(ContactAddress(email=email, position=position))
    session.flush()


def write_phones(session: Session, contact: Contact, phones: Iterable[Phone]) -> None:
    """Give a contact these phones in this order, each number once."""
    wanted: dict[str, Phone] = {}
    for phone in phones:
        number = " ".join(phone.number.split())
        if number:
            key = comparable_phone(session, number) or number
            wanted.setdefault(key, Phone(number, phone.label.strip()))
    present = {each.digits: each for each in contact.phones}
    for digits in present.keys() - wanted.keys():
        contact.phones.remove(present[digits])
    for position, (digits, phone) in enumerate(wanted.items()):
        row = present.get(digits)
        if row is None:
            row = ContactPhone(digits=digits)
            contact.phones.append(row)
        row.number, row.label, row.position = phone.number, phone.label, position
    session.flush()


def _free_addresses(session: Session, emails: Iterable[str], *, but: Contact) -> list[str]:
    wanted = list(dict.fromkeys(checked_email(each) for each in emails if each.strip()))
    for email in wanted:
        owner = by_email(session, email)
        if owner is not None and owner is not but:
            raise UserError(
                _("{email} belongs to {name} already. Merge the two contacts.").format(
                    email=email, name=owner.name
                )
            )
    return wanted


def _rename(contact: Contact, fields: ContactFields) -> None:
    first = next(iter(fields.emails), "")
    phone = next((each.number for each in fields.phones), "")
    name = " ".join(fields.name.split()) or display_name("", first) or phone.strip()
    if not name:
        raise UserError(_("A contact needs a name, an address or a phone number."))
    contact.name = name
    contact.name_key = folded(name) or name.casefold()


def _write(session: Session, contact: Contact, fields: ContactFields) -> None:
    contact.title = fields.title.strip()
    contact.organisation = organisation_called(session, fields.organisation)
    contact.customer_number = fields.customer_number.strip()
    contact.language = fields.language
    contact.form_of_address = fields.form_of_address
    contact.gender = fields.gender
    contact.salutation = fields.salutation.strip()
    contact.notes = fields.notes.strip()
    session.flush()
    write_addresses(session, contact, fields.emails)
    write_phones(session, contact, fields.phones)
