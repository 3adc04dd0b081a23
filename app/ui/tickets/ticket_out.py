"""Asking how a ticket is to leave the desk, and doing it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.i18n import _, ngettext
from app.queries.conversation import Entry, conversation
from app.queries.ticket_rows import TicketRow
from app.rules.enums import Direction
from app.rules.file_names import safe_name
from app.services.ticket_files import WrittenMails, write_mails
from app.templating.ticket_print import ticket_html
from app.ui.opened_files import unused_path
from app.ui.operations import Announcement, Operations
from app.ui.paper import Paper
from app.ui.theme import Theme
from app.ui.tickets.desk_state import utc_now
from app.ui.tickets.noting import note_export
from app.ui.tickets.out_choice import OutAs, Printing
from app.ui.tickets.out_dialog import OutDialog
from app.ui.tickets.printing import printed, printed_on


class TicketOut(QObject):
    """One dialog for paper, PDF and mails; it remembers what was wanted while the desk is open."""

    def __init__(self, operations: Operations, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations = operations
        self._theme = theme
        self._widget = parent
        self._paper = Paper(operations, parent)
        self._wanted = Printing()

    def ask(self, row: TicketRow, kind: OutAs) -> None:
        """Read the ticket and open the dialog with ``kind`` marked."""
        self._operations.read(
            conversation, row.id, owner=self, key="out", done=partial(self._open, row, kind)
        )

    def _open(self, row: TicketRow, kind: OutAs, entries: tuple[Entry, ...]) -> None:
        notes = sum(each.direction is Direction.NOTE for each in entries)
        dialog = OutDialog(row, notes, self._theme, self._widget, kind=kind, wanted=self._wanted)
        dialog.accepted.connect(partial(self._go, row, entries, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _go(self, row: TicketRow, entries: tuple[Entry, ...], dialog: OutDialog) -> None:
        self._wanted = wanted = dialog.wanted
        title = f"#{row.number} {row.subject}"
        html, noted = partial(_html, row, entries, wanted), partial(self._note, row)
        if dialog.kind is OutAs.PAPER:
            self._paper.print_(title, html, foot=title, done=noted)
        elif dialog.kind is OutAs.PDF:
            self._paper.save(title, html, foot=title, done=noted)
        else:
            path = self._ask_zip(title) if dialog.kind is OutAs.ZIP else self._ask_folder(title)
            if path is not None:
                self.write_mails(row, path, notes=wanted.notes)

    def write_mails(self, row: TicketRow, path: Path, *, notes: bool) -> None:
        """Write the mails in the background, and say how many there were."""
        self._operations.work(
            write_mails,
            row.id,
            path,
            notes=notes,
            label=_("Saving #{number} as mails").format(number=row.number),
            owner=self,
            done=partial(self._tell, row),
        )

    def _ask_zip(self, title: str) -> Path | None:
        name = safe_name(f"{title}.zip", fallback="ticket.zip")
        target, _kind = QFileDialog.getSaveFileName(
            self._widget, _("Save as mails"), str(Path.home() / name), "*.zip"
        )
        if not target:
            return None
        return Path(target) if target.lower().endswith(".zip") else Path(f"{target}.zip")

    def _ask_folder(self, title: str) -> Path | None:
        folder = QFileDialog.getExistingDirectory(
            self._widget, _("Folder in which a folder of mails is made"), str(Path.home())
        )
        # What looks like an ending would make another kind of file of it.
        name = safe_name(title, fallback="ticket").replace(".", "_")
        return unused_path(Path(folder), name) if folder else None

    def _note(self, row: TicketRow) -> None:
        note_export(self._operations, contact_id=row.contact_id, now=utc_now())

    def _tell(self, row: TicketRow, written: WrittenMails) -> None:
        self._note(row)
        text = ngettext(
            "Saved {n} mail to {name}", "Saved {n} mails to {name}", written.mails
        ).format(n=written.mails, name=written.path.name)
        if written.left_out:
            text += " " + _("Without these files, whose content is gone: {names}").format(
                names=", ".join(written.left_out)
            )
        self._operations.announced.emit(Announcement(text, undoable=False))


def _html(row: TicketRow, entries: tuple[Entry, ...], wanted: Printing) -> str:
    return ticket_html(printed(row, entries, wanted, printed_on=printed_on(utc_now())))
