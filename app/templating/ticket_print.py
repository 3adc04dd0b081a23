"""A ticket with its conversation as HTML to print, within what QTextDocument understands."""

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape

from app.paths import resource


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
    return _template().render(ticket=ticket)


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(resource("templates")),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["lines"] = str.splitlines
    return environment.get_template("ticket.html")
