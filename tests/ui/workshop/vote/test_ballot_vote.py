"""A vote with secret ballots, from what is agreed to the statement, through widgets."""

import logging

import pytest
from PySide6.QtCore import Qt

from app.rules.voting.ties import Rule, TieRule
from app.rules.workshop.phases import Phase
from app.rules.workshop.votes import VoteState
from app.settings import Density, Scheme
from app.storage.changes import Changes
from app.ui.theme import Theme
from app.ui.workshop.vote.state import Stand
from tests.ui.workshop.vote.conftest import FIRST, SECOND, Voting

WAITS, ANSWERS, ASKS, FUN = FIRST


def test_eight_voters_meet_a_tie_and_settle_it_by_a_run_off(voting: Voting) -> None:
    voting.click(voting.panel.panes.before.start)
    assert voting.vote.voters == 8
    assert "The lot, drawn now" in voting.audience
    voting.cast_all(
        *[(WAITS,)] * 3, *[(ANSWERS, ASKS)] * 2, (ASKS, ANSWERS), (ASKS, ANSWERS, FUN), ()
    )
    assert "All 8 ballots" not in voting.audience
    voting.click(voting.panel.panes.ballots.count)
    assert voting.panel.state is not None
    assert voting.panel.state.stand is Stand.TIED
    voting.click(voting.panel.panes.tie.run_off)
    assert "Run-off" in voting.scene.title
    voting.cast_all(*[(ANSWERS,)] * 3, *[(ASKS,)] * 4, ())
    voting.click(voting.panel.panes.ballots.count)
    first = voting.workshops.stored.votes[0]
    assert first.count is not None
    assert [each.rule for each in first.count.rounds].count(Rule.RUN_OFF) == 1
    assert voting.workshops.stored.questions[0].statement == ASKS


def test_before_the_vote_odds_rules_and_limits_are_said(voting: Voting) -> None:
    before = voting.panel.panes.before
    assert "In about" in before.odds.text()
    assert before.tie_rules == (TieRule.PREVIOUS_ROUNDS, TieRule.RUN_OFF)
    assert not before.secrecy.isVisible()
    before.voters.setValue(3)
    assert before.secrecy.isVisible()
    assert "Secrecy has limits" in before.secrecy.text


def test_at_150_per_cent_in_a_small_window_nothing_is_cut(voting: Voting, theme: Theme) -> None:
    theme.set(scheme=Scheme.LIGHT, text_size=150, density=Density.NORMAL)
    voting.workshops.page.resize(966, 700)
    voting.settled()
    panes = voting.panel.panes
    assert panes.widget() is not None
    assert panes.before.isVisible()
    assert panes.before.minimumSizeHint().width() <= panes.viewport().width()
    assert panes._content.width() <= panes.viewport().width()


def test_the_audience_sees_only_how_many_ballots_are_sealed(voting: Voting) -> None:
    voting.click(voting.panel.panes.before.start)
    voting.hand_round()
    voting.cast(FUN, WAITS)
    voting.rank(ASKS)
    assert voting.audience.splitlines()[1:] == ["1 of 8", "ballots are sealed"]
    assert voting.panel.is_private
    assert not [text for text in FIRST if text in voting.audience]
    voting.window.accept()


def test_ballots_leave_no_step_no_change_and_no_line_in_the_log(
    voting: Voting, caplog: pytest.LogCaptureFixture
) -> None:
    voting.click(voting.panel.panes.before.start)
    operations = voting.workshops.operations
    before = operations.undo_state
    told: list[object] = []
    for signal in (operations.changed, operations.step_done, operations.announced):
        signal.connect(told.append)
    with caplog.at_level(logging.DEBUG):
        voting.hand_round()
        voting.cast(FUN, WAITS)
        voting.cast(ASKS)
    assert operations.undo_state == before
    assert told in ([], [Changes()])
    assert not [text for text in FIRST if text in caplog.text]
    assert "ballot" not in caplog.text
    voting.window.accept()


def test_undo_takes_no_ballot_back(voting: Voting) -> None:
    voting.click(voting.panel.panes.before.start)
    voting.hand_round()
    voting.cast(FUN)
    voting.window.accept()
    voting.workshops.operations.undo()
    voting.settled()
    assert voting.vote.sealed == 1


def test_killed_in_the_middle_of_the_fifth_ballot_four_are_there(voting: Voting) -> None:
    voting.click(voting.panel.panes.before.start)
    voting.hand_round()
    for _person in range(4):
        voting.cast(FUN)
    voting.rank(ASKS, WAITS)
    voting.workshops.desk.restart()
    assert voting.vote.sealed == 4
    assert voting.vote.state is VoteState.OPEN
    voting.window.accept()


