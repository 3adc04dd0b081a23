"""How an answer begins (to whom, subject, quote, signature), and the mail it becomes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import make_msgid

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.formats import outgoing
from app.formats.mail import addresses
from app.formats.mail.values import Address
from app.i18n import _
from app.models.contacts import Contact
from app.models.desk import Agent, Desk, OwnAddress
from app.models.messages import Draft
from app.models.tickets import Ticket
from app.queries.conversation import AttachmentRow, Entry, conversation, entries
from app.queries.desk import desk, zone_of
from app.rules.enums import Direction, DraftKind
from app.rules.threading import subject_tag
from app.storage import blobs

_NEWEST = 60
"""Among so many entries is the one to answer; nobody answers what lies further back unasked."""
_LOCAL_DOMAIN = "tresen.invalid"
"""Right of the @ in a Message-ID where the desk has no address (RFC 2606 keeps it from others)."""


@dataclass(frozen=True, slots=True)
class AnswerStart:
    """An answer before its first word; ``text`` has an empty first paragraph to write in.

    ``files`` are the attachments that a forwarded message takes along.
    """

    kind: DraftKind
    reply_to_id: int | None
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    text: str
    files: tuple[AttachmentRow, ...] = ()


def answer_start(
    session: Session,
    ticket_id: int,
    *,
    kind: DraftKind,
    message_id: int | None,
    agent_id: int | None,
) -> AnswerStart:
    """What to begin with; ``message_id`` None answers the newest message of the customer."""
    ticket = session.get(Ticket, ticket_id)
    if ticket is None:
        raise UserError(_("This ticket does not exist any more."))
    if kind is DraftKind.NOTE:
        return AnswerStart(kind, None, (), (), "", "")
    answered = _answered(session, ticket_id, message_id)
    language = _language(session, ticket.contact)
    to, cc = _recipients(session, ticket, answered, kind)
    return AnswerStart(
        kind=kind,
        reply_to_id=answered.id if answered else None,
        to=to,
        cc=cc,
        subject=_subject(ticket, answered, kind),
        text=_text(session, ticket, answered, kind, agent_id=agent_id, language=language),
        files=tuple(each for each in answered.attachments if not each.inline)
        if answered and kind is DraftKind.FORWARD
        else (),
    )


def can_reply_to_all(entry: Entry, own: Collection[str]) -> bool:
    """Whether *reply all* reaches anybody whom *reply* does not."""
    to, cc = reply_recipients(entry, own=own, everyone=True)
    return len(to) + len(cc) > 1


def reply_recipients(
    entry: Entry, *, own: Collection[str], everyone: bool
) -> tuple[tuple[Address, ...], tuple[Address, ...]]:
    """To and Cc of an answer to ``entry``; ``own`` are the desk's addresses, case folded.

    Reply-To wins over the sender; an answer to what the desk wrote goes to whom it was written.
    """
    if entry.direction is Direction.OUT:
        to: Sequence[Address] = entry.to
        others: Sequence[Address] = entry.cc
    else:
        to = entry.reply_to or (Address(entry.sender_name, entry.sender_email),)
        others = (*entry.to, *entry.cc)
    chosen = _distinct(to, without=set())
    if not everyone:
        return chosen, ()
    taken = {each.email.casefold() for each in chosen} | set(own)
    return chosen, _distinct(others, without=taken)


def draft_mail(
    session: Session, draft_id: int, *, agent_id: int | None, now: datetime
) -> outgoing.OutgoingMail:
    """The mail that a draft becomes, with its files and with what threads it.

    ``UserError`` if the draft is gone.
    """
    draft = session.get(Draft, draft_id)
    if draft is None:
        raise UserError(_("This draft was finished or discarded already."))
    sender = _sender(session, agent_id)
    answered = entries(session, [draft.reply_to_id]) if draft.reply_to_id is not None else ()
    parent = answered[0].message_id_header if answered else ""
    known = answered[0].references if answered else ()
    own_domain = sender.email.rpartition("@")[2] or _LOCAL_DOMAIN
    row = desk(session)
    return outgoing.OutgoingMail(
        sender=sender,
        to=addresses.parse(draft.to),
        cc=addresses.parse(draft.cc),
        bcc=addresses.parse(draft.bcc),
        subject=draft.subject,
        text=draft.text,
        message_id=make_msgid(domain=own_domain).strip("<>"),
        date=now.astimezone(zone_of(row)) if row else now,
        in_reply_to=parent,
        references=outgoing.reply_references(known, parent) if parent else (),
        attachments=tuple(
            outgoing.Attachment(each.name, each.content_type, blobs.get(session, each.blob_id))
            for each in draft.attachments
        ),
    )


def _answered(session: Session, ticket_id: int, message_id: int | None) -> Entry | None:
    """The message that is answered: the chosen one, else the customer's newest, else the newest."""
    if message_id is not None:
        found = entries(session, [message_id])
        return found[0] if found else None
    newest = conversation(session, ticket_id, limit=_NEWEST)
    talk = [each for each in newest if each.direction != Direction.NOTE]
    theirs = [each for each in talk if each.direction is Direction.IN and not each.automatic]
    return theirs[-1] if theirs else talk[-1] if talk else None


