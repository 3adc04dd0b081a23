"""Any sequence of acts on the shift plan, undone, gives the rows it started from."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.errors import UserError
from app.planning.duty.groups import Agreed, Pinned
from app.queries.shifts.people import Profile
from app.rules.rosters.demand import Wish
from app.rules.rosters.gallery import GALLERY
from app.rules.rosters.rule import Strength
from app.rules.rosters.values import AbsenceKind, Holiday, Pair, Permission, SkillMix
from app.services.shifts import (
    absences,
    cells,
    gallery,
    holidays,
    kinds,
    machine_plans,
    profiles,
    rules,
    swaps,
    wishes,
)
from app.services.shifts import settings as roster_settings
from app.services.shifts.away import Stretch
from tests.desk_fixtures import Desk, opened_copy
from tests.services.shifts.rosters import MAY, asking, kind, with_kinds, with_people

# One example is a dozen transactions: shrinking a failure would take minutes.
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)

Act = Callable[["Hands"], Any]


class Hands:
    """A desk with three people and kinds of shifts; ``n`` and ``m`` are any small numbers."""

    def __init__(self, desk: Desk, ids: Mapping[str, int], people: Sequence[int]) -> None:
        self.desk = desk
        self.ids = list(ids.values())
        self.people = people
        self.n = self.m = 0

    @property
    def who(self) -> int:
        return self.people[self.n % len(self.people)]

    @property
    def other(self) -> int:
        return self.people[(self.n + 1) % len(self.people)]

    @property
    def kind(self) -> int:
        return self.ids[self.m % len(self.ids)]

    def day(self, more: int = 0) -> Any:
        return MAY + timedelta(days=self.m + more)

    def do(self, operation: Callable[..., Any], *args: Any, **named: Any) -> bool:
        """Whether the act left a step."""
        try:
            return self.desk.outcome(operation, *args, **named).step is not None
        except UserError:
            return False


ACTS: Mapping[str, Act] = {
    "shift": lambda h: h.do(
        cells.set_cells,
        [cells.CellChange(h.who, h.day(k), h.kind, comment="x" * h.n) for k in range(3)],
    ),
    "off": lambda h: h.do(cells.set_cells, [cells.CellChange(h.who, h.day(), off=True)]),
    "clear": lambda h: h.do(cells.set_cells, [cells.CellChange(h.who, h.day(k)) for k in range(2)]),
    "machine": lambda h: h.do(
        machine_plans.take_machine_plan,
        [cells.CellChange(h.who, h.day(), h.kind)],
        given_up=[Pinned(str(h.who), h.day()), Agreed(Wish(str(h.who), h.day(1), None, False))],
    ),
    "sick call": lambda h: h.do(
        machine_plans.take_sick_call,
        h.who,
        [cells.CellChange(h.who, h.day())],
        first=h.day(),
        last=h.day(h.n),
    ),
    "pin": lambda h: h.do(cells.pin_cells, [(h.who, h.day())], h.m % 2 == 0),
    "comment": lambda h: h.do(cells.comment_cell, h.who, h.day(), "hm" * (h.n % 2)),
    "add kind": lambda h: h.do(
        kinds.add_kind, kind("F", letter="ABC"[h.n % 3]), colour=h.m, demand=asking(h.n)
    ),
    "change kind": lambda h: h.do(
        kinds.change_kind, h.kind, kind("S", letter=f"X{h.n}"), colour=h.n, demand=asking(1, h.n)
    ),
    "remove kind": lambda h: h.do(kinds.remove_kind, h.kind),
    "bring back kind": lambda h: h.do(kinds.bring_back_kind, h.kind),
    "reorder kinds": lambda h: h.do(kinds.reorder_kinds, [h.kind]),
    "profile": lambda h: h.do(
        profiles.set_profile,
        h.who,
        Profile(weekly_minutes=h.m * 60, skills=frozenset("ab"[: h.n]), leave_carried={2026: h.n}),
    ),
    "absence": lambda h: h.do(
        absences.add_absence, h.who, first=h.day(), last=h.day(h.n), kind=AbsenceKind.SICK
    ),
    "change absence": lambda h: h.do(
        absences.change_absence, h.n, first=h.day(), last=h.day(), kind=AbsenceKind.TRAINING
    ),
    "remove absence": lambda h: h.do(absences.remove_absence, h.n),
    "wish": lambda h: h.do(
        wishes.set_wish, h.who, [h.day(), h.day(1)], kind_id=h.kind, on=h.n % 2 == 0
    ),
    "mark wishes": lambda h: h.do(
        wishes.mark_wishes,
        [Stretch(h.who, h.day(), h.day(1)), Stretch(h.other, h.day(), h.day())],
        kind_id=None,
        on=h.n % 2 == 0,
        fixed=h.m % 2 == 0,
    ),
    "forget wishes": lambda h: h.do(wishes.forget_wishes, [Stretch(h.who, h.day(), h.day(3))]),
    "remove wish": lambda h: h.do(wishes.remove_wish, h.n),
    "weekly wish": lambda h: h.do(
        wishes.add_weekly_wish, h.who, weekday=h.m % 8, kind_id=None, on=False
    ),
    "change weekly wish": lambda h: h.do(
        wishes.change_weekly_wish, h.n, weekday=h.m % 7, kind_id=h.kind, on=True, fixed=True
    ),
    "remove weekly wish": lambda h: h.do(wishes.remove_weekly_wish, h.n),
    "holiday": lambda h: h.do(holidays.set_holiday, h.day(), Holiday("Fair" * h.n)),
    "no holiday": lambda h: h.do(holidays.remove_holiday, h.day()),
    "usual holiday": lambda h: h.do(holidays.reset_holiday, h.day()),
    "law": lambda h: h.do(rules.choose_law, ["DE-ArbZG-1994", "EU-2003/88", "?"][h.n % 3]),
    "rule": lambda h: h.do(
        rules.change_rule, "house.days", strength=list(Strength)[h.n % 3], numbers={"most": h.m}
    ),
    "usual rule": lambda h: h.do(rules.reset_rule, "house.days"),
    "permission": lambda h: h.do(roster_settings.set_permission, Permission("yes" * h.n)),
    "half days": lambda h: h.do(roster_settings.set_half_days, h.n % 2 == 0),
    "parishes": lambda h: h.do(roster_settings.set_regional_holidays, h.n % 2 == 0),
    "pairs": lambda h: h.do(
        roster_settings.set_pairs, [Pair(str(h.who), str(h.other), together=h.m % 2 == 0)]
    ),
    "mixes": lambda h: h.do(roster_settings.set_mixes, [SkillMix("a", h.n)]),
    "hours": lambda h: h.do(roster_settings.set_service_hours, (((h.n, h.m + 9),),) * 7),
    "surcharges": lambda h: h.do(roster_settings.set_surcharges, {"usual": h.m}),
    "ask swap": lambda h: h.do(
        swaps.request_swap, h.who, h.day(), other_agent_id=h.other, other_day=None
    ),
    "accept swap": lambda h: h.do(swaps.accept_swap, h.n),
    "withdraw swap": lambda h: h.do(swaps.withdraw_swap, h.n),
    "template": lambda h: h.do(
        gallery.apply_template,
        GALLERY[h.n % len(GALLERY)].key,
        agent_ids=h.people,
        first=h.day(),
        last=h.day(5),
    ),
}

STEPS = st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 4), st.integers(0, 20))


@settings(max_examples=25, phases=UNSHRUNK)
@given(steps=st.lists(STEPS, min_size=1, max_size=14))
def test_what_was_done_is_undone_and_done_again_row_by_row(
    template_desk: Path, steps: list[tuple[str, int, int]]
) -> None:
    with opened_copy(template_desk) as desk:
        ids = with_kinds(desk)
        hands = Hands(desk, ids, [desk.kim, *with_people(desk, "Ana", "Ben")])
        before = desk.dump()
        done = 0
        for name, hands.n, hands.m in steps:
            done += ACTS[name](hands)
        after = desk.dump()
        for _step in range(done):
            desk.undo()
        assert desk.dump() == before
        for _step in range(done):
            desk.redo()
        assert desk.dump() == after
