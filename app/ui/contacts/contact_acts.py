"""What one does to contacts: written down, changed, merged, deleted."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.errors import UserError
from app.i18n import _, ngettext
from app.queries.contacts import ContactDetails, ContactRow, contact_rows
from app.queries.duplicates import SuspectedDuplicate, suspected_duplicates
from app.queries.organisations import organisation_names
from app.services import contacts
from app.storage.database import utc_now
from app.ui.contacts.form_dialog import ContactDialog
from app.ui.contacts.merge_dialog import MergeDialog
from app.ui.operations import Operations
from app.ui.theme import Theme


class ContactActs(QObject):
    """Asks where something is to be asked; a form stays open until the desk agrees."""

    made = Signal(object)
    """The id of the contact to show: a new one, or the one that others were merged into."""
    told = Signal(str)
    """A text for a toast."""

    def __init__(self, operations: Operations, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._operations = operations
        self._theme = theme
        self._window = window

    def ask(self, details: ContactDetails | None) -> None:
        """Open the form of a contact, or an empty one."""
        self._operations.read(
            organisation_names, owner=self, key="firms", done=partial(self._open_form, details)
        )

    def merge(self, ids: Sequence[int], shown: ContactDetails | None) -> None:
        """Merge several contacts, or the one shown with those suspected to be the same."""
        if len(ids) > 1:
            self._operations.read(
                contact_rows, ids, owner=self, key="merge", done=self._ask_which_stays
            )
        elif shown is not None:
            self._operations.read(
                suspected_duplicates,
                shown.row.id,
                owner=self,
                key="merge",
                done=partial(self._merge_with_suspected, shown.row.id),
            )

    def compare(self, pair: SuspectedDuplicate) -> None:
        """Ask which of two stays, or whether they are different people."""
        self._ask_which_stays([pair.one, pair.other], suspected_with=pair.one.id)

    def delete(self, ids: Sequence[int]) -> None:
        """Delete contacts; their tickets stay."""
        count = len(ids)
        self._operations.run(
            contacts.delete,
            ids,
            now=utc_now(),
            label=ngettext("Deleted {n} contact", "Deleted {n} contacts", count).format(n=count),
        )

    def forbid_pictures(self, details: ContactDetails) -> None:
        """Load no more pictures from the internet in this contact's mails."""
        self._operations.run(
            contacts.allow_pictures,
            details.row.id,
            False,
            now=utc_now(),
            label=_("Pictures of {name} are not loaded any more").format(name=details.row.name),
        )

    def unblock(self, details: ContactDetails) -> None:
        """Let this contact's mail come into the queue again."""
        self._operations.run(
            contacts.block_sender,
            details.row.id,
            False,
            now=utc_now(),
            label=_("Mail of {name} is no spam any more").format(name=details.row.name),
        )

    def _open_form(self, details: ContactDetails | None, firms: Sequence[str]) -> None:
        dialog = ContactDialog(details, firms, self._theme, self._window)
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
                failed=partial(_refuse, dialog),
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
                failed=partial(_refuse, dialog),
            )

    def _added(self, dialog: ContactDialog, contact_id: int) -> None:
        dialog.accept()
        self.made.emit(contact_id)

    def _merge_with_suspected(self, contact_id: int, pairs: Sequence[SuspectedDuplicate]) -> None:
        if not pairs:
            self.told.emit(_("Select two or more contacts to merge them."))
            return
        rows = {row.id: row for pair in pairs for row in (pair.one, pair.other)}
        self._ask_which_stays(list(rows.values()), suspected_with=contact_id)

    def _ask_which_stays(
        self, rows: Sequence[ContactRow], *, suspected_with: int | None = None
    ) -> None:
        """``suspected_with`` is the contact that the program takes the others for."""
        suspected = suspected_with is not None
        dialog = MergeDialog(rows, self._theme, self._window, suspected=suspected)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._merge_into(dialog.kept, rows))
        if suspected_with is not None:
            dialog.told_apart.connect(partial(self._tell_apart, suspected_with, rows))
        dialog.open()

    def _tell_apart(self, contact_id: int, rows: Sequence[ContactRow]) -> None:
        names = ", ".join(row.name or row.email for row in rows)
        self._operations.run(
            contacts.tell_apart,
            contact_id,
            tuple(row.id for row in rows if row.id != contact_id),
            now=utc_now(),
            label=_("Different people: {names}").format(names=names),
        )

    def _merge_into(self, kept: int, rows: Sequence[ContactRow]) -> None:
        count = len(rows)
        self._operations.run(
            contacts.merge,
            [row.id for row in rows if row.id != kept],
            kept,
            now=utc_now(),
            label=ngettext("Merged {n} contact", "Merged {n} contacts", count).format(n=count),
            owner=self,
            done=lambda _result: self.made.emit(kept),
        )


def _refuse(dialog: ContactDialog, error: Exception) -> None:
    if not isinstance(error, UserError):
        raise error
    dialog.refuse(error)
