"""Votes opened, counted, their ties settled by people, rounds entered, dots, and statements."""

import random

import pytest

from app.errors import UserError
from app.rules.voting.ties import DrawnLot, Merge, Rescue, Rule, Ruling, TieRule
from app.rules.workshop.votes import Choice, VoteMode, VoteState
from app.services.workshop import ballots, hands, ideas, outcomes, statements, votes
from tests.desk_fixtures import Desk
from tests.services.workshop.conftest import Meeting


def test_what_is_voted_on_is_frozen_when_the_vote_opens(desk: Desk, meeting: Meeting) -> None:
    vote_id = meeting.vote(dice=random.Random(4))
    before = meeting.read(vote_id)
    desk.do(ideas.change_idea, meeting.ideas()[0], "Reworded meanwhile")
    desk.do(ideas.add_idea, meeting.questions[0], "Too late")
    desk.do(ideas.to_basket, meeting.ideas()[1:2])
    assert meeting.read(vote_id).options == before.options
    assert sorted(before.protocol.lot_order) == sorted(each.key for each in before.options)
    assert before.protocol.rules == (TieRule.PREVIOUS_ROUNDS, TieRule.RUN_OFF)
    assert before.count is None


def test_the_winner_becomes_the_statement_of_its_question(desk: Desk, meeting: Meeting) -> None:
    vote_id = meeting.vote(voters=3)
    meeting.seal(vote_id, [0, 1], [0, 2])
    with pytest.raises(UserError, match="1 ballot is missing"):
        desk.do(outcomes.close_vote, vote_id)
    meeting.seal(vote_id, [1])
    count = desk.do(outcomes.close_vote, vote_id)
    question = meeting.now.questions[0]
    assert count.winner == str(meeting.ideas()[0])
    assert (question.winner_id, question.statement) == (meeting.ideas()[0], "Nobody waits alone")
    vote = meeting.read(vote_id)
    assert (vote.state, vote.count, vote.sealed) == (VoteState.COUNTED, count, 3)
    with pytest.raises(UserError, match="over"):
        desk.do(ballots.seal, vote_id, [])


def test_a_vote_needs_two_ideas_and_one_idea_is_accepted_without(
    desk: Desk, meeting: Meeting
) -> None:
    meeting.noted(1, "The only one")
    with pytest.raises(UserError, match="at least two ideas"):
        desk.do(votes.open_vote, meeting.questions[1], mode=VoteMode.RANKED, voters=3)
    with pytest.raises(UserError, match="single idea"):
        desk.do(statements.accept_only_idea, meeting.questions[0])
    desk.do(statements.accept_only_idea, meeting.questions[1])
    assert meeting.now.questions[1].statement == "The only one"
    desk.undo()
    assert meeting.now.questions[1].statement == ""


def test_somebody_comes_or_leaves_during_a_vote(desk: Desk, meeting: Meeting) -> None:
    vote_id = meeting.vote(voters=3)
    meeting.seal(vote_id, [0], [1])
    desk.do(votes.set_voters, vote_id, 4)
    assert meeting.read(vote_id).voters == 4
    with pytest.raises(UserError, match="More ballots"):
        desk.do(votes.set_voters, vote_id, 1)
    desk.do(votes.set_voters, vote_id, 2)
    desk.do(outcomes.close_vote, vote_id)


def test_a_second_vote_on_a_question_waits_for_the_first(desk: Desk, meeting: Meeting) -> None:
    vote_id = meeting.vote()
    with pytest.raises(UserError, match="open already"):
        meeting.vote()
    desk.do(votes.discard_vote, vote_id)
    meeting.vote()
    assert [each.state for each in meeting.now.votes] == [VoteState.DISCARDED, VoteState.OPEN]


def _tied(meeting: Meeting, *, tie_rules: tuple[TieRule, ...] = (TieRule.RUN_OFF,)) -> int:
    """Two ideas with two of four voters each."""
    meeting.desk.do(ideas.to_basket, meeting.ideas()[2:])
    vote_id = meeting.vote(voters=4, tie_rules=tie_rules)
    meeting.seal(vote_id, [0], [0], [1], [1])
    count = meeting.desk.do(outcomes.close_vote, vote_id)
    assert count.undecided == tuple(map(str, meeting.ideas()))
    assert meeting.now.questions[0].statement == ""
    return vote_id


