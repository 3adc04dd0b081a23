"""The pages of one window: how each is made, and how one opens another."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast, runtime_checkable

from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.storage.database import utc_now
from app.ui.action_table import Scope
from app.ui.actions import Actions
from app.ui.desk.backups import Backups
from app.ui.main_window import MainWindow, PageSpec
from app.ui.notifications import Notice
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.theme import Theme
from app.ui.window_memory import WindowMemory

if TYPE_CHECKING:
    from app.queries.views import View
    from app.ui.contacts.page import ContactsPage
    from app.ui.settings.page import SettingsPage
    from app.ui.shifts.page import ShiftsPage
    from app.ui.snippets.page import SnippetsPage
    from app.ui.tickets.page import QueuePage
    from app.ui.workshop.page import WorkshopPage

_SCOPES = {
    "tickets": Scope.TICKETS,
    "contacts": Scope.CONTACTS,
    "snippets": Scope.SNIPPETS,
    "shifts": Scope.SHIFTS,
    "workshop": Scope.WORKSHOP,
}


@runtime_checkable
class Searchable(Protocol):
    """A page with a search field."""

    def focus_search(self) -> None:
        """Bring the cursor into it."""


class Pages:
    """Builds the window and, when first shown, each page in it."""

    def __init__(
        self,
        operations: Operations,
        preferences: Preferences,
        actions: Actions,
        theme: Theme,
        memory: WindowMemory,
        *,
        capture: Callable[[int | None], object],
        hush: Callable[[bool], object],
        make_settings: Callable[[QWidget], "SettingsPage"],
        recent_desks: Callable[[], Sequence[Path]],
        backups: Callable[[], Backups],
    ) -> None:
        self._backups = backups
        self._operations = operations
        self._preferences = preferences
        self._actions = actions
        self._theme = theme
        self._memory = memory
        self._capture = capture
        self._hush = hush
        self._queue_page: QueuePage | None = None
        self.window = MainWindow(
            theme,
            actions,
            operations,
            [
                PageSpec("tickets", _("Queue"), "queue", self._make_queue),
                PageSpec("contacts", _("Contacts"), "contacts", self._make_contacts),
                PageSpec("snippets", _("Snippets"), "snippets", self._make_snippets),
                PageSpec("shifts", _("Shift plan"), "shifts", self._make_shifts),
                PageSpec("workshop", _("Workshop"), "workshop", self._make_workshop),
                PageSpec("settings", _("Settings"), "settings", make_settings, True),
            ],
            memory,
            recent_desks=recent_desks,
        )

    # What is shown

    @property
    def scopes(self) -> set[Scope]:
        """Where the keys that make sense now work."""
        here = _SCOPES.get(self.window.current_page)
        return {Scope.WINDOW} if here is None else {Scope.WINDOW, here}

    @property
    def views(self) -> "Sequence[View]":
        """The views of the queue; none before it was first shown."""
        return self._queue_page.views.all if self._queue_page else ()

    @property
    def shown_ticket(self) -> int | None:
        """The id of the ticket that the queue shows."""
        return self._queue_page.conversation.shown_id if self._queue_page else None

    # What is opened

    def queue(self) -> "QueuePage":
        """The queue, brought to the front."""
        return cast("QueuePage", self.window.show_page("tickets"))

    def contacts(self) -> "ContactsPage":
        """The contacts, brought to the front."""
        return cast("ContactsPage", self.window.show_page("contacts"))

    def snippets(self) -> "SnippetsPage":
        """The snippets, brought to the front."""
        return cast("SnippetsPage", self.window.show_page("snippets"))

    def shifts(self) -> "ShiftsPage":
        """The shift plan, brought to the front."""
        return cast("ShiftsPage", self.window.show_page("shifts"))

    def workshop(self) -> "WorkshopPage":
        """The workshops, brought to the front."""
        return cast("WorkshopPage", self.window.show_page("workshop"))

    def open_ticket(self, ticket_id: int) -> None:
        """Show a ticket in the queue."""
        self.queue().show_ticket(ticket_id)

    def open_contact(self, contact_id: int) -> None:
        """Show a contact."""
        self.contacts().show_contact(contact_id)

    def open_snippet(self, snippet_id: int) -> None:
        """Show a snippet."""
        self.snippets().show_snippet(snippet_id)

    def show_view(self, key: str) -> None:
        """Show a view of the queue."""
        self.queue().show_view(key)

    def show_settings(self, section: str) -> None:
        """Show a section of the settings."""
        cast("SettingsPage", self.window.show_page("settings")).show_section(section)

    def show_notice(self, notice: Notice) -> None:
        """In the queue it stands until it is opened; elsewhere it is at least told."""
        cast("QueuePage", self.window.page("tickets")).show_notice(notice)
        if self.window.current_page != "tickets":
            self.window.toasts.tell(notice.text)

    def search(self) -> None:
        """Bring the cursor into the search field of the page, if it has one."""
        page = self.window.page(self.window.current_page)
        if isinstance(page, Searchable):
            page.focus_search()

    # Making

    def _make_queue(self, parent: QWidget) -> QWidget:
        from app.ui.tickets.page import QueuePage

        page = QueuePage(
            self._operations,
            self._preferences,
            self._actions,
            self._theme,
            self._memory,
            parent=parent,
        )
        page.contact_requested.connect(self.open_contact)
        page.open_counted.connect(partial(self.window.set_badge, "tickets"))
        self._queue_page = page
        return page

    def _make_contacts(self, parent: QWidget) -> QWidget:
        from app.ui.contacts.page import ContactsPage

        page = ContactsPage(
            self._operations,
            self._actions,
            self._theme,
            self._memory,
            backups=self._backups,
            parent=parent,
        )
        page.ticket_opened.connect(self.open_ticket)
        page.write_requested.connect(self._capture)
        page.told.connect(self.window.toasts.tell)
        return page

    def _make_snippets(self, parent: QWidget) -> QWidget:
        from app.ui.snippets.page import SnippetsPage

        page = SnippetsPage(self._operations, self._actions, self._theme, self._memory, parent)
        page.ticket_opened.connect(self.open_ticket)
        page.told.connect(self.window.toasts.tell)
        return page

    def _make_shifts(self, parent: QWidget) -> QWidget:
        from app.ui.shifts.page import ShiftsPage

        page = ShiftsPage(
            self._operations,
            self._actions,
            self._theme,
            self._memory,
            now=utc_now,
            parent=parent,
        )
        page.told.connect(self.window.toasts.tell)
        return page

    def _make_workshop(self, parent: QWidget) -> QWidget:
        from app.ui.workshop.page import WorkshopPage

        page = WorkshopPage(
            self._operations,
            self._preferences,
            self._actions,
            self._theme,
            self._memory,
            parent=parent,
        )
        page.told.connect(self.window.toasts.tell)
        page.hushed.connect(self._hush)
        return page
