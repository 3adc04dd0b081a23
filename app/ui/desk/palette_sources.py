"""What the command palette finds: actions, views, tickets, contacts, snippets."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.queries.contacts import ContactRow
from app.queries.palette import palette_contacts, palette_tickets
from app.queries.ticket_rows import TicketRow
from app.queries.views import View
from app.rules.enums import label
from app.ui.action_table import Scope
from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.palette import ActionSource, CommandPalette, FixedSource, Found
from app.ui.palette_list import Entry
from app.ui.theme import Theme
from app.ui.window_memory import WindowMemory

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.queries.snippets import SnippetRow

_MOST_SNIPPETS = 6
_RECENT = "palette/recent"


class TicketSource:
    """Tickets by number or words, read in the background."""

    def __init__(
        self, operations: Operations, owner: QWidget, show: Callable[[int], object]
    ) -> None:
        self._operations = operations
        self._owner = owner
        self._show = show

    def search(self, text: str, found: Found) -> None:
        if not text.strip():
            found([])
            return
        self._operations.read(
            palette_tickets,
            text,
            owner=self._owner,
            key="palette tickets",
            done=lambda rows: found([self._entry(row) for row in rows]),
        )

    def _entry(self, row: TicketRow) -> Entry:
        who = row.contact_name or row.contact_email
        return Entry(
            f"ticket:{row.id}",
            f"#{row.number} {row.subject}",
            partial(self._show, row.id),
            subtitle=" · ".join(part for part in (who, label(row.status)) if part),
            icon="mail",
        )


class ContactSource:
    """Contacts by name, firm, address or phone."""

    def __init__(
        self, operations: Operations, owner: QWidget, show: Callable[[int], object]
    ) -> None:
        self._operations = operations
        self._owner = owner
        self._show = show

    def search(self, text: str, found: Found) -> None:
        if not text.strip():
            found([])
            return
        self._operations.read(
            palette_contacts,
            text,
            owner=self._owner,
            key="palette contacts",
            done=lambda rows: found([self._entry(row) for row in rows]),
        )

    def _entry(self, row: ContactRow) -> Entry:
        return Entry(
            f"contact:{row.id}",
            row.name,
            partial(self._show, row.id),
            subtitle=" · ".join(part for part in (row.organisation, row.email) if part),
            icon="contact",
        )


class SnippetSource:
    """Snippets by title, abbreviation or words, to be opened on their page."""

    def __init__(
        self, operations: Operations, owner: QWidget, show: Callable[[int], object]
    ) -> None:
        self._operations = operations
        self._owner = owner
        self._show = show

    def search(self, text: str, found: Found) -> None:
        if not text.strip():
            found([])
            return
        self._operations.read(
            _snippets_found,
            text,
            owner=self._owner,
            key="palette snippets",
            done=lambda rows: found([self._entry(row) for row in rows]),
        )

    def _entry(self, row: "SnippetRow") -> Entry:
        return Entry(
            f"snippet:{row.id}",
            row.title,
            partial(self._show, row.id),
            subtitle=" · ".join(part for part in (row.abbreviation, row.folder) if part),
            icon="snippets",
        )


def _snippets_found(session: "Session", text: str) -> "list[SnippetRow]":
    from app.queries.snippets import snippet_ids, snippet_rows

    return snippet_rows(session, snippet_ids(session, text=text)[:_MOST_SNIPPETS])


def open_palette(
    window: QWidget,
    operations: Operations,
    actions: Actions,
    theme: Theme,
    memory: WindowMemory,
    *,
    scopes: Callable[[], set[Scope]],
    views: Sequence[View],
    show_view: Callable[[str], object],
    show_ticket: Callable[[int], object],
    show_contact: Callable[[int], object],
    show_snippet: Callable[[int], object],
) -> CommandPalette:
    """Open the palette over the window; what was used last comes first next time."""
    entries = [
        Entry(f"view:{view.key}", view.name, partial(show_view, view.key), _("View"), "view-saved")
        for view in views
    ]
    palette = CommandPalette(
        theme,
        [
            ActionSource(actions, scopes=scopes),
            FixedSource(lambda: entries),
            TicketSource(operations, window, show_ticket),
            ContactSource(operations, window, show_contact),
            SnippetSource(operations, window, show_snippet),
        ],
        recent=memory.text(_RECENT).split("\n"),
        parent=window,
    )
    palette.recent_changed.connect(lambda ids: memory.remember_text(_RECENT, "\n".join(ids)))
    palette.open_over(window)
    return palette
