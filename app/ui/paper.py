"""HTML on paper or as a PDF, within what QTextDocument understands; the way there is a menu."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMarginsF, QObject
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QWidget

from app.errors import UserError
from app.i18n import _
from app.rules.file_names import safe_name
from app.ui.operations import Announcement, Operations

_MARGIN_MM = 18.0
_PDF_DPI = 300


def page_layout(*, landscape: bool = False) -> QPageLayout:
    """A4 with margins to bind it."""
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    upright, across = QPageLayout.Orientation.Portrait, QPageLayout.Orientation.Landscape
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        across if landscape else upright,
        margins,
        QPageLayout.Unit.Millimeter,
    )


def print_html(html: str, device: QPagedPaintDevice) -> None:
    """Lay the text out for the device and print it, with page numbers where it has any."""
    document = QTextDocument()
    document.setHtml(html)
    document.print_(device)


def save_pdf(html: str, path: Path, *, title: str, landscape: bool = False) -> None:
    """Write a PDF; raises OSError if the file cannot be written."""
    with path.open("ab"):
        pass
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setCreator("Tresen")
    writer.setResolution(_PDF_DPI)
    writer.setPageLayout(page_layout(landscape=landscape))
    print_html(html, writer)


class Paper(QObject):
    """Printer or PDF; ``html`` is asked for when one of them was chosen."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self._operations = operations
        self._widget = parent

    def ask(
        self,
        title: str,
        html: Callable[[], str],
        *,
        also: Sequence[tuple[str, Callable[[], None]]] = (),
    ) -> None:
        """Open a menu with both ways, and ``also`` others, in the middle of the widget."""
        menu = QMenu(self._widget)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(_("&Print…"), partial(self.print_, title, html))
        menu.addAction(_("Save as P&DF…"), partial(self.save, title, html))
        for text, act in also:
            menu.addAction(text, act)
        menu.popup(self._widget.mapToGlobal(self._widget.rect().center()))

    def print_(self, title: str, html: Callable[[], str]) -> None:
        """Ask for a printer and print."""
        # Imported when first printed: it looks for printers, which takes a while.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout())
        printer.setDocName(title)
        dialog = QPrintDialog(printer, self._widget)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            print_html(html(), printer)

    def save(self, title: str, html: Callable[[], str]) -> None:
        """Ask for a file and write a PDF."""
        name = safe_name(f"{title}.pdf", fallback="tresen.pdf")
        target, _kind = QFileDialog.getSaveFileName(
            self._widget, _("Save as PDF"), str(Path.home() / name), "*.pdf"
        )
        if not target:
            return
        try:
            save_pdf(html(), Path(target), title=title)
        except OSError as error:
            self._operations.refused.emit(_unsaved(Path(target), error))
        else:
            self._operations.announced.emit(Announcement(_("Saved as PDF"), undoable=False))


def _unsaved(path: Path, error: OSError) -> UserError:
    return UserError(
        _("“{name}” could not be saved: {reason}. Choose another place.").format(
            name=path.name, reason=error.strerror
        )
    )
