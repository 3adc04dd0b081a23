"""Paints what stands above the cells: months, days, holidays, and the need of each shift."""

from datetime import date

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from app.ui.colours import Role
from app.ui.shifts.grid.cover_paint import CoverPainter
from app.ui.shifts.grid.look import Look
from app.ui.shifts.grid.scene import Scene
from app.ui.shifts.periods import Scale, month_name, weekday_letters
from app.ui.text_cache import TextCache
from app.ui.theme import TextStyle

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_SATURDAY = 5


class HeadPainter:
    """Paints the rows above the people; they stay while people scroll."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._covers: CoverPainter | None = None
        self._weekdays: dict[int, str] = {}

    def paint(self, painter: QPainter, scene: Scene, ratio: float) -> None:
        """Heads and need of the days in sight."""
        geometry = scene.geometry
        painter.save()
        painter.setClipRect(QRect(geometry.left, 0, geometry.right - geometry.left, geometry.top))
        painter.fillRect(painter.clipBoundingRect(), self._look.theme.colour(Role.SURFACE))
        for column in geometry.shown_columns:
            self._paint_ground(painter, scene, column)
            self._paint_day(painter, scene, column)
        if scene.scale is Scale.YEAR:
            self._paint_months(painter, scene)
        self._paint_need(painter, scene, ratio)
        painter.restore()
        painter.fillRect(
            QRect(geometry.left, geometry.top - 1, geometry.right - geometry.left, 1),
            self._look.theme.colour(Role.BORDER),
        )

    def _paint_need(self, painter: QPainter, scene: Scene, ratio: float) -> None:
        geometry, board = scene.geometry, scene.counted
        size = geometry.day, geometry.sizes.need, ratio
        if self._covers is None or self._covers.size != size:
            self._covers = CoverPainter(self._look, *size)
        for number, kind in enumerate(board.shown_kinds()):
            top = geometry.need_top(number)
            for column in geometry.shown_columns:
                cover = board.covers.at(board.days[column], kind.key)
                if cover.planned or cover.demand:
                    left = geometry.column_left(column)
                    painter.drawPixmap(left, top, self._covers.picture(cover))

    def _paint_ground(self, painter: QPainter, scene: Scene, column: int) -> None:
        geometry, colour = scene.geometry, self._look.theme.colour
        day = scene.board.days[column]
        box = QRect(geometry.column_left(column), 0, geometry.day, geometry.top)
        chosen = any(area.left <= column <= area.right for area in scene.selection.areas)
        if chosen:
            painter.fillRect(box.adjusted(0, 0, 0, geometry.head - box.bottom() - 1),
                             colour(Role.ACCENT_SOFT))  # fmt: skip
        elif day in scene.board.plan.calendar.holidays:
            painter.fillRect(box, colour(Role.NOTE_TINT))
        elif day.weekday() >= _SATURDAY:
            painter.fillRect(box, colour(Role.WINDOW))
        strong = day.weekday() == 0 or day.day == 1
        line = colour(Role.BORDER) if strong else self._look.line
        painter.fillRect(QRect(box.left(), 0, 1, box.height()), line)

    def _paint_day(self, painter: QPainter, scene: Scene, column: int) -> None:
        geometry, theme = scene.geometry, self._look.theme
        day = scene.board.days[column]
        line = geometry.sizes.head_line
        box = QRect(geometry.column_left(column), 0, geometry.day, line)
        free = day.weekday() >= _SATURDAY or day in scene.board.plan.calendar.holidays
        if scene.scale is not Scale.YEAR:
            painter.setPen(theme.colour(Role.MUTED))
            letters = self._letters_of(day)
            _write(painter, theme.texts(TextStyle.CAPTION), letters, box.translated(0, 1))
        number = box.translated(0, line)
        ink = Role.MUTED if free else Role.TEXT
        if day == scene.today:
            self._paint_today(painter, number)
            ink = Role.ACCENT_TEXT
        style = TextStyle.CAPTION if scene.scale is Scale.YEAR else TextStyle.BODY
        painter.setPen(theme.colour(ink))
        figures = theme.texts(style, bold=day == scene.today, figures=True)
        _write(painter, figures, str(day.day), number)
        if day in scene.board.plan.calendar.holidays:
            self._paint_holiday(painter, number)

    def _letters_of(self, day: date) -> str:
        found = self._weekdays.get(day.weekday())
        if found is None:
            found = self._weekdays[day.weekday()] = weekday_letters(day)
        return found

    def _paint_today(self, painter: QPainter, box: QRect) -> None:
        theme = self._look.theme
        pill = QRectF(0, 0, min(box.width() - 2, theme.px(24)), theme.px(17))
        pill.moveCenter(QRectF(box).center())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(Role.ACCENT))
        painter.drawRoundedRect(pill, theme.px(6), theme.px(6))

    def _paint_holiday(self, painter: QPainter, box: QRect) -> None:
        """A star, so that a holiday is seen without its colour."""
        theme = self._look.theme
        painter.setPen(theme.colour(Role.WARNING))
        painter.setFont(theme.font(TextStyle.CAPTION, bold=True))
        corner = QRect(
            box.right() - theme.px(8), box.top() - theme.px(2), theme.px(9), theme.px(10)
        )
        painter.drawText(corner, _CENTRE, "*")

    def _paint_months(self, painter: QPainter, scene: Scene) -> None:
        """Over the days of a year; the name stays in sight while its days scroll."""
        geometry, theme = scene.geometry, self._look.theme
        painter.setFont(theme.font(TextStyle.CAPTION, bold=True))
        painter.setPen(theme.colour(Role.TEXT))
        for first, last in _months(scene.board.days):
            left = max(geometry.left, geometry.column_left(first))
            right = geometry.column_left(last + 1)
            if right > geometry.left and left < geometry.right:
                box = QRect(left + theme.px(6), 0, right - left - theme.px(6),
                            geometry.sizes.head_line)  # fmt: skip
                painter.drawText(box, _LEFT, month_name(scene.board.days[first]))


def _write(painter: QPainter, texts: TextCache, text: str, box: QRect) -> None:
    """In the middle of the box."""
    left = box.left() + (box.width() - texts.width(text)) // 2
    texts.draw(painter, text, left=left, top=box.top(), width=box.width(), height=box.height())


def _months(days: tuple[date, ...]) -> list[tuple[int, int]]:
    """First and last column of each month."""
    starts = [0, *(n for n in range(1, len(days)) if days[n].day == 1)]
    return list(zip(starts, [*(start - 1 for start in starts[1:]), len(days) - 1], strict=True))
