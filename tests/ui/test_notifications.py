"""Telling when a snooze is over or a due time is reached."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QIcon
from pytestqt.qtbot import QtBot

from app.queries.ticket_rows import ticket_rows
from app.services import tickets
from app.settings import SettingsFile
from app.ui.notifications import Notice, Notifications
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.tasks import Tasks
from app.ui.tray import Tray
from tests.desk_fixtures import Desk, desk, template_desk

__all__ = ["desk", "template_desk"]


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(SettingsFile(tmp_path / "settings.json"))


@pytest.fixture
def told(
    desk: Desk, tasks: Tasks, preferences: Preferences, qtbot: QtBot, settled: Callable[[], None]
) -> Callable[[], list[Notice]]:
    """Look at the clock; what was told since the first look."""
    operations = Operations(desk.database, tasks, agent_id=desk.kim)
    notifications = Notifications(
        operations, preferences, tray=Tray(QIcon(), operations), clock=desk.clock, parent=operations
    )
    notices: list[Notice] = []
    notifications.noticed.connect(notices.append)

    def look() -> list[Notice]:
        notifications.look()
        settled()
        qtbot.wait(20)
        settled()
        return notices

    return look


def test_a_snooze_that_is_over_wakes_its_ticket_and_is_told_once(
    desk: Desk, told: Callable[[], list[Notice]]
) -> None:
    ticket_id = desk.captured("Printer")
    desk.do(tickets.snooze, [ticket_id], desk.clock() + timedelta(hours=1))
    assert told() == []
    desk.clock.advance(hours=2)
    (notice,) = told()
    assert notice == Notice("Back from snooze", "#1001 Printer · Eva Müller", (ticket_id,))
    (row,) = desk.read(ticket_rows, [ticket_id])
    assert row.snoozed_until is None
    assert row.unread
    assert len(told()) == 1


def test_a_due_time_is_told_when_it_is_reached_and_not_before_or_again(
    desk: Desk, told: Callable[[], list[Notice]]
) -> None:
    ids = [desk.captured(subject) for subject in ("Printer", "Invoice")]
    desk.do(tickets.set_due, ids, desk.clock() + timedelta(minutes=30))
    assert told() == []
    desk.clock.advance(hours=1)
    assert [each.text for each in told()] == ["2 tickets are due now"]
    desk.clock.advance(hours=1)
    assert len(told()) == 1


def test_names_and_subjects_are_left_out_where_that_is_wanted(
    desk: Desk, told: Callable[[], list[Notice]], preferences: Preferences
) -> None:
    preferences.update(notification_content=False)
    ticket_id = desk.captured("Secret matter")
    desk.do(tickets.set_due, [ticket_id], desk.clock() + timedelta(minutes=30))
    desk.clock.advance(hours=1)
    assert [each.text for each in told()] == ["Ticket #1001"]


def test_while_a_workshop_is_held_nothing_is_told_and_afterwards_all_of_it(
    desk: Desk,
    tasks: Tasks,
    preferences: Preferences,
    qtbot: QtBot,
    settled: Callable[[], None],
) -> None:
    operations = Operations(desk.database, tasks, agent_id=desk.kim)
    notifications = Notifications(
        operations, preferences, tray=Tray(QIcon(), operations), clock=desk.clock, parent=operations
    )
    notices: list[Notice] = []
    notifications.noticed.connect(notices.append)
    snoozed = desk.captured("Printer")
    desk.do(tickets.snooze, [snoozed], desk.clock() + timedelta(hours=1))
    due = desk.captured("Invoice")
    desk.do(tickets.set_due, [due], desk.clock() + timedelta(hours=1))
    notifications.hush(True)
    desk.clock.advance(hours=2)
    notifications.look()
    settled()
    qtbot.wait(20)
    settled()
    assert notices == []
    (row,) = desk.read(ticket_rows, [snoozed])
    assert row.snoozed_until is None
    notifications.hush(False)
    qtbot.waitUntil(lambda: len(notices) == 2)
    assert {each.ticket_ids for each in notices} == {(snoozed,), (due,)}
