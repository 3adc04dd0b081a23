"""Offers to swap or give away a shift, and what they do to the plan."""

from datetime import date

import pytest

from app.errors import UserError
from app.queries.shifts.swaps import swaps
from app.rules.rosters.swaps import SwapState
from app.services.shifts import cells
from app.services.shifts import swaps as service
from tests.desk_fixtures import Desk
from tests.services.shifts.rosters import MAY, may, row, with_kinds, with_people, write

SECOND = date(2026, 5, 2)


@pytest.fixture
def ana(desk: Desk) -> int:
    """Kim has Früh on the first, Ana Spät on the second."""
    ids = with_kinds(desk)
    (ana,) = with_people(desk, "Ana")
    write(desk, ids, desk.kim, "F-", MAY)
    write(desk, ids, ana, "-S", MAY)
    return ana


def _rows(desk: Desk, *people: int) -> list[str]:
    return [row(may(desk), each)[:2] for each in people]


def _accept(desk: Desk, swap: int, agent_id: int) -> None:
    desk.database.execute(
        service.accept_swap, swap, label="Accept", agent_id=agent_id, now=desk.clock()
    )


def test_two_shifts_change_hands_in_one_step(desk: Desk, ana: int) -> None:
    swap = desk.do(
        service.request_swap, desk.kim, MAY, other_agent_id=ana, other_day=SECOND, note="Dentist"
    )
    (offer,) = desk.read(swaps)
    assert (offer.agent_name, offer.other_name, offer.note) == ("Kim Okafor", "Ana", "Dentist")
    _accept(desk, swap, ana)
    assert _rows(desk, desk.kim, ana) == ["-S", "F-"]
    (settled,) = desk.read(swaps, settled=True)
    assert settled.state is SwapState.ACCEPTED
    assert desk.read(swaps) == ()
    desk.database.undo(agent_id=ana)
    assert _rows(desk, desk.kim, ana) == ["F-", "-S"]
    assert [each.id for each in desk.read(swaps)] == [swap]


def test_pin_and_comment_go_with_the_shift(desk: Desk, ana: int) -> None:
    desk.do(cells.comment_cell, desk.kim, MAY, "brings the keys")
    desk.do(cells.pin_cells, [(desk.kim, MAY)], True)
    swap = desk.do(service.request_swap, desk.kim, MAY, other_agent_id=ana, other_day=None)
    _accept(desk, swap, ana)
    here, there = (may(desk).cell(str(each), MAY) for each in (desk.kim, ana))
    assert here is None
    assert there is not None
    assert (there.pinned, there.comment) == (True, "brings the keys")


def test_shifts_of_the_same_day_can_be_exchanged(desk: Desk, ana: int) -> None:
    ids = {each.letter: each.id for each in may(desk).kinds}
    write(desk, ids, ana, "N", MAY)
    swap = desk.do(service.request_swap, desk.kim, MAY, other_agent_id=ana, other_day=MAY)
    _accept(desk, swap, ana)
    assert _rows(desk, desk.kim, ana) == ["N-", "FS"]


def test_a_shift_given_away_goes_to_whoever_takes_it(desk: Desk, ana: int) -> None:
    swap = desk.do(service.request_swap, desk.kim, MAY, other_agent_id=None, other_day=None)
    with pytest.raises(UserError, match="somebody else"):
        desk.do(service.accept_swap, swap)
    _accept(desk, swap, ana)
    assert _rows(desk, desk.kim, ana) == ["--", "FS"]


def test_an_offer_is_settled_once(desk: Desk, ana: int) -> None:
    swap = desk.do(service.request_swap, desk.kim, MAY, other_agent_id=ana, other_day=None)
    desk.do(service.withdraw_swap, swap)
    with pytest.raises(UserError, match="settled already"):
        _accept(desk, swap, ana)
    again = desk.do(service.request_swap, desk.kim, MAY, other_agent_id=ana, other_day=None)
    desk.do(service.decline_swap, again)
    assert _rows(desk, desk.kim, ana) == ["F-", "-S"]


def test_what_cannot_be_swapped_is_refused(desk: Desk, ana: int) -> None:
    def ask(day: date, other: int | None, other_day: date | None) -> int:
        return desk.do(
            service.request_swap, desk.kim, day, other_agent_id=other, other_day=other_day
        )

    with pytest.raises(UserError, match="no shift"):
        ask(SECOND, ana, None)
    with pytest.raises(UserError, match="no shift"):
        ask(MAY, ana, MAY)
    with pytest.raises(UserError, match="with themselves"):
        ask(MAY, desk.kim, None)
    with pytest.raises(UserError, match="with whom"):
        ask(MAY, None, SECOND)
    ask(MAY, ana, SECOND)
    with pytest.raises(UserError, match="offered already"):
        ask(MAY, ana, None)


def test_an_offer_that_the_plan_overtook_changes_nothing(desk: Desk, ana: int) -> None:
    ids = {each.letter: each.id for each in may(desk).kinds}
    swap = desk.do(service.request_swap, desk.kim, MAY, other_agent_id=ana, other_day=SECOND)
    write(desk, ids, ana, "N", MAY)
    with pytest.raises(UserError, match="another shift"):
        _accept(desk, swap, ana)
    write(desk, ids, ana, "-", MAY)
    write(desk, ids, desk.kim, "-", MAY)
    with pytest.raises(UserError, match="no shift"):
        _accept(desk, swap, ana)
