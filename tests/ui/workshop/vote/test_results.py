"""The count is replayed step by step; ties are settled; everybody is asked whether it can be."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.rules.voting.ties import Rule, TieRule
from app.rules.workshop.phases import Phase
from app.ui.workshop.audience.scene import Bars, Mark
from tests.ui.workshop.vote.conftest import FIRST, Voting

WAITS, ANSWERS, ASKS, FUN = FIRST


@pytest.fixture
def tied(voting: Voting) -> Voting:
    """A tie between two ideas that no agreed rule settles."""
    for box in voting.panel.panes.before.rules.values():
        box.setChecked(False)
    voting.click(voting.panel.panes.before.start)
    voting.seal(*[(WAITS,)] * 3, *[(ANSWERS,)] * 2, *[(ASKS, ANSWERS)] * 2, (FUN, ASKS))
    voting.click(voting.panel.panes.ballots.count)
    return voting


@pytest.fixture
def counted(voting: Voting) -> Voting:
    voting.click(voting.panel.panes.before.start)
    voting.seal(*[(WAITS,)] * 5, *[(ANSWERS,)] * 2, (ASKS, ANSWERS))
    voting.click(voting.panel.panes.ballots.count)
    voting.click(voting.panel.panes.done.show_count)
    return voting


def marks(voting: Voting) -> dict[str, Mark]:
    body = voting.scene.body
    assert isinstance(body, Bars)
    return {bar.label: bar.mark for bar in body.bars}


def test_arrow_keys_go_through_the_rounds(counted: Voting) -> None:
    room = counted.workshops.page.room
    assert counted.scene.step == "Round 1 of 4"
    assert marks(counted)[FUN] is Mark.PLAIN
    QTest.keyClick(counted.results, Qt.Key.Key_Right)
    assert marks(counted)[FUN] is Mark.STRUCK
    assert "drops out" in counted.scene.note
    QTest.keyClick(counted.results, Qt.Key.Key_Left)
    assert marks(counted)[FUN] is Mark.PLAIN
    for _step in range(20):
        QTest.keyClick(counted.results, Qt.Key.Key_PageDown)
    assert room.panel is counted.results
    assert Mark.WINNER in marks(counted).values()


def test_what_comes_later_is_not_told_before(counted: Voting) -> None:
    assert "Round 1" in counted.results.steps.told
    assert "Round 2" not in counted.results.steps.told
    counted.results.step(1)
    counted.results.step(1)
    counted.settled()
    assert "Round 2" in counted.results.steps.told
    assert not counted.results.direct.isVisible()


def test_bars_keep_their_keys_so_that_they_move_from_round_to_round(counted: Voting) -> None:
    seen = []
    while True:
        body = counted.scene.body
        assert isinstance(body, Bars)
        seen.append({bar.key for bar in body.bars} - {"exhausted"})
        if not counted.results.step(1):
            break
    assert seen[0] == {counted.option(text) for text in FIRST}
    assert all(each <= seen[0] for each in seen)


def test_an_idea_that_would_win_directly_is_noted_at_the_end(voting: Voting) -> None:
    voting.click(voting.panel.panes.before.start)
    voting.seal(*[(WAITS, ASKS)] * 3, *[(ANSWERS, ASKS)] * 3, *[(ASKS, WAITS)] * 2)
    voting.click(voting.panel.panes.ballots.count)
    voting.into(Phase.RESULT)
    while voting.results.step(1):
        pass
    assert voting.results.direct.isVisible()
    assert f"prefer “{ASKS}” to “{WAITS}”" in voting.results.direct.text


def test_two_tied_texts_become_one(tied: Voting) -> None:
    tied.panel.panes.tie.merge_text.setPlainText("We ask and answer on the same day")
    tied.click(tied.panel.panes.tie.merge)
    stored = tied.workshops.stored
    assert stored.votes[0].count is not None
    assert Rule.MERGE in [each.rule for each in stored.votes[0].count.rounds]


def test_the_lot_drawn_before_may_be_taken(tied: Voting) -> None:
    tied.click(tied.panel.panes.tie.lot)
    count = tied.vote.count
    assert count is not None
    lot = next(each for each in count.rounds if each.rule is Rule.LOT)
    assert lot.dropped == max(lot.tie, key=tied.vote.protocol.lot_order.index)


def test_the_facilitator_decides_only_with_a_reason(tied: Voting) -> None:
    tie = tied.panel.panes.tie
    tie.radios[tied.option(ASKS)].setChecked(True)
    assert not tie.rule.isEnabled()
    tie.reason.setText("It says less")
    tied.click(tie.rule)
    count = tied.vote.count
    assert count is not None
    ruled = next(each for each in count.rounds if each.rule is Rule.FACILITATOR)
    assert (ruled.dropped, ruled.reason) == (tied.option(ASKS), "It says less")
    assert tied.vote.decisions[0].agent_id == tied.workshops.desk.kim


def test_a_tie_can_be_settled_while_the_count_is_shown(tied: Voting) -> None:
    tied.into(Phase.RESULT)
    while tied.results.step(1):
        pass
    assert "Tied for the last place" in tied.scene.note
    tied.click(tied.results.tie.lot)
    assert tied.results.step(1)


def test_agreed_lot_settles_without_asking(voting: Voting) -> None:
    for rule, box in voting.panel.panes.before.rules.items():
        box.setChecked(rule is TieRule.LOT)
    voting.click(voting.panel.panes.before.start)
    voting.seal(*[(WAITS,)] * 4, *[(ANSWERS,)] * 4)
    voting.click(voting.panel.panes.ballots.count)
    assert voting.workshops.stored.questions[0].statement in (WAITS, ANSWERS)


def test_nothing_counted_leads_to_the_vote(voting: Voting) -> None:
    voting.into(Phase.RESULT)
    assert voting.results.empty.isVisible()
    voting.results.empty.primary_clicked.emit()
    voting.settled()
    assert voting.panel.panes.before.isVisible()


def test_that_nobody_objects_is_recorded(counted: Voting) -> None:
    counted.into(Phase.CONSENT)
    assert "Can anyone not live with this?" in counted.audience
    counted.click(counted.consent.agreed)
    consent = counted.workshops.stored.questions[0].consent
    assert consent is not None
    assert consent.objections == ()
    assert "Everybody can live with it." in counted.consent.answer.text


def test_objections_are_written_down_one_a_line(counted: Voting) -> None:
    counted.into(Phase.CONSENT)
    assert not counted.consent.note.isEnabled()
    counted.consent.objections.setPlainText("Too long\n\nNot for everyone")
    counted.click(counted.consent.note)
    consent = counted.workshops.stored.questions[0].consent
    assert consent is not None
    assert consent.objections == ("Too long", "Not for everyone")


def test_the_words_of_a_statement_are_polished_and_undone(counted: Voting) -> None:
    counted.into(Phase.CONSENT)
    before = counted.workshops.stored.questions[0].statement
    counted.consent.statement.setPlainText("Nobody waits alone, ever")
    QTest.keyClick(counted.consent.statement, Qt.Key.Key_Return)
    counted.settled()
    assert counted.workshops.stored.questions[0].statement == "Nobody waits alone, ever"
    counted.workshops.operations.undo()
    counted.settled()
    assert counted.consent.statement.toPlainText() == before
