"""The contacts page in a shown window, on a desk with Eva, Otto and Ada."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton
from pytestqt.qtbot import QtBot

from app.queries.contacts import contact_rows
from app.services import contacts
from app.services.contact_rows import ContactFields, Phone
from app.settings import SettingsFile
from app.ui.actions import Actions
from app.ui.contacts.card import ContactCard
from app.ui.contacts.page import ContactsPage
from app.ui.contacts.table import ContactTable
from app.ui.desk.backups import Backups
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.widgets.message_bar import MessageBar
from app.ui.window_memory import WindowMemory
from tests.desk_fixtures import Desk, desk, template_desk
from tests.settling import settle
from tests.ui.shown_page import ShownPage

D = TypeVar("D", bound=QDialog)

__all__ = ["desk", "template_desk"]


class Contacts(ShownPage[ContactsPage]):
    """The page of contacts."""

    @property
    def table(self) -> ContactTable:
        """The list."""
        return self.part(ContactTable)

    @property
    def card(self) -> ContactCard:
        """The card beside it."""
        return self.part(ContactCard)

    @property
    def bar(self) -> MessageBar:
        """The bar that names suspected duplicates."""
        return self.part(MessageBar)

    def listed(self) -> list[str]:
        """The names in the list, from top to bottom."""
        ids = list(self.table.id_model.ids)
        return [row.name for row in self.desk.read(contact_rows, ids)]

    def choose(self, *names: str) -> None:
        """Select contacts by name."""
        ids = list(self.table.id_model.ids)
        rows = self.desk.read(contact_rows, ids)
        self.table.select_ids([row.id for row in rows if row.name in names])
        self.settled()

    def act(self, name: str) -> None:
        """Trigger an action of the page and wait for what it does."""
        super().act(f"contact.{name}")

    def dialog(self, kind: type[D]) -> D:
        """The dialog that is open."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        return found

    def press(self, dialog: QDialog, text: str) -> None:
        """Press a button of a dialog and wait for what it does."""
        wanted = [b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "") == text]
        wanted[0].click()
        self.settled()


@pytest.fixture
def people(desk: Desk) -> dict[str, int]:
    """Ada and Eva of Acme, Otto of his own; ids by first name."""
    given = {
        "Ada": ContactFields(
            name="Ada Lovelace", organisation="Acme GmbH", emails=("ada@acme.example",)
        ),
        "Eva": ContactFields(
            name="Eva Müller",
            organisation="Acme GmbH",
            emails=("eva@kunde.example", "eva.mueller@acme.example"),
            phones=(Phone("+49 30 1234567", "office"),),
            notes="Likes short answers.",
        ),
        "Otto": ContactFields(name="Otto Schmidt", emails=("otto@firma.example",)),
    }
    return {name: desk.do(contacts.create, fields) for name, fields in given.items()}


@pytest.fixture
def open_contacts(
    qtbot: QtBot, desk: Desk, tasks: Tasks, theme: Theme, tmp_path: Path
) -> Iterator[Callable[[], Contacts]]:
    """Open the page as a window of 1216 × 740, what a screen of 1280 × 800 leaves it.

    A second one remembers how the first was arranged.
    """
    operations = Operations(desk.database, tasks, agent_id=desk.kim)

    def settled() -> None:
        settle(qtbot, lambda: tasks.idle, within=200)

    def open_page() -> Contacts:
        actions = Actions(theme, {})
        backups = Backups(
            desk.path,
            tasks,
            preferences=Preferences(SettingsFile(tmp_path / "settings.json")),
            tell=lambda _text: None,
            show=lambda *_how, **_named: None,
        )
        page = ContactsPage(
            operations,
            actions,
            theme,
            WindowMemory(tmp_path / "windows"),
            backups=lambda: backups,
        )
        qtbot.addWidget(page)
        page.resize(1216, 740)
        page.show()
        settled()
        return Contacts(page, desk, operations, actions, settled)

    yield open_page
    settled()


@pytest.fixture
def page(people: dict[str, int], open_contacts: Callable[[], Contacts]) -> Contacts:
    """Three contacts in a page."""
    return open_contacts()