def test_a_run_off_with_new_ballots_settles_a_tie(desk: Desk, meeting: Meeting) -> None:
    vote_id = _tied(meeting)
    run_off = desk.do(votes.open_run_off, vote_id, voters=5)
    with pytest.raises(UserError, match="open already"):
        desk.do(votes.open_run_off, vote_id, voters=5)
    meeting.seal(run_off, [0], [1], [1], [1], [])
    desk.do(outcomes.close_vote, run_off)
    vote = meeting.read(vote_id)
    assert vote.count is not None
    first, last = vote.count.rounds
    assert (first.rule, first.run_off) == (
        Rule.RUN_OFF,
        dict(zip(first.tally, (1, 3), strict=True)),
    )
    assert list(last.tally.values()) == [2]
    assert meeting.now.questions[0].statement == "We answer on the same day"
    assert meeting.read(run_off).parent_id == vote_id
    assert [each.choice for each in vote.decisions] == [Choice.RUN_OFF]
    assert [each.id for each in meeting.now.votes_on(meeting.questions[0])] == [vote_id]


def test_a_discarded_run_off_leaves_the_tie_open_again(desk: Desk, meeting: Meeting) -> None:
    vote_id = _tied(meeting)
    run_off = desk.do(votes.open_run_off, vote_id, voters=1)
    meeting.seal(run_off, [1])
    desk.do(outcomes.close_vote, run_off)
    assert meeting.now.questions[0].statement
    desk.do(votes.discard_vote, run_off)
    assert meeting.now.questions[0].statement == ""
    found = meeting.read(vote_id).count
    assert found is not None
    assert found.next_rule is TieRule.RUN_OFF
    assert meeting.read(vote_id).sealed == 4


def test_a_tie_is_settled_by_merging_the_texts(desk: Desk, meeting: Meeting) -> None:
    vote_id = _tied(meeting)
    one, two = (str(each) for each in meeting.ideas())
    with pytest.raises(UserError, match="words"):
        desk.do(outcomes.settle_tie, vote_id, Merge(two, one, " "))
    count = desk.do(outcomes.settle_tie, vote_id, Merge(two, one, "Answered today, never alone"))
    assert count.winner == one
    assert meeting.now.questions[0].statement == "Answered today, never alone"
    assert meeting.read(vote_id).texts[one] == "Answered today, never alone"
    desk.undo()
    assert meeting.now.questions[0].statement == ""
    assert meeting.read(vote_id).decisions == ()
    desk.redo()
    assert meeting.now.questions[0].winner_id == int(one)


def test_a_tie_is_settled_by_the_lot_that_was_drawn_before(desk: Desk, meeting: Meeting) -> None:
    vote_id = _tied(meeting, tie_rules=())
    drawn = meeting.read(vote_id).protocol.lot_order
    assert desk.do(outcomes.settle_tie, vote_id, DrawnLot()).winner == drawn[0]


def test_the_facilitator_decides_only_with_a_reason_and_among_the_tied(
    desk: Desk, meeting: Meeting
) -> None:
    vote_id = _tied(meeting, tie_rules=())
    one, two = (str(each) for each in meeting.ideas())
    with pytest.raises(UserError, match="reason"):
        desk.do(outcomes.settle_tie, vote_id, Ruling(one, " "))
    with pytest.raises(UserError, match="settles nothing"):
        desk.do(outcomes.settle_tie, vote_id, Ruling("77", "Because"))
    desk.do(outcomes.settle_tie, vote_id, Ruling(one, "We promised it last year"))
    vote = meeting.read(vote_id)
    assert vote.count is not None
    assert vote.count.winner == two
    (decision,) = vote.decisions
    assert (decision.choice, decision.agent_id) == (Choice.FACILITATOR, desk.kim)
    with pytest.raises(UserError, match="No tie"):
        desk.do(outcomes.settle_tie, vote_id, Ruling(two, "And this one too"))


def test_nothing_is_told_or_decided_before_all_ballots_are_counted(
    desk: Desk, meeting: Meeting
) -> None:
    vote_id = meeting.vote(voters=2)
    meeting.seal(vote_id, [0])
    assert meeting.read(vote_id).count is None
    with pytest.raises(UserError, match="not counted yet"):
        desk.do(outcomes.settle_tie, vote_id, DrawnLot())


