"""The window on top: it fills in, copies, and counts what was copied."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.queries.snippet_uses import uses_of
from app.rules.enums import FormOfAddress
from app.rules.snippet_variants import Variant
from app.screens.patience import wait
from app.services import snippets
from app.ui.operations import Operations
from app.ui.outside_palette.window import OutsidePalette
from app.ui.snippet_use.fill_in import FillInPane
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from tests.desk_fixtures import Desk


class Outside:
    """The window on a desk with one ticket."""

    def __init__(self, desk: Desk, window: OutsidePalette, settled: Callable[[], None]) -> None:
        self.desk = desk
        self.window = window
        self.settled = settled
        self.open_ticket: int | None = None

    def snippet(self, body: str) -> int:
        """Write a snippet with the abbreviation *sn*."""
        made: int = self.desk.do(
            snippets.create,
            title="A snippet",
            abbreviation="sn",
            variants=[Variant("", FormOfAddress.UNKNOWN, body)],
        )
        return made

    def choose(self) -> None:
        """Bring the window up, type the abbreviation, press Enter."""
        self.window.open()
        self.settled()
        line = self.window.palette_.line
        QTest.keyClicks(line, "sn")
        QTest.keyClick(line, Qt.Key.Key_Return)
        self.settled()

    @property
    def pane(self) -> FillInPane:
        assert self.window.pane is not None
        return self.window.pane


@pytest.fixture
def outside(
    qtbot: QtBot, desk: Desk, tasks: Tasks, theme: Theme, settled: Callable[[], None]
) -> Iterator[Outside]:
    operations = Operations(desk.database, tasks, agent_id=desk.kim)
    window = OutsidePalette(
        operations, theme, open_ticket=lambda: found.open_ticket, now=desk.clock
    )
    qtbot.addWidget(window)

    def quiet() -> None:
        for _round in range(2):
            wait(20)
            settled()

    found = Outside(desk, window, quiet)
    QGuiApplication.clipboard().clear()
    yield found
    window.close()
    quiet()
    operations.deleteLater()


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


def test_a_text_is_copied_for_the_ticket_that_is_open_and_counted_there(outside: Outside) -> None:
    made = outside.snippet("Dear <<name>>, thanks.")
    outside.open_ticket = outside.desk.captured("Printer")
    outside.choose()
    assert clipboard() == "Dear Eva Müller, thanks."
    (use,) = outside.desk.read(uses_of, made)
    assert use.ticket_id == outside.open_ticket


def test_it_can_be_for_nobody_though_a_ticket_is_open(outside: Outside) -> None:
    made = outside.snippet("Thanks.")
    outside.open_ticket = outside.desk.captured("Printer")
    outside.window.open()
    outside.settled()
    assert "Eva Müller" in outside.window.for_ticket.text()
    outside.window.for_ticket.setChecked(False)
    outside.settled()
    QTest.keyClick(outside.window.palette_.line, Qt.Key.Key_Return)
    outside.settled()
    (use,) = outside.desk.read(uses_of, made)
    assert use.ticket_id is None


def test_without_an_open_ticket_nothing_is_said_about_one(outside: Outside) -> None:
    outside.snippet("Thanks.")
    outside.choose()
    assert outside.window.for_ticket.isHidden()
    assert clipboard() == "Thanks."


def test_the_window_goes_out_of_the_way_once_it_copied(outside: Outside, qtbot: QtBot) -> None:
    outside.snippet("Thanks.")
    outside.choose()
    assert outside.window.told.isVisible()
    qtbot.waitUntil(lambda: not outside.window.isVisible())


def test_copying_a_text_with_a_hole_takes_shift_and_shows_it(outside: Outside) -> None:
    made = outside.snippet("Your <<colour>> one.")
    outside.choose()
    control = outside.pane.form.control("colour").control
    QTest.keyClick(control, Qt.Key.Key_Return)
    outside.settled()
    assert clipboard() == ""
    assert outside.desk.read(uses_of, made) == ()
    QTest.keyClick(control, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    outside.settled()
    assert clipboard() == "Your [Colour …] one."
    assert len(outside.desk.read(uses_of, made)) == 1


def test_what_was_answered_last_is_offered_the_next_time(outside: Outside) -> None:
    outside.snippet("Your <<colour>> one.")
    outside.choose()
    control = outside.pane.form.control("colour").control
    QTest.keyClicks(control, "blue")
    QTest.keyClick(control, Qt.Key.Key_Return)
    outside.settled()
    assert clipboard() == "Your blue one."
    outside.choose()
    assert outside.pane._filling.last["colour"] == ("blue",)


def test_esc_leads_from_the_form_to_the_list_and_from_there_away(outside: Outside) -> None:
    outside.snippet("Your <<colour>> one.")
    outside.choose()
    QTest.keyClick(outside.pane.form.control("colour").control, Qt.Key.Key_Escape)
    assert outside.window.pane is None
    assert outside.window.isVisible()
    QTest.keyClick(outside.window.palette_.line, Qt.Key.Key_Escape)
    assert not outside.window.isVisible()


def test_a_fault_is_told_and_nothing_is_copied(outside: Outside) -> None:
    outside.snippet("Hello <<% if x %>> there")
    outside.choose()
    assert outside.window.told.isVisible()
    assert clipboard() == ""
