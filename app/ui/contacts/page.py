"""The contacts page: everyone who ever asked, found while typing, one card beside the list."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.errors import UserError
from app.i18n import _, ngettext
from app.queries.contacts import (
    ContactDetails,
    ContactRow,
    ContactSort,
    contact_details,
    contact_ids,
    contact_rows,
)
from app.queries.duplicates import SuspectedDuplicate, suspected_duplicates
from app.queries.organisations import organisation_names
from app.queries.ticket_rows import TicketRow, ticket_rows
from app.services import contacts
from app.services.contact_import import CardReport
from app.storage.changes import Changes
from app.storage.database import utc_now
from app.ui.action_table import Scope
from app.ui.actions import Actions
from app.ui.contacts.card import ContactCard
from app.ui.contacts.columns import columns
from app.ui.contacts.exchange import read_cards, write_cards
from app.ui.contacts.form_dialog import ContactDialog
from app.ui.contacts.merge_dialog import MergeDialog
from app.ui.contacts.table import ContactTable
from app.ui.id_table_model import IdTableModel
from app.ui.operations import Operations
from app.ui.theme import Theme
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.message_bar import MessageBar
from app.ui.widgets.page_header import PageHeader
from app.ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TABLES = frozenset({"contact", "contact_address", "contact_phone", "organisation", "ticket"})
_SHOWN_TICKETS = 200


class ContactsPage(QWidget):
    """List and card. Tickets open on the queue page, which is told through ``ticket_opened``."""

    ticket_opened = Signal(object)
    write_requested = Signal(object)
    """The id of the contact to write to."""
    told = Signal(str)
    """A text for a toast."""

    def __init__(self, operations: Operations, actions: Actions, theme: Theme) -> None:
        super().__init__()
        self._operations = operations
        self._actions = actions
        self._theme = theme
        self._sort, self._descending = ContactSort.NAME, False
        self._details: ContactDetails | None = None
        self._suspected: list[SuspectedDuplicate] = []
        self._wanted: int | None = None
        self._model: IdTableModel[ContactRow] = IdTableModel(columns(), self._fetch, self)
        self._table = ContactTable(self._model, theme)
        self._search = SearchBox(_("Search name, firm, address, phone"), theme)
        self._card = ContactCard(actions, theme)
        self._bar = MessageBar(theme)
        self._nothing = EmptyState(theme, icon="contacts", text="")
        self._nobody = EmptyState(
            theme, icon="contact", text=_("Choose a contact to see everything about it")
        )
        self._left = QStackedWidget()
        self._right = QStackedWidget()
        self._lay_out()
        self._connect()
        self._reload()
        self._look_for_duplicates()

    def show_contact(self, contact_id: int) -> None:
        """Open one contact's card, as from the command palette or a ticket."""
        self._wanted = contact_id
        self._search.clear()
        self._read_card(contact_id)
        self._reload()

    def show_first(self) -> None:
        """Open the card of the first contact in the list."""
        if self._model.rowCount():
            self._table.select_ids([self._model.id_at(0)])

    def focus_search(self) -> None:
        """Put the caret into the search box."""
        self._search.setFocus()
        self._search.selectAll()

    def _lay_out(self) -> None:
        header = PageHeader(_("Contacts"), self._theme)
        header.add_primary(self._actions["contact.new"], "add")
        header.add_quiet(self._actions["contact.import"], "import")
        header.add_quiet(self._actions["contact.export"], "export")
        self._search.setMinimumWidth(self._theme.px(280))
        header.add_right(self._search, stretch=1)
        self._left.addWidget(self._table)
        self._left.addWidget(self._nothing)
        self._right.addWidget(self._nobody)
        self._right.addWidget(self._card)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("contacts")
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._left)
        splitter.addWidget(self._right)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setSizes([self._theme.px(700), self._theme.px(490)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self._bar)
        column.addWidget(splitter, 1)

    def _connect(self) -> None:
        self._actions.attach(Scope.CONTACTS, self)
        acts: dict[str, Callable[[], None]] = {
            "new": self._new,
            "edit": self._edit,
            "merge": self._merge,
            "delete": self._delete,
            "write": self._write,
            "import": self._import,
            "export": self._export,
        }
        for name, act in acts.items():
            self._actions[f"contact.{name}"].triggered.connect(act)
        self._search.searched.connect(self._reload)
        self._search.went_down.connect(self._table.setFocus)
        self._table.sort_requested.connect(self._sort_by)
        self._table.current_id_changed.connect(self._read_card)
        self._table.opened.connect(lambda _id: self._edit())
        self._card.ticket_opened.connect(self.ticket_opened)
        self._card.contact_opened.connect(self.show_contact)
        self._nothing.primary_clicked.connect(self._way_out)
        self._bar.acted.connect(self._merge_suspected)
        self._operations.changed.connect(self._desk_changed)
        self._enable()

    # Reading

    def _fetch(self, ids: tuple[int, ...], done: Callable[[Iterable[ContactRow]], None]) -> object:
        return self._operations.read(contact_rows, ids, owner=self, done=done)

    def _reload(self) -> None:
        self._operations.read(
            contact_ids,
            self._search.text(),
            sort=self._sort,
            descending=self._descending,
            owner=self,
            key="ids",
            done=self._show,
        )

    def _show(self, ids: Sequence[int]) -> None:
        self._model.set_ids(ids)
        self._table.show_sorted(self._sort, descending=self._descending)
        if self._wanted is not None:
            self._table.select_ids([self._wanted])
            self._wanted = None
        if ids:
            self._left.setCurrentWidget(self._table)
            return
        if text := self._search.text().strip():
            self._nothing.show_texts(
                icon="search",
                text=_("No contact matches “{text}”").format(text=text),
                primary=_("Clear the search"),
            )
        else:
            self._nothing.show_texts(
                icon="contacts",
                text=_("No contacts yet"),
                hint=_("They come by themselves with the first mail or call."),
                primary=_("Import contacts"),
            )
        self._left.setCurrentWidget(self._nothing)

    def _way_out(self) -> None:
        if self._search.text():
            self._search.clear()
        else:
            self._import()

    def _read_card(self, contact_id: int | None) -> None:
        if contact_id is None:
            self._show_card(None)
            return
        self._operations.read(_card_of, contact_id, owner=self, key="card", done=self._show_card)

    def _show_card(self, found: tuple[ContactDetails, list[TicketRow]] | None) -> None:
        self._details = found[0] if found else None
        if found:
            self._card.show_contact(*found)
        self._right.setCurrentWidget(self._card if found else self._nobody)
        self._enable()

    def _sort_by(self, key: str, descending: bool) -> None:
        self._sort, self._descending = ContactSort(key), descending
        self._reload()

    def _desk_changed(self, changes: Changes) -> None:
        if _TABLES.isdisjoint(changes.tables):
            return
        contacts_changed = changes.of("contact")
        if "ticket" in changes.tables:
            self._model.forget_rows()
        else:
            self._model.rows_changed(contacts_changed.updated)
        self._reload()
        if self._details is not None:
            self._read_card(self._details.row.id)
        came_or_went = contacts_changed.inserted or contacts_changed.deleted
        if came_or_went and not self._operations.tasks.running:
            self._look_for_duplicates()

    def _look_for_duplicates(self) -> None:
        self._operations.read(
            suspected_duplicates, limit=1, owner=self, key="twins", done=self._show_suspected
        )

    def _show_suspected(self, pairs: Sequence[SuspectedDuplicate]) -> None:
        self._suspected = list(pairs)
        if not pairs:
            self._bar.hide()
            return
        pair = self._suspected[0]
        self._bar.show_message(
            _("{one} and {other} may be the same person").format(
                one=pair.one.name, other=pair.other.name
            ),
            action=_("Compare…"),
        )

    # Acting

    def _enable(self) -> None:
        chosen = self._details is not None
        for name in ("edit", "write", "delete", "merge"):
            self._actions[f"contact.{name}"].setEnabled(chosen)

    def _new(self) -> None:
        self._ask(None)

    def _edit(self) -> None:
        if self._details is not None:
            self._ask(self._details)

    def _ask(self, details: ContactDetails | None) -> None:
        self._operations.read(
            organisation_names, owner=self, key="firms", done=partial(self._open_form, details)
        )

    def _open_form(self, details: ContactDetails | None, firms: Sequence[str]) -> None:
        dialog = ContactDialog(details, firms, self._theme, self)
        dialog.save_wanted.connect(partial(self._save, details, dialog))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _save(self, details: ContactDetails | None, dialog: ContactDialog) -> None:
        fields = dialog.fields
        if details is None:
            self._operations.run(
                contacts.create,
                fields,
                now=utc_now(),
                label=_("Added {name}").format(name=fields.name or _("a contact")),
                owner=dialog,
                done=partial(self._added, dialog),
                failed=partial(self._refused, dialog),
            )
        else:
            self._operations.run(
                contacts.change,
                details.row.id,
                fields,
                now=utc_now(),
                label=_("Changed {name}").format(name=fields.name or details.row.name),
                owner=dialog,
                done=lambda _nothing: dialog.accept(),
                failed=partial(self._refused, dialog),
            )

    def _added(self, dialog: ContactDialog, contact_id: int) -> None:
        dialog.accept()
        self.show_contact(contact_id)

    def _refused(self, dialog: ContactDialog, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        dialog.refuse(error)

    def _merge(self) -> None:
        ids = self._table.selected_ids()
        if len(ids) > 1:
            self._operations.read(
                contact_rows, ids, owner=self, key="merge", done=self._ask_which_stays
            )
        elif self._details is not None:
            self._operations.read(
                suspected_duplicates,
                self._details.row.id,
                owner=self,
                key="merge",
                done=self._merge_with_suspected,
            )

    def _merge_with_suspected(self, pairs: Sequence[SuspectedDuplicate]) -> None:
        if not pairs:
            self.told.emit(_("Select two or more contacts to merge them."))
            return
        rows = {row.id: row for pair in pairs for row in (pair.one, pair.other)}
        self._ask_which_stays(list(rows.values()))

    def _merge_suspected(self) -> None:
        pair = self._suspected[0]
        self._ask_which_stays([pair.one, pair.other])

    def _ask_which_stays(self, rows: Sequence[ContactRow]) -> None:
        dialog = MergeDialog(rows, self._theme, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._merge_into(dialog.kept, rows))
        dialog.open()

    def _merge_into(self, kept: int, rows: Sequence[ContactRow]) -> None:
        count = len(rows)
        self._operations.run(
            contacts.merge,
            [row.id for row in rows if row.id != kept],
            kept,
            now=utc_now(),
            label=ngettext("Merged {n} contact", "Merged {n} contacts", count).format(n=count),
            owner=self,
            done=lambda _result: self.show_contact(kept),
        )

    def _delete(self) -> None:
        ids = self._table.selected_ids()
        if not ids and self._details is not None:
            ids = [self._details.row.id]
        if ids:
            count = len(ids)
            self._operations.run(
                contacts.delete,
                ids,
                now=utc_now(),
                label=ngettext("Deleted {n} contact", "Deleted {n} contacts", count).format(
                    n=count
                ),
            )

    def _write(self) -> None:
        if self._details is not None:
            self.write_requested.emit(self._details.row.id)

    def _import(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileNames(
            self,
            _("Import contacts"),
            "",
            _("Contacts (*.vcf *.csv);;All files (*)"),
        )
        if chosen:
            self.import_files([Path(name) for name in chosen])

    def import_files(self, paths: Sequence[Path]) -> None:
        """Take contacts from vCard and CSV files; what cannot be read is told."""
        cards, refused = read_cards(paths)
        for reason in refused[:1]:
            self.told.emit(reason)
        if not cards:
            return
        count = len(cards)
        self._operations.run(
            contacts.import_cards,
            cards,
            now=utc_now(),
            label=ngettext("Imported {n} contact", "Imported {n} contacts", count).format(n=count),
            owner=self,
            done=self._tell_taken,
        )

    def _tell_taken(self, report: CardReport) -> None:
        if report.refused:
            name, reason = report.refused[0]
            self.told.emit(f"{name}: {reason}")
        elif not report.created + report.completed:
            self.told.emit(_("All these contacts are in the desk already."))

    def _export(self) -> None:
        name, _filter = QFileDialog.getSaveFileName(
            self,
            _("Export contacts"),
            _("Contacts") + ".vcf",
            _("vCard (*.vcf);;CSV (*.csv)"),
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write the contacts of the list, those selected if several are, as vCard or CSV."""
        selected = self._table.selected_ids()
        ids = selected if len(selected) > 1 else [each for each in self._model.ids if each > 0]
        self._operations.read(
            write_cards,
            ids,
            path,
            owner=self,
            done=lambda count: self.told.emit(
                ngettext("Exported {n} contact", "Exported {n} contacts", count).format(n=count)
            ),
        )


def _card_of(session: "Session", contact_id: int) -> tuple[ContactDetails, list[TicketRow]] | None:
    details = contact_details(session, contact_id)
    if details is None:
        return None
    return details, ticket_rows(session, details.tickets[:_SHOWN_TICKETS])
