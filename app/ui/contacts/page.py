"""The contacts page: everyone who ever asked, found while typing, one card beside the list."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _
from app.queries.access import AccessRow, access_of_contact
from app.queries.contacts import ContactDetails, contact_details
from app.queries.ticket_rows import TicketRow, ticket_rows
from app.storage.changes import Changes
from app.ui.action_table import Scope
from app.ui.actions import Actions
from app.ui.contacts.card import ContactCard
from app.ui.contacts.contact_acts import ContactActs
from app.ui.contacts.contact_files import ContactFiles
from app.ui.contacts.contact_list import ContactList
from app.ui.contacts.duplicates_bar import DuplicatesBar
from app.ui.contacts.looks import Looks
from app.ui.desk.backups import Backups
from app.ui.operations import Operations
from app.ui.theme import Theme
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.pane_splitter import PaneSplitter
from app.ui.window_memory import WindowMemory

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.ui.contacts.personal_acts import PersonalActs

_TABLES = frozenset({"contact", "contact_address", "contact_phone", "organisation", "ticket"})
_TICKETS_AT_ONCE = 200
_SEARCH = 300
"""Pixels that the search has in any case; large text takes what is left."""


class ContactsPage(QWidget):
    """List and card. Tickets open on the queue page, which is told through ``ticket_opened``."""

    ticket_opened = Signal(object)
    write_requested = Signal(object)
    """The id of the contact to write to."""
    told = Signal(str)
    """A text for a toast."""

    def __init__(
        self,
        operations: Operations,
        actions: Actions,
        theme: Theme,
        memory: WindowMemory,
        *,
        backups: Callable[[], Backups],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._backups = backups
        self._looks = Looks(operations, self)
        self._operations = operations
        self._actions = actions
        self._theme = theme
        self._details: ContactDetails | None = None
        self._tickets = _TICKETS_AT_ONCE
        self._personal_acts: PersonalActs | None = None
        self.list = ContactList(operations, theme, memory)
        self._acts = ContactActs(operations, theme, self)
        self._files = ContactFiles(operations, self)
        self._bar = DuplicatesBar(operations, theme)
        self._card = ContactCard(actions, theme)
        self._nobody = EmptyState(
            theme, icon="contact", text=_("Choose a contact to see everything about it")
        )
        self._right = QStackedWidget()
        self._lay_out(memory)
        self._connect()
        self._connect_actions()
        self._bar.look()

    def show_contact(self, contact_id: int) -> None:
        """Open one contact's card, as from the command palette or a ticket."""
        self._read_card(contact_id)
        self.list.select(contact_id)

    def show_first(self) -> None:
        """Open the card of the first contact in the list."""
        self.list.select_first()

    def focus_search(self) -> None:
        """Put the caret into the search box."""
        self.list.search.setFocus()
        self.list.search.selectAll()

    def import_files(self, paths: Sequence[Path]) -> None:
        """Take contacts from vCard and CSV files; what cannot be read is told."""
        self._files.take(paths)

    def export_to(self, path: Path) -> None:
        """Write the contacts of the list, those selected if several are, as vCard or CSV."""
        self._files.write(self._to_export(), path)

    def _lay_out(self, memory: WindowMemory) -> None:
        header = PageHeader(_("Contacts"), self._theme)
        header.add_primary(self._actions["contact.new"], "add")
        header.add_quiet(self._actions["contact.import"], "import")
        header.add_quiet(self._actions["contact.export"], "export")
        self.list.search.setMinimumWidth(min(self._theme.px(280), _SEARCH))
        header.add_right(self.list.search, stretch=1)
        self._right.addWidget(self._nobody)
        self._right.addWidget(self._card)
        splitter = PaneSplitter(self._theme, Qt.Orientation.Horizontal)
        splitter.addWidget(self.list)
        splitter.addWidget(self._right)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setSizes([self._theme.px(700), self._theme.px(490)])
        memory.keep_splitter("contacts", splitter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self._bar)
        column.addWidget(splitter, 1)

    def _connect(self) -> None:
        self.list.table.current_id_changed.connect(self._read_card)
        self.list.table.opened.connect(lambda _id: self._edit())
        self.list.import_wanted.connect(self._files.ask_and_import)
        self._card.ticket_opened.connect(self.ticket_opened)
        self._card.access_wanted.connect(self.show_access)
        self._card.contact_opened.connect(self.show_contact)
        self._card.more_tickets_wanted.connect(self._read_more)
        self._card.pictures_unwanted.connect(lambda: self._with_shown(self._acts.forbid_pictures))
        self._card.spam_unwanted.connect(lambda: self._with_shown(self._acts.unblock))
        self._acts.made.connect(self.show_contact)
        self._acts.told.connect(self.told)
        self._files.told.connect(self.told)
        self._bar.compare_wanted.connect(self._acts.compare)
        self._operations.changed.connect(self._desk_changed)

    def _connect_actions(self) -> None:
        self._actions.attach(Scope.CONTACTS, self)
        acts: dict[str, Callable[[], None]] = {
            "new": lambda: self._acts.ask(None),
            "edit": self._edit,
            "merge": lambda: self._acts.merge(self.list.table.selected_ids(), self._details),
            "delete": self._delete,
            "write": self._write,
            "hand_out": self._hand_out,
            "erase": self._erase,
            "import": self._files.ask_and_import,
            "export": lambda: self._files.ask_and_export(self._to_export()),
        }
        for name, act in acts.items():
            self._actions[f"contact.{name}"].triggered.connect(act)
        self._enable()

    def _enable(self) -> None:
        for name in ("edit", "write", "delete", "merge", "hand_out", "erase"):
            self._actions[f"contact.{name}"].setEnabled(self._details is not None)

    def _read_card(self, contact_id: int | None) -> None:
        if contact_id is None:
            self._show_card(None)
            return
        if self._details is None or self._details.row.id != contact_id:
            self._tickets = _TICKETS_AT_ONCE
        self._operations.read(
            _card_of,
            contact_id,
            tickets=self._tickets,
            owner=self,
            key="card",
            done=self._show_card,
        )

    def _read_more(self) -> None:
        if self._details is not None:
            self._tickets += _TICKETS_AT_ONCE
            self._read_card(self._details.row.id)

    def _show_card(self, found: "_Card | None") -> None:
        self._details = found[0] if found else None
        self._looks.at(self._details.row.id if self._details else None)
        if found:
            self._card.show_contact(*found)
        self._right.setCurrentWidget(self._card if found else self._nobody)
        self._enable()

    def _desk_changed(self, changes: Changes) -> None:
        if "contact_distinction" in changes.tables:
            self._bar.look()
        if _TABLES.isdisjoint(changes.tables):
            return
        self.list.take_changes(changes)
        if self._details is not None:
            self._read_card(self._details.row.id)
        people = changes.of("contact")
        if (people.inserted or people.deleted) and not self._operations.tasks.running:
            self._bar.look()

    # What the person asks for

    def _with_shown(self, act: Callable[[ContactDetails], None]) -> None:
        if self._details is not None:
            act(self._details)

    def _edit(self) -> None:
        self._with_shown(self._acts.ask)

    def _delete(self) -> None:
        shown = [self._details.row.id] if self._details is not None else []
        if ids := self.list.table.selected_ids() or shown:
            self._acts.delete(ids)

    def _write(self) -> None:
        if self._details is not None:
            self.write_requested.emit(self._details.row.id)

    def _hand_out(self) -> None:
        if self._details is not None:
            self._personal().hand_out(self._details)

    def _erase(self) -> None:
        if self._details is not None:
            self._personal().erase(self._details)

    def show_access(self) -> None:
        """Who looked at the shown contact, or did something with the data."""
        if self._details is None:
            return
        from app.ui.contacts.access_dialog import AccessDialog

        dialog = AccessDialog(self._details.row, self._operations, self._theme, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _personal(self) -> "PersonalActs":
        if self._personal_acts is None:
            from app.ui.contacts.personal_acts import PersonalActs

            self._personal_acts = PersonalActs(self._operations, self._theme, self, self._backups)
        return self._personal_acts

    def _to_export(self) -> list[int]:
        selected = self.list.table.selected_ids()
        return selected if len(selected) > 1 else self.list.all_ids


_Card = tuple[ContactDetails, list[TicketRow], AccessRow | None]


def _card_of(session: "Session", contact_id: int, *, tickets: int) -> _Card | None:
    details = contact_details(session, contact_id)
    if details is None:
        return None
    last = access_of_contact(session, contact_id, limit=1)
    rows = ticket_rows(session, details.tickets[:tickets])
    return details, rows, last[0] if last else None
