"""What is half done in a room is kept without a trace; what waits outside of it is found."""

from datetime import date, timedelta

from app.queries.workshop.checks import checks
from app.queries.workshop.unfinished import KeptClock, unfinished
from app.queries.workshop.waiting import waiting
from app.rules.enums import Status
from app.rules.workshop.quarters import Quarter
from app.rules.workshop.statements import Fit, Part
from app.rules.workshop.votes import VoteMode
from app.services import tickets
from app.services.workshop import follow_up, ideas, meetings, mission, rows, votes
from app.services.workshop import unfinished as service
from tests.desk_fixtures import Desk


def _workshop(desk: Desk) -> int:
    return desk.do(
        meetings.create,
        template="service_mission",
        day=date(2026, 3, 10),
        people=8,
        language="en",
    )


def _first_question(desk: Desk, workshop_id: int) -> int:
    return desk.read(lambda session: rows.questions(session, workshop_id)[0].id)


def test_typed_texts_are_kept_by_phase_and_empty_ones_forgotten(desk: Desk) -> None:
    workshop_id = _workshop(desk)
    desk.do(service.keep_typed, workshop_id, "ideas", {"1": "Half an id", "2": " "})
    desk.do(service.keep_typed, workshop_id, "basket", {"1": "Another"})
    assert desk.read(unfinished, workshop_id).typed == {
        "ideas": {"1": "Half an id"},
        "basket": {"1": "Another"},
    }
    desk.do(service.keep_typed, workshop_id, "ideas", {"1": ""})
    assert desk.read(unfinished, workshop_id).typed["ideas"] == {}


def test_a_clock_is_kept_with_the_moment_from_which_it_runs(desk: Desk) -> None:
    workshop_id = _workshop(desk)
    since = desk.clock()
    desk.do(service.keep_clock, workshop_id, "ideas", left=412.5, since=since)
    desk.do(service.keep_clock, workshop_id, "vote", left=60.0, since=None)
    assert desk.read(unfinished, workshop_id).clocks == {
        "ideas": KeptClock(412.5, since),
        "vote": KeptClock(60.0, None),
    }


def test_what_is_half_done_is_no_step_to_undo(desk: Desk) -> None:
    workshop_id = _workshop(desk)
    typed = desk.outcome(service.keep_typed, workshop_id, "ideas", {"1": "Half"})
    clock = desk.outcome(service.keep_clock, workshop_id, "ideas", left=1.0, since=None)
    assert (typed.step, clock.step) == (None, None)
    assert not typed.changes
    assert not clock.changes


def test_an_idea_waits_from_its_day_on_until_it_is_taken_out_or_its_workshop_goes(
    desk: Desk,
) -> None:
    workshop_id = _workshop(desk)
    question = _first_question(desk, workshop_id)
    today = desk.clock().date()
    due, other = desk.do(ideas.add_ideas, question, ["A coffee machine", "Plants"])
    for each in (due, other):
        desk.do(ideas.to_basket, [each], reason="Later", revisit_on=today)
    assert desk.read(waiting, today - timedelta(days=1)).count == 0
    found = desk.read(waiting, today + timedelta(days=30)).ideas
    assert [(each.text, each.reason, each.revisit_on) for each in found] == [
        ("A coffee machine", "Later", today),
        ("Plants", "Later", today),
    ]
    desk.do(ideas.from_basket, [other])
    assert [each.id for each in desk.read(waiting, today).ideas] == [due]
    desk.do(meetings.delete, [workshop_id])
    assert desk.read(waiting, today).count == 0


def test_an_open_secret_vote_waits_until_it_is_over(desk: Desk) -> None:
    workshop_id = _workshop(desk)
    question = _first_question(desk, workshop_id)
    desk.do(ideas.add_ideas, question, ["Fast", "Kind"])
    vote_id = desk.do(votes.open_vote, question, mode=VoteMode.RANKED, voters=3)
    found = desk.read(waiting, desk.clock().date()).votes
    assert [each.workshop for each in found] == ["Service mission"]
    desk.do(votes.discard_vote, vote_id)
    assert desk.read(waiting, desk.clock().date()).count == 0


def test_a_follow_up_waits_in_the_month_after_a_quarter_until_its_tickets_are_rated(
    desk: Desk,
) -> None:
    spring, first_of_april = Quarter(2026, 1), date(2026, 4, 1)
    statement = desk.do(mission.start, _workshop(desk))
    desk.do(mission.save_version, statement, {Part.MARKET: "We serve small shops."}, ())
    solved = [desk.captured("Printer"), desk.captured("Scanner")]
    desk.do(tickets.set_status, solved, Status.SOLVED)
    assert desk.read(waiting, first_of_april).follow_up is None, "no statement is in force"
    desk.do(mission.make_final, statement, 1)
    assert desk.read(waiting, first_of_april - timedelta(days=1)).follow_up is None
    found = desk.read(waiting, first_of_april).follow_up
    assert found is not None
    assert (found.workshop, found.quarter) == ("Service mission", spring)
    assert desk.read(waiting, date(2026, 5, 2)).follow_up is None, "nobody is nagged for ever"
    assert desk.read(waiting, date(2026, 7, 1)).follow_up is None, "nothing was solved then"
    drawn = desk.do(follow_up.draw_tickets, statement, spring)
    desk.do(follow_up.rate, drawn[:1], Fit.FITS)
    assert desk.read(waiting, first_of_april).count == 1
    desk.do(follow_up.rate, drawn[1:], Fit.NEUTRAL)
    assert len(desk.read(checks, statement, spring)) == 2
    assert desk.read(waiting, first_of_april).count == 0
