"""Drafting with the winners at hand, keeping versions, putting one in force."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.rules.workshop.statements import Part
from tests.ui.workshop.conftest import Workshops
from tests.ui.workshop.statement.conftest import ANSWERS, below, opened, stored

Open = Callable[[], Workshops]


def test_the_winning_statements_are_at_hand_and_enter_takes_one_in_with_its_link(
    open_workshops: Open, prepared: int
) -> None:
    workshops = opened(open_workshops())
    draft = workshops.page.statement.draft
    tree = draft.material.tree
    assert [below(tree, place).text(0) for place in range(3)] == list(ANSWERS)
    draft.fields[Part.CONTRIBUTION].setFocus()
    item = below(tree, 1)
    tree.setCurrentItem(item)
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert draft.parts[Part.CONTRIBUTION] == "Nobody waits alone."
    assert item.checkState(0) is Qt.CheckState.Checked
    workshops.act("save_version")
    (version,) = stored(workshops.desk).versions
    (sentence,) = version.sentences
    assert (sentence.part, sentence.text) == (Part.CONTRIBUTION, "Nobody waits alone.")
    assert sentence.ideas == (workshops.stored.questions[1].winner_id,)
    assert "Saved a version of the statement" in workshops.told


def test_the_meter_follows_what_is_typed(open_workshops: Open, prepared: int) -> None:
    draft = opened(open_workshops()).page.statement.draft
    assert "60 words" in draft.meter.words.text()
    QTest.keyClicks(draft.fields[Part.MARKET], "We help you. You call us.")
    assert "6 words, 2 sentences" in draft.meter.words.text()
    assert "easy to read" in draft.meter.words.text()


def test_the_ticks_are_those_of_the_sentence_at_the_cursor(
    open_workshops: Open, prepared: int
) -> None:
    draft = opened(open_workshops()).page.statement.draft
    field, tree = draft.fields[Part.MARKET], draft.material.tree
    field.setFocus()
    QTest.keyClicks(field, "First sentence. Second sentence.")
    item = below(tree, 0)
    item.setCheckState(0, Qt.CheckState.Checked)
    assert [bool(each.ideas) for each in draft.sentences] == [False, True]
    QTest.keyClick(field, Qt.Key.Key_Home)
    assert item.checkState(0) is Qt.CheckState.Unchecked
    QTest.keyClick(field, Qt.Key.Key_End)
    assert item.checkState(0) is Qt.CheckState.Checked


def test_what_was_typed_is_there_after_leaving_without_saving(
    open_workshops: Open, prepared: int
) -> None:
    workshops = opened(open_workshops())
    field = workshops.page.statement.draft.fields[Part.DISTINCTION]
    QTest.keyClicks(field, "Half a sen")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    workshops.settled()
    assert not workshops.page.in_statement
    draft = stored(workshops.desk).draft
    assert draft is not None
    assert draft.parts[Part.DISTINCTION] == "Half a sen"
    opened(workshops)
    assert field.toPlainText() == "Half a sen"


def test_a_version_shows_what_changed_and_where_it_comes_from(
    open_workshops: Open, prepared: int
) -> None:
    workshops = opened(open_workshops())
    view = workshops.page.statement
    field = view.draft.fields[Part.MARKET]
    field.setFocus()
    view.draft.material.chosen.emit(workshops.stored.questions[0].winner_id, ANSWERS[0])
    workshops.act("save_version")
    field.setPlainText("Small shops come first.")
    workshops.act("save_version")
    view.tabs.setCurrentIndex(1)
    shown = view.versions.view.toPlainText()
    assert "come" in shown
    assert "accepted without a vote" in shown
    assert view.versions.list.count() == 2
    view.versions.list.setCurrentRow(1)
    view.versions.restore.click()
    workshops.settled()
    assert stored(workshops.desk).versions[0].text == "Small shops first."
    assert field.toPlainText() == "Small shops first."


def test_the_version_in_force_is_marked_and_can_be_withdrawn(
    open_workshops: Open, prepared: int
) -> None:
    workshops = opened(open_workshops())
    view = workshops.page.statement
    QTest.keyClicks(view.draft.fields[Part.MARKET], "We serve small shops.")
    workshops.act("save_version")
    view.tabs.setCurrentIndex(1)
    view.versions.final.click()
    workshops.settled()
    assert "in force" in view.versions.list.item(0).text()
    assert stored(workshops.desk).final_number == 1
    view.versions.final.click()
    workshops.settled()
    assert stored(workshops.desk).final_number is None


def test_without_words_no_version_is_saved_and_no_poster_made(
    open_workshops: Open, prepared: int
) -> None:
    workshops = opened(open_workshops())
    workshops.act("save_version")
    assert workshops.told[-1] == "A statement needs words."
    workshops.act("poster")
    assert workshops.told[-1] == "Save a version of the draft first."
