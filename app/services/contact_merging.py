"""Several contacts become one: addresses, phones, notes and tickets come together."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.contacts import Contact, ContactAddress, ContactPhone
from app.models.tickets import Ticket
from app.rules.enums import FormOfAddress, Gender
from app.services import loading
from app.services.contact_distinguishing import inherit


def merge(session: Session, ids: Sequence[int], into_id: int, *, now: datetime) -> None:
    """Everything of other contacts goes to one; what that one does not say, it takes from them.

    The others are deleted; undo brings them back as they were.
    """
    kept = loading.contact(session, into_id)
    others = [loading.contact(session, each) for each in dict.fromkeys(ids) if each != into_id]
    if not others:
        raise UserError(_("Choose at least one other contact to merge into this one."))
    for other in others:
        _move_addresses(session, other, kept)
        _move_phones(session, other, kept)
        for ticket in session.scalars(select(Ticket).where(Ticket.contact_id == other.id)):
            ticket.contact_id = kept.id
        _complete(kept, other)
        inherit(session, other.id, kept.id)
        session.flush()
        session.expire(other, ["addresses", "phones"])
        session.delete(other)
        session.flush()
    session.expire(kept, ["addresses", "phones"])


def _move_addresses(session: Session, other: Contact, kept: Contact) -> None:
    of_kept = ContactAddress.contact_id == kept.id
    place = _end(session.scalar(select(func.max(ContactAddress.position)).where(of_kept)))
    of_other = select(ContactAddress).where(ContactAddress.contact_id == other.id)
    ordered = of_other.order_by(ContactAddress.position, ContactAddress.id)
    for position, each in enumerate(session.scalars(ordered), start=place):
        each.contact_id = kept.id
        each.position = position


def _move_phones(session: Session, other: Contact, kept: Contact) -> None:
    known = {
        each.digits: each
        for each in session.scalars(select(ContactPhone).where(ContactPhone.contact_id == kept.id))
    }
    place = max((each.position for each in known.values()), default=-1) + 1
    of_other = select(ContactPhone).where(ContactPhone.contact_id == other.id)
    ordered = of_other.order_by(ContactPhone.position, ContactPhone.id)
    for position, each in enumerate(session.scalars(ordered), start=place):
        if each.digits in known:
            known[each.digits].label = known[each.digits].label or each.label
            session.delete(each)
        else:
            each.contact_id = kept.id
            each.position = position


def _complete(kept: Contact, other: Contact) -> None:
    for name in ("title", "customer_number", "language", "salutation", "organisation_id"):
        if not getattr(kept, name):
            setattr(kept, name, getattr(other, name))
    if kept.form_of_address is FormOfAddress.UNKNOWN:
        kept.form_of_address = other.form_of_address
    if kept.gender is Gender.UNKNOWN:
        kept.gender = other.gender
    kept.fields = {**(other.fields or {}), **(kept.fields or {})}
    numbers = {kept.customer_number, other.customer_number} - {""}
    lost = [] if len(numbers) < 2 else [_also_number(other)]
    kept.notes = "\n\n".join(filter(None, (kept.notes, other.notes, *lost)))
    kept.show_pictures = kept.show_pictures or other.show_pictures
    kept.blocked = kept.blocked and other.blocked
    kept.created_at = min(kept.created_at, other.created_at)


def _also_number(other: Contact) -> str:
    return _("Also customer number {number}").format(number=other.customer_number)


def _end(last: int | None) -> int:
    return 0 if last is None else last + 1
