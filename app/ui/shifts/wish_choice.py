"""What can be wished or agreed for the chosen days, as a list to choose from."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.i18n import _
from app.queries.shifts.kinds import KindRow
from app.ui.widgets.choice_popover import Choice


@dataclass(frozen=True, slots=True)
class WishChoice:
    """``kind_id`` None: any shift; ``fixed``: an agreement and no wish."""

    on: bool
    kind_id: int | None = None
    fixed: bool = False


def wish_choices(kinds: Sequence[KindRow]) -> list[Choice]:
    """Free, work, each kind or not, as wishes and as agreements, and last of all no wish."""
    found = [
        Choice(WishChoice(on=False), _("Wishes a free day")),
        Choice(WishChoice(on=True), _("Wishes to work")),
        Choice(WishChoice(on=False, fixed=True), _("Agreed: a free day")),
        Choice(WishChoice(on=True, fixed=True), _("Agreed: to work")),
    ]
    for each in kinds:
        found += [
            Choice(WishChoice(True, each.id), _("Wishes {shift}").format(shift=each.name)),
            Choice(WishChoice(False, each.id), _("Does not wish {shift}").format(shift=each.name)),
            Choice(WishChoice(True, each.id, True), _("Agreed: {shift}").format(shift=each.name)),
            Choice(
                WishChoice(False, each.id, True), _("Agreed: not {shift}").format(shift=each.name)
            ),
        ]
    return [*found, Choice(None, _("No wish for the day"))]
