"""What the desk does by itself: backup, then retention, then the drill; each when it is due."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.queries.retention import reports
from app.rules.access import AccessKind
from app.rules.enums import Status
from app.rules.retention import Keeping, RetentionAction
from app.services import tickets
from app.services.access import note_access
from app.services.retention.rules import add_rule
from app.settings import SettingsFile
from app.storage import backup, drill
from app.ui.desk.backups import Backups
from app.ui.desk.care import Care
from app.ui.operations import Announcement, Operations
from app.ui.preferences import Preferences
from app.ui.tasks import Tasks
from tests.desk_fixtures import Desk, desk, template_desk

__all__ = ["desk", "template_desk"]


@pytest.fixture
def operations(desk: Desk, tasks: Tasks) -> Operations:
    return Operations(desk.database, tasks, agent_id=desk.kim)


@pytest.fixture
def told(operations: Operations) -> list[Announcement]:
    """What was said in toasts."""
    found: list[Announcement] = []
    operations.announced.connect(found.append)
    return found


@pytest.fixture
def backups(desk: Desk, tasks: Tasks, tmp_path: Path) -> Backups:
    return Backups(
        desk.path,
        tasks,
        preferences=Preferences(SettingsFile(tmp_path / "settings.json")),
        tell=lambda _text: None,
        show=lambda *_how, **_named: None,
    )


@pytest.fixture
def care(operations: Operations, backups: Backups) -> Care:
    return Care(operations, backups, backups)


@pytest.fixture
def old_ticket(desk: Desk) -> int:
    """Closed long ago, and a rule that is about it."""
    ticket_id = desk.captured("Old")
    desk.do(tickets.set_status, [ticket_id], Status.CLOSED)
    desk.do(add_rule, Keeping(None, RetentionAction.DELETE, 30, contacts=True))
    return ticket_id


@pytest.mark.usefixtures("old_ticket")
def test_backup_retention_and_drill_follow_each_other(
    care: Care, desk: Desk, settled: Callable[[], None], told: list[Announcement]
) -> None:
    care.take()
    settled()
    settled()
    assert desk.one("SELECT count(*) FROM ticket") == 0
    held = backup.backups(desk.path)
    assert len(held) >= 1
    assert [each.tickets for each in desk.read(reports, limit=9)] == [1]
    last = drill.last_drill(desk.path)
    assert last is not None
    assert last.good
    (one,) = told
    assert one.text.startswith("Retention: All categories: deleted 30 days after closing: 1 ticket")
    assert not one.undoable


def test_a_day_without_anything_to_do_is_silent_and_looked_at_once(
    care: Care, desk: Desk, settled: Callable[[], None], told: list[Announcement]
) -> None:
    care.take()
    settled()
    care.take()
    settled()
    assert told == []
    assert len(backup.backups(desk.path)) == 1


@pytest.mark.usefixtures("old_ticket")
def test_during_a_vote_everything_waits_and_nothing_is_said(
    care: Care,
    desk: Desk,
    settled: Callable[[], None],
    told: list[Announcement],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(backup, "is_voting", lambda *_given: True)
    monkeypatch.setattr(drill, "is_voting", lambda *_given: True)
    care.take()
    settled()
    assert desk.one("SELECT count(*) FROM ticket") == 1
    assert (told, drill.last_drill(desk.path)) == ([], None)
    monkeypatch.undo()
    care.take()
    settled()
    settled()
    assert desk.one("SELECT count(*) FROM ticket") == 0


def test_the_access_log_forgets_in_time(
    care: Care, desk: Desk, settled: Callable[[], None]
) -> None:
    """The entry is from the time of the clock under test, years ago."""
    desk.do(note_access, AccessKind.EXPORTED, count=2)
    care.take()
    settled()
    assert desk.one("SELECT count(*) FROM access_log") == 0
