"""A ticket on paper or as a PDF, with or without what is folded and what is internal."""

from datetime import datetime
from pathlib import Path

from app.formats.mail.quotes import Kind, fold
from app.i18n import _
from app.queries.conversation import Entry
from app.queries.ticket_rows import TicketRow
from app.rules.enums import Direction, label
from app.templating.ticket_print import (
    PrintedBlock,
    PrintedMessage,
    PrintedTicket,
    ticket_html,
)
from app.ui import paper
from app.ui.colours import COLOURS, Role
from app.ui.tickets.out_choice import Printing
from app.ui.times import exact_time, size_text


def printed(
    row: TicketRow, entries: tuple[Entry, ...], wanted: Printing, *, printed_on: str
) -> PrintedTicket:
    """The ticket in words to print; what it holds in files is named."""
    shown = [each for each in entries if wanted.notes or each.direction is not Direction.NOTE]
    facts = [
        (_("Contact"), _with_address(row.contact_name, row.contact_email)),
        (_("Organisation"), row.organisation),
        (_("Status"), label(row.status)),
        (_("Priority"), label(row.priority)),
        (_("Category"), row.category),
        (_("Assigned to"), row.assignee_name),
        (_("Tags"), ", ".join(row.tags)),
        (_("Created"), exact_time(row.created_at)),
        (_("Closed"), exact_time(row.closed_at) if row.closed_at else ""),
        (_("Messages"), str(len(shown))),
    ]
    return PrintedTicket(
        title=f"#{row.number} {row.subject}",
        facts=tuple((name, value) for name, value in facts if value),
        messages=tuple(_message(each, quotes=wanted.quotes) for each in shown),
        footer=printed_on,
    )


def printed_on(now: datetime) -> str:
    """The last line: when it was printed."""
    return _("Printed {time} by Tresen").format(time=exact_time(now))


def save_pdf(ticket: PrintedTicket, path: Path) -> None:
    """Write the ticket as a PDF; raises OSError if the file cannot be written."""
    paper.save_pdf(ticket_html(ticket), path, title=ticket.title, foot=ticket.title)


def _message(entry: Entry, *, quotes: bool) -> PrintedMessage:
    who = entry.sender_name or entry.agent_name or entry.sender_email
    note = entry.direction is Direction.NOTE
    kind = _("Internal note") if note else label(entry.channel)
    tint = {
        Direction.NOTE: Role.NOTE_TINT,
        Direction.OUT: Role.OUTGOING_TINT,
        Direction.IN: Role.RAISED,
    }[entry.direction]
    listed = [each for each in entry.attachments if not each.inline]
    files = ", ".join(f"{each.name} ({size_text(each.size)})" for each in listed)
    return PrintedMessage(
        head=f"{kind}: {who}" if note else who,
        address=entry.sender_email if entry.sender_email != who else "",
        when=exact_time(entry.sent_at) if note else f"{kind}, {exact_time(entry.sent_at)}",
        to=_recipients(entry),
        tint=COLOURS[tint].light,
        blocks=tuple(_blocks(entry.text, quotes=quotes)),
        attachments=_("Attachments: {names}").format(names=files) if files else "",
    )


def _recipients(entry: Entry) -> str:
    """To whom it went, where it says so."""
    people = [_with_address(each.name, each.email) for each in (*entry.to, *entry.cc)]
    return _("To: {people}").format(people=", ".join(people)) if people else ""


def _blocks(text: str, *, quotes: bool) -> list[PrintedBlock]:
    found = []
    for block in fold(text):
        aside = block.kind is not Kind.VISIBLE
        if not aside or quotes:
            found.append(PrintedBlock(block.text.strip("\n"), aside))
        elif block.text.strip() and not (found and found[-1].text == "[…]"):
            found.append(PrintedBlock("[…]", aside=True))
    return found


def _with_address(name: str, email: str) -> str:
    return f"{name} <{email}>" if name and email and name != email else name or email
