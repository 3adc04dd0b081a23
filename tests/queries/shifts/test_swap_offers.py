"""Who could take a shift, and what the rules say of an offer."""

from datetime import date

from app.queries.shifts.swap_offers import Proposal, offers, proposals
from app.rules.rosters.effects import Verdict
from app.rules.rosters.values import AbsenceKind, Permission
from app.services.shifts.absences import add_absence
from app.services.shifts.settings import set_permission
from app.services.shifts.swaps import request_swap
from tests.desk_fixtures import Desk
from tests.services.shifts.rosters import with_kinds, with_people, write

MONDAY = date(2026, 5, 4)


def filled(desk: Desk) -> tuple[int, int, int]:
    """Kim early, Ben late, Cem at night: a week from Monday."""
    kinds = with_kinds(desk)
    desk.do(set_permission, Permission("networks", "permit"))
    ben, cem = with_people(desk, "Ben", "Cem")
    for agent, letters in ((desk.kim, "FF---"), (ben, "S-S--"), (cem, "-N-N-")):
        write(desk, kinds, agent, letters, MONDAY)
    return desk.kim, ben, cem


def test_who_is_free_may_take_a_shift_and_those_who_may_not_come_last(desk: Desk) -> None:
    kim, ben, cem = filled(desk)
    found = desk.read(proposals, agent_id=kim, day=date(2026, 5, 5))
    given = {each.person.id: each.judged.verdict for each in found if each.day is None}
    assert given.keys() == {ben}, "Cem is at work on that day"
    assert given[ben] is Verdict.ILLEGAL, "Früh after Spät leaves 8 h"
    verdicts = [each.judged.verdict for each in found]
    assert verdicts == sorted(verdicts, key=list(Verdict).index)
    assert {each.person.id for each in found} == {ben, cem}


def test_what_is_over_is_not_given_in_return(desk: Desk) -> None:
    kim, _ben, _cem = filled(desk)
    wednesday = date(2026, 5, 6)
    found = desk.read(proposals, agent_id=kim, day=date(2026, 5, 5), since=wednesday)
    days = {each.day for each in found if each.day is not None}
    assert days == {wednesday}
    everything = desk.read(proposals, agent_id=kim, day=date(2026, 5, 5))
    assert min(each.day for each in everything if each.day is not None) < wednesday


def test_what_must_be_kept_is_said_before_what_should(desk: Desk) -> None:
    kim, _ben, _cem = filled(desk)
    found = desk.read(proposals, agent_id=kim, day=date(2026, 5, 5))
    broken = [each.judged for each in found if each.judged.verdict is Verdict.ILLEGAL]
    assert any(len(each.reasons) > 1 for each in broken)
    assert all("wanted" not in each.reasons[0] for each in broken)


def test_a_reason_is_a_sentence(desk: Desk) -> None:
    kim, _ben, _cem = filled(desk)
    found = desk.read(proposals, agent_id=kim, day=date(2026, 5, 5))
    (given,) = [each for each in found if each.day is None]
    assert any("11 h" in sentence for sentence in given.judged.reasons)


def test_who_is_away_may_not_take_a_shift(desk: Desk) -> None:
    kim, ben, _cem = filled(desk)
    friday = date(2026, 5, 8)
    write(desk, with_one(desk), kim, "F", friday)
    before = {e.person.id: e.judged.verdict for e in given_away(desk, kim, friday)}
    assert before[ben] is not Verdict.ILLEGAL
    desk.do(add_absence, ben, first=friday, last=friday, kind=AbsenceKind.VACATION)
    after = {e.person.id: e.judged.verdict for e in given_away(desk, kim, friday)}
    assert after[ben] is Verdict.ILLEGAL


def test_an_offer_tells_what_it_would_break(desk: Desk) -> None:
    kim, ben, _cem = filled(desk)
    desk.do(request_swap, kim, date(2026, 5, 5), other_agent_id=ben, other_day=None)
    desk.do(request_swap, kim, MONDAY, other_agent_id=None, other_day=None)
    anybody, for_ben = desk.read(offers)
    assert anybody.judged is None
    assert anybody.able == (), "Ben is at work, and Cem at night right after"
    assert for_ben.able == ()
    assert for_ben.shift == "Früh"
    assert for_ben.judged is not None
    assert for_ben.judged.verdict is Verdict.ILLEGAL


def test_an_offer_is_over_with_its_day(desk: Desk) -> None:
    kim, ben, _cem = filled(desk)
    tuesday, wednesday = date(2026, 5, 5), date(2026, 5, 6)
    desk.do(request_swap, kim, tuesday, other_agent_id=ben, other_day=wednesday)
    assert len(desk.read(offers, since=tuesday)) == 1
    assert desk.read(offers, since=wednesday) == ()


def test_a_day_without_a_shift_has_no_takers(desk: Desk) -> None:
    kim, _ben, _cem = filled(desk)
    assert desk.read(proposals, agent_id=kim, day=date(2026, 5, 20)) == ()


def with_one(desk: Desk) -> dict[str, int]:
    """The ids of the kinds that are there."""
    return {letter: kind for kind, letter in desk.rows("SELECT id, letter FROM shift_kind")}


def given_away(desk: Desk, agent_id: int, day: date) -> list[Proposal]:
    """The proposals that ask for nothing in return."""
    return [each for each in desk.read(proposals, agent_id=agent_id, day=day) if each.day is None]
