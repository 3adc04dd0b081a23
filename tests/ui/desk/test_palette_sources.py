"""The command palette finds tickets, contacts and snippets of the desk and opens them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.queries.palette import palette_contacts, palette_snippets, palette_tickets
from app.rules.enums import FormOfAddress
from app.rules.snippet_variants import Variant
from app.services import snippets
from app.ui.desk.palette_sources import (
    RowSource,
    contact_entry,
    snippet_entry,
    ticket_entry,
)
from app.ui.operations import Operations
from app.ui.palette_list import Entry
from app.ui.tasks import Tasks
from tests.desk_fixtures import Desk, desk, template_desk

__all__ = ["desk", "template_desk"]


def test_tickets_contacts_and_snippets_are_found_and_opened(
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

    desk.do(
        snippets.create,
        title="Refund",
        abbreviation="ref",
        variants=[Variant("", FormOfAddress.UNKNOWN, "It is on its way.")],
    )
    for query, entry, text, title in (
        (palette_tickets, ticket_entry, "printer", "#1001 Printer"),
        (palette_contacts, contact_entry, "eva", "Eva Müller"),
        (palette_snippets, snippet_entry, "refu", "Refund"),
    ):
        source: RowSource[Any] = RowSource(
            operations, owner, query, partial(entry, show=opened.append)
        )
        source.search(text, found)
        settled()
        assert [entry.title for entry in entries] == [title]
        entries[0].run()
        source.search(" ", found)
        assert entries == []
    assert opened[0] == ticket
    assert len(opened) == 3
