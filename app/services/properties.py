"""What a ticket is: subject, assignee, priority, category, level, fields, resolution, contact."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.desk import Desk
from app.models.tickets import Ticket
from app.rules.enums import Impact, Level, Priority, Urgency
from app.rules.names import folded
from app.rules.priority import DEFAULT_MATRIX, Matrix, effective_priority, matrix_from_json
from app.rules.template_fields import TemplateField, Value, checked_value, fields_from_json
from app.services import loading


def set_subject(session: Session, ticket_id: int, subject: str, *, now: datetime) -> None:
    """Give a ticket another subject; ``UserError`` if it is empty."""
    ticket = loading.ticket(session, ticket_id)
    ticket.subject = checked_subject(subject)
    ticket.subject_key = folded(ticket.subject)


def checked_subject(subject: str) -> str:
    """The subject on one line; ``UserError`` if nothing is left of it."""
    line = " ".join(subject.split())
    if not line:
        raise UserError(_("A ticket needs a subject."))
    return line


def assign(session: Session, ids: Sequence[int], assignee_id: int | None, *, now: datetime) -> None:
    """Give tickets to an agent, or to nobody."""
    if assignee_id is not None and not (agent := loading.agent(session, assignee_id)).active:
        raise UserError(
            _("{name} does not work here any more. Choose somebody else.").format(name=agent.name)
        )
    for each in loading.tickets(session, ids):
        each.assignee_id = assignee_id


def set_impact_urgency(
    session: Session,
    ids: Sequence[int],
    *,
    impact: Impact | None = None,
    urgency: Urgency | None = None,
    now: datetime,
) -> None:
    """Set either or both; the priority follows unless one was set by hand."""
    matrix = matrix_of(session)
    for each in loading.tickets(session, ids):
        each.impact = impact or each.impact
        each.urgency = urgency or each.urgency
        derive_priority(each, matrix)


def set_manual_priority(
    session: Session, ids: Sequence[int], priority: Priority | None, *, now: datetime
) -> None:
    """Set the priority by hand, or with None let impact and urgency say it again."""
    matrix = matrix_of(session)
    for each in loading.tickets(session, ids):
        each.manual_priority = priority
        derive_priority(each, matrix)


def derive_priority(ticket: Ticket, matrix: Matrix) -> None:
    """Bring the stored priority in step with what it comes from."""
    ticket.priority = effective_priority(
        manual=ticket.manual_priority, impact=ticket.impact, urgency=ticket.urgency, matrix=matrix
    )


def matrix_of(session: Session) -> Matrix:
    """The priority matrix of the desk."""
    desk = session.get(Desk, 1)
    if desk is None or desk.priority_matrix is None:
        return DEFAULT_MATRIX
    return matrix_from_json(desk.priority_matrix)


def set_category(
    session: Session, ids: Sequence[int], category_id: int | None, *, now: datetime
) -> None:
    """Put tickets into a category; what was written in the fields of the former one is kept."""
    if category_id is not None:
        loading.category(session, category_id)
    for each in loading.tickets(session, ids):
        each.category_id = category_id


def set_level(session: Session, ids: Sequence[int], level: Level, *, now: datetime) -> None:
    """Hand tickets to another line of support."""
    for each in loading.tickets(session, ids):
        each.level = level


def set_fields(
    session: Session, ticket_id: int, values: Mapping[str, Value | None], *, now: datetime
) -> None:
    """Write into the template fields of the ticket's category; None empties a field.

    Fields that are not named keep what they hold. ``UserError`` where a value does not fit, or
    the category does not ask for it.
    """
    ticket = loading.ticket(session, ticket_id)
    asked = {field.key: field for field in _fields_of(ticket)}
    answers = dict(ticket.fields or {})
    for key, value in values.items():
        if key not in asked:
            raise UserError(_("The category of this ticket has no field “{key}”.").format(key=key))
        checked = checked_value(asked[key], value)
        if checked is None:
            answers.pop(key, None)
        else:
            answers[key] = checked
    ticket.fields = answers


def _fields_of(ticket: Ticket) -> tuple[TemplateField, ...]:
    return fields_from_json(ticket.category.fields or ()) if ticket.category else ()


def set_resolution(session: Session, ticket_id: int, text: str, *, now: datetime) -> None:
    """Write down what solved the ticket."""
    loading.ticket(session, ticket_id).resolution = text.strip()


def set_contact(
    session: Session, ids: Sequence[int], contact_id: int | None, *, now: datetime
) -> None:
    """Make somebody else the customer of tickets; their messages stay as they are."""
    if contact_id is not None:
        loading.contact(session, contact_id)
    for each in loading.tickets(session, ids):
        each.contact_id = contact_id
