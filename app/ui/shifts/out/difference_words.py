"""What changed since the plan was published, in words, person by person."""

from collections.abc import Mapping
from datetime import date

from app.i18n import _
from app.queries.shifts.roster import Roster
from app.ui.shifts.periods import near_date


def difference_rows(plan: Roster) -> list[tuple[str, str, str, str]]:
    """Name, day, what the team was told, what is planned now."""
    names = {each.key: each.name for each in plan.people}
    told = {key: kind.name for each in reversed(plan.publications)
            for key, kind in each.kinds.items()}  # fmt: skip
    now = {each.key: each.name for each in plan.kinds}
    return [
        (
            names.get(each.person, _("somebody who left")),
            near_date(each.day),
            shift_words(each.before, {**now, **told}),
            shift_words(each.after, now),
        )
        for each in plan.differences
    ]


def shift_words(kind: str | None, names: Mapping[str, str]) -> str:
    """The name of a shift, or that there is none."""
    return _("no shift") if kind is None else names.get(kind, kind)


def told_days(plan: Roster) -> list[date]:
    """The days of the period that some version covers."""
    days = [
        date.fromordinal(day) for day in range(plan.first.toordinal(), plan.last.toordinal() + 1)
    ]
    return [day for day in days if any(each.covers(day) for each in plan.publications)]
