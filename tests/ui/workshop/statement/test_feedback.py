"""The feedback round through the page: out by clipboard, in from replies, files and by hand."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.queries.workshop.missions import remarks_on
from app.rules.workshop.statements import Part, Source, Verdict
from app.ui.widgets.name_popover import NamePopover
from app.ui.workshop.statement.answer_dialog import AnswerDialog
from app.ui.workshop.statement.feedback_pane import FeedbackPane
from tests.ui.workshop.conftest import Workshops
from tests.ui.workshop.statement.conftest import below, opened, stored


@pytest.fixture
def asked(open_workshops: Callable[[], Workshops], prepared: int) -> Workshops:
    """A version with two sentences, the feedback in view."""
    workshops = opened(open_workshops())
    view = workshops.page.statement
    QTest.keyClicks(view.draft.fields[Part.MARKET], "We serve small shops. Nobody waits.")
    workshops.act("save_version")
    view.tabs.setCurrentIndex(2)
    workshops.settled()
    return workshops


def _said(workshops: Workshops) -> list[tuple[int | None, Verdict | None, str]]:
    version = stored(workshops.desk).versions[0]
    found = workshops.desk.read(remarks_on, version.id)
    return [(each.sentence, each.verdict, each.comment) for each in found]


def test_the_mail_text_goes_to_the_clipboard_and_the_reply_comes_back_from_it(
    asked: Workshops,
) -> None:
    feedback = asked.page.statement.feedback
    feedback.ways["mail"].click()
    text = QGuiApplication.clipboard().text()
    assert "(2) Nobody waits." in text
    QGuiApplication.clipboard().setText(text.replace("[ ] unclear", "[x] unclear", 1))
    feedback.ways["paste"].click()
    asked.settled()
    assert _said(asked) == [(0, Verdict.UNCLEAR, "")]
    QGuiApplication.clipboard().setText("Nice")
    feedback.ways["paste"].click()
    assert "no reply about version 1" in asked.told[-1]


def test_files_of_answers_are_taken_in_in_one_step_and_odd_ones_are_named(
    asked: Workshops, tmp_path: Path
) -> None:
    view = asked.page.statement
    mission = stored(asked.desk)
    inquiry = mission.inquiry(mission.versions[0])
    for number, verdict in enumerate(("keep", "change")):
        answer = {
            "tresen_feedback": 1,
            "code": inquiry.code,
            "source": "customer",
            "sentences": [{"verdict": verdict, "comment": ""}],
        }
        (tmp_path / f"{number}.json").write_text(json.dumps(answer))
    (tmp_path / "odd.json").write_text("{}")
    (tmp_path / "reply.eml").write_text(
        f"Subject: Re\n\n> (1) We serve\n> [x] keep Comment: yes\n> [{inquiry.code}]\n"
    )
    view._exchange.take_files([*sorted(tmp_path.iterdir()), tmp_path / "gone.json"], inquiry)
    asked.settled()
    assert len(_said(asked)) == 3
    refused = next(each for each in asked.told if "odd.json" in each)
    assert "gone.json" in refused
    asked.desk.undo()
    assert _said(asked) == []


def test_an_answer_told_in_the_corridor_is_entered_by_hand(asked: Workshops, qtbot: QtBot) -> None:
    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, AnswerDialog):
            QTimer.singleShot(20, fill)
            return
        dialog.source.setCurrentIndex(list(Source).index(Source.CUSTOMER))
        dialog.verdicts[1].setCurrentIndex(1 + list(Verdict).index(Verdict.CHANGE))
        dialog.comments[1].setText("Say how long")
        dialog.questions["missing"].setText("Training")
        dialog.accept()

    QTimer.singleShot(0, fill)
    asked.page.statement.feedback.ways["enter"].click()
    asked.settled()
    assert _said(asked) == [(1, Verdict.CHANGE, "Say how long"), (None, None, "Training")]


def test_a_remark_is_taken_up_or_declined_with_its_reason(asked: Workshops, qtbot: QtBot) -> None:
    feedback = asked.page.statement.feedback
    feedback.ways["mail"].click()
    text = QGuiApplication.clipboard().text()
    QGuiApplication.clipboard().setText(text.replace("[ ] change", "[x] change"))
    feedback.ways["paste"].click()
    asked.settled()
    assert not feedback.take.isEnabled()
    below(feedback.tree, 0).setSelected(True)
    for how, decided in (("", "Taken up"), ("Said shorter", "Taken up: Said shorter")):
        below(feedback.tree, 0).setSelected(True)
        feedback.take.click()
        _confirm(feedback, how)
        asked.settled()
        assert below(feedback.tree, 0).text(2) == decided
    feedback.tree.clearSelection()
    below(feedback.tree, 1).setSelected(True)
    feedback.decline.click()
    _confirm(feedback, "It is a promise")
    asked.settled()
    assert below(feedback.tree, 1).text(2) == "Declined: It is a promise"
    asked.desk.undo()
    version = stored(asked.desk).versions[0]
    assert [each.taken_up for each in asked.desk.read(remarks_on, version.id)] == [True, None]


def _confirm(feedback: FeedbackPane, words: str) -> None:
    popover = feedback.findChildren(NamePopover)[-1]
    popover.line.setText(words)
    popover.line.returnPressed.emit()
