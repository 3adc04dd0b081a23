"""Sheets of the plan on paper or as a PDF, each on one page."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QWidget

from app.errors import UserError
from app.i18n import _
from app.queries.shifts.sheets import sheet
from app.rules.file_names import safe_name
from app.rules.rosters.sheet import Sheet
from app.templating.roster_print import month_html
from app.ui.operations import Announcement, Operations
from app.ui.shifts.out.files import person_pages, printed_on, sheet_title
from app.ui.shifts.out.one_page import page_layout, print_pages, save_pdf
from app.ui.shifts.out.sheet_words import printed_month
from app.ui.shifts.periods import Period


class SheetPaper(QObject):
    """A menu: the sheet of all or those of everybody, to the printer or into a PDF."""

    def __init__(
        self, operations: Operations, parent: QWidget, *, now: Callable[[], datetime]
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._widget = parent
        self._now = now

    def menu(self, period: Period) -> QMenu:
        """The ways to print these days."""
        menu = QMenu(self._widget)
        menu.aboutToHide.connect(menu.deleteLater)
        for words, people, pdf in (
            (_("Print the sheet of &all…"), False, False),
            (_("Save the sheet of all as P&DF…"), False, True),
            (_("Print a sheet for &each person…"), True, False),
            (_("Save sheets of each person as &PDF…"), True, True),
        ):
            action = menu.addAction(words)
            action.triggered.connect(partial(self.read, period, people=people, pdf=pdf))
        return menu

    def read(self, period: Period, _checked: bool = False, *, people: bool, pdf: bool) -> None:
        """Read the plan, then print it or ask for a file."""
        act = self._save if pdf else self._print
        self._operations.read(
            sheet,
            first=period.first,
            last=period.last,
            owner=self,
            done=lambda found: act(found, people),
        )

    def pages(self, found: Sheet, people: bool) -> list[str]:
        """The pages as HTML."""
        if people:
            return person_pages(found, now=self._now())
        title = sheet_title(found)
        return [month_html(printed_month(found, title=title, printed_on=printed_on(self._now())))]

    def _print(self, found: Sheet, people: bool) -> None:
        # Imported when first printed: it looks for printers, which takes a while.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout(wide=not people))
        printer.setDocName(sheet_title(found))
        if QPrintDialog(printer, self._widget).exec() == QDialog.DialogCode.Accepted:
            print_pages(self.pages(found, people), printer)

    def _save(self, found: Sheet, people: bool) -> None:
        title = f"{_('Shift plan')} {sheet_title(found)}"
        name = safe_name(f"{title}.pdf", fallback="plan.pdf")
        target, _kind = QFileDialog.getSaveFileName(
            self._widget, _("Save as PDF"), str(Path.home() / name), "*.pdf"
        )
        if target:
            self.save(found, Path(target), people=people)

    def save(self, found: Sheet, path: Path, *, people: bool) -> None:
        """Write the PDF; what hinders it is told."""
        try:
            save_pdf(self.pages(found, people), path, title=sheet_title(found), wide=not people)
        except OSError as error:
            self._operations.refused.emit(unsaved(path, error))
        else:
            self._operations.announced.emit(Announcement(_("Saved as PDF"), undoable=False))


def unsaved(path: Path, error: OSError) -> UserError:
    """Why a file could not be written, and the way out."""
    return UserError(
        _("“{name}” could not be saved: {reason}. Choose another place.").format(
            name=path.name, reason=error.strerror
        )
    )