def _recipients(
    session: Session, ticket: Ticket, answered: Entry | None, kind: DraftKind
) -> tuple[tuple[Address, ...], tuple[Address, ...]]:
    if kind is DraftKind.FORWARD:
        return (), ()
    contact = ticket.contact
    theirs = (
        (Address(contact.name, contact.addresses[0].email),)
        if contact is not None and contact.addresses
        else ()
    )
    if answered is None:
        return theirs, ()
    to, cc = reply_recipients(
        answered, own=own_emails(session), everyone=kind is DraftKind.REPLY_ALL
    )
    return to or theirs, cc


def own_emails(session: Session) -> frozenset[str]:
    """The desk's addresses and those of its agents, case folded."""
    found = [*session.scalars(select(OwnAddress.email)), *session.scalars(select(Agent.email))]
    return frozenset(each.casefold() for each in found if each)


def _subject(ticket: Ticket, answered: Entry | None, kind: DraftKind) -> str:
    subject = (answered.subject if answered else "") or ticket.subject
    if kind is DraftKind.FORWARD:
        return outgoing.forward_subject(subject, number=ticket.number)
    return outgoing.reply_subject(subject, number=ticket.number)


def _text(
    session: Session,
    ticket: Ticket,
    answered: Entry | None,
    kind: DraftKind,
    *,
    agent_id: int | None,
    language: str,
) -> str:
    signature = _signature(session, agent_id, language)
    # With the number below it: an answer from the clipboard leaves without the subject.
    signed = "\n".join(filter(None, (signature, subject_tag(ticket.number))))
    quoted = _quoted(session, answered, kind, language)
    return "\n" + outgoing.assemble("", signature=signed, quoted=quoted)


def _signature(session: Session, agent_id: int | None, language: str) -> str:
    agent = session.get(Agent, agent_id) if agent_id is not None else None
    if agent is None:
        return ""
    both = (agent.signature_de, agent.signature_en)
    first, second = both if language == "de" else both[::-1]
    return first.rstrip() or second.rstrip()


def _quoted(session: Session, answered: Entry | None, kind: DraftKind, language: str) -> str:
    if answered is None:
        return ""
    row = desk(session)
    when = answered.sent_at.astimezone(zone_of(row)) if row else answered.sent_at
    date = when if answered.dated else None
    name = answered.sender_name or answered.agent_name
    sender = Address(name, answered.sender_email)
    if kind is DraftKind.FORWARD:
        return outgoing.forward_text(
            answered.text,
            sender=sender,
            to=answered.to,
            cc=answered.cc,
            subject=answered.subject,
            date=date,
            language=language,
        )
    return outgoing.quote(answered.text, sender=sender, date=date, language=language)


def _language(session: Session, contact: Contact | None) -> str:
    """The contact's language, else the desk's."""
    if contact is not None and contact.language:
        return contact.language
    row = session.get(Desk, 1)
    return row.language if row is not None else "en"


def _sender(session: Session, agent_id: int | None) -> Address:
    """The agent under the desk's first address, so that answers come back to the desk."""
    agent = session.get(Agent, agent_id) if agent_id is not None else None
    own = session.scalar(select(OwnAddress.email).order_by(OwnAddress.id).limit(1))
    email = own or (agent.email if agent is not None else "")
    if not email:
        raise UserError(
            _("The desk has no mail address yet. Enter one in the settings, then answer by mail.")
        )
    return Address(agent.name if agent is not None else "", email)


def _distinct(people: Sequence[Address], *, without: set[str]) -> tuple[Address, ...]:
    seen = set(without)
    kept = []
    for each in people:
        key = each.email.casefold()
        if key and key not in seen:
            seen.add(key)
            kept.append(each)
    return tuple(kept)
