"""Contacts from cards and tables: found again where known, completed, else made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.models.contacts import Contact
from app.rules.enums import FormOfAddress, Gender
from app.rules.names import folded
from app.services.contact_lookup import by_email, by_phone, checked_email, organisation_called
from app.services.contact_rows import ContactFields, Phone, create, write_addresses, write_phones


class CardPhone(Protocol):
    """A phone on a card."""

    @property
    def label(self) -> str: ...
    @property
    def number(self) -> str: ...


class Card(Protocol):
    """A contact as a vCard or a row of a table says it."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def gender(self) -> Gender: ...
    @property
    def organisation(self) -> str: ...
    @property
    def customer_number(self) -> str: ...
    @property
    def emails(self) -> tuple[str, ...]: ...
    @property
    def phones(self) -> tuple[CardPhone, ...]: ...
    @property
    def language(self) -> str: ...
    @property
    def form_of_address(self) -> FormOfAddress: ...
    @property
    def notes(self) -> str: ...


@dataclass(frozen=True, slots=True)
class CardReport:
    """What became of the cards; ``refused`` holds name and reason of those left out."""

    created: int
    completed: int
    unchanged: int
    refused: tuple[tuple[str, str], ...]


def import_cards(session: Session, cards: Iterable[Card], *, now: datetime) -> CardReport:
    """Take cards over, all in one step to undo.

    A known contact (one of the addresses, the customer number, or name and phone together) is
    completed: nothing that the desk says is overwritten, addresses and phones are added.
    """
    created = completed = unchanged = 0
    refused: list[tuple[str, str]] = []
    for card in cards:
        try:
            known = _known(session, card)
            if known is None:
                create(session, _fields(card), now=now)
                created += 1
            elif _complete(session, known, card):
                completed += 1
            else:
                unchanged += 1
        except UserError as error:
            refused.append((card.name or next(iter(card.emails), ""), str(error)))
    return CardReport(created, completed, unchanged, tuple(refused))


def _known(session: Session, card: Card) -> Contact | None:
    for email in card.emails:
        if (found := by_email(session, email)) is not None:
            return found
    if number := card.customer_number.strip():
        query = select(Contact).where(Contact.customer_number == number).limit(2)
        numbered = session.scalars(query).all()
        if len(numbered) == 1:
            return numbered[0]
    for phone in card.phones:
        found = by_phone(session, phone.number)
        if found is not None and found.name_key == folded(card.name):
            return found
    return None


def _fields(card: Card) -> ContactFields:
    emails, unread = _sorted_out(card.emails)
    return ContactFields(
        name=card.name,
        title=card.title,
        gender=card.gender,
        organisation=card.organisation,
        customer_number=card.customer_number,
        language=card.language,
        form_of_address=card.form_of_address,
        notes="\n".join(filter(None, (card.notes.strip(), *unread))),
        emails=emails,
        phones=tuple(Phone(each.number, each.label) for each in card.phones),
    )


def _sorted_out(emails: Iterable[str]) -> tuple[tuple[str, ...], list[str]]:
    """What are addresses, and what only stands where one should: that is kept in the notes."""
    addresses: list[str] = []
    rest: list[str] = []
    for each in filter(None, (each.strip() for each in emails)):
        try:
            addresses.append(checked_email(each))
        except UserError:
            rest.append(each)
    return tuple(addresses), rest


def _complete(session: Session, contact: Contact, card: Card) -> bool:
    session.flush()
    for name in ("title", "customer_number", "language"):
        if not getattr(contact, name):
            setattr(contact, name, getattr(card, name).strip())
    if contact.organisation is None:
        contact.organisation = organisation_called(session, card.organisation)
    if contact.form_of_address is FormOfAddress.UNKNOWN:
        contact.form_of_address = card.form_of_address
    if contact.gender is Gender.UNKNOWN:
        contact.gender = card.gender
    if card.notes.strip() and card.notes.strip() not in contact.notes:
        contact.notes = "\n\n".join(filter(None, (contact.notes, card.notes.strip())))
    before = len(contact.addresses), len(contact.phones)
    changed = session.is_modified(contact)
    present = [each.email for each in contact.addresses]
    new = [
        each
        for each in _sorted_out(card.emails)[0]
        if each not in present and by_email(session, each) is None
    ]
    if new:
        write_addresses(session, contact, [*present, *new])
    if card.phones:
        phones = [Phone(each.number, each.label) for each in contact.phones]
        added = [Phone(each.number, each.label) for each in card.phones]
        write_phones(session, contact, [*phones, *added])
    return changed or before != (len(contact.addresses), len(contact.phones))
