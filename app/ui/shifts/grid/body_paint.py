"""Paints the cells: grounds of days, faces, drop targets, what is chosen."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.rules.rosters.effects import Verdict
from app.ui.colours import Role
from app.ui.icons import paint_glyph
from app.ui.shifts.grid.face import NOTHING, Faces
from app.ui.shifts.grid.face_paint import FacePainter
from app.ui.shifts.grid.look import Look
from app.ui.shifts.grid.scene import Scene

_VERDICTS = {
    Verdict.LEGAL: (Role.SUCCESS_SOFT, Role.SUCCESS, "check"),
    Verdict.COSTLY: (Role.WARNING_SOFT, Role.WARNING, "warning"),
    Verdict.ILLEGAL: (Role.DANGER_SOFT, Role.DANGER, "close"),
}
_SUNDAY, _SATURDAY, _WEEK = 6, 5, 7
_TARGET_ALPHA = 0.6
HANDLE = 7
"""Pixels of the square by which a series is drawn on."""


class BodyPainter:
    """Paints into the part of the view that holds the cells."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._painter: FacePainter | None = None
        self._faces: Faces | None = None

    def paint(self, painter: QPainter, scene: Scene, clip: QRect, ratio: float) -> None:
        """Everything within ``clip``."""
        painter.save()
        painter.setClipRect(scene.geometry.cells & clip)
        self._paint_grounds(painter, scene)
        self._paint_faces(painter, scene, clip, ratio)
        self._paint_targets(painter, scene)
        self._paint_chosen(painter, scene)
        painter.restore()

    def _paint_grounds(self, painter: QPainter, scene: Scene) -> None:
        geometry, colour = scene.geometry, self._look.theme.colour
        body = geometry.cells
        painter.fillRect(body, colour(Role.SURFACE))
        for column in scene.geometry.shown_columns:
            day = scene.board.days[column]
            box = QRect(geometry.column_left(column), body.top(), geometry.day, body.height())
            holiday = scene.board.plan.calendar.holidays.get(day)
            if day.weekday() >= _SATURDAY:
                painter.fillRect(box, colour(Role.WINDOW))
            if holiday is not None:
                half = box.adjusted(box.width() // 2 if holiday.half else 0, 0, 0, 0)
                painter.fillRect(half, colour(Role.NOTE_TINT))
            strong = day.weekday() == 0 or day.day == 1
            line = colour(Role.BORDER) if strong else self._look.line
            painter.fillRect(QRect(box.left(), box.top(), 1, box.height()), line)
        self._paint_unemployed(painter, scene)
        for row in geometry.shown_rows:
            bottom = geometry.row_top(row) + geometry.sizes.row - 1
            painter.fillRect(QRect(body.left(), bottom, body.width(), 1), self._look.line)

    def _paint_unemployed(self, painter: QPainter, scene: Scene) -> None:
        """The days before somebody begins and after they leave are dimmed."""
        geometry, days = scene.geometry, scene.board.days
        for row in geometry.shown_rows:
            profile = scene.board.people[row].profile
            begun, ended = profile.employed_from, profile.employed_until
            if (begun is None or begun <= days[0]) and (ended is None or ended >= days[-1]):
                continue
            for column in geometry.shown_columns:
                day = days[column]
                if (begun and day < begun) or (ended and day > ended):
                    painter.fillRect(
                        geometry.cell(row, column), self._look.theme.colour(Role.RAISED)
                    )

    def _paint_faces(self, painter: QPainter, scene: Scene, clip: QRect, ratio: float) -> None:
        geometry, board = scene.geometry, scene.board
        pictures = self._painter_of(geometry.day, geometry.sizes.row, ratio)
        if self._faces is None or self._faces.board is not board:
            self._faces = Faces(board)
        faces = self._faces
        columns = [
            (column, geometry.column_left(column), board.days[column])
            for column in geometry.shown_columns
            if geometry.column_left(column + 1) > clip.left()
            and geometry.column_left(column) <= clip.right()
        ]
        for row in geometry.shown_rows:
            top = geometry.row_top(row)
            if top > clip.bottom() or top + geometry.sizes.row <= clip.top():
                continue
            person = board.people[row].key
            kept = faces.row(person)
            for column, left, day in columns:
                shown = scene.ghosts.get((row, column)) if scene.ghosts else None
                if shown is None:
                    shown = faces.at(kept, person, day)
                if shown is not NOTHING:
                    painter.drawPixmap(left, top, pictures.picture(shown))

    def _painter_of(self, width: int, height: int, ratio: float) -> FacePainter:
        if self._painter is None or self._painter.size != (width, height, ratio):
            self._painter = FacePainter(self._look, width, height, ratio)
        return self._painter

    def _paint_targets(self, painter: QPainter, scene: Scene) -> None:
        """Where the shift in hand may go: by colour and sign, strongest under the pointer."""
        theme, geometry = self._look.theme, scene.geometry
        for place, verdict in scene.targets.items():
            soft, strong, glyph = _VERDICTS[verdict]
            box = geometry.cell(*place)
            if place not in scene.ghosts:
                tint = QColor(theme.colour(soft))
                tint.setAlphaF(_TARGET_ALPHA)
                painter.fillRect(box.adjusted(1, 1, -1, -1), tint)
            side = theme.px(11)
            corner = QRectF(box.right() - side, box.bottom() - side - 1, side, side)
            paint_glyph(painter, corner, glyph, theme.colour(strong))
            if place == scene.target:
                painter.setPen(QPen(theme.colour(strong), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(box).adjusted(1, 1, -1, -1))

    def _paint_chosen(self, painter: QPainter, scene: Scene) -> None:
        geometry, theme = scene.geometry, self._look.theme
        accent = theme.colour(Role.ACCENT if scene.focused else Role.MUTED)
        selection = scene.selection
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for area in selection.areas:
            box = geometry.area(area)
            if not selection.single:
                painter.fillRect(box, self._look.chosen)
            painter.setPen(QPen(accent, 1))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        painter.setPen(QPen(accent, 2))
        cursor = geometry.cell(*selection.cursor)
        painter.drawRect(cursor.adjusted(1, 1, -1, -1))
        if scene.extent is not None:
            painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
            painter.drawRect(geometry.area(scene.extent).adjusted(1, 1, -1, -1))
        if scene.focused and not selection.further:
            painter.fillRect(handle_box(scene, theme.px(HANDLE)), accent)


def handle_box(scene: Scene, side: int) -> QRect:
    """The square at the end of the chosen area by which a series is drawn on."""
    box = scene.geometry.area(scene.selection.area)
    corner = QPoint(box.right() + 1 - side, box.bottom() + 1 - side)
    return QRect(corner.x(), corner.y(), side, side)
