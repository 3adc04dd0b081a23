"""Who is to be forgotten: known well enough to be found again in an earlier state of the desk."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.services.erasure.contents import column
from app.services.erasure.traces import Traces
from app.storage.statements import Statements


@dataclass(frozen=True, slots=True)
class Person:
    """``contact_id`` and ``made_at`` (ms since 1970) together are one contact, also where a desk
    was restored since and gave the key again. ``digits`` are those of the phones."""

    contact_id: int
    made_at: int
    name: str
    emails: tuple[str, ...]
    digits: tuple[str, ...]

    @property
    def traces(self) -> Traces:
        """What tells of them in a text."""
        return Traces.of(self.name, self.emails, self.digits)


def person(session: Session, contact_id: int) -> Person:
    """The person behind a contact; ``UserError`` if it is gone."""
    sql = Statements(session)
    made_at = sql.value("SELECT created_at FROM contact WHERE id = ?", (contact_id,))
    if made_at is None:
        raise UserError(_("This contact does not exist any more."))
    return Person(
        contact_id,
        made_at,
        sql.value("SELECT name FROM contact WHERE id = ?", (contact_id,)),
        tuple(column(sql, "SELECT email FROM contact_address WHERE contact_id = ?", contact_id)),
        tuple(column(sql, "SELECT digits FROM contact_phone WHERE contact_id = ?", contact_id)),
    )


def contacts_of(session: Session, who: Person) -> list[Person]:
    """The contacts that are this person in another state of the desk: the same one, and those who
    have one of their addresses, as before they were merged."""
    sql = Statements(session)
    same = sql.rows(
        "SELECT id FROM contact WHERE id = ? AND created_at = ?", (who.contact_id, who.made_at)
    )
    sharing = [
        row
        for email in who.emails
        for row in sql.rows("SELECT contact_id FROM contact_address WHERE email = ?", (email,))
    ]
    return [person(session, each) for (each,) in dict.fromkeys([*same, *sharing])]


def traces_of(people: Iterable[Person]) -> Traces:
    """What tells of any of them."""
    every = list(people)
    return Traces(
        tuple(dict.fromkeys(word for each in every for word in each.traces.words)),
        tuple(dict.fromkeys(phone for each in every for phone in each.traces.phones)),
    )
