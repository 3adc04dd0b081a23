"""Ideas noted, moved, merged and put aside, with every step taken back and done again."""

from datetime import date

import pytest

from app.errors import UserError
from app.queries.workshop.workshops import workshop
from app.services.workshop import ideas, meetings
from tests.desk_fixtures import Desk
from tests.services.workshop.conftest import FIRST_IDEAS, Meeting


def test_ideas_stand_in_the_order_they_were_noted_in_or_behind_another(
    desk: Desk, meeting: Meeting
) -> None:
    assert meeting.texts() == list(FIRST_IDEAS)
    desk.do(
        ideas.add_idea, meeting.questions[0], "  Second,\nin  two lines ", after=meeting.ideas()[0]
    )
    assert meeting.texts()[1] == "Second,\nin two lines"
    desk.undo()
    assert meeting.texts() == list(FIRST_IDEAS)
    desk.redo()
    assert len(meeting.texts()) == 5


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 281])
def test_an_idea_has_words_that_fit_a_screen(desk: Desk, meeting: Meeting, text: str) -> None:
    with pytest.raises(UserError, match=r"needs words|too long"):
        desk.do(ideas.add_idea, meeting.questions[0], text)
    with pytest.raises(UserError, match="needs words"):
        desk.do(ideas.add_ideas, meeting.questions[0], [])
    assert meeting.texts() == list(FIRST_IDEAS)


def test_an_idea_moves_within_its_question_and_to_another_and_knows_where_it_came_from(
    desk: Desk, meeting: Meeting
) -> None:
    first, *_others, fun = meeting.ideas()
    desk.do(ideas.move_idea, fun, meeting.questions[0], 0)
    assert meeting.texts()[0] == "Fun"
    desk.do(ideas.move_idea, fun, meeting.questions[2], 5)
    assert meeting.texts(2) == ["Fun"]
    assert meeting.now.questions[2].ideas[0].origin_id == meeting.questions[0]
    desk.do(ideas.move_idea, fun, meeting.questions[0], 1)
    assert meeting.ideas()[:2] == [first, fun]
    assert meeting.now.questions[0].ideas[1].origin_id is None
    for _step in range(3):
        desk.undo()
    assert meeting.texts() == list(FIRST_IDEAS)


def test_merged_ideas_are_one_until_they_are_parted(desk: Desk, meeting: Meeting) -> None:
    one, two, three, fun = meeting.ideas()
    kept = desk.do(ideas.merge_ideas, [two, one], "Nobody waits alone, not even a day")
    assert kept == two
    assert meeting.ideas() == [two, three, fun]
    again = desk.do(ideas.merge_ideas, [three, two], "All of it")
    found = meeting.now.questions[0].ideas[0]
    assert (found.id, found.text) == (again, "All of it")
    assert {each for each, _text in found.merged} == {one, two}
    desk.do(ideas.move_idea, three, meeting.questions[1], 0)
    desk.do(ideas.part_ideas, three)
    assert sorted(meeting.ideas(1)) == [one, two, three]
    with pytest.raises(UserError, match="Nothing was merged"):
        desk.do(ideas.part_ideas, three)


def test_merging_needs_two_that_stand(desk: Desk, meeting: Meeting) -> None:
    one, two, *_others = meeting.ideas()
    with pytest.raises(UserError, match="at least two"):
        desk.do(ideas.merge_ideas, [one, one], "One")
    desk.do(ideas.to_basket, [two])
    with pytest.raises(UserError, match="in the basket"):
        desk.do(ideas.merge_ideas, [one, two], "Both")


def test_the_basket_keeps_an_idea_with_its_reason_and_day_and_gives_it_back(
    desk: Desk, meeting: Meeting
) -> None:
    _one, _two, _three, fun = meeting.ideas()
    desk.do(
        ideas.to_basket, [fun], reason=" Good for the summer party ", revisit_on=date(2026, 6, 1)
    )
    assert meeting.texts() == list(FIRST_IDEAS[:3])
    (aside,) = meeting.now.basket
    assert (aside.text, aside.reason) == ("Fun", "Good for the summer party")
    assert aside.revisit_on == date(2026, 6, 1)
    desk.do(ideas.from_basket, [fun])
    assert meeting.texts() == list(FIRST_IDEAS)
    assert not meeting.now.basket
    desk.undo()
    desk.undo()
    assert not meeting.now.basket


def test_an_idea_stays_in_its_workshop(desk: Desk, meeting: Meeting) -> None:
    other = desk.do(meetings.copy, meeting.id, day=date(2026, 9, 1))
    found = desk.read(workshop, other)
    assert found is not None
    with pytest.raises(UserError, match="stays in its workshop"):
        desk.do(ideas.move_idea, meeting.ideas()[0], found.questions[0].id, 0)
