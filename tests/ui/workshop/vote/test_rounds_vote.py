"""Round by round with raised hands, and dots: typed numbers, checked, with a word for the last."""

import pytest
from PySide6.QtTest import QTest

from app.rules.voting.ties import Rule
from app.rules.workshop.phases import Phase
from app.rules.workshop.votes import VoteMode
from tests.ui.workshop.vote.conftest import FIRST, Voting

WAITS, ANSWERS, ASKS, FUN = FIRST


@pytest.fixture
def hands(voting: Voting) -> Voting:
    voting.take(VoteMode.ROUNDS)
    voting.click(voting.panel.panes.before.start)
    return voting


def test_hands_are_typed_with_enter_and_the_last_idea_is_struck(hands: Voting) -> None:
    hands.enter(4, 2, 1, 0)
    assert hands.vote.entered == (
        {
            hands.option(WAITS): 4,
            hands.option(ANSWERS): 2,
            hands.option(ASKS): 1,
            hands.option(FUN): 0,
        },
    )
    assert FUN in hands.panel.panes.rounds.outcome.text()
    assert "drops out" not in hands.audience
    hands.click(hands.panel.panes.rounds.strike)
    assert "drops out" in hands.audience
    hands.enter(4, 2, 1)
    hands.click(hands.panel.panes.rounds.strike)
    hands.enter(5, 3)
    hands.click(hands.panel.panes.rounds.strike)
    assert hands.workshops.stored.questions[0].statement == WAITS
    assert hands.panel.panes.done.isVisible()


def test_more_hands_than_people_cannot_be_entered(hands: Voting) -> None:
    hands.enter(4, 3, 2, 0)
    assert "1 vote more than there are people" in hands.panel.panes.rounds.sum.text()
    assert not hands.panel.panes.rounds.enter_round.isEnabled()
    assert hands.vote.entered == ()


def test_who_raises_no_hand_abstains(hands: Voting) -> None:
    for line, number in zip(hands.panel.panes.rounds.form.lines, (4, 2, 1, 0), strict=True):
        line.setText(str(number))
    assert hands.panel.panes.rounds.sum.text() == "7 of 8 counted, 1 abstention"


def test_somebody_rescues_an_idea_with_a_reason_and_all_vote_again(hands: Voting) -> None:
    hands.enter(4, 2, 1, 0)
    assert not hands.panel.panes.rounds.rescue.isEnabled()
    hands.panel.panes.rounds.reason.setText("It is why I am here")
    hands.click(hands.panel.panes.rounds.rescue)
    assert hands.vote.count is not None
    assert hands.vote.count.rounds[0].rule is Rule.RESCUE
    assert "It is why I am here" in hands.audience
    hands.enter(4, 2, 2, 0)
    assert (
        hands.panel.panes.rounds.outcome.isHidden()
        or FUN in hands.panel.panes.rounds.outcome.text()
    )
    assert hands.vote.count.rounds[1].dropped == hands.option(FUN)
    assert hands.panel.panes.rounds.form.isVisible()


def test_the_winner_of_the_last_round_may_still_change_by_a_rescue(hands: Voting) -> None:
    hands.enter(4, 2, 1, 0)
    hands.click(hands.panel.panes.rounds.strike)
    hands.enter(4, 2, 1)
    hands.click(hands.panel.panes.rounds.strike)
    hands.enter(5, 3)
    hands.panel.panes.rounds.reason.setText("Wait")
    hands.click(hands.panel.panes.rounds.rescue)
    assert hands.workshops.stored.questions[0].statement == ""
    hands.enter(3, 5)
    hands.click(hands.panel.panes.rounds.strike)
    assert hands.workshops.stored.questions[0].statement == ANSWERS


def test_a_round_is_taken_back_to_correct_it(hands: Voting) -> None:
    hands.enter(4, 2, 1, 0)
    hands.click(hands.panel.panes.rounds.take_back)
    assert hands.vote.entered == ()
    hands.enter(0, 2, 1, 4)
    assert WAITS in hands.panel.panes.rounds.outcome.text()


def test_a_round_that_is_undone_and_entered_anew_asks_again_before_the_strike(
    hands: Voting,
) -> None:
    hands.enter(4, 2, 1, 0)
    hands.click(hands.panel.panes.rounds.strike)
    hands.workshops.operations.undo()
    hands.settled()
    for line, number in zip(hands.panel.panes.rounds.form.lines, (0, 2, 1, 4), strict=True):
        line.setText(str(number))
    hands.click(hands.panel.panes.rounds.enter_round)
    assert WAITS in hands.panel.panes.rounds.outcome.text()
    assert hands.panel.panes.rounds.strike.isVisible()


def test_a_vote_that_was_over_before_asks_for_no_strike(hands: Voting) -> None:
    for numbers in ((4, 2, 1, 0), (4, 2, 1), (5, 3)):
        hands.enter(*numbers)
        hands.click(hands.panel.panes.rounds.strike)
    hands.workshops.act("leave")
    hands.workshops.page.open_room()
    hands.settled()
    hands.choose(0)
    assert hands.panel.panes.done.isVisible()
    assert hands.panel.panes.done.said.startswith("The vote is over")


def test_a_tie_of_hands_is_settled_by_a_run_off_of_hands(hands: Voting) -> None:
    hands.enter(2, 2, 2, 2)
    hands.click(hands.panel.panes.tie.run_off)
    assert "Run-off" in hands.panel.panes.rounds.title.text()
    hands.enter(3, 3, 2, 0)
    assert hands.workshops.stored.votes[0].count is not None
    first = hands.workshops.stored.votes[0].count.rounds[0]
    assert (first.rule, first.dropped) == (Rule.RUN_OFF, first.tie[-1])


def test_dots_shorten_a_long_list_and_put_the_rest_into_the_basket(voting: Voting) -> None:
    voting.take(VoteMode.DOTS)
    voting.click(voting.panel.panes.before.start)
    voting.panel.panes.dots.wanted.setValue(3)
    voting.enter(7, 5, 4, 1)
    voting.click(voting.panel.panes.dots.shorten)
    stored = voting.workshops.stored
    assert [each.text for each in stored.questions[0].ideas] == [WAITS, ANSWERS, ASKS]
    assert [each.text for each in stored.basket] == [FUN]
    assert voting.panel.panes.before.isVisible()


def test_more_dots_than_were_given_out_are_refused(voting: Voting) -> None:
    voting.take(VoteMode.DOTS)
    voting.click(voting.panel.panes.before.start)
    voting.enter(20, 5, 4, 1)
    assert "more than the 24" in voting.panel.panes.dots.sum.text()
    assert not voting.panel.panes.dots.shorten.isEnabled()


def _typed(hands: Voting) -> list[str]:
    return [line.text() for line in hands.panel.panes.rounds.form.lines]


def test_numbers_half_typed_survive_another_question_and_leaving_the_room(hands: Voting) -> None:
    first, second = hands.panel.panes.rounds.form.lines[:2]
    QTest.keyClicks(first, "3")
    QTest.keyClicks(second, "12")
    hands.choose(1)
    hands.choose(0)
    assert _typed(hands) == ["3", "12", "", ""]
    hands.workshops.act("leave")
    hands.into(Phase.VOTE)
    assert _typed(hands) == ["3", "12", "", ""]


def test_numbers_of_a_round_that_was_entered_are_not_typed_into_the_next(hands: Voting) -> None:
    hands.enter(4, 2, 1, 0)
    hands.click(hands.panel.panes.rounds.strike)
    assert _typed(hands) == ["", "", ""]
