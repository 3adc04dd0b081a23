"""What is printed before a workshop, as HTML: the agenda, and slips for a silent start."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, select_autoescape

from app.paths import resource

_ROWS = 4
_BLANK_LINES = 5
"""Two slips beside each other and four rows fill an A4 page."""
_LETTERS_PER_LINE = 45


@dataclass(frozen=True, slots=True)
class AgendaPhase:
    """A line of the plan, all of it in words."""

    minutes: str
    name: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is printed, all of it in words."""

    title: str
    facts: str
    questions_head: str
    questions: tuple[str, ...]
    plan_head: str
    phases: tuple[AgendaPhase, ...]
    notes_head: str
    notes: str


def agenda_html(agenda: Agenda) -> str:
    """A whole HTML document; every text in it is escaped."""
    return _template("workshop_agenda.html").render(agenda=agenda)


def slips_html(title: str, questions: Sequence[str]) -> str:
    """A page of slips to cut for each question."""
    slips = [(each, max(2, _BLANK_LINES - len(each) // _LETTERS_PER_LINE)) for each in questions]
    return _template("workshop_slips.html").render(title=title, slips=slips, rows=_ROWS)


@cache
def _template(name: str) -> Template:
    environment = Environment(
        loader=FileSystemLoader(resource("templates")),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(name)
