"""All sections of the settings, put together."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.ui.actions import Actions
from app.ui.desk.backups import Backups
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.settings.access_section import AccessSection
from app.ui.settings.backups_section import BackupsSection
from app.ui.settings.categories_section import CategoriesSection
from app.ui.settings.desk_section import DeskSection
from app.ui.settings.keys_section import KeysSection
from app.ui.settings.page import SettingsPage
from app.ui.settings.people_section import PeopleSection
from app.ui.settings.priority_section import PrioritySection
from app.ui.settings.program_section import ProgramSection
from app.ui.settings.protection_section import ProtectionSection
from app.ui.settings.retention_section import RetentionSection
from app.ui.theme import Theme
from app.ui.widgets.subject_pages import SectionSpec


def settings_page(
    operations: Operations,
    preferences: Preferences,
    actions: Actions,
    theme: Theme,
    backups: Backups,
    *,
    restore: Callable[[Path], object],
    protection: Callable[[], ProtectionSection],
    parent: QWidget | None = None,
) -> SettingsPage:
    """The page with everything that can be set; ``restore`` takes the path of a backup,
    ``protection`` makes the section that may close the desk."""

    def backups_section() -> BackupsSection:
        section = BackupsSection(backups, operations, theme)
        section.restore_wanted.connect(restore)
        return section

    return SettingsPage(
        [
            SectionSpec("program", _("This program"), lambda: ProgramSection(preferences, theme)),
            SectionSpec("desk", _("This desk"), lambda: DeskSection(operations, theme)),
            SectionSpec("people", _("People"), lambda: PeopleSection(operations, theme)),
            SectionSpec(
                "categories", _("Categories"), lambda: CategoriesSection(operations, theme)
            ),
            SectionSpec("priority", _("Priority"), lambda: PrioritySection(operations, theme)),
            SectionSpec("keys", _("Keys"), lambda: KeysSection(actions, theme)),
            SectionSpec("backups", _("Backups"), backups_section),
            SectionSpec("protection", _("Protection"), protection),
            SectionSpec(
                "retention",
                _("Retention"),
                lambda: RetentionSection(operations, theme, backups),
            ),
            SectionSpec("access", _("Access log"), lambda: AccessSection(operations, theme)),
        ],
        theme,
        parent,
    )
