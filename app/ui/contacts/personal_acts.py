"""What do we hold about this person? Hand it out, or erase it, with a certificate."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from app.errors import Cancelled, UserError
from app.i18n import _
from app.queries.contacts import ContactDetails
from app.queries.personal_data import personal_data
from app.rules.access import AccessKind
from app.rules.file_names import safe_name
from app.rules.roles import Right
from app.services.access import note_access
from app.services.erasure.copies import Copy, Fate, Treated, copies_of
from app.services.erasure.erasing import Reach, survey
from app.services.erasure.whole import Certified, erase_everywhere
from app.storage.database import utc_now
from app.templating.personal_sheet import Entry, Part, Sheet, sheet_html
from app.ui.contacts.erase_dialog import EraseDialog, count_lines
from app.ui.desk.backups import Backups
from app.ui.operations import Operations
from app.ui.paper import Paper
from app.ui.progress import Progress
from app.ui.queued_desk import QueuedDesk
from app.ui.rights import with_right
from app.ui.theme import Theme
from app.ui.times import day_text, exact_time


class PersonalActs(QObject):
    """The two acts on one person's data; both are noted in the access log."""

    def __init__(
        self,
        operations: Operations,
        theme: Theme,
        window: QWidget,
        backups: Callable[[], Backups],
    ) -> None:
        super().__init__(window)
        self._operations = operations
        self._theme = theme
        self._window = window
        self._backups = backups
        self._paper = Paper(operations, window)

    def hand_out(self, details: ContactDetails) -> None:
        """Everything held about them, on paper, as PDF, or as JSON."""
        with_right(self._operations, Right.EXPORT, partial(self._read, details), owner=self)

    def _read(self, details: ContactDetails) -> None:
        self._operations.read(
            personal_data,
            details.row.id,
            owner=self,
            key="person",
            done=partial(self._offer, details.row.id),
        )

    def erase(self, details: ContactDetails) -> None:
        """Ask how far it goes, then erase."""
        with_right(
            self._operations, Right.ERASE, partial(self._look_for_copies, details), owner=self
        )

    def _look_for_copies(self, details: ContactDetails) -> None:
        where = self._backups().whereabouts
        self._operations.tasks.read(
            partial(copies_of, where.desk, where.second, also=utc_now()),
            owner=self,
            done=partial(self._ask, details),
        )

    def _ask(self, details: ContactDetails, copies: list[Copy]) -> None:
        dialog = EraseDialog(details.row.name, copies, self._theme, self._window)
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
        self._operations.work(
            _erase_everywhere,
            details.row.id,
            dialog.reach,
            self._backups(),
            rewrite=dialog.rewrite,
            agent_id=self._operations.agent_id,
            label=_("Erasing a person"),
            owner=self,
            done=partial(self._certify, details.row.name),
        )

    def _certify(self, name: str, done: Certified) -> None:
        """The certificate names the person; it goes to paper or a file, never into the desk."""
        sheet = certificate(name, done, exact_time(utc_now()))
        self._paper.ask(sheet.title, lambda: sheet_html(sheet))

    def _note(self, contact_id: int) -> None:
        self._operations.run(
            note_access,
            AccessKind.HANDED_OUT,
            contact_id,
            now=utc_now(),
            label="",
            toast=False,
        )

    def _offer(self, contact_id: int, found: dict[str, Any]) -> None:
        """It is handed out, and noted so, once it is printed or saved."""
        if not found:
            return
        sheet = data_sheet(found, exact_time(utc_now()))

        def html() -> str:
            self._note(contact_id)
            return sheet_html(sheet)

        as_json = partial(self._save_json, contact_id, found)
        self._paper.ask(sheet.title, html, also=[(_("Save as &JSON…"), as_json)])

    def _save_json(self, contact_id: int, found: dict[str, Any]) -> None:
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
        else:
            self._note(contact_id)


def certificate(name: str, done: Certified, when: str) -> Sheet:
    """That a person was erased, how much it was, and what became of the copies of the desk."""
    backed_up = _("yes") if done.backed_up else _("no, for a vote with secret ballots was open")
    return Sheet(
        title=_("Personal data erased"),
        facts=(
            (_("Person"), name),
            (_("Erased on"), when),
            *((what, str(count)) for what, count in count_lines(done.erased)),
            (_("Backup taken before"), backed_up),
            *_out_of_reach(done.out_of_reach),
        ),
        parts=tuple(part for part in _copies_told(done.copies) if part.entries),
        footer=_(
            "Taken out of the desk with all copies inside it. Numbers, times and categories stay "
            "without personal data; the access log keeps that somebody looked or acted, not on "
            "whom."
        ),
    )


def _out_of_reach(place: Path | None) -> Iterator[tuple[str, str]]:
    """Copies on a stick that is not plugged in hold the person, and nobody can say how many."""
    if place is not None:
        text = _("{folder} was not there. Copies in it hold the person until they lapse.")
        yield _("Second place"), text.format(folder=place)


def _copies_told(copies: Sequence[Treated]) -> Iterator[Part]:
    yield Part(_("Copies that still hold the person"), _entries(copies, Fate.KEPT))
    yield Part(_("Backups written anew without the person"), _entries(copies, Fate.REWRITTEN))
    yield Part(_("Backups that held nothing of the person"), _entries(copies, Fate.CLEAN))


def _entries(copies: Sequence[Treated], fate: Fate) -> tuple[Entry, ...]:
    return tuple(
        Entry(_copy_name(each.copy), _kept_until(each) if fate is Fate.KEPT else "")
        for each in copies
        if each.fate is fate
    )


def _copy_name(copy: Copy) -> str:
    if not copy.second:
        return copy.path.name
    return _("{name} in the second place").format(name=copy.path.name)


def _kept_until(kept: Treated) -> str:
    until = _("Stays until somebody removes it.")
    if kept.copy.lapses is not None:
        until = _("Lapses on {day} at the latest.").format(day=day_text(kept.copy.lapses))
    return f"{until} {kept.reason}".strip()


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


def _erase_everywhere(
    desk: QueuedDesk,
    progress: Progress,
    contact_id: int,
    reach: Reach,
    backups: Backups,
    *,
    rewrite: bool,
    agent_id: int | None,
) -> Certified:
    def tell(done: int, total: int) -> None:
        """A stop is heard between two copies, so that the certificate tells of all of them."""
        with suppress(Cancelled):
            progress.report(done, total)

    return erase_everywhere(
        desk,
        contact_id,
        reach,
        backups.whereabouts,
        rewrite=rewrite,
        back_up=backups.take_or_refuse,
        agent_id=agent_id,
        now=utc_now(),
        tell=tell,
        stopped=lambda: progress.cancelled,
    )
