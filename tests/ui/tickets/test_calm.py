"""Everything about a ticket is read once the person stops at it, or once its list is there."""

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.ui.tickets.calm import Calm


def test_a_chosen_ticket_is_read_though_the_list_is_not_complete(qtbot: QtBot) -> None:
    owner = QObject()
    calm = Calm(owner)
    calm.hold()
    with qtbot.waitSignal(calm.reached):
        calm.chosen()


def test_an_unasked_ticket_waits_for_its_list(qtbot: QtBot) -> None:
    owner = QObject()
    calm = Calm(owner)
    calm.hold()
    calm.unasked()
    assert not calm.waiting
    with qtbot.waitSignal(calm.reached):
        calm.settle()


def test_a_ticket_about_to_be_read_waits_for_the_list_asked_for(qtbot: QtBot) -> None:
    owner = QObject()
    calm = Calm(owner)
    calm.chosen()
    calm.hold()
    assert not calm.waiting
    with qtbot.waitSignal(calm.reached):
        calm.settle()


def test_what_is_shown_already_is_not_read_again_when_the_list_is_there() -> None:
    owner = QObject()
    calm = Calm(owner)
    calm.hold()
    calm.unasked()
    calm.stop()
    calm.settle()
    assert not calm.waiting
