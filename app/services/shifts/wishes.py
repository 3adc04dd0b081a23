"""What people wish to do or not to do, on a day or every week, and what was agreed."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.shifts import DutyWish, ShiftKind, WeeklyWish
from app.services import loading
from app.services.shifts.away import Stretch

_WEEK = range(7)


def set_wish(
    session: Session,
    agent_id: int,
    days: Collection[date],
    *,
    kind_id: int | None,
    on: bool,
    weight: int = 1,
    fixed: bool = False,
    comment: str = "",
    now: datetime,
) -> None:
    """A wish for days: to do (``on``) or not to do a kind of shift, None: any.

    It takes the place of the person's other wishes for that kind on these days, and one to work,
    or for any kind, that of all of them.
    """
    loading.agent(session, agent_id)
    _check(session, kind_id, weight)
    theirs = select(DutyWish).where(DutyWish.agent_id == agent_id, DutyWish.day.in_(days))
    for each in session.scalars(theirs):
        if on or each.wanted or kind_id is None or each.kind_id in (None, kind_id):
            session.delete(each)
    session.flush()
    for day in sorted(days):
        session.add(
            DutyWish(
                agent_id=agent_id,
                day=day,
                kind_id=kind_id,
                wanted=on,
                weight=weight,
                fixed=fixed,
                comment=comment.strip(),
            )
        )
    session.flush()


def mark_wishes(
    session: Session,
    stretches: Sequence[Stretch],
    *,
    kind_id: int | None,
    on: bool,
    fixed: bool = False,
    now: datetime,
) -> None:
    """The same wish or agreement for several people and stretches of days."""
    for each in stretches:
        set_wish(session, each.agent_id, each.days, kind_id=kind_id, on=on, fixed=fixed, now=now)


def forget_wishes(session: Session, stretches: Sequence[Stretch], *, now: datetime) -> None:
    """These people wish nothing for these days of their own; what returns every week holds on."""
    for each in stretches:
        theirs = select(DutyWish).where(
            DutyWish.agent_id == each.agent_id, DutyWish.day.between(each.first, each.last)
        )
        for wish in session.scalars(theirs):
            session.delete(wish)
    session.flush()


def remove_wish(session: Session, wish_id: int, *, now: datetime) -> None:
    """One wish less."""
    gone = _("This wish was removed already.")
    session.delete(loading.existing(session, DutyWish, wish_id, gone))


def add_weekly_wish(
    session: Session,
    agent_id: int,
    *,
    weekday: int,
    kind_id: int | None,
    on: bool,
    weight: int = 1,
    fixed: bool = False,
    first: date | None = None,
    last: date | None = None,
    every: int = 1,
    comment: str = "",
    now: datetime,
) -> int:
    """A wish for a weekday of every week, or of every ``every``-th from that of ``first``."""
    loading.agent(session, agent_id)
    wish = WeeklyWish(agent_id=agent_id)
    _write_weekly(
        session, wish, weekday=weekday, kind_id=kind_id, on=on, weight=weight, fixed=fixed,
        first=first, last=last, every=every, comment=comment,
    )  # fmt: skip
    session.add(wish)
    session.flush()
    return wish.id


def change_weekly_wish(
    session: Session,
    wish_id: int,
    *,
    weekday: int,
    kind_id: int | None,
    on: bool,
    weight: int = 1,
    fixed: bool = False,
    first: date | None = None,
    last: date | None = None,
    every: int = 1,
    comment: str = "",
    now: datetime,
) -> None:
    """Say a wish for a weekday otherwise: all of it."""
    _write_weekly(
        session, _weekly(session, wish_id), weekday=weekday, kind_id=kind_id, on=on,
        weight=weight, fixed=fixed, first=first, last=last, every=every, comment=comment,
    )  # fmt: skip


def remove_weekly_wish(session: Session, wish_id: int, *, now: datetime) -> None:
    """One wish for a weekday less."""
    session.delete(_weekly(session, wish_id))


def _weekly(session: Session, wish_id: int) -> WeeklyWish:
    return loading.existing(session, WeeklyWish, wish_id, _("This wish was removed already."))


def _write_weekly(
    session: Session,
    wish: WeeklyWish,
    *,
    weekday: int,
    kind_id: int | None,
    on: bool,
    weight: int,
    fixed: bool,
    first: date | None,
    last: date | None,
    every: int,
    comment: str,
) -> None:
    _check(session, kind_id, weight)
    if weekday not in _WEEK:
        raise UserError(_("Choose a day of the week."))
    if first is not None and last is not None and last < first:
        raise UserError(_("The agreement ends before it begins."))
    if every < 1:
        raise UserError(_("It returns after one week at the earliest."))
    if every > 1 and first is None:
        raise UserError(_("Say from which week on it is counted."))
    wish.weekday, wish.kind_id, wish.wanted = weekday, kind_id, on
    wish.weight, wish.fixed = weight, fixed
    wish.first, wish.last, wish.every = first, last, every
    wish.comment = comment.strip()


def _check(session: Session, kind_id: int | None, weight: int) -> None:
    if kind_id is not None:
        gone = _("This kind of shift was removed already.")
        loading.existing(session, ShiftKind, kind_id, gone)
    if weight < 1:
        raise UserError(_("A wish weighs at least 1."))
