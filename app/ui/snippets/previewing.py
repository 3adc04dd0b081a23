"""What a snippet looks like for somebody: read, checked and filled in off the GUI thread."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from app.i18n import _
from app.queries.facts import expired_among
from app.queries.snippet_uses import last_answers
from app.queries.snippet_values import snapshot
from app.queries.snippets import library_of
from app.rules.enums import FormOfAddress
from app.rules.sending import FindingKind, findings
from app.rules.snippet_variants import Variant
from app.templating.snippets.fields import Field
from app.templating.snippets.language import Rendered, check, compiled
from app.templating.snippets.problems import Problem, TemplateFault
from app.templating.snippets.samples import sample_snapshot
from app.templating.snippets.values import Answer, Snapshot
from app.ui.snippets.subjects import Subject
from app.ui.snippets.words import FORMS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_OFTEN_MISSING = frozenset(
    {
        "contact.title",
        "contact.first_name",
        "contact.last_name",
        "contact.name",
        "contact.customer_number",
        "organisation.name",
        "ticket.product",
    }
)


@dataclass(frozen=True, slots=True)
class Preview:
    """One body filled in. ``rendered`` is None where a fault keeps it from being used; ``notes``
    are sentences about what its reader would stumble over."""

    problems: tuple[Problem, ...] = ()
    rendered: Rendered | None = None
    fields: tuple[Field, ...] = ()
    last: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    today: date = date.min
    holidays: frozenset[date] = frozenset()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One case of the grid: a variant for a subject."""

    variant: Variant
    subject: Subject
    rendered: Rendered | None


def preview(
    session: "Session",
    variant: Variant,
    subject: Subject,
    answers: Mapping[str, Answer],
    *,
    agent_id: int | None,
    now: datetime,
) -> Preview:
    """The body of a variant for a subject, with what the form says so far."""
    filled_from = _snapshot(session, variant, subject, agent_id=agent_id, now=now)
    known = library_of(session, bodies=(variant.body,))
    nested = known.nested(filled_from.language, filled_from.form)
    problems = check(variant.body, nested=nested)
    shown = Preview(problems, today=filled_from.now.date())
    try:
        template = compiled(variant.body, nested=nested)
    except TemplateFault:
        return shown
    rendered = template.render(filled_from, answers)
    asked = tuple(each for each in template.fields if each in rendered.asked)
    return replace(
        shown,
        rendered=rendered,
        fields=asked,
        last=last_answers(session, [each.name for each in asked]),
        notes=(
            *_form_notes(variant, rendered.text, shown.today),
            *_fact_notes(session, template.facts, shown.today),
        ),
    )


def _form_notes(variant: Variant, text: str, today: date) -> Iterator[str]:
    """Whether the text says Sie where the variant is for du, or both."""
    if variant.language != "en":
        for each in findings(text, today=today, form=variant.form):
            if each.kind is FindingKind.MIXED_FORMS:
                yield each.message
            elif each.kind is FindingKind.WRONG_FORM:
                yield _("This text does not say {form}.").format(form=FORMS[variant.form])


def _fact_notes(session: "Session", names: Sequence[str], today: date) -> Iterator[str]:
    for each in expired_among(session, names, today=today):
        yield _("The fact “{name}” has expired.").format(name=each.name)


def cases(
    session: "Session",
    variants: Sequence[Variant],
    subjects: Sequence[Subject],
    *,
    agent_id: int | None,
    now: datetime,
) -> tuple[Cell, ...]:
    """Every variant for every subject, row by row."""
    known = library_of(session, bodies=[each.body for each in variants])
    cells = []
    for subject in subjects:
        for variant in variants:
            filled_from = _snapshot(session, variant, subject, agent_id=agent_id, now=now)
            nested = known.nested(filled_from.language, filled_from.form)
            try:
                rendered = compiled(variant.body, nested=nested).render(filled_from, {})
            except TemplateFault:
                rendered = None
            cells.append(Cell(variant, subject, rendered))
    return tuple(cells)


def problems_of(session: "Session", variants: Sequence[Variant]) -> tuple[tuple[Problem, ...], ...]:
    """What is wrong with each of the variants."""
    known = library_of(session, bodies=[each.body for each in variants])
    return tuple(
        check(each.body, nested=known.nested(each.language, each.form)) for each in variants
    )


def _snapshot(
    session: "Session",
    variant: Variant,
    subject: Subject,
    *,
    agent_id: int | None,
    now: datetime,
) -> Snapshot:
    language = variant.language or None
    form = None if variant.form is FormOfAddress.UNKNOWN else variant.form
    if subject.ticket_id is not None:
        return snapshot(
            session,
            ticket_id=subject.ticket_id,
            agent_id=agent_id,
            now=now,
            language=language,
            form=form,
        )
    desk_side = snapshot(session, ticket_id=None, agent_id=agent_id, now=now, language=language)
    sample = sample_snapshot(
        language or desk_side.language,
        form or FormOfAddress.SIE,
        subject.gender,
        missing=_OFTEN_MISSING if subject.missing else frozenset(),
    )
    person = sample.person
    values = dict(sample.values)
    values |= {name: value for name, value in desk_side.values.items() if _of_the_desk(name)}
    return replace(
        sample,
        values=values,
        person=person,
        facts=desk_side.facts,
        now=desk_side.now,
        holidays=desk_side.holidays,
    )


def _of_the_desk(name: str) -> bool:
    """Agent, desk and date are real even where the ticket is made up."""
    return not name.startswith(("contact.", "organisation.", "ticket."))
