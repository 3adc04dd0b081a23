"""A workshop made, prepared, led through its phases, kept as a template and taken up again."""

from datetime import date

import pytest

from app.errors import UserError
from app.queries.workshop.workshops import templates, workshop, workshops
from app.rules.voting.ties import TieRule
from app.rules.workshop.phases import DEFAULT_PLAN, Audience, Phase, PlannedPhase
from app.rules.workshop.templates import SERVICE_MISSION, built_in
from app.rules.workshop.votes import VoteMode
from app.services.workshop import ideas, meetings, questions
from tests.desk_fixtures import Desk
from tests.services.workshop.conftest import Meeting


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_template_makes_a_workshop_of_its_own_questions(desk: Desk, language: str) -> None:
    for template in built_in(language):
        made = desk.do(
            meetings.create,
            template=template.key,
            day=date(2026, 3, 2),
            people=["Eva", " Ömer  Ak ", ""],
            language=language,
        )
        found = desk.read(workshop, made)
        assert found is not None
        assert found.title == template.name
        assert tuple(each.text for each in found.questions) == template.questions
        assert found.plan == template.plan
        assert (found.people, found.names) == (2, ("Eva", "Ömer Ak"))
        assert found.tie_rules == (TieRule.PREVIOUS_ROUNDS, TieRule.RUN_OFF)


def test_the_list_has_the_newest_first_and_says_what_came_of_them(
    desk: Desk, meeting: Meeting
) -> None:
    later = desk.do(
        meetings.create, template="values", day=date(2026, 6, 1), people=4, language="en"
    )
    first, second = desk.read(workshops)
    assert (first.id, first.title, first.people, first.ideas) == (later, "Values", 4, 0)
    assert (second.title, second.questions, second.ideas) == ("Who we are", 3, 4)
    desk.do(meetings.delete, [later])
    assert [each.id for each in desk.read(workshops)] == [meeting.id]
    desk.undo()
    assert len(desk.read(workshops)) == 2


def test_a_copy_has_questions_people_and_plan_and_nothing_that_came_of_it(
    desk: Desk, meeting: Meeting
) -> None:
    plan = [PlannedPhase(Phase.IDEAS, 20, Audience.TITLE), PlannedPhase(Phase.VOTE, 30)]
    desk.do(meetings.set_plan, meeting.id, plan)
    desk.do(meetings.go_to_phase, meeting.id, 1)
    desk.do(meetings.close, meeting.id)
    made = desk.do(meetings.copy, meeting.id, day=date(2026, 9, 1))
    found = desk.read(workshop, made)
    assert found is not None
    assert found.plan == tuple(plan)
    assert [each.text for each in found.questions] == [each.text for each in meeting.now.questions]
    assert not any(each.ideas for each in found.questions)
    assert (found.phase, found.started_at, found.closed_at, found.people) == (0, None, None, 8)


def test_going_through_the_phases_can_be_undone_and_names_the_start_once(
    desk: Desk, meeting: Meeting
) -> None:
    desk.do(meetings.go_to_phase, meeting.id, 1)
    started = meeting.now.started_at
    assert meeting.now.here.phase is Phase.IDEAS
    desk.do(meetings.go_to_phase, meeting.id, 3)
    assert meeting.now.started_at == started
    desk.undo()
    assert meeting.now.here.phase is Phase.IDEAS
    with pytest.raises(UserError, match="no such phase"):
        desk.do(meetings.go_to_phase, meeting.id, len(DEFAULT_PLAN))


def test_planning_anew_keeps_the_room_in_its_phase(desk: Desk, meeting: Meeting) -> None:
    desk.do(meetings.go_to_phase, meeting.id, 3)
    desk.do(meetings.set_plan, meeting.id, [PlannedPhase(Phase.VOTE, 9999), *DEFAULT_PLAN])
    found = meeting.now
    assert found.here.phase is Phase.VOTE
    assert found.plan[0].minutes == 480
    assert len(found.plan) == len(DEFAULT_PLAN)
    with pytest.raises(UserError, match="at least one phase"):
        desk.do(meetings.set_plan, meeting.id, [])


def test_an_own_template_keeps_questions_and_plan(desk: Desk, meeting: Meeting) -> None:
    desk.do(questions.change_question, meeting.questions[0], "What for?")
    key = desk.do(meetings.save_template, meeting.id, "Ours")
    found = desk.read(templates, "en")
    assert [each.key for each in found[:1]] == [SERVICE_MISSION]
    assert (found[-1].key, found[-1].name, found[-1].questions[0]) == (key, "Ours", "What for?")
    made = desk.do(meetings.create, template=key, day=date(2026, 4, 1), people=5, language="en")
    again = desk.read(workshop, made)
    assert again is not None
    assert again.questions[0].text == "What for?"
    desk.do(meetings.remove_template, key)
    with pytest.raises(UserError, match="template was removed"):
        desk.do(meetings.create, template=key, day=date(2026, 4, 1), people=5, language="en")


@pytest.mark.parametrize("people", [0, 61, []])
def test_a_workshop_needs_people(desk: Desk, people: int | list[str]) -> None:
    with pytest.raises(UserError, match="between 1 and 60"):
        desk.do(
            meetings.create, template="values", day=date(2026, 3, 2), people=people, language="en"
        )


def test_how_votes_are_taken_is_chosen_beforehand(desk: Desk, meeting: Meeting) -> None:
    desk.do(
        meetings.set_voting, meeting.id, mode=VoteMode.ROUNDS, tie_rules=[TieRule.LOT, TieRule.LOT]
    )
    assert (meeting.now.vote_mode, meeting.now.tie_rules) == (VoteMode.ROUNDS, (TieRule.LOT,))


def test_questions_come_move_and_go_but_not_with_their_ideas(desk: Desk, meeting: Meeting) -> None:
    added = desk.do(questions.add_question, meeting.id, " What else? ")
    desk.do(questions.move_question, added, 0)
    assert meeting.now.questions[0].text == "What else?"
    desk.do(questions.remove_question, added)
    assert len(meeting.questions) == 3
    with pytest.raises(UserError, match="has ideas"):
        desk.do(questions.remove_question, meeting.questions[0])
    for number in range(6):
        desk.do(questions.add_question, meeting.id, f"More {number}?")
    with pytest.raises(UserError, match="at most 9"):
        desk.do(questions.add_question, meeting.id, "One too many?")
    desk.do(ideas.move_ideas, meeting.ideas(0), meeting.questions[1], 0)
    with pytest.raises(UserError, match="has ideas"):
        desk.do(questions.remove_question, meeting.questions[0])
