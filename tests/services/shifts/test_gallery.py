"""Beginning with a template."""

from datetime import date

import pytest

from app.errors import UserError
from app.queries.shifts.kinds import kinds as all_kinds
from app.rules.rosters.demand import Demand
from app.rules.rosters.gallery import GALLERY
from app.rules.rosters.values import AbsenceKind
from app.services.shifts import absences, gallery
from tests.desk_fixtures import Desk
from tests.services.shifts.rosters import (
    END_OF_MAY,
    MAY,
    may,
    row,
    with_kinds,
    with_people,
    write,
)


@pytest.mark.parametrize("key", [each.key for each in GALLERY])
def test_every_template_can_be_taken_twice_and_taken_back(desk: Desk, key: str) -> None:
    before = desk.dump()
    ids = desk.do(gallery.apply_template, key)
    assert desk.do(gallery.apply_template, key) == ids
    desk.undo()
    assert desk.dump() == before


def test_all_templates_fit_into_one_desk_with_different_letters(desk: Desk) -> None:
    for each in GALLERY:
        desk.do(gallery.apply_template, each.key)
    letters = [each.letter for each in desk.read(all_kinds)]
    assert len(set(letters)) == len(letters)


def test_a_kind_of_the_same_name_and_times_is_not_made_twice(desk: Desk) -> None:
    desk.do(gallery.apply_template, "business_hours")
    desk.do(gallery.apply_template, "on_call")
    days = [each for each in desk.read(all_kinds) if each.name == "Day shift"]
    assert [each.demand.weekdays[0] for each in days] == [Demand(1, 2)]


def test_the_rotation_fills_only_what_is_free_and_asked_for(desk: Desk) -> None:
    own = with_kinds(desk)
    (ana,) = with_people(desk, "Ana")
    write(desk, own, desk.kim, "---F", MAY)
    desk.do(
        absences.add_absence, ana, first=date(2026, 5, 11), last=date(2026, 5, 12),
        kind=AbsenceKind.VACATION,
    )  # fmt: skip
    desk.do(
        gallery.apply_template, "alternating", agent_ids=[desk.kim, ana], first=MAY,
        last=END_OF_MAY,
    )  # fmt: skip
    # The first, the 14th and the 25th of May are holidays, the first is a Friday.
    assert row(may(desk), desk.kim) == "---FLLLL--EEE-E--LLLLL---EEEE--"
    assert row(may(desk), ana) == "---EEEEE----L-L--EEEEE---LLLL--"
    desk.undo()
    assert row(may(desk), ana) == "-" * 31


def test_a_template_that_does_not_exist_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError, match="no such template"):
        desk.do(gallery.apply_template, "moon")
