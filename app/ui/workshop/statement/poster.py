"""The statement as a poster: two designs, light and dark, on paper of any size or as a picture."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPageLayout, QPageSize, QPainter

from app.i18n import N_, _
from app.queries.workshop.missions import Mission, Version
from app.rules.workshop.feedback import wording
from app.rules.workshop.sentences import parts_of
from app.templating.snippets.dates import written_day
from app.ui.colours import Role, colour
from app.ui.paper import pdf_writer

_A4_PIXELS = QSize(2480, 3508)
"""A4 at 300 dots an inch."""
_LARGEST = 0.075
"""Height of the letters as a share of the poster's width, where there is room."""
_STEP = 0.96


class Design(StrEnum):
    """How it looks."""

    CALM = "calm"
    """Large letters on a plain ground, a thin line in the accent colour."""
    BAND = "band"
    """A broad band in the accent colour with the title, the parts below it with their names."""

    @property
    def label(self) -> str:
        """What it is called."""
        return _(_DESIGNS[self])


class Size(StrEnum):
    """How large the paper is."""

    A4 = "A4"
    A3 = "A3"

    @property
    def page(self) -> QPageSize:
        """The page of that size."""
        page_id = {Size.A4: QPageSize.PageSizeId.A4, Size.A3: QPageSize.PageSizeId.A3}
        return QPageSize(page_id[self])


@dataclass(frozen=True, slots=True)
class Poster:
    """What is on it: a title, the parts with their names, a line at the foot."""

    title: str
    parts: tuple[tuple[str, str], ...]
    foot: str


@dataclass(frozen=True, slots=True)
class Look:
    """How it is painted."""

    design: Design = Design.CALM
    dark: bool = False

    def ink(self, role: Role) -> QColor:
        """A colour of the scheme."""
        return colour(role, dark=self.dark)


def poster_of(mission: Mission, version: Version, day: date) -> Poster:
    """The poster of a version, in the language of the statement."""
    names = wording(mission.language).parts
    return Poster(
        title=mission.title,
        parts=tuple((names[part], text) for part, text in parts_of(version.sentences).items()),
        foot=written_day(day, mission.language),
    )


def paint(painter: QPainter, page: QRectF, poster: Poster, look: Look) -> None:
    """Paint the poster so that it fills ``page``, its letters as large as they fit."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(page, look.ink(Role.SURFACE))
    if look.design is Design.BAND:
        _paint_band(painter, page, poster, look)
    else:
        _paint_calm(painter, page, poster, look)


def save_pdf(path: Path, poster: Poster, look: Look, size: Size) -> None:
    """Write a PDF of one page; raises OSError if the file cannot be written."""
    layout = QPageLayout(size.page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    writer = pdf_writer(path, layout, title=poster.title)
    painter = QPainter(writer)
    paint(painter, QRectF(layout.fullRectPixels(writer.resolution())), poster, look)
    painter.end()


def save_picture(path: Path, poster: Poster, look: Look, size: Size) -> None:
    """Write a PNG as it would be printed; raises OSError if the file cannot be written."""
    pixels = _A4_PIXELS if size is Size.A4 else QSize(3508, 4961)
    with path.open("ab"):
        pass
    if not picture(poster, look, pixels).save(str(path)):
        raise OSError(None, _("the picture could not be written"), str(path))


def picture(poster: Poster, look: Look, pixels: QSize) -> QImage:
    """The poster as a picture of that size."""
    image = QImage(pixels, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    paint(painter, QRectF(image.rect()), poster, look)
    painter.end()
    return image


def _paint_calm(painter: QPainter, page: QRectF, poster: Poster, look: Look) -> None:
    unit = page.width() / 100
    inner = page.adjusted(12 * unit, 14 * unit, -12 * unit, -10 * unit)
    _write(painter, inner, poster.title, 2.6 * unit, look.ink(Role.MUTED))
    line = QRectF(inner.left(), inner.top() + 6 * unit, 14 * unit, 0.7 * unit)
    painter.fillRect(line, look.ink(Role.ACCENT))
    body = inner.adjusted(0, 12 * unit, 0, -8 * unit)
    texts = [text for _name, text in poster.parts]
    letters = _fitting(painter, body, texts, page.width(), gap=0.9)
    top = body.top()
    for text in texts:
        area = QRectF(body.left(), top, body.width(), body.height())
        top += _write(painter, area, text, letters, look.ink(Role.TEXT), bold=True)
        top += 0.9 * letters
    _paint_foot(painter, inner, poster, look, unit)


def _paint_band(painter: QPainter, page: QRectF, poster: Poster, look: Look) -> None:
    unit = page.width() / 100
    band = QRectF(page.left(), page.top(), page.width(), 30 * unit)
    painter.fillRect(band, look.ink(Role.ACCENT))
    inner = page.adjusted(10 * unit, 0, -10 * unit, -8 * unit)
    title = QRectF(inner.left(), 10 * unit + page.top(), inner.width(), 18 * unit)
    size = _fitting(painter, title, [poster.title], page.width(), gap=0)
    _write(painter, title, poster.title, size, look.ink(Role.ACCENT_TEXT), bold=True)
    body = QRectF(inner.left(), band.bottom() + 8 * unit, inner.width(), 0)
    body.setBottom(inner.bottom() - 6 * unit)
    caption = 2.1 * unit
    texts = [text for _name, text in poster.parts]
    room = body.adjusted(0, 0, 0, -2.2 * caption * len(texts))
    letters = _fitting(painter, room, texts, page.width(), gap=1.2)
    top = body.top()
    for name, text in poster.parts:
        area = QRectF(body.left(), top, body.width(), body.height())
        top += _write(painter, area, name, caption, look.ink(Role.ACCENT), bold=True)
        top += 0.5 * caption
        area.moveTop(top)
        top += _write(painter, area, text, letters, look.ink(Role.TEXT)) + 1.2 * letters
    _paint_foot(painter, inner, poster, look, unit)


def _paint_foot(painter: QPainter, inner: QRectF, poster: Poster, look: Look, unit: float) -> None:
    foot = QRectF(inner.left(), inner.bottom() - 3 * unit, inner.width(), 3 * unit)
    _write(painter, foot, poster.foot, 1.8 * unit, look.ink(Role.MUTED))


def _fitting(
    painter: QPainter, area: QRectF, texts: list[str], width: float, *, gap: float
) -> float:
    """The largest letters with which all texts below each other stay within the area."""
    letters = _LARGEST * width
    while letters > 0.008 * width:
        heights = (_height(painter, area, text, letters) for text in texts)
        if sum(heights) + gap * letters * (len(texts) - 1) <= area.height():
            break
        letters *= _STEP
    return letters


def _height(painter: QPainter, area: QRectF, text: str, letters: float) -> float:
    painter.setFont(_font(letters, bold=True))
    open_end = QRectF(area.left(), area.top(), area.width(), 100 * area.height() + letters)
    return painter.boundingRect(open_end, Qt.TextFlag.TextWordWrap, text).height()


def _write(
    painter: QPainter, area: QRectF, text: str, letters: float, ink: QColor, *, bold: bool = False
) -> float:
    """Write at the top of an area; the height it took."""
    painter.setFont(_font(letters, bold=bold))
    painter.setPen(ink)
    return painter.drawText(area, Qt.TextFlag.TextWordWrap, text).height()


def _font(letters: float, *, bold: bool) -> QFont:
    font = QFont()
    font.setPixelSize(max(1, round(letters)))
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return font


_DESIGNS = {
    Design.CALM: N_("Calm: large words on a plain ground"),
    Design.BAND: N_("Band: coloured head, the three parts named"),
}
