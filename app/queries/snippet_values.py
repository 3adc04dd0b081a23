"""What a ticket, its customer, an agent and the desk say when a snippet is filled in."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

from sqlalchemy.orm import Session

from app.queries.decoding import LEVELS, PRIORITIES, STATUSES, first, moment, rows
from app.queries.desk import DeskRow, agents, desk, holidays_of, own_addresses, zone_of
from app.rules.enums import FormOfAddress, Gender
from app.rules.names import split_name
from app.rules.salutation import Person
from app.rules.snippet_variants import Variant
from app.rules.threading import subject_tag
from app.templating.snippets.fields import field_name
from app.templating.snippets.names import canonical
from app.templating.snippets.values import Snapshot, Value

LANGUAGES = ("de", "en")
"""What snippets can greet and date in."""

_TICKET = """
SELECT t.number, t.subject, t.contact_id, t.channel, t.status, t.priority, t.level, t.created_at,
    t.due_at, t.snoozed_until, t.resolution, t.fields, coalesce(c.name, ''), coalesce(a.name, ''),
    CASE WHEN c.fields IN ('', '[]') THEN p.fields ELSE c.fields END
FROM ticket AS t LEFT JOIN agent AS a ON a.id = t.assignee_id
LEFT JOIN category AS c ON c.id = t.category_id LEFT JOIN category AS p ON p.id = c.parent_id
WHERE t.id = ?
"""
_CONTACT = """
SELECT c.name, c.title, c.customer_number, c.language, c.form_of_address, c.gender, c.salutation,
    c.fields, coalesce(o.name, ''),
    (SELECT email FROM contact_address WHERE contact_id = c.id ORDER BY position, id LIMIT 1),
    (SELECT number FROM contact_phone WHERE contact_id = c.id ORDER BY position, id LIMIT 1)
FROM contact AS c LEFT JOIN organisation AS o ON o.id = c.organisation_id WHERE c.id = ?
"""


@dataclass(frozen=True, slots=True)
class _Contact:
    """Who is written to; everything is empty for nobody."""

    name: str = ""
    title: str = ""
    customer_number: str = ""
    language: str = ""
    form: FormOfAddress = FormOfAddress.UNKNOWN
    gender: Gender = Gender.UNKNOWN
    salutation: str = ""
    fields: Mapping[str, Any] | None = None
    organisation: str = ""
    email: str = ""
    phone: str = ""


def snapshot(
    session: Session,
    *,
    ticket_id: int | None,
    contact_id: int | None = None,
    agent_id: int | None,
    now: datetime,
    language: str | None = None,
    form: FormOfAddress | None = None,
) -> Snapshot:
    """Everything known for a text to the customer of a ticket, to a contact, or to nobody yet.

    ``language`` and ``form`` are the contact's, else the desk's and unknown, unless they are given.
    An answer kept on the ticket wins over one kept on the contact.
    """
    row = desk(session)
    zone = zone_of(row) if row else now.tzinfo
    ticket = first(session, _TICKET, (ticket_id,)) if ticket_id is not None else None
    if contact_id is None and ticket is not None:
        contact_id = ticket[2]
    contact = _contact(session, contact_id)
    spoken = _language(language, contact, row)
    addressed = contact.form if form is None else form
    kept = dict(_kept(contact.fields or {}))
    values = _contact_values(contact, own_language=spoken == _language(None, contact, row))
    if ticket is not None:
        values |= _ticket_values(ticket, zone)
        kept |= _ticket_answers(ticket)
    values |= _agent_values(session, agent_id, spoken) | _desk_values(session, row)
    _fill_in(values, kept)
    return Snapshot(
        language=spoken,
        form=addressed,
        now=now.astimezone(zone),
        person=_person(contact, spoken, addressed),
        values={name: value for name, value in values.items() if value not in (None, "")},
        kept=kept,
        facts=dict(rows(session, "SELECT name_key, value FROM fact WHERE value <> ''")),
        holidays=holidays_of(row) if row else frozenset(),
    )


def in_words_of(
    session: Session,
    known: Snapshot,
    variant: Variant,
    *,
    ticket_id: int | None,
    contact_id: int | None = None,
    agent_id: int | None,
    now: datetime,
) -> Snapshot:
    """What is ``known``, told in the language and form of the wording that was chosen for it.

    Where no wording fits the customer another stands in, and its salutation has to fit the text.
    """
    language = variant.language or known.language
    form = known.form if variant.form is FormOfAddress.UNKNOWN else variant.form
    if (language, form) == (known.language, known.form):
        return known
    return snapshot(
        session,
        ticket_id=ticket_id,
        contact_id=contact_id,
        agent_id=agent_id,
        now=now,
        language=language,
        form=form,
    )


def _contact(session: Session, contact_id: int | None) -> _Contact:
    found = first(session, _CONTACT, (contact_id,)) if contact_id is not None else None
    if found is None:
        return _Contact()
    name, title, number, language, form, gender, salutation, fields, firm, email, phone = found
    return _Contact(
        name=name,
        title=title,
        customer_number=number,
        language=language,
        form=FormOfAddress(form),
        gender=Gender(gender),
        salutation=salutation.strip().rstrip(",").strip(),
        fields=json.loads(fields or "{}"),
        organisation=firm,
        email=email or "",
        phone=phone or "",
    )


def _language(wanted: str | None, contact: _Contact, row: DeskRow | None) -> str:
    known = (wanted, contact.language, row.language if row else None)
    return next((each for each in known if each in LANGUAGES), LANGUAGES[-1])


def _person(contact: _Contact, language: str, form: FormOfAddress) -> Person:
    return Person(
        name=contact.name,
        title=contact.title,
        gender=contact.gender,
        form=form,
        language=language,
        organisation=contact.organisation,
    )


def _contact_values(contact: _Contact, *, own_language: bool) -> dict[str, Value | None]:
    """The salutation that was written down for a contact is in the contact's language."""
    first_name, last_name = split_name(contact.name)
    return {
        "greeting": contact.salutation if own_language else None,
        "contact.name": contact.name,
        "contact.first_name": first_name,
        "contact.last_name": last_name,
        "contact.title": contact.title,
        "contact.gender": contact.gender.value,
        "contact.email": contact.email,
        "contact.phone": contact.phone,
        "contact.customer_number": contact.customer_number,
        "organisation.name": contact.organisation,
    }


