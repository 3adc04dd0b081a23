"""Ideas: noted, reworded, moved, merged, put into the basket and taken out again."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.workshop import WorkshopIdea
from app.services.workshop import rows


def add_idea(
    session: Session, question_id: int, text: str, *, after: int | None = None, now: datetime
) -> int:
    """Note an idea under a question, at its end or behind the idea ``after``; its id.

    ``UserError`` if it is empty or longer than a screen takes.
    """
    return add_ideas(session, question_id, [text], after=after, now=now)[0]


def add_ideas(
    session: Session,
    question_id: int,
    texts: Iterable[str],
    *,
    after: int | None = None,
    now: datetime,
) -> list[int]:
    """Note several ideas in their order; their ids."""
    question = rows.question(session, question_id)
    added = [
        WorkshopIdea(
            workshop_id=question.workshop_id, question_id=question_id, text=_checked(each), at=now
        )
        for each in texts
    ]
    if not added:
        raise UserError(_("An idea needs words."))
    order = _order(session, question_id)
    ids = [each.id for each in order]
    place = ids.index(after) + 1 if after in ids else len(order)
    _number([*order[:place], *added, *order[place:]])
    session.add_all(added)
    session.flush()
    return [each.id for each in added]


def change_idea(session: Session, idea_id: int, text: str, *, now: datetime) -> None:
    """Reword an idea; a vote that is open keeps the words it was opened with."""
    rows.idea(session, idea_id).text = _checked(text)


def move_idea(
    session: Session, idea_id: int, question_id: int, position: int, *, now: datetime
) -> None:
    """Put an idea at a place (from 0) among those that stand under a question, its own or
    another; then it remembers where it was noted."""
    move_ideas(session, [idea_id], question_id, position, now=now)


def move_ideas(
    session: Session, ids: Sequence[int], question_id: int, position: int, *, now: datetime
) -> None:
    """Put several ideas side by side at a place."""
    moved = rows.ideas(session, list(ids))
    question = rows.question(session, question_id)
    if any(each.workshop_id != question.workshop_id for each in moved):
        raise UserError(_("An idea stays in its workshop."))
    stand = [each for each in rows.standing(session, question_id) if each not in moved]
    before = stand[position] if 0 <= position < len(stand) else None
    order = [each for each in _order(session, question_id) if each not in moved]
    place = order.index(before) if before is not None else len(order)
    for each in moved:
        for carried in (each, *_merged_into(session, each.id)):
            _carry(carried, question_id)
    _number([*order[:place], *moved, *order[place:]])


def merge_ideas(session: Session, ids: Sequence[int], text: str, *, now: datetime) -> int:
    """Make one idea of several, with words that say all of it; the id of the one that stays.

    It is the first of ``ids``; the others remember what they were merged into.
    """
    first, *others = several = rows.ideas(session, list(ids))
    if not others:
        raise UserError(_("Choose at least two ideas to merge."))
    if len({each.workshop_id for each in several}) > 1:
        raise UserError(_("An idea stays in its workshop."))
    if any(each.basket or each.merged_into_id is not None for each in several):
        raise UserError(_("One of these ideas is in the basket or merged already."))
    first.text = _checked(text)
    for each in others:
        for merged in _merged_into(session, each.id):
            merged.merged_into_id = first.id
        each.merged_into_id = first.id
    return first.id


def part_ideas(session: Session, idea_id: int, *, now: datetime) -> list[int]:
    """Let the ideas that were merged into one stand by themselves again; their ids."""
    rows.idea(session, idea_id)
    parted = _merged_into(session, idea_id)
    if not parted:
        raise UserError(_("Nothing was merged into this idea."))
    for each in parted:
        each.merged_into_id = None
    return [each.id for each in parted]


def to_basket(
    session: Session,
    ids: Sequence[int],
    *,
    reason: str = "",
    revisit_on: date | None = None,
    now: datetime,
) -> None:
    """Put ideas aside, politely: they stay known, with the reason and a day to look again."""
    for each in rows.ideas(session, list(ids)):
        each.basket = True
        each.basket_reason = reason.strip()
        each.revisit_on = revisit_on


def from_basket(session: Session, ids: Sequence[int], *, now: datetime) -> None:
    """Take ideas out of the basket, back to where they were."""
    for each in rows.ideas(session, list(ids)):
        each.basket = False
        each.basket_reason = ""
        each.revisit_on = None


def _checked(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return rows.checked_text("\n".join(lines), _("An idea needs words."), longest=280)


def _order(session: Session, question_id: int) -> list[WorkshopIdea]:
    query = (
        select(WorkshopIdea)
        .where(WorkshopIdea.question_id == question_id)
        .order_by(WorkshopIdea.position, WorkshopIdea.id)
    )
    return list(session.scalars(query))


def _number(order: Iterable[WorkshopIdea]) -> None:
    for position, each in enumerate(order):
        if each.position != position:
            each.position = position


def _merged_into(session: Session, idea_id: int) -> list[WorkshopIdea]:
    query = select(WorkshopIdea).where(WorkshopIdea.merged_into_id == idea_id)
    return list(session.scalars(query.order_by(WorkshopIdea.position, WorkshopIdea.id)))


def _carry(idea: WorkshopIdea, question_id: int) -> None:
    noted_under = idea.origin_id or idea.question_id
    idea.question_id = question_id
    idea.origin_id = None if noted_under == question_id else noted_under
