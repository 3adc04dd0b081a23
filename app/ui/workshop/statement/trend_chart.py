"""How solved tickets fitted the statement, quarter by quarter: stacked bars with their numbers."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.i18n import _
from app.queries.workshop.checks import QuarterRow
from app.rules.workshop.statements import Fit
from app.ui.colours import Role
from app.ui.theme import TextStyle, Theme

_SHOWN = 8
"""Quarters that have room: two years."""
_USUAL = 10
"""Tickets that fill a bar."""
_INKS = (
    (Fit.CONTRADICTS, Role.DANGER, "–"),
    (Fit.NEUTRAL, Role.MUTED, "○"),
    (Fit.FITS, Role.SUCCESS, "+"),
)


class TrendChart(QWidget):
    """The latest quarter is on the right; each stretch has its sign and number, never colour
    alone."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: tuple[QuarterRow, ...] = ()
        self.setFixedHeight(theme.px(260))
        theme.changed.connect(self.update)

    def show_rows(self, rows: tuple[QuarterRow, ...]) -> None:
        """Show the quarters in which something was rated."""
        self._rows = tuple(each for each in rows if each.rated)[-_SHOWN:]
        self.setAccessibleName(_("Trend"))
        self.setAccessibleDescription("; ".join(map(_told, self._rows)))
        self.setToolTip("\n".join(map(_told, self._rows)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(TextStyle.CAPTION))
        line = painter.fontMetrics().height()
        if not self._rows:
            painter.setPen(self._theme.colour(Role.MUTED))
            words = _("After the first rated quarter its bar stands here.")
            painter.drawText(self.rect(), Qt.TextFlag.TextWordWrap, words)
            return
        most = max(_USUAL, *(each.rated for each in self._rows))
        legend = 2 * line
        area = QRectF(self.rect()).adjusted(0, 0, 0, -2 * line - legend)
        step = min(area.width() / len(self._rows), self._theme.px(96))
        for place, each in enumerate(self._rows):
            column = QRectF(place * step, area.top(), step * 0.7, area.height())
            self._paint_quarter(painter, column, each, most)
            painter.setPen(self._theme.colour(Role.TEXT))
            under = QRectF(place * step, area.bottom() + line / 2, step, line)
            name = f"{each.quarter.number}/{each.quarter.year % 100:02}"
            painter.drawText(under, Qt.AlignmentFlag.AlignLeft, f"Q{name}")
        self._paint_legend(painter, self.height() - line * 1.2, line)

    def _paint_quarter(self, painter: QPainter, column: QRectF, row: QuarterRow, most: int) -> None:
        numbers = {Fit.FITS: row.fits, Fit.NEUTRAL: row.neutral, Fit.CONTRADICTS: row.contradicts}
        bottom = column.bottom()
        for fit, role, sign in _INKS:
            if not numbers[fit]:
                continue
            height = column.height() * numbers[fit] / most
            piece = QRectF(column.left(), bottom - height, column.width(), height - 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(role))
            painter.drawRoundedRect(piece, 3, 3)
            painter.setPen(self._theme.colour(Role.SURFACE))
            if height > painter.fontMetrics().height():
                text = f"{sign} {numbers[fit]}"
                painter.drawText(piece, Qt.AlignmentFlag.AlignCenter, text)
            bottom -= height

    def _paint_legend(self, painter: QPainter, top: float, line: int) -> None:
        left = 0.0
        for fit, role, sign in reversed(_INKS):
            painter.setPen(self._theme.colour(role))
            words = f"{sign} {fit.label}"
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(QRectF(left, top, width + 2, line), words)
            left += width + self._theme.px(16)


def _told(row: QuarterRow) -> str:
    return _("{quarter}: {fits} fit, {neutral} neutral, {contradicts} contradict").format(
        quarter=row.quarter.key, fits=row.fits, neutral=row.neutral, contradicts=row.contradicts
    )