def test_discarding_a_counted_vote_opens_its_question_again(desk: Desk, meeting: Meeting) -> None:
    vote_id = meeting.vote(voters=1)
    meeting.seal(vote_id, [3])
    desk.do(outcomes.close_vote, vote_id)
    assert meeting.now.questions[0].statement == "Fun"
    desk.do(votes.discard_vote, vote_id)
    assert meeting.now.questions[0].winner_id is None
    assert meeting.now.votes_on(meeting.questions[0]) == ()
    with pytest.raises(UserError, match="discarded"):
        desk.do(outcomes.settle_tie, vote_id, DrawnLot())


def test_discarding_a_later_vote_goes_back_to_what_the_earlier_one_said(
    desk: Desk, meeting: Meeting
) -> None:
    first = meeting.vote(voters=1)
    meeting.seal(first, [3])
    desk.do(outcomes.close_vote, first)
    opened = meeting.vote(voters=1)
    desk.do(votes.discard_vote, opened)
    assert meeting.now.questions[0].statement == "Fun"
    second = meeting.vote(voters=1)
    meeting.seal(second, [0])
    desk.do(outcomes.close_vote, second)
    assert meeting.now.questions[0].statement == "Nobody waits alone"
    desk.do(votes.discard_vote, second)
    assert meeting.now.questions[0].statement == "Fun"


def test_one_ballot_paper_is_discarded_as_a_whole(desk: Desk, meeting: Meeting) -> None:
    meeting.noted(1, "A", "B")
    opened = desk.do(votes.open_votes, meeting.id, mode=VoteMode.RANKED, voters=1)
    assert len(opened) == 2
    desk.do(votes.discard_vote, opened[1])
    assert {meeting.read(each).state for each in opened} == {VoteState.DISCARDED}


def test_raised_hands_are_entered_round_by_round(desk: Desk, meeting: Meeting) -> None:
    vote_id = meeting.vote(voters=8, mode=VoteMode.ROUNDS)
    one, two, three, fun = meeting.ideas()
    with pytest.raises(UserError, match="9 of 8"):
        desk.do(hands.enter_round, vote_id, {one: 9, two: 0, three: 0, fun: 0})
    with pytest.raises(UserError, match="each idea"):
        desk.do(hands.enter_round, vote_id, {one: 4, two: 4})
    desk.do(hands.enter_round, vote_id, {one: 3, two: 2, three: 2, fun: 1})
    with pytest.raises(UserError, match="each idea"):
        desk.do(hands.enter_round, vote_id, {one: 3, two: 2, three: 2, fun: 1})
    desk.do(hands.enter_round, vote_id, {one: 3, two: 3, three: 2})
    desk.undo()
    desk.do(hands.enter_round, vote_id, {one: 4, two: 3, three: 1})
    assert meeting.read(vote_id).state is VoteState.OPEN
    count = desk.do(hands.enter_round, vote_id, {one: 3, two: 5})
    assert count.winner == str(two)
    assert meeting.now.questions[0].statement == "We answer on the same day"
    assert meeting.read(vote_id).state is VoteState.COUNTED


def test_a_rescue_keeps_what_would_drop_out_once_and_reopens_the_vote(
    desk: Desk, meeting: Meeting
) -> None:
    desk.do(ideas.to_basket, meeting.ideas()[2:])
    vote_id = meeting.vote(voters=8, mode=VoteMode.ROUNDS)
    one, two = meeting.ideas()
    desk.do(hands.enter_round, vote_id, {one: 5, two: 3})
    assert meeting.read(vote_id).state is VoteState.COUNTED
    desk.do(outcomes.settle_tie, vote_id, Rescue(str(two), "It names the customer"))
    assert meeting.read(vote_id).state is VoteState.OPEN
    assert meeting.now.questions[0].statement == ""
    desk.do(hands.enter_round, vote_id, {one: 5, two: 3})
    with pytest.raises(UserError, match="settles nothing"):
        desk.do(outcomes.settle_tie, vote_id, Rescue(str(two), "Again"))
    assert meeting.now.questions[0].winner_id == one


