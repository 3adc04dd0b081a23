"""What is held about a person, and the certificate that it was erased, as HTML to print."""

from dataclasses import dataclass

from app.templating.print_templates import print_template


@dataclass(frozen=True, slots=True)
class Entry:
    """A line above, and a text of any number of lines."""

    head: str
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """Entries under one head."""

    head: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed, all of it in words; ``facts`` are pairs of label and value."""

    title: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    footer: str


def sheet_html(sheet: Sheet) -> str:
    """A whole HTML document; every text in it is escaped."""
    return print_template("personal_data.html").render(sheet=sheet)
