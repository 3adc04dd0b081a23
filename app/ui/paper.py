"""HTML on paper or as a PDF, within what QTextDocument understands; the way there is a menu."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QDialog, QFileDialog, QMenu, QWidget

from app.errors import UserError
from app.i18n import _
from app.rules.file_names import safe_name
from app.ui.operations import Announcement, Operations

_MARGIN_MM = 18.0
_PDF_DPI = 300
_FOOT_POINTS = 8
_LEAST_LINES = 9
"""Small lines that a table shows of itself before a page ends: a head and what follows it."""
_MOST_TABLES = 100
_FOOT_LINES = 3
"""How much room the foot of a page takes, of which its own line is the last."""


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


def print_html(html: str, device: QPagedPaintDevice, *, foot: str = "") -> None:
    """Lay the text out for the device and print it, with page numbers where it has any.

    With ``foot`` every page ends with it and *Page 1 of 3*, and the text fills the page.
    """
    document = QTextDocument()
    document.setHtml(html)
    if foot:
        _print_with_foot(document, device, foot)
    else:
        document.print_(device)


def _print_with_foot(document: QTextDocument, device: QPagedPaintDevice, foot: str) -> None:
    document.documentLayout().setPaintDevice(device)
    document.setDocumentMargin(0)
    small = QFont(document.defaultFont())
    small.setPointSizeF(_FOOT_POINTS)
    painter = QPainter(device)
    try:
        painter.setFont(small)
        page = QRectF(painter.viewport())
        line = painter.fontMetrics().height()
        body = QSizeF(page.width(), page.height() - _FOOT_LINES * line)
        document.setPageSize(body)
        _keep_beginnings_together(document, least=_LEAST_LINES * line)
        last = QRectF(0, page.height() - line, page.width(), line)
        count = document.pageCount()
        for number in range(count):
            if number:
                device.newPage()
            _paint_page(document, painter, QRectF(0, number * body.height(), *body.toTuple()))
            painter.setPen(Qt.GlobalColor.darkGray)
            words = _("Page {number} of {count}").format(number=number + 1, count=count)
            room = page.width() - painter.fontMetrics().horizontalAdvance(words) - line
            title = painter.fontMetrics().elidedText(foot, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(last, Qt.AlignmentFlag.AlignLeft, title)
            painter.drawText(last, Qt.AlignmentFlag.AlignRight, words)
    finally:
        painter.end()


def _keep_beginnings_together(document: QTextDocument, *, least: float) -> None:
    """Let no table begin where the page has less than ``least`` left for it.

    A table moved on moves all after it, so they are looked at in their order, and only the first
    hundred: each move costs a new layout of what follows.
    """
    layout, height = document.documentLayout(), document.pageSize().height()
    for frame in document.rootFrame().childFrames()[:_MOST_TABLES]:
        place = layout.frameBoundingRect(frame)
        left = height - place.top() % height
        if place.height() > left < least:
            form = frame.frameFormat()
            form.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            frame.setFrameFormat(form)


def _paint_page(document: QTextDocument, painter: QPainter, part: QRectF) -> None:
    """Paint this part of the document at the top of the page, black on white whatever the theme."""
    painter.save()
    painter.translate(0, -part.top())
    painter.setClipRect(part)
    context = QAbstractTextDocumentLayout.PaintContext()
    context.clip = part
    context.palette.setColor(context.palette.ColorRole.Text, Qt.GlobalColor.black)
    document.documentLayout().draw(painter, context)
    painter.restore()


def save_pdf(html: str, path: Path, *, title: str, landscape: bool = False, foot: str = "") -> None:
    """Write a PDF; raises OSError if the file cannot be written."""
    print_html(html, pdf_writer(path, page_layout(landscape=landscape), title=title), foot=foot)


def pdf_writer(path: Path, layout: QPageLayout, *, title: str) -> QPdfWriter:
    """What to print on for a PDF; raises OSError if the file cannot be written.

    The writer itself says nothing about that.
    """
    with path.open("ab"):
        pass
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setCreator("Tresen")
    writer.setResolution(_PDF_DPI)
    writer.setPageLayout(layout)
    return writer


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

    def print_(
        self,
        title: str,
        html: Callable[[], str],
        *,
        foot: str = "",
        done: Callable[[], object] | None = None,
    ) -> None:
        """Ask for a printer and print, then call ``done``; ``foot`` as in ``print_html``."""
        # Imported when first printed: it looks for printers, which takes a while.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout())
        printer.setDocName(title)
        dialog = QPrintDialog(printer, self._widget)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            print_html(html(), printer, foot=foot)
            if done is not None:
                done()

    def save(
        self,
        title: str,
        html: Callable[[], str],
        *,
        foot: str = "",
        done: Callable[[], object] | None = None,
    ) -> None:
        """Ask for a file and write a PDF, then call ``done``; ``foot`` as in ``print_html``."""
        name = safe_name(f"{title}.pdf", fallback="tresen.pdf")
        target, _kind = QFileDialog.getSaveFileName(
            self._widget, _("Save as PDF"), str(Path.home() / name), "*.pdf"
        )
        if not target:
            return
        try:
            save_pdf(html(), Path(target), title=title, foot=foot)
        except OSError as error:
            self._operations.refused.emit(_unsaved(Path(target), error))
        else:
            self._operations.announced.emit(Announcement(_("Saved as PDF"), undoable=False))
            if done is not None:
                done()


def _unsaved(path: Path, error: OSError) -> UserError:
    return UserError(
        _("“{name}” could not be saved: {reason}. Choose another place.").format(
            name=path.name, reason=error.strerror
        )
    )
