"""A desk with one conversation, read from mails as they arrive, and a pane to show it in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from app.queries.conversation import Entry, conversation
from app.queries.drafts import DraftRow, drafts_of
from app.queries.ticket_rows import TicketRow, ticket_rows
from app.services.imports.importing import run_import
from app.settings import SettingsFile
from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.tickets.conversation_pane import ConversationPane
from tests.desk_fixtures import MORNING, Desk

NOW = MORNING
TICKET = 1
HELP = "help@shop.example"


def png(width: int = 60, height: int = 40) -> bytes:
    """A picture."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#0B6A6A"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # stubs ask for bytes
    return bytes(buffer.data().data())


def mail(
    message_id: str,
    text: str,
    *,
    sender: str = "Anna Müller <anna@kunde.example>",
    to: str = HELP,
    subject: str = "Drucker druckt nicht",
    hours_ago: float = 1,
    in_reply_to: str = "",
    headers: dict[str, str] | None = None,
) -> EmailMessage:
    """A mail of the conversation; more can be added to it before it is imported."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, to, subject
    made["Date"] = format_datetime(NOW - timedelta(hours=hours_ago))
    made["Message-ID"] = f"<{message_id}>"
    if in_reply_to:
        made["In-Reply-To"] = f"<{in_reply_to}>"
    for name, value in (headers or {}).items():
        made[name] = value
    made.set_content(text)
    return made


@dataclass
class Conversation:
    """The desk, and the pane that shows its first ticket."""

    desk: Desk
    operations: Operations
    preferences: Preferences
    actions: Actions
    pane: ConversationPane
    settled: Callable[[], None]
    folder: Path

    def bring(self, *mails: EmailMessage) -> None:
        """Import mails."""
        folder = self.folder / f"mails-{len(list(self.folder.iterdir()))}"
        folder.mkdir()
        for place, each in enumerate(mails):
            (folder / f"{place}.eml").write_bytes(each.as_bytes())
        self.bring_folder(folder)

    def bring_folder(self, folder: Path) -> None:
        """Import files as they lie there."""
        run_import(
            self.desk.database,
            [folder],
            close_old=False,
            now=NOW,
            agent_id=self.desk.kim,
            label="Imported",
        )

    def open(self, ticket_id: int = TICKET) -> ConversationPane:
        """Show a ticket and wait until it is read."""
        self.pane.show_ticket(ticket_id)
        self.settled()
        return self.pane

    def entries(self, ticket_id: int = TICKET) -> tuple[Entry, ...]:
        return self.desk.read(conversation, ticket_id)

    def drafts(self, ticket_id: int = TICKET) -> tuple[DraftRow, ...]:
        return self.desk.read(drafts_of, ticket_id, agent_id=self.desk.kim)

    def row(self, ticket_id: int = TICKET) -> TicketRow:
        return self.desk.read(ticket_rows, [ticket_id])[0]


@pytest.fixture
def talk(
    qtbot: QtBot, desk: Desk, tasks: Tasks, theme: Theme, tmp_path: Path
) -> Iterator[Conversation]:
    """A desk with nothing in it yet, and a pane in a shown window."""
    folder = tmp_path / "brought"
    folder.mkdir()
    operations = Operations(desk.database, tasks, agent_id=desk.kim)
    preferences = Preferences(SettingsFile(tmp_path / "settings.json"))
    preferences.update(spell_check=False)
    actions = Actions(theme, {})
    pane = ConversationPane(operations, preferences, actions, theme, clock=desk.clock)
    qtbot.addWidget(pane)
    pane.resize(620, 800)
    pane.show()

    def settled() -> None:
        qtbot.waitUntil(lambda: tasks.idle, timeout=10_000)
        qtbot.wait(1)
        qtbot.waitUntil(lambda: tasks.idle, timeout=10_000)

    yield Conversation(desk, operations, preferences, actions, pane, settled, folder)
    pane.show_ticket(None)
    settled()
