"""Paints the faces of cells, each once for a size; the grid then only copies pictures."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap, QPolygonF

from app.rules.rosters.rule import Strength
from app.rules.rosters.values import AbsenceKind, DayPart
from app.ui.colours import Role
from app.ui.icons import paint_glyph
from app.ui.shifts.grid.face import Face, Sign
from app.ui.shifts.grid.look import Look
from app.ui.theme import TextStyle

_MOST = 2048
_WITH_TIMES = 64
"""Pixels from which a cell has room for the times of its shift."""
_GLYPHS = {
    AbsenceKind.VACATION: "absence-vacation",
    AbsenceKind.SICK: "absence-sick",
    AbsenceKind.TRAINING: "absence-training",
    AbsenceKind.COMPENSATION: "absence-compensation",
}
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_GHOST_OPACITY = 0.75


class FacePainter:
    """Pictures of faces for cells of one size."""

    def __init__(self, look: Look, width: int, height: int, ratio: float) -> None:
        self._look = look
        self.size = width, height, ratio
        self._pictures: dict[Face, QPixmap] = {}
        px = look.theme.px
        self._corner = px(6)
        self._roomy = width >= px(_WITH_TIMES)
        self._whole = QRectF(0, 0, width, height)
        self._chip = self._whole.adjusted(px(2), px(2.5), -px(2), -px(2.5))

    def picture(self, face: Face) -> QPixmap:
        """The picture of a face, see-through beside what it shows."""
        found = self._pictures.get(face)
        if found is None:
            if len(self._pictures) >= _MOST:
                self._pictures.clear()
            found = self._pictures[face] = self._paint(face)
        return found

    def _paint(self, face: Face) -> QPixmap:
        width, height, ratio = self.size
        picture = QPixmap(round(width * ratio), round(height * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if face.absence is not None:
            self._paint_absence(painter, face.absence, face.part, alone=not face.letter)
        if face.letter:
            self._paint_shift(painter, face)
        elif face.off:
            self._paint_off(painter, face)
        if face.moved:
            self._paint_moved(painter)
        if face.wish is not Sign.NONE:
            self._paint_wish(painter, face.wish, small=bool(face.letter))
        if face.strength is not Strength.OFF:
            self._paint_broken(painter, hard=face.strength is Strength.HARD)
        if face.comment:
            self._paint_comment(painter)
        if face.pinned:
            self._paint_pin(painter)
        painter.end()
        return picture

    def _paint_shift(self, painter: QPainter, face: Face) -> None:
        look, theme = self._look, self._look.theme
        radius = theme.px(4)
        pen = QPen(look.edge(face.colour), 1)
        if face.ghost:
            painter.setOpacity(_GHOST_OPACITY)
            pen = QPen(look.ink(face.colour), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(look.tint(face.colour))
        painter.drawRoundedRect(self._chip.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setOpacity(1)
        painter.setPen(look.ink(face.colour))
        style = TextStyle.BODY if self._chip.width() >= theme.px(18) else TextStyle.CAPTION
        painter.setFont(theme.font(style, bold=True))
        if not self._roomy:
            painter.drawText(self._chip, _CENTRE, face.letter)
            return
        padding = theme.px(8)
        inner = self._chip.adjusted(padding, 0, -padding, 0)
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(inner, left, face.letter)
        painter.setFont(theme.font(TextStyle.CAPTION, figures=True))
        painter.drawText(inner, right, face.times)

    def _paint_off(self, painter: QPainter, face: Face) -> None:
        theme = self._look.theme
        painter.setPen(theme.colour(Role.ACCENT if face.ghost else Role.MUTED))
        painter.setFont(theme.font())
        painter.drawText(self._whole, _CENTRE, "–")

    def _paint_absence(
        self, painter: QPainter, kind: AbsenceKind, part: DayPart, *, alone: bool
    ) -> None:
        theme = self._look.theme
        ground = QRectF(self._whole)
        if part is DayPart.MORNING:
            ground.setWidth(ground.width() / 2)
        elif part is DayPart.AFTERNOON:
            ground.setLeft(ground.left() + ground.width() / 2)
        painter.fillRect(ground, theme.colour(Role.RAISED))
        painter.fillRect(ground, QBrush(self._look.hatch, Qt.BrushStyle.BDiagPattern))
        if alone:
            side = min(theme.px(16), self._whole.width() - 2)
            box = QRectF(0, 0, side, side)
            box.moveCenter(self._whole.center())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(Role.RAISED))
            painter.drawEllipse(box.adjusted(-1, -1, 1, 1))
            inset = side * 0.06
            glyph = box.adjusted(inset, inset, -inset, -inset)
            paint_glyph(painter, glyph, _GLYPHS[kind], theme.colour(Role.MUTED))

    def _paint_moved(self, painter: QPainter) -> None:
        """Otherwise than published: a double frame."""
        theme = self._look.theme
        painter.setPen(QPen(theme.colour(Role.INFO), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = theme.px(5)
        painter.drawRoundedRect(self._whole.adjusted(1, 1, -1, -1), radius, radius)

    def _paint_wish(self, painter: QPainter, sign: Sign, *, small: bool) -> None:
        """A badge with a sign, drawn so that it stays crisp: + − = and = struck through."""
        theme = self._look.theme
        colour = theme.colour(Role.WARNING if sign is Sign.UNWANTED else Role.SUCCESS)
        side = theme.px(9 if small else 11)
        left, bottom = self._whole.left() + 0.5, self._whole.bottom() - theme.px(2)
        badge = QRectF(left, bottom - side, side, side)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(theme.colour(Role.SURFACE))
        painter.drawEllipse(badge)
        painter.setPen(QPen(colour, 1.5))
        middle, arm, gap = badge.center(), side * 0.27, side * 0.14
        agreed = sign in (Sign.AGREED, Sign.AGREED_NOT)
        rows = (-gap, gap) if agreed else (0.0,)
        for offset in rows:
            y = middle.y() + offset
            painter.drawLine(QPointF(middle.x() - arm, y), QPointF(middle.x() + arm, y))
        if sign is Sign.AGREED_NOT:
            slant = QPointF(arm * 0.6, -arm * 1.25)
            painter.drawLine(middle - slant, middle + slant)
        if sign is Sign.WANTED:
            painter.drawLine(middle + QPointF(0, -arm), middle + QPointF(0, arm))

    def _paint_broken(self, painter: QPainter, *, hard: bool) -> None:
        """A thick line and a corner for what may not be, a dotted line for what should not."""
        theme = self._look.theme
        colour = theme.colour(Role.DANGER if hard else Role.WARNING)
        y = self._whole.bottom() - (1.25 if hard else 1)
        style = Qt.PenStyle.SolidLine if hard else Qt.PenStyle.DotLine
        painter.setPen(QPen(colour, 2.5 if hard else 2, style, Qt.PenCapStyle.FlatCap))
        left, right = self._whole.left() + theme.px(2), self._whole.right() - theme.px(2)
        painter.drawLine(QPointF(left, y), QPointF(right, y))
        if hard:
            self._paint_corner(painter, colour, at_right=False, size=theme.px(8))

    def _paint_comment(self, painter: QPainter) -> None:
        colour = self._look.theme.colour(Role.ACCENT)
        self._paint_corner(painter, colour, at_right=True, size=self._corner)

    def _paint_corner(
        self, painter: QPainter, colour: QColor, *, at_right: bool, size: int
    ) -> None:
        x = self._whole.right() if at_right else self._whole.left()
        step = -size if at_right else size
        top = self._whole.top()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(
            QPolygonF([QPointF(x, top), QPointF(x + step, top), QPointF(x, top + size)])
        )

    def _paint_pin(self, painter: QPainter) -> None:
        theme = self._look.theme
        side = theme.px(10)
        box = QRectF(self._whole.right() - side - 1, self._whole.bottom() - side - 2, side, side)
        paint_glyph(painter, box, "pinned", theme.colour(Role.MUTED))