def test_a_round_taken_back_opens_the_vote_again_without_its_decisions(
    desk: Desk, meeting: Meeting
) -> None:
    desk.do(ideas.to_basket, meeting.ideas()[2:])
    vote_id = meeting.vote(voters=8, mode=VoteMode.ROUNDS, tie_rules=())
    one, two = meeting.ideas()
    desk.do(hands.enter_round, vote_id, {one: 4, two: 4})
    with pytest.raises(UserError, match="not settled"):
        desk.do(hands.enter_round, vote_id, {one: 4, two: 4})
    desk.do(outcomes.settle_tie, vote_id, Ruling(str(one), "Shorter"))
    desk.do(hands.take_back_round, vote_id)
    vote = meeting.read(vote_id)
    assert (vote.state, vote.entered, vote.decisions) == (VoteState.OPEN, (), ())
    assert meeting.now.questions[0].winner_id is None
    with pytest.raises(UserError, match="No round"):
        desk.do(hands.take_back_round, vote_id)


def test_a_run_off_by_raised_hands_has_one_round(desk: Desk, meeting: Meeting) -> None:
    desk.do(ideas.to_basket, meeting.ideas()[2:])
    vote_id = meeting.vote(voters=8, mode=VoteMode.ROUNDS)
    one, two = meeting.ideas()
    desk.do(hands.enter_round, vote_id, {one: 4, two: 4})
    run_off = desk.do(votes.open_run_off, vote_id, voters=8)
    desk.do(hands.enter_round, run_off, {one: 3, two: 5})
    assert meeting.now.questions[0].winner_id == two
    assert meeting.read(run_off).state is VoteState.COUNTED


def test_dots_only_shorten_a_list(desk: Desk, meeting: Meeting) -> None:
    meeting.noted(0, *(f"Idea {number}" for number in range(6)))
    vote_id = meeting.vote(voters=8, mode=VoteMode.DOTS)
    ids = meeting.ideas()
    with pytest.raises(UserError, match="only to ideas"):
        desk.do(hands.set_dots, vote_id, {1_000_000: 3})
    desk.do(hands.set_dots, vote_id, {ids[0]: 5, ids[1]: 1})
    with pytest.raises(UserError, match="three to seven"):
        desk.do(hands.shorten, vote_id, ids[:2])
    desk.do(hands.shorten, vote_id, [ids[0], ids[2], ids[3]])
    assert meeting.ideas() == [ids[0], ids[2], ids[3]]
    assert {each.id: each.reason for each in meeting.now.basket}[ids[1]] == (
        "Not on the short list: 1 dot"
    )
    assert meeting.now.questions[0].statement == ""
    desk.undo()
    assert len(meeting.ideas()) == 10


def test_consent_is_recorded_with_what_was_objected(desk: Desk, meeting: Meeting) -> None:
    question = meeting.questions[0]
    with pytest.raises(UserError, match="no statement yet"):
        desk.do(statements.accept_consent, question)
    vote_id = meeting.vote(voters=1)
    meeting.seal(vote_id, [0])
    desk.do(outcomes.close_vote, vote_id)
    desk.do(statements.reword_statement, question, "Nobody waits alone with a problem")
    desk.do(statements.accept_consent, question, objections=[" Too long ", ""])
    found = meeting.now.questions[0]
    assert found.consent is not None
    assert found.consent.objections == ("Too long",)
    assert found.statement == "Nobody waits alone with a problem"


def test_who_would_beat_the_winner_directly_and_whether_all_said_the_same_is_noted(
    desk: Desk, meeting: Meeting
) -> None:
    vote_id = meeting.vote(voters=5, tie_rules=())
    meeting.seal(vote_id, [0, 2], [0, 2], [1, 2], [1, 2], [2, 1])
    desk.do(outcomes.close_vote, vote_id)
    vote = meeting.read(vote_id)
    assert vote.count is not None
    assert vote.head_to_head == str(meeting.ideas()[2]) != vote.count.winner
    assert not vote.unanimous
    desk.do(votes.discard_vote, vote_id)
    same = meeting.vote(voters=2)
    meeting.seal(same, [1], [1])
    desk.do(outcomes.close_vote, same)
    assert meeting.read(same).unanimous
    assert meeting.read(same).head_to_head is None
