"""The daily backup is taken once a day, and a failure is told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.errors import UserError
from app.settings import SettingsFile
from app.storage import backup
from app.ui.desk.backups import Backups
from app.ui.preferences import Preferences
from app.ui.tasks import Tasks
from tests.desk_fixtures import Desk, desk, template_desk

__all__ = ["desk", "template_desk"]


@dataclass
class Told:
    """What the toasts and the status bar were given."""

    toasts: list[str] = field(default_factory=list)
    states: list[tuple[str, str, bool]] = field(default_factory=list)

    def show(self, text: str, *, tooltip: str = "", good: bool = True) -> None:
        self.states.append((text, tooltip, good))


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def daily(desk: Desk, tasks: Tasks, told: Told, tmp_path: Path) -> Backups:
    preferences = Preferences(SettingsFile(tmp_path / "settings.json"))
    return Backups(
        desk.path, tasks, preferences=preferences, tell=told.toasts.append, show=told.show
    )


def test_a_backup_is_taken_once_a_day(
    daily: Backups, desk: Desk, settled: Callable[[], None], told: Told
) -> None:
    daily.take_if_due()
    settled()
    assert len(backup.backups(desk.path)) == 1
    daily.take_if_due()
    settled()
    assert len(backup.backups(desk.path)) == 1
    assert [good for _text, _tooltip, good in told.states] == [True, True]
    assert told.toasts == []


def test_a_backup_by_hand_is_told(daily: Backups, settled: Callable[[], None], told: Told) -> None:
    daily.take()
    settled()
    assert len(told.toasts) == 1
    assert told.toasts[0].startswith("Backed up and checked: ")


def test_a_failure_is_told(
    daily: Backups, settled: Callable[[], None], told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_named: object) -> backup.Backup:
        raise UserError("There is no room.")

    monkeypatch.setattr(backup, "take", full)
    daily.take_if_due()
    settled()
    assert told.states == [("Backup failed", "There is no room.", False)]
    assert told.toasts == []
    daily.take()
    settled()
    assert told.toasts == ["There is no room."]


def test_two_asked_for_at_once_are_one(
    daily: Backups, desk: Desk, settled: Callable[[], None], told: Told
) -> None:
    daily.take_if_due()
    daily.take()
    settled()
    assert len(backup.backups(desk.path)) == 1
    assert len(told.toasts) == 1
