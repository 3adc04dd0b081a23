"""The command palette finds tickets and contacts of the desk and opens them."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.desk.palette_sources import ContactSource, TicketSource
from app.ui.operations import Operations
from app.ui.palette_list import Entry
from app.ui.tasks import Tasks
from tests.desk_fixtures import Desk, desk, template_desk

__all__ = ["desk", "template_desk"]


def test_tickets_and_contacts_are_found_and_opened(
    qtbot: QtBot, desk: Desk, tasks: Tasks, settled: Callable[[], None]
) -> None:
    ticket = desk.captured("Printer")
    owner = QWidget()
    qtbot.addWidget(owner)
    operations = Operations(desk.database, tasks, agent_id=desk.kim)
    opened: list[int] = []
    entries: list[Entry] = []

    def found(some: Sequence[Entry]) -> None:
        entries[:] = some

    for kind, text, title in (
        (TicketSource, "printer", "#1001 Printer"),
        (ContactSource, "eva", "Eva Müller"),
    ):
        source = kind(operations, owner, opened.append)
        source.search(text, found)
        settled()
        assert [entry.title for entry in entries] == [title]
        entries[0].run()
        source.search(" ", found)
        assert entries == []
    assert opened[0] == ticket
    assert len(opened) == 2
