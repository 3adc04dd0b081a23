"""Who is meant: contacts by address and phone, organisations by name."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.contacts import Contact, ContactAddress, ContactPhone, Organisation
from app.models.desk import Desk
from app.rules.names import folded, folded_email, phone_key

_COUNTRY_CODES = {"DE": "49", "AT": "43", "CH": "41", "LI": "423", "LU": "352"}


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
