"""Contacts: made, changed, with their addresses, phones and organisations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.contacts import Contact, ContactAddress, ContactPhone, Organisation
from app.models.desk import Desk
from app.rules.enums import FormOfAddress
from app.rules.names import display_name, folded, folded_email, phone_key
from app.services import loading

_COUNTRY_CODES = {"DE": "49", "AT": "43", "CH": "41", "LI": "423", "LU": "352"}


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
    salutation: str = ""
    notes: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()


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


def create(session: Session, fields: ContactFields, *, now: datetime) -> int:
    """A new contact; ``UserError`` if nothing names it, or an address is somebody else's."""
    contact = Contact(name="", name_key="", created_at=now)
    _rename(contact, fields)
    session.add(contact)
    _write(session, contact, fields)
    return contact.id


def change(session: Session, contact_id: int, fields: ContactFields, *, now: datetime) -> None:
    """Make a contact what the fields say, all of them; ``UserError`` as for ``create``."""
    contact = loading.contact(session, contact_id)
    _rename(contact, fields)
    _write(session, contact, fields)


def add_address(session: Session, contact_id: int, email: str, *, now: datetime) -> None:
    """One more address to be known by; ``UserError`` if it belongs to somebody else."""
    contact = loading.contact(session, contact_id)
    _set_addresses(session, contact, [*_emails(contact), email])


def remove_address(session: Session, contact_id: int, email: str, *, now: datetime) -> None:
    """Forget an address; mail from it makes a new contact."""
    contact = loading.contact(session, contact_id)
    gone = folded_email(email)
    _set_addresses(session, contact, [each for each in _emails(contact) if each != gone])


def prefer_address(session: Session, contact_id: int, email: str, *, now: datetime) -> None:
    """Make an address of the contact the one to write to."""
    contact = loading.contact(session, contact_id)
    first = folded_email(email)
    others = [each for each in _emails(contact) if each != first]
    _set_addresses(session, contact, [first, *others])


def add_phone(session: Session, contact_id: int, phone: Phone, *, now: datetime) -> None:
    """One more phone."""
    contact = loading.contact(session, contact_id)
    _set_phones(session, contact, [*_phones(contact), phone])


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
        _set_addresses(session, contact, [*_emails(contact), choice.email])
    if choice.phone:
        _set_phones(session, contact, [*_phones(contact), Phone(choice.phone)])
    if choice.organisation and contact.organisation is None:
        contact.organisation = organisation_called(session, choice.organisation)
    return contact


def by_email(session: Session, email: str) -> Contact | None:
    """Whose address this is."""
    key = folded_email(email)
    if not key:
        return None
    query = select(Contact).join(ContactAddress).where(ContactAddress.email == key)
    return session.scalar(query)


def by_phone(session: Session, number: str) -> Contact | None:
    """Whose phone this is, if it is one contact's alone."""
    digits = comparable_phone(session, number)
    if not digits:
        return None
    query = select(Contact).join(ContactPhone).where(ContactPhone.digits == digits).distinct()
    found = session.scalars(query.limit(2)).all()
    return found[0] if len(found) == 1 else None


def organisation_called(session: Session, name: str) -> Organisation | None:
    """The firm of this name, made if unknown; None for an empty name."""
    written = " ".join(name.split())
    key = folded(written)
    if not key:
        return None
    found = session.scalar(select(Organisation).where(Organisation.name_key == key))
    if found is None:
        found = Organisation(name=written, name_key=key)
        session.add(found)
        session.flush()
    return found


def comparable_phone(session: Session, number: str) -> str:
    """The digits by which numbers are compared, national ones with the desk's country code."""
    desk = session.get(Desk, 1)
    code = _COUNTRY_CODES.get(desk.country if desk else "", "49")
    return phone_key(number, country_code=code)


def checked_email(email: str) -> str:
    """The address folded; ``UserError`` if it is none."""
    key = folded_email(email)
    local, at, domain = key.rpartition("@")
    if not (local and at and domain) or any(c.isspace() or c in "<>,;" for c in key):
        raise UserError(_("“{email}” is no mail address.").format(email=email.strip()))
    return key


def write_addresses(session: Session, contact: Contact, emails: Iterable[str]) -> None:
    """Give a contact these addresses in this order; ``UserError`` if one is somebody else's."""
    _set_addresses(session, contact, emails)


def write_phones(session: Session, contact: Contact, phones: Iterable[Phone]) -> None:
    """Give a contact these phones in this order, each number once."""
    _set_phones(session, contact, phones)


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
    contact.salutation = fields.salutation.strip()
    contact.notes = fields.notes.strip()
    session.flush()
    _set_addresses(session, contact, fields.emails)
    _set_phones(session, contact, fields.phones)


def _emails(contact: Contact) -> list[str]:
    return [each.email for each in contact.addresses]


def _phones(contact: Contact) -> list[Phone]:
    return [Phone(each.number, each.label) for each in contact.phones]


def _set_addresses(session: Session, contact: Contact, emails: Iterable[str]) -> None:
    wanted = list(dict.fromkeys(checked_email(each) for each in emails if each.strip()))
    for email in wanted:
        owner = by_email(session, email)
        if owner is not None and owner is not contact:
            raise UserError(
                _("{email} belongs to {name} already. Merge the two contacts.").format(
                    email=email, name=owner.name
                )
            )
    present = {each.email: each for each in contact.addresses}
    for email in present.keys() - set(wanted):
        contact.addresses.remove(present[email])
    for position, email in enumerate(wanted):
        if email in present:
            present[email].position = position
        else:
            contact.addresses.append(ContactAddress(email=email, position=position))
    session.flush()


def _set_phones(session: Session, contact: Contact, phones: Iterable[Phone]) -> None:
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
