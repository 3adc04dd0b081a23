"""What is printed before a workshop, as HTML: the agenda, and slips for a silent start."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.templating.print_templates import print_template

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
    return print_template("workshop_agenda.html").render(agenda=agenda)


def slips_html(title: str, questions: Sequence[str]) -> str:
    """A page of slips to cut for each question."""
    slips = [(each, max(2, _BLANK_LINES - len(each) // _LETTERS_PER_LINE)) for each in questions]
    return print_template("workshop_slips.html").render(title=title, slips=slips, rows=_ROWS)
