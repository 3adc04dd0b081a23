"""The settings page in a shown window, on a desk of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.settings import SettingsFile
from app.ui.actions import Actions
from app.ui.desk.backups import Backups
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.settings.page import SettingsPage
from app.ui.settings.protection_section import ProtectionSection
from app.ui.settings.sections import settings_page
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from tests.desk_fixtures import Desk, desk, template_desk
from tests.settling import settle

W = TypeVar("W", bound=QWidget)
D = TypeVar("D", bound=QDialog)

__all__ = ["desk", "template_desk"]


@dataclass
class Shown:
    """The page and what it stands on; ``told`` is what was said in toasts."""

    page: SettingsPage
    desk: Desk
    operations: Operations
    preferences: Preferences
    restored: list[Path]
    settled: Callable[[], None]
    backups: Backups
    told: list[str] = field(default_factory=list)

    def section(self, name: str, kind: type[W]) -> W:
        """Show a section and return it."""
        self.page.show_section(name)
        self.settled()
        found = self.page.findChildren(kind)
        assert found
        return found[-1]

    def press(self, widget: QWidget, text: str) -> None:
        """Press the first button with this text and wait for what it does."""
        buttons = widget.findChildren(QPushButton)
        next(each for each in buttons if each.text().replace("&", "") == text).click()
        self.settled()

    def dialog(self, kind: type[D]) -> D:
        """The dialog that is open."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        return found

    def texts(self, widget: QWidget) -> list[str]:
        """What the labels say that can be seen."""
        return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]


@pytest.fixture
def shown(qtbot: QtBot, desk: Desk, tasks: Tasks, theme: Theme, tmp_path: Path) -> Iterator[Shown]:
    """The page with every section at hand."""
    operations = Operations(desk.database, tasks, agent_id=desk.kim)
    preferences = Preferences(SettingsFile(tmp_path / "settings.json"))
    restored: list[Path] = []

    def settled() -> None:
        settle(qtbot, lambda: tasks.idle, within=120)

    actions = Actions(theme, {})
    told: list[str] = []
    backups = Backups(
        desk.path,
        tasks,
        preferences=preferences,
        tell=told.append,
        show=lambda *_how, **_named: None,
    )
    page = settings_page(
        operations,
        preferences,
        actions,
        theme,
        backups,
        restore=restored.append,
        protection=lambda: ProtectionSection(None, operations, preferences, theme),
    )
    qtbot.addWidget(page)
    page.resize(1216, 740)
    page.show()
    settled()
    shown = Shown(page, desk, operations, preferences, restored, settled, backups, told)
    operations.refused.connect(lambda error: shown.told.append(str(error)))
    yield shown
    settled()
