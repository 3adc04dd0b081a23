"""A ticket with its conversation as HTML to print, within what QTextDocument understands."""

from dataclasses import dataclass

from app.templating.print_templates import print_template


@dataclass(frozen=True, slots=True)
class PrintedBlock:
    """A stretch of a message; ``aside`` ones (quotes, signatures) are printed small and grey."""

    text: str
    aside: bool


@dataclass(frozen=True, slots=True)
class PrintedMessage:
    """One entry; ``tint`` is a CSS colour; ``to`` and ``attachments`` are lines or empty."""

    head: str
    address: str
    when: str
    to: str
    tint: str
    blocks: tuple[PrintedBlock, ...]
    attachments: str


@dataclass(frozen=True, slots=True)
class PrintedTicket:
    """What is printed, all of it in words; ``facts`` are pairs of label and value."""

    title: str
    facts: tuple[tuple[str, str], ...]
    messages: tuple[PrintedMessage, ...]
    footer: str


def ticket_html(ticket: PrintedTicket) -> str:
    """A whole HTML document; every text in it is escaped."""
    return print_template("ticket.html", lines=str.splitlines).render(ticket=ticket)