def _ticket_values(row: Any, zone: tzinfo | None) -> dict[str, Value | None]:
    (
        number, subject, _contact_id, channel, status, priority, level, created, due, snoozed,
        resolution, _fields, category, assignee, _template,
    ) = row  # fmt: skip
    return {
        "ticket.number": number,
        "ticket.tag": subject_tag(number),
        "ticket.subject": subject,
        "ticket.category": category,
        "ticket.status": STATUSES[status].value,
        "ticket.priority": PRIORITIES[priority].value,
        "ticket.channel": channel,
        "ticket.level": LEVELS[level].value,
        "ticket.created": moment(created).astimezone(zone),
        "ticket.due": moment(due).astimezone(zone) if due is not None else None,
        "ticket.snoozed_until": moment(snoozed).astimezone(zone) if snoozed is not None else None,
        "ticket.assignee": assignee,
        "ticket.resolution": resolution,
    }


def _ticket_answers(row: Any) -> dict[str, str]:
    """What is written in the ticket's fields, under their keys and what they are called."""
    fields, template = json.loads(row[11] or "{}"), json.loads(row[14] or "[]")
    called = {each["label"]: fields.get(each["key"]) for each in template}
    return dict(_kept(fields)) | dict(_kept(called))


def _kept(answers: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in answers.items():
        if isinstance(value, bool):
            value = "yes" if value else "no"
        text = "" if value is None else str(value).strip()
        if text and (key := field_name(name)):
            yield key, text


def _agent_values(session: Session, agent_id: int | None, language: str) -> dict[str, Value | None]:
    known = [each for each in agents(session, retired=True) if each.id == agent_id]
    if not known:
        return {}
    agent = known[0]
    first_name, last_name = split_name(agent.name)
    return {
        "agent.name": agent.name,
        "agent.first_name": first_name or agent.name,
        "agent.last_name": last_name,
        "agent.email": agent.email,
        "agent.signature": agent.signature(language),
    }


def _desk_values(session: Session, row: DeskRow | None) -> dict[str, Value | None]:
    own: Iterable[str] = (each.email for each in own_addresses(session))
    return {"desk.name": row.name if row else None, "desk.email": next(iter(own), None)}


def _fill_in(values: dict[str, Value | None], kept: Mapping[str, str]) -> None:
    """Let a kept answer say what nothing else does: a field *Produkt* is ``ticket.product``."""
    for name, answer in kept.items():
        known = canonical(name) or canonical(f"ticket.{name}")
        if known is not None and not values.get(known):
            values[known] = answer
