"""Write an enquiry down that did not come by mail: a call, a visitor, a letter."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.contacts import Contact
from app.models.tickets import Ticket, WorkTime
from app.rules.enums import Channel, Direction, Impact, Status, Urgency
from app.rules.names import folded
from app.rules.threading import ThreadedBy
from app.services import loading, messages
from app.services.contacts import ContactChoice, chosen
from app.services.counters import next_number
from app.services.properties import checked_subject, derive_priority, matrix_of
from app.services.statuses import enter

_SUBJECT_LENGTH = 80


def capture(
    session: Session,
    *,
    subject: str,
    text: str,
    channel: Channel,
    contact: ContactChoice,
    category_id: int | None = None,
    impact: Impact = Impact.MEDIUM,
    urgency: Urgency = Urgency.MEDIUM,
    assignee_id: int | None = None,
    started_at: datetime | None = None,
    seconds: int = 0,
    solved: bool = False,
    agent_id: int | None,
    now: datetime,
) -> int:
    """A new ticket with what was said as its first message; its id.

    Without a subject the first line of the text is it. ``started_at`` is when the conversation
    began, ``seconds`` how long it took. ``UserError`` if there is neither subject nor text.
    """
    if not subject.strip() and not text.strip():
        raise UserError(_("Write a subject or what it is about."))
    if category_id is not None:
        loading.category(session, category_id)
    if assignee_id is not None:
        loading.agent(session, assignee_id)
    who = chosen(session, contact, now=now)
    began = min(started_at or now, now)
    ticket = open_ticket(
        session,
        subject=subject if subject.strip() else shortened(text),
        channel=channel,
        contact=who,
        created_at=began,
        now=now,
    )
    ticket.category_id, ticket.assignee_id = category_id, assignee_id
    ticket.impact, ticket.urgency = impact, urgency
    derive_priority(ticket, matrix_of(session))
    enter(ticket, Status.SOLVED if solved else Status.NEW, now=now)
    session.flush()
    if text.strip():
        _first_words(session, ticket, text, who=who, agent_id=agent_id, began=began, now=now)
    if seconds > 0:
        session.add(
            WorkTime(ticket_id=ticket.id, agent_id=agent_id, started_at=began, seconds=seconds)
        )
    return ticket.id


def open_ticket(
    session: Session,
    *,
    subject: str,
    channel: Channel,
    contact: Contact | None,
    created_at: datetime,
    now: datetime,
) -> Ticket:
    """A new ticket with the next number and nothing in it yet, flushed."""
    line = checked_subject(subject)
    ticket = Ticket(
        number=next_number(session, "ticket"),
        subject=line,
        subject_key=folded(line),
        channel=channel,
        contact_id=contact.id if contact else None,
        created_at=created_at,
        activity_at=created_at,
        updated_at=now,
        fields={},
    )
    session.add(ticket)
    session.flush()
    return ticket


def shortened(text: str) -> str:
    """A subject from a text: its first line with words, cut at a word."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    words = " ".join(line.split())
    if len(words) <= _SUBJECT_LENGTH:
        return words
    return words[:_SUBJECT_LENGTH].rpartition(" ")[0].rstrip(",;:") + " …"


def _first_words(
    session: Session,
    ticket: Ticket,
    text: str,
    *,
    who: Contact | None,
    agent_id: int | None,
    began: datetime,
    now: datetime,
) -> None:
    messages.write(
        session,
        ticket,
        direction=Direction.IN,
        channel=ticket.channel,
        threaded_by=ThreadedBy.CAPTURED,
        subject=ticket.subject,
        text=text.strip(),
        agent_id=agent_id,
        sender_name=who.name if who else "",
        sender_email=who.addresses[0].email if who and who.addresses else "",
        sent_at=began,
        now=now,
    )
