"""Check the desk from the menu: examined in the background, told in words, search repaired."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from app.errors import Cancelled, UserError
from app.i18n import _, ngettext
from app.services.checkup import Findings, examine, repair_search
from app.storage.database import Database
from app.ui.progress import Progress
from app.ui.tasks import Tasks


def check_desk(
    tasks: Tasks, database: Database, window: QWidget, *, refuse: Callable[[Exception], None]
) -> None:
    """Look at everything and say what was found; ``refuse`` tells why it could not be looked at."""

    def look() -> Findings:
        findings = examine(database)
        if findings.search_broken:
            tasks.in_writer(lambda: repair_search(database))
        return findings

    def failed(error: Exception) -> None:
        if isinstance(error, UserError):
            refuse(error)
        elif not isinstance(error, Cancelled):
            raise error

    tasks.long(
        look,
        Progress(_("Checking the desk")),
        owner=window,
        done=lambda findings: _tell(findings, window),
        failed=failed,
    )


def _tell(findings: Findings, window: QWidget) -> None:
    lines = list(findings.problems) or [
        ngettext(
            "Everything is sound: {n} ticket, history and search included.",
            "Everything is sound: {n} tickets, history and search included.",
            findings.tickets,
        ).format(n=findings.tickets)
    ]
    if findings.search_broken:
        lines.append(_("The search index was damaged and has been made anew."))
    icon = QMessageBox.Icon.Warning if findings.problems else QMessageBox.Icon.Information
    QMessageBox(icon, _("Check the desk"), "\n\n".join(lines), parent=window).open()
