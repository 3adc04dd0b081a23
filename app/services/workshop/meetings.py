"""The meeting itself: made from a template, prepared, led through its phases, closed, copied."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.workshop import Workshop, WorkshopQuestion, WorkshopTemplate
from app.rules.voting.ties import TieRule
from app.rules.workshop.phases import PlannedPhase, checked_plan, plan_as_json
from app.rules.workshop.templates import (
    OWN,
    Template,
    built_in,
    template_as_json,
    template_from_json,
)
from app.rules.workshop.votes import VoteMode
from app.services import loading
from app.services.workshop import rows

MOST_PEOPLE = 60
_DEFAULT_TIES = (TieRule.PREVIOUS_ROUNDS, TieRule.RUN_OFF)


def create(
    session: Session,
    *,
    template: str,
    title: str = "",
    day: date,
    people: int | Sequence[str],
    language: str,
    now: datetime,
) -> int:
    """A new workshop from a template, its own copy of questions and plan; its id.

    ``template`` is the key of a built-in one or of an own one; ``people`` their number or names.
    Without a title it is called as the template. ``UserError`` for a number that is none.
    """
    given = _template(session, template, language)
    workshop = Workshop(
        title=title.strip() or given.name,
        day=day,
        template=template,
        language=language,
        people=_people(people),
        phases=plan_as_json(given.plan),
        tie_rules=[each.value for each in _DEFAULT_TIES],
        created_at=now,
    )
    session.add(workshop)
    session.flush()
    _ask(session, workshop.id, given.questions)
    return workshop.id


def copy(session: Session, workshop_id: int, *, day: date, now: datetime) -> int:
    """A workshop like another one, with its questions, people and plan and without what came of
    it; its id."""
    like = rows.workshop(session, workshop_id)
    workshop = Workshop(
        title=like.title,
        day=day,
        template=like.template,
        language=like.language,
        people=like.people,
        phases=like.phases,
        vote_mode=like.vote_mode,
        tie_rules=like.tie_rules,
        notes=like.notes,
        created_at=now,
    )
    session.add(workshop)
    session.flush()
    _ask(session, workshop.id, [each.text for each in rows.questions(session, workshop_id)])
    return workshop.id


def change(
    session: Session,
    workshop_id: int,
    *,
    title: str | None = None,
    day: date | None = None,
    language: str | None = None,
    notes: str | None = None,
    now: datetime,
) -> None:
    """Change what is given. ``UserError`` without a title."""
    workshop = rows.workshop(session, workshop_id)
    if title is not None:
        workshop.title = rows.checked_text(title, _("A workshop needs a title."))
    if day is not None:
        workshop.day = day
    if language is not None:
        workshop.language = language
    if notes is not None:
        workshop.notes = notes.strip()


def set_people(
    session: Session, workshop_id: int, people: int | Sequence[str], *, now: datetime
) -> None:
    """How many are there, or who; it is the number of voters of the next vote."""
    rows.workshop(session, workshop_id).people = _people(people)


def set_plan(
    session: Session, workshop_id: int, plan: Iterable[PlannedPhase], *, now: datetime
) -> None:
    """Plan the phases anew; where the room is stays, if that phase is still planned."""
    workshop = rows.workshop(session, workshop_id)
    checked = checked_plan(plan)
    if not checked:
        raise UserError(_("A workshop needs at least one phase."))
    here = workshop.phases[workshop.phase]["key"]
    keys = [each.phase.value for each in checked]
    workshop.phases = plan_as_json(checked)
    workshop.phase = keys.index(here) if here in keys else 0


def set_voting(
    session: Session,
    workshop_id: int,
    *,
    mode: VoteMode,
    tie_rules: Iterable[TieRule],
    now: datetime,
) -> None:
    """How the next votes are taken, and by which rules their ties are settled, in this order."""
    workshop = rows.workshop(session, workshop_id)
    workshop.vote_mode = mode
    workshop.tie_rules = [each.value for each in dict.fromkeys(tie_rules)]


def go_to_phase(session: Session, workshop_id: int, place: int, *, now: datetime) -> None:
    """Lead the room to another phase of the plan, forward or back; nothing is discarded by it."""
    workshop = rows.workshop(session, workshop_id)
    if not 0 <= place < len(workshop.phases):
        raise UserError(_("There is no such phase in the plan."))
    workshop.phase = place
    if workshop.started_at is None:
        workshop.started_at = now


def close(session: Session, workshop_id: int, *, now: datetime) -> None:
    """The meeting is over."""
    rows.workshop(session, workshop_id).closed_at = now


def reopen(session: Session, workshop_id: int, *, now: datetime) -> None:
    """The meeting goes on after all."""
    rows.workshop(session, workshop_id).closed_at = None


def delete(session: Session, ids: Sequence[int], *, now: datetime) -> None:
    """Delete workshops; what came of them is deleted with them, until it is undone."""
    for each in dict.fromkeys(ids):
        rows.workshop(session, each).deleted_at = now


def restore(session: Session, workshop_id: int, *, now: datetime) -> None:
    """Bring a deleted workshop back."""
    gone = _("This workshop does not exist any more.")
    loading.existing(session, Workshop, workshop_id, gone).deleted_at = None


def save_template(session: Session, workshop_id: int, name: str, *, now: datetime) -> str:
    """Keep the questions and the plan of a workshop as a template of the desk's own; its key."""
    workshop = rows.workshop(session, workshop_id)
    texts = tuple(each.text for each in rows.questions(session, workshop_id))
    named = rows.checked_text(name, _("A template needs a name."), longest=80)
    stored = {"questions": list(texts), "plan": workshop.phases}
    content = template_as_json(template_from_json("", named, stored))
    template = WorkshopTemplate(name=named, content=content)
    session.add(template)
    session.flush()
    return own_key(template.id)


def remove_template(session: Session, key: str, *, now: datetime) -> None:
    """Remove a template of the desk's own; workshops made from it stay as they are."""
    session.delete(_own_template(session, key))


def own_key(template_id: int) -> str:
    """The key of a template of the desk's own."""
    return f"{OWN}{template_id}"


def _template(session: Session, key: str, language: str) -> Template:
    for each in built_in(language):
        if each.key == key:
            return each
    own = _own_template(session, key)
    return template_from_json(key, own.name, own.content)


def _own_template(session: Session, key: str) -> WorkshopTemplate:
    number = key.removeprefix(OWN)
    template_id = int(number) if number.isdecimal() else 0
    gone = _("This template was removed already.")
    return loading.existing(session, WorkshopTemplate, template_id, gone)


def _ask(session: Session, workshop_id: int, questions: Iterable[str]) -> None:
    session.add_all(
        WorkshopQuestion(workshop_id=workshop_id, position=position, text=text)
        for position, text in enumerate(questions)
    )
    session.flush()


def _people(people: int | Sequence[str]) -> dict[str, int | list[str]]:
    names = [] if isinstance(people, int) else [" ".join(each.split()) for each in people]
    names = [each for each in names if each]
    count = people if isinstance(people, int) else len(names)
    if not 1 <= count <= MOST_PEOPLE:
        raise UserError(_("A workshop has between 1 and {most} people.").format(most=MOST_PEOPLE))
    return {"count": count, "names": names}
