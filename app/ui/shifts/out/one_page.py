"""A document on exactly one page, made smaller where it is too large: on paper or as a PDF."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import (
    QColorConstants,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPaintDevice,
    QPainter,
    QTextDocument,
)

from app.ui.paper import pdf_writer

_MARGIN_MM = 10.0
_SCREEN_DPI = 110
_METRES_PER_INCH = 0.0254
_SMALLEST = 0.2
_STEP = 0.96


def page_layout(*, wide: bool) -> QPageLayout:
    """A4, across the page where ``wide``."""
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    orientation = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), orientation, margins, QPageLayout.Unit.Millimeter
    )


def print_pages(pages: list[str], device: QPagedPaintDevice) -> None:
    """Print HTML documents, each on a page of its own."""
    painter = QPainter(device)
    try:
        for number, html in enumerate(pages):
            if number:
                device.newPage()
            _paint(html, painter, device, device.width(), device.height())
    finally:
        painter.end()


def picture(html: str, *, wide: bool) -> QImage:
    """The page as it would be printed."""
    page = page_layout(wide=wide).fullRectPixels(_SCREEN_DPI)
    image = QImage(page.size(), QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(round(_SCREEN_DPI / _METRES_PER_INCH))
    image.setDotsPerMeterY(round(_SCREEN_DPI / _METRES_PER_INCH))
    image.fill(QColorConstants.White)
    margin = round(_MARGIN_MM / 1000 / _METRES_PER_INCH * _SCREEN_DPI)
    painter = QPainter(image)
    painter.translate(margin, margin)
    _paint(html, painter, image, image.width() - 2 * margin, image.height() - 2 * margin)
    painter.end()
    return image


def save_pdf(pages: list[str], path: Path, *, title: str, wide: bool) -> None:
    """Write the documents as pages of a PDF; raises OSError if the file cannot be written."""
    print_pages(pages, pdf_writer(path, page_layout(wide=wide), title=title))


def _paint(html: str, painter: QPainter, device: QPaintDevice, width: float, height: float) -> None:
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.documentLayout().setPaintDevice(device)
    document.setHtml(html)
    scale = 1.0
    while True:
        document.setTextWidth(width / scale)
        size = document.size()
        if size.width() * scale <= width + 1 and size.height() * scale <= height:
            break
        if scale < _SMALLEST:
            break
        scale *= _STEP
    painter.save()
    painter.scale(scale, scale)
    document.drawContents(painter, QRectF(0, 0, width / scale, height / scale))
    painter.restore()
