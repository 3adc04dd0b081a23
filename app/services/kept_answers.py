"""Answers to the form of a snippet that are kept, so that the next one need not ask."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.contacts import Contact
from app.services import loading
from app.templating.snippets.fields import field_name
from app.templating.snippets.values import Answer

TICKET, CONTACT = "ticket", "contact"
"""Where an answer is kept, as ``Field.keep`` names it."""


def keep_answers(
    session: Session,
    *,
    kept: Mapping[str, Mapping[str, Answer]],
    ticket_id: int | None = None,
    contact_id: int | None = None,
    now: datetime,
) -> None:
    """Keep answers by place and field; an empty one is forgotten.

    Those for the contact go to ``contact_id``, else to the contact of the ticket. ``UserError``
    if there is nobody to keep them for.
    """
    ticket = loading.any_ticket(session, ticket_id) if ticket_id is not None else None
    if answers := kept.get(TICKET):
        if ticket is None:
            raise UserError(_("There is no ticket to keep this answer on."))
        ticket.fields = _with(ticket.fields, answers)
    if answers := kept.get(CONTACT):
        known = contact_id if contact_id is not None or ticket is None else ticket.contact_id
        if known is None:
            raise UserError(_("There is no contact to keep this answer on."))
        contact: Contact = loading.contact(session, known)
        contact.fields = _with(contact.fields, answers)


def _with(fields: Mapping[str, object] | None, answers: Mapping[str, Answer]) -> dict[str, object]:
    merged = dict(fields or {})
    for name, answer in answers.items():
        key = next((each for each in merged if field_name(each) == field_name(name)), name)
        value = "|".join(answer) if isinstance(answer, tuple) else answer
        if isinstance(value, str) and not value.strip():
            merged.pop(key, None)
        else:
            merged[key] = value
    return merged
