"""Contacts in and out of the desk, as vCard and CSV."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.i18n import _, ngettext
from app.rules.access import AccessKind
from app.services import contacts
from app.services.access import note_access
from app.services.contact_import import CardReport
from app.storage.database import utc_now
from app.ui.contacts.exchange import read_cards, write_cards
from app.ui.operations import Operations


class ContactFiles(QObject):
    """What could not be read or written is told, in a toast."""

    told = Signal(str)

    def __init__(self, operations: Operations, window: QWidget) -> None:
        super().__init__(window)
        self._operations = operations
        self._window = window

    def ask_and_import(self) -> None:
        """Let the person choose files."""
        chosen, _filter = QFileDialog.getOpenFileNames(
            self._window,
            _("Import contacts"),
            "",
            _("Contacts (*.vcf *.csv);;All files (*)"),
        )
        if chosen:
            self.take([Path(name) for name in chosen])

    def take(self, paths: Sequence[Path]) -> None:
        """Take contacts from files; one undo gives them back."""
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

    def ask_and_export(self, ids: Sequence[int]) -> None:
        """Let the person choose where to."""
        name, _filter = QFileDialog.getSaveFileName(
            self._window,
            _("Export contacts"),
            _("Contacts") + ".vcf",
            _("vCard (*.vcf);;CSV (*.csv)"),
        )
        if name:
            self.write(ids, Path(name))

    def write(self, ids: Sequence[int], path: Path) -> None:
        """Write contacts as the name of the file says."""
        self._operations.read(
            write_cards,
            ids,
            path,
            owner=self,
            done=self._tell_written,
        )

    def _tell_written(self, count: int) -> None:
        """Many people's data left the desk: the access log says so."""
        self._operations.run(
            note_access, AccessKind.EXPORTED, count=count, now=utc_now(), label="", toast=False
        )
        self.told.emit(
            ngettext("Exported {n} contact", "Exported {n} contacts", count).format(n=count)
        )

    def _tell_taken(self, report: CardReport) -> None:
        if report.refused:
            name, reason = report.refused[0]
            self.told.emit(f"{name}: {reason}")
        elif not report.created + report.completed:
            self.told.emit(_("All these contacts are in the desk already."))
