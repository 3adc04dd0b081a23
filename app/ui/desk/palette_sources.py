"""What the command palette finds: actions, views, tickets, contacts, snippets."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.queries.contacts import ContactRow
from app.queries.palette import palette_contacts, palette_snippets, palette_tickets
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
    from app.queries.snippets import SnippetRow

Row = TypeVar("Row")

_RECENT = "palette/recent"
_ICONS = {"ticket": "mail", "contact": "contact", "snippet": "snippets"}


class RowSource(Generic[Row]):
    """Rows that ``query(session, text)`` finds, read in the background."""

    def __init__(
        self,
        operations: Operations,
        owner: QWidget,
        query: Callable[..., Sequence[Row]],
        entry: Callable[[Row], Entry],
    ) -> None:
        self._operations = operations
        self._owner = owner
        self._query = query
        self._entry = entry

    def search(self, text: str, found: Found) -> None:
        if not text.strip():
            found([])
            return
        self._operations.read(
            self._query,
            text,
            owner=self._owner,
            key=f"palette {self._query.__name__}",
            done=lambda rows: found([self._entry(row) for row in rows]),
        )


def ticket_entry(row: TicketRow, show: Callable[[int], object]) -> Entry:
    """A ticket by its number, with who asks and how it stands."""
    who = row.contact_name or row.contact_email
    return _entry("ticket", row.id, f"#{row.number} {row.subject}", show, who, label(row.status))


def contact_entry(row: ContactRow, show: Callable[[int], object]) -> Entry:
    """A contact with firm and address."""
    return _entry("contact", row.id, row.name, show, row.organisation, row.email)


def snippet_entry(row: "SnippetRow", show: Callable[[int], object]) -> Entry:
    """A snippet with its abbreviation and folder, to be opened on its page."""
    return _entry("snippet", row.id, row.title, show, row.abbreviation, row.folder)


def _entry(
    kind: str, row_id: int, title: str, show: Callable[[int], object], *more: str | None
) -> Entry:
    return Entry(
        f"{kind}:{row_id}",
        title,
        partial(show, row_id),
        subtitle=" · ".join(filter(None, more)),
        icon=_ICONS[kind],
    )


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
            RowSource(operations, window, palette_tickets, partial(ticket_entry, show=show_ticket)),
            RowSource(
                operations, window, palette_contacts, partial(contact_entry, show=show_contact)
            ),
            RowSource(
                operations, window, palette_snippets, partial(snippet_entry, show=show_snippet)
            ),
        ],
        recent=memory.text(_RECENT).split("\n"),
        parent=window,
    )
    palette.recent_changed.connect(lambda ids: memory.remember_text(_RECENT, "\n".join(ids)))
    palette.open_over(window)
    return palette
