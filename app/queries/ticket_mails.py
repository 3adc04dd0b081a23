"""The entries of a ticket as mails, read one by one, for who takes a ticket out of the desk."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from app.errors import UserError
from app.formats.mail.values import Address
from app.formats.mail_copy import WrittenEntry, as_mail, as_sent
from app.formats.mime_writing import Attachment
from app.i18n import _
from app.queries.conversation import Entry, attachment_content, entries, raw
from app.queries.decoding import rows
from app.rules.enums import Channel, Direction, label
from app.rules.file_names import safe_name
from app.rules.threading import ThreadedBy


@dataclass(frozen=True, slots=True)
class TicketMail:
    """One entry as a file ``name``; ``left_out`` are its files whose content is gone."""

    name: str
    sent_at: datetime
    content: bytes
    left_out: tuple[str, ...] = ()


def mail_ids(session: Session, ticket_id: int, *, notes: bool) -> list[int]:
    """The entries of a ticket, oldest first; without ``notes`` only what others may read."""
    wanted = [each.value for each in Direction if notes or each is not Direction.NOTE]
    marks = ", ".join("?" * len(wanted))
    found = rows(
        session,
        f"SELECT id FROM message WHERE ticket_id = ? AND direction IN ({marks}) ORDER BY id",
        (ticket_id, *wanted),
    )
    return [row[0] for row in found]


def ticket_mail(
    session: Session, message_id: int, *, number: int, subject: str, zone: tzinfo
) -> TicketMail | None:
    """An entry as a mail, None if it is gone.

    A mail that came, or was imported, is as it was; an answer is as its readers got it; notes and
    what was taken down are written as mails. ``subject`` is for entries that have none, ``number``
    and the date in ``zone`` put the files in order.
    """
    found = entries(session, [message_id])
    if not found:
        return None
    (entry,) = found
    content, left_out = _content(session, entry, subject)
    name = f"{number:04} {entry.sent_at.astimezone(zone):%Y-%m-%d %H.%M} {_who(entry)}"
    safe = safe_name(f"{name}.eml", fallback="mail.eml")
    return TicketMail(safe, entry.sent_at, content, left_out)


def _content(session: Session, entry: Entry, subject: str) -> tuple[bytes, tuple[str, ...]]:
    if entry.raw_id is not None:
        written_here = entry.threaded_by == ThreadedBy.WRITTEN
        mail = raw(session, entry.id)
        return as_sent(mail) if written_here else mail, ()
    files, left_out = _files(session, entry)
    return as_mail(_written(entry, subject, files)), left_out


def _files(session: Session, entry: Entry) -> tuple[tuple[Attachment, ...], tuple[str, ...]]:
    """What was attached, and the names of what is gone."""
    files: list[Attachment] = []
    left_out: list[str] = []
    for each in entry.attachments:
        try:
            content = attachment_content(session, each.id)
        except UserError:
            left_out.append(each.name)
        else:
            files.append(Attachment(each.name, each.content_type, content))
    return tuple(files), tuple(left_out)


def _written(entry: Entry, subject: str, files: tuple[Attachment, ...]) -> WrittenEntry:
    return WrittenEntry(
        kind=_kind(entry),
        sender=Address(entry.sender_name or entry.agent_name, entry.sender_email),
        to=entry.to,
        cc=entry.cc,
        subject=entry.subject or subject,
        text=entry.text,
        date=entry.sent_at,
        message_id=entry.message_id_header,
        in_reply_to=entry.in_reply_to,
        references=entry.references,
        attachments=files,
    )


def _kind(entry: Entry) -> str:
    """What it is where it is no mail."""
    if entry.direction is Direction.NOTE:
        return _("Internal note")
    return "" if entry.channel is Channel.EMAIL else label(entry.channel)


def _who(entry: Entry) -> str:
    who = entry.sender_name or entry.agent_name or entry.sender_email
    return f"{_kind(entry)} {who}".strip()
