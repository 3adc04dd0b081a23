"""One snippet filled in for one ticket: everything that is needed, read at once, and the result."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from app.errors import UserError
from app.i18n import _
from app.rules.enums import FormOfAddress
from app.rules.snippet_actions import NO_ACTIONS, SnippetActions
from app.rules.snippet_variants import Variant
from app.templating.snippets.values import Answer, Snapshot

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.queries.snippet_details import SnippetFile
    from app.templating.snippets.language import Rendered, Template

TICKET, CONTACT = "ticket", "contact"
"""Where an answer can be kept, as ``Field.keep`` names it."""


@dataclass(frozen=True, slots=True)
class Target:
    """For whom a text is made: a ticket, a contact, or nobody in particular."""

    ticket_id: int | None = None
    contact_id: int | None = None
    agent_id: int | None = None


@dataclass(frozen=True, slots=True)
class Filling:
    """A snippet ready to be filled in. ``last`` are earlier answers by field, newest first."""

    snippet_id: int
    title: str
    abbreviation: str
    version: int
    variant: Variant
    template: "Template"
    snapshot: Snapshot
    target: Target
    last: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    actions: SnippetActions = NO_ACTIONS
    category: str = ""
    files: "tuple[SnippetFile, ...]" = ()
    contact_name: str = ""

    def render(self, answers: Mapping[str, Answer] | None = None) -> "Rendered":
        """The text with these answers."""
        return self.template.render(self.snapshot, answers or {})

    @property
    def keepable(self) -> tuple[str, ...]:
        """Where answers about this target can be kept."""
        known = {TICKET: self.target.ticket_id is not None, CONTACT: bool(self.contact_name)}
        return tuple(place for place, there in known.items() if there)

    @property
    def needs_form(self) -> bool:
        """Whether there is anything to ask."""
        return bool(self.render().asked)


@dataclass(frozen=True, slots=True)
class Filled:
    """A finished text with what it was made of. ``kept`` are answers to keep, by place."""

    filling: Filling
    rendered: "Rendered"
    answers: Mapping[str, Answer] = field(default_factory=dict)
    kept: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)

    @property
    def answers_as_text(self) -> dict[str, str]:
        """The answers as they are recorded and offered again."""
        return {name: written_answer(answer) for name, answer in self.answers.items()}


def written_answer(answer: Answer) -> str:
    """An answer as text that the form and the language read back."""
    if isinstance(answer, bool):
        return "ja" if answer else "nein"
    return answer if isinstance(answer, str) else "|".join(answer)


def read_filling(
    session: "Session",
    snippet_id: int,
    target: Target,
    *,
    now: datetime,
    language: str | None = None,
    form: FormOfAddress | None = None,
) -> Filling:
    """Everything to fill in a snippet for ``target``, in its language and form unless given.

    ``UserError`` if the snippet is gone, has no text, or its text is at fault.
    """
    from app.queries.snippet_details import snippet_details
    from app.queries.snippet_library import library_of
    from app.queries.snippet_uses import last_answers
    from app.queries.snippet_values import in_words_of, snapshot
    from app.templating.snippets.language import compiled

    details = snippet_details(session, snippet_id)
    if details is None or details.row.deleted_at is not None:
        raise UserError(_("This snippet does not exist any more."))
    known = snapshot(
        session,
        ticket_id=target.ticket_id,
        contact_id=target.contact_id,
        agent_id=target.agent_id,
        now=now,
        language=language,
        form=form,
    )
    library = library_of(session, ids=[snippet_id])
    variant = library.variant_of(snippet_id, known.language, known.form)
    if variant is None:
        raise UserError(_("The snippet “{title}” has no text.").format(title=details.row.title))
    known = in_words_of(
        session,
        known,
        variant,
        ticket_id=target.ticket_id,
        contact_id=target.contact_id,
        agent_id=target.agent_id,
        now=now,
    )
    nested = library.nested(known.language, known.form)
    template = compiled(variant.body, nested=nested)
    return Filling(
        snippet_id=snippet_id,
        title=details.row.title,
        abbreviation=details.row.abbreviation,
        version=details.row.version,
        variant=variant,
        template=template,
        snapshot=known,
        target=target,
        last=last_answers(session, (*template.names, *(each.name for each in template.fields))),
        actions=details.actions,
        category=_category(session, details.actions.category_id),
        files=details.attachments,
        contact_name=str(known.values.get("contact.name", "")),
    )


def _category(session: "Session", category_id: int | None) -> str:
    """What a category is called, with the one it lies in."""
    from app.queries.desk import categories

    for parent in categories(session) if category_id is not None else ():
        if parent.id == category_id:
            return parent.name
        for child in parent.children:
            if child.id == category_id:
                return f"{parent.name} ▸ {child.name}"
    return ""
