"""What do we hold about this person? Hand it out, or erase it, with a certificate."""

import json
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import UserError
from app.i18n import _
from app.queries.contacts import ContactDetails
from app.queries.personal_data import personal_data
from app.queries.restoring import backups_of_desk
from app.rules.backup_keeping import expires
from app.rules.file_names import safe_name
from app.services.erasure.erasing import Erased, erase, survey
from app.storage.backup import Backup
from app.storage.database import utc_now
from app.templating.personal_sheet import Entry, Part, Sheet, sheet_html
from app.ui.contacts.erase_dialog import EraseDialog, count_lines
from app.ui.operations import Operations
from app.ui.paper import Paper
from app.ui.theme import Theme
from app.ui.times import exact_time


class PersonalActs(QObject):
    """The two acts on one person's data."""

    def __init__(self, operations: Operations, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._operations = operations
        self._theme = theme
        self._window = window
        self._paper = Paper(operations, window)

    def hand_out(self, details: ContactDetails) -> None:
        """Everything held about them, on paper, as PDF, or as JSON."""
        self._operations.read(
            personal_data, details.row.id, owner=self, key="person", done=self._offer
        )

    def erase(self, details: ContactDetails) -> None:
        """Ask how far it goes, then erase."""
        self._operations.read(
            backups_of_desk, owner=self, key="backups", done=partial(self._ask, details)
        )

    def _ask(self, details: ContactDetails, held: list[Backup]) -> None:
        taken = [each.taken_at for each in held]
        dates = [(each.path.name, expires(each.taken_at, taken)) for each in held]
        dialog = EraseDialog(details.row.name, dates, self._theme, self._window)
        dialog.reach_changed.connect(partial(self._count, details.row.id, dialog))
        dialog.accepted.connect(partial(self._erase, details, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        self._count(details.row.id, dialog)

    def _count(self, contact_id: int, dialog: EraseDialog) -> None:
        self._operations.read(
            survey, contact_id, dialog.reach, owner=dialog, key="erase", done=dialog.show_counts
        )

    def _erase(self, details: ContactDetails, dialog: EraseDialog) -> None:
        self._operations.run(
            erase,
            details.row.id,
            dialog.reach,
            now=utc_now(),
            label=_("Erased a person"),
            owner=self,
            done=partial(self._certify, details.row.name),
        )

    def _certify(self, name: str, done: Erased) -> None:
        """The certificate names the person; it goes to paper or a file, never into the desk."""
        sheet = certificate(name, done, exact_time(utc_now()))
        self._paper.ask(sheet.title, lambda: sheet_html(sheet))

    def _offer(self, found: dict[str, Any]) -> None:
        if not found:
            return
        sheet = data_sheet(found, exact_time(utc_now()))
        self._paper.ask(
            sheet.title,
            lambda: sheet_html(sheet),
            also=[(_("Save as &JSON…"), partial(self._save_json, found))],
        )

    def _save_json(self, found: dict[str, Any]) -> None:
        name = safe_name(f"{found['contact']['name']}.json", fallback="person.json")
        target, _kind = QFileDialog.getSaveFileName(
            self._window, _("Save personal data"), str(Path.home() / name), "*.json"
        )
        if not target:
            return
        try:
            Path(target).write_text(json.dumps(found, ensure_ascii=False, indent=2), "utf-8")
        except OSError as error:
            self._operations.refused.emit(
                UserError(
                    _("“{name}” could not be saved: {reason}. Choose another place.").format(
                        name=Path(target).name, reason=error.strerror
                    )
                )
            )


def certificate(name: str, done: Erased, when: str) -> Sheet:
    """That a person was erased, and how much it was."""
    return Sheet(
        title=_("Personal data erased"),
        facts=(
            (_("Person"), name),
            (_("Erased on"), when),
            *((what, str(count)) for what, count in count_lines(done)),
        ),
        parts=(),
        footer=_(
            "Taken out of the desk with all copies inside it. Numbers, times and categories stay "
            "without personal data. Backups lapse on their own."
        ),
    )


def data_sheet(found: dict[str, Any], when: str) -> Sheet:
    """What is held about a person, readable."""
    contact = found["contact"]
    facts = (
        (_("Name"), contact["name"]),
        (_("Organisation"), contact["organisation"]),
        (_("Customer number"), contact["customer_number"]),
        (_("Addresses"), ", ".join(contact["addresses"])),
        (_("Phones"), ", ".join(contact["phones"])),
        (_("Notes"), contact["notes"]),
        *((str(name), str(value)) for name, value in contact["fields"].items()),
    )
    return Sheet(
        title=_("What we hold about {name}").format(name=contact["name"]),
        facts=tuple((label, value) for label, value in facts if value),
        parts=tuple(
            Part(
                f"#{ticket['number']} {ticket['subject']}",
                tuple(
                    Entry(
                        f"{message['sent_at'][:16].replace('T', ' ')} UTC  "
                        f"{message['from']['name'] or message['from']['email']}",
                        "\n".join([message["text"], *(each["name"] for each in message["files"])]),
                    )
                    for message in ticket["messages"]
                ),
            )
            for ticket in found["tickets"]
        ),
        footer=when,
    )
