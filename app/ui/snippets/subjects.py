"""For whom a snippet is tried out: a ticket of the desk, or somebody made up."""

from dataclasses import dataclass, replace

from app.i18n import _
from app.rules.enums import FormOfAddress, Gender
from app.ui.snippets.words import FORMS


@dataclass(frozen=True, slots=True)
class Subject:
    """``ticket_id`` None: somebody made up. ``firm_only`` knows the firm and no person,
    ``missing`` has none of the values that a ticket often lacks."""

    ticket_id: int | None = None
    title: str = ""
    gender: Gender = Gender.FEMALE
    firm_only: bool = False
    missing: bool = False


def made_up() -> tuple[Subject, ...]:
    """The people that a snippet has to get right."""
    return (
        Subject(title=_("A woman"), gender=Gender.FEMALE),
        Subject(title=_("A man"), gender=Gender.MALE),
        Subject(title=_("A diverse person"), gender=Gender.DIVERSE),
        Subject(title=_("Gender unknown"), gender=Gender.UNKNOWN),
        Subject(title=_("Only the firm is known"), gender=Gender.UNKNOWN, firm_only=True),
        Subject(title=_("Values are missing"), gender=Gender.FEMALE, missing=True),
    )


def ticket_subject(ticket_id: int, number: int, who: str) -> Subject:
    """A ticket of the desk."""
    return replace(Subject(), ticket_id=ticket_id, title=f"#{number} {who}")


def addressed(subject: Subject, form: FormOfAddress) -> str:
    """*A woman · Sie*."""
    return f"{subject.title} · {FORMS[form]}" if form in FORMS else subject.title