def test_the_vote_goes_on_where_it_was_left(voting: Voting) -> None:
    voting.click(voting.panel.panes.before.start)
    voting.hand_round()
    for _person in range(2):
        voting.cast(FUN)
    voting.press(Qt.Key.Key_Escape)
    voting.window.leaving.unlock.click()
    voting.window.leaving.leave.click()
    voting.settled()
    assert voting.panel.laptop.window is None
    assert not voting.panel.is_private
    voting.hand_round()
    assert voting.window.sitting.person == 3
    voting.window.accept()


def test_somebody_who_left_without_voting_is_taken_off_the_number(voting: Voting) -> None:
    voting.click(voting.panel.panes.before.start)
    voting.hand_round()
    voting.cast(FUN)
    voting.rank(ASKS)
    voting.press(Qt.Key.Key_Escape)
    voting.window.leaving.unlock.click()
    voting.window.leaving.voters.setValue(7)
    voting.press(Qt.Key.Key_Return)
    voting.settled()
    assert (voting.vote.voters, voting.vote.sealed) == (7, 1)
    assert "1 of 7" in voting.audience
    voting.window.accept()


def test_when_somebody_comes_or_leaves_during_a_vote_it_is_asked(voting: Voting) -> None:
    voting.click(voting.panel.panes.before.start)
    assert not voting.panel.panes.presence.isVisible()
    voting.present(9)
    presence = voting.panel.panes.presence
    assert "9 people are present, 8 vote." in presence.text
    presence.acted.emit()
    voting.settled()
    assert voting.vote.voters == 9
    assert not presence.isVisible()
    voting.present(7)
    assert "Has somebody left without having voted?" in presence.text
    assert voting.vote.voters == 9


def test_whoever_voted_and_left_stays_counted(voting: Voting) -> None:
    voting.panel.panes.before.voters.setValue(4)
    voting.click(voting.panel.panes.before.start)
    voting.seal((FUN,), (WAITS,), (WAITS,))
    voting.present(2)
    assert "More have voted already, so it stays." in voting.panel.panes.presence.text


def test_between_votes_the_people_present_are_the_next_voters(voting: Voting) -> None:
    voting.present(5)
    assert voting.panel.panes.before.voters.value() == 5


def test_the_pin_of_the_facilitator_guards_the_ballots(voting: Voting) -> None:
    voting.panel.panes.before.pin.setText("4711")
    voting.click(voting.panel.panes.before.start)
    voting.hand_round()
    voting.press(Qt.Key.Key_Escape, "1", Qt.Key.Key_Return)
    assert not voting.window.leaving.leave.isVisible()
    voting.press("4", "7", "1", "1", Qt.Key.Key_Return)
    voting.click(voting.window.leaving.leave)
    assert voting.panel.laptop.window is None


def test_all_questions_on_one_ballot_are_counted_together(voting: Voting) -> None:
    voting.panel.panes.before.voters.setValue(4)
    voting.panel.panes.before.together.setChecked(True)
    voting.click(voting.panel.panes.before.start)
    assert [len(each.options) for each in voting.workshops.stored.votes] == [4, 2]
    voting.hand_round()
    for _person in range(4):
        voting.press(Qt.Key.Key_Return, "1", Qt.Key.Key_Return, "1")
        voting.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
        voting.settled()
    voting.press(Qt.Key.Key_Return)
    voting.settled()
    voting.click(voting.panel.panes.ballots.count)
    assert [each.state for each in voting.workshops.stored.votes] == [VoteState.COUNTED] * 2


def test_a_vote_is_discarded_as_a_whole_and_that_is_asked_before(voting: Voting) -> None:
    voting.click(voting.panel.panes.before.start)
    voting.seal((FUN,), (WAITS,))
    kept = voting.answer("Keep it", voting.panel.panes.ballots.discard)
    assert "2 sealed ballots go with it" in kept
    assert voting.panel.panes.ballots.isVisible()
    voting.answer("Discard it", voting.panel.panes.ballots.discard)
    assert voting.vote.state is VoteState.DISCARDED
    assert voting.panel.panes.before.isVisible()


def test_a_single_idea_is_accepted_without_a_vote_and_says_so(voting: Voting) -> None:
    voting.choose(2)
    assert "accepted without a vote" in voting.panel.panes.done.said
    voting.click(voting.panel.panes.done.accept)
    assert voting.workshops.stored.questions[2].statement == "Open doors"
    assert "Accepted without a vote" in voting.audience


def test_a_unanimous_result_says_that_secrecy_has_limits(voting: Voting) -> None:
    voting.choose(1)
    voting.click(voting.panel.panes.before.start)
    voting.seal(*[SECOND[:1]] * 8)
    voting.click(voting.panel.panes.ballots.count)
    assert "Secrecy has limits" in voting.panel.panes.done.limits.text
    voting.into(Phase.RESULT)
    while voting.results.step(1):
        pass
    assert voting.results.secrecy.isVisible()
