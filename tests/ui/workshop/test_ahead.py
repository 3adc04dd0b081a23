"""What is made ahead of time: step by step, at once where it is needed, out of sight."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.rules.workshop.phases import Phase
from app.ui.workshop.ahead import Ahead, laid_out
from tests.ui.workshop.conftest import Workshops


def _counted(steps: list[int], last: int) -> Iterator[None]:
    for number in range(last):
        steps.append(number)
        yield


def test_steps_are_taken_one_after_the_other(qtbot: QtBot, qapp: QObject) -> None:
    steps: list[int] = []
    ahead = Ahead(qapp)
    ahead.begin(_counted(steps, 3))
    assert steps == []
    qtbot.waitUntil(lambda: steps == [0, 1, 2])


def test_what_is_needed_now_is_finished_at_once_and_only_once(qtbot: QtBot, qapp: QObject) -> None:
    steps: list[int] = []
    ahead = Ahead(qapp)
    ahead.begin(_counted(steps, 3))
    ahead.finish()
    ahead.finish()
    assert steps == [0, 1, 2]


def test_a_hidden_widget_is_laid_out_as_it_will_be_shown(qtbot: QtBot) -> None:
    outer, inner, words = QWidget(), QWidget(), QLabel("Trust")
    qtbot.addWidget(outer)
    for around, within in ((outer, inner), (inner, words)):
        QVBoxLayout(around).addWidget(within)
    for _step in laid_out(outer, QSize(400, 300)):
        pass
    before = words.geometry()
    outer.show()
    assert (outer.size(), words.geometry()) == (QSize(400, 300), before)


def test_panels_of_all_phases_are_there_before_they_are_entered(
    workshops: Workshops, qtbot: QtBot
) -> None:
    workshops.into(Phase.WELCOME)
    panels = workshops.page.room._panels
    qtbot.waitUntil(lambda: all(panels.known(each) is not None for each in Phase), timeout=20_000)
    assert panels.shown is panels.known(Phase.WELCOME)
    workshops.into(Phase.VOTE)
    assert panels.shown is panels.known(Phase.VOTE)
    workshops.act("leave")
    assert panels.count() == 0


def test_a_room_that_is_left_while_panels_are_made_leaves_none_behind(workshops: Workshops) -> None:
    workshops.act("start")
    workshops.act("leave")
    assert workshops.page.room._panels.count() == 0
    workshops.into(Phase.IDEAS)
    workshops.type_idea("Trust")
    assert workshops.texts() == ["Trust"]
