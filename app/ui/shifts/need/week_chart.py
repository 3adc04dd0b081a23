"""A week in half hours: the people needed as a line, those planned over it, what is missing red."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.i18n import _, ngettext
from app.planning.cover import DayCover
from app.planning.need import SLOT_MINUTES, SLOTS
from app.ui.colours import Role
from app.ui.shifts.periods import near_date
from app.ui.theme import TextStyle, Theme
from app.ui.times import locale

_LEFT, _TOP, _BOTTOM, _GAP = 28, 24, 20, 6
_HEIGHT = 240
_EVERY_HOURS = 6
_LEAST_PEOPLE = 4
_SHORTAGE, _SURPLUS, _RISES = 0.8, 0.25, 0.5
_STEPS = (1, 2, 5, 10, 20, 50)


class WeekChart(QWidget):
    """``pointed`` names day and half hour under the cursor; arrow keys move it."""

    pointed = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._days: tuple[DayCover, ...] = ()
        self._cursor: tuple[int, int] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("People needed and planned by the half hour"))
        theme.changed.connect(self.update)

    def show_days(self, days: Sequence[DayCover]) -> None:
        """Show the days of a week."""
        self._days = tuple(days)
        self.update()

    def words(self, day: int, slot: int) -> str:
        """A half hour in words."""
        cover = self._days[day]
        need, planned = cover.need[slot], cover.planned[slot]
        needed = ngettext("{n} person needed", "{n} people needed", need.people)
        parts = [needed.format(n=need.people)]
        if need.fewest != need.most:
            parts[0] += f" ({need.fewest}–{need.most})"
        parts.append(_("{n} planned").format(n=planned))
        missing = need.people - planned
        if missing > 0:
            parts.append(_("{n} missing").format(n=missing))
        contacts = locale().toString(float(need.contacts), "f", 1)
        parts.append(_("{n} contacts to expect").format(n=contacts))
        return f"{near_date(cover.day)} {clock(slot)}–{clock(slot + 1)}: " + ", ".join(parts)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._days:
            return
        self._paint_scale(painter)
        for index in range(len(self._days)):
            self._paint_day(painter, index)
        if self._cursor is not None and self.hasFocus():
            day, slot = self._cursor
            column = self._slot(day, slot, 0, self._top)
            painter.fillRect(column, _faint(self._theme.colour(Role.TEXT), 0.3))

    def _paint_scale(self, painter: QPainter) -> None:
        px, theme = self._theme.px, self._theme
        texts = theme.texts(TextStyle.CAPTION)
        step = next((each for each in _STEPS if self._top / each <= _LEAST_PEOPLE + 1), _STEPS[-1])
        for people in range(0, self._top + 1, step):
            y = self._y(people)
            painter.setPen(theme.colour(Role.BORDER))
            painter.drawLine(QPointF(px(_LEFT), y), QPointF(self.width(), y))
            painter.setPen(theme.colour(Role.MUTED))
            texts.draw(
                painter,
                str(people),
                left=0,
                top=round(y) - px(8),
                width=px(_LEFT - 8),
                height=px(16),
            )

    def _paint_day(self, painter: QPainter, index: int) -> None:
        theme, px = self._theme, self._theme.px
        cover = self._days[index]
        frame = self._frame(index)
        painter.fillRect(frame, _faint(theme.colour(Role.RAISED), 0.5))
        texts = theme.texts(TextStyle.CAPTION)
        painter.setPen(theme.colour(Role.TEXT))
        texts.draw(
            painter, near_date(cover.day), left=frame.left(), top=0, width=frame.width(),
            height=px(_TOP),
        )  # fmt: skip
        painter.setPen(theme.colour(Role.MUTED))
        for hour in range(0, 24, _EVERY_HOURS):
            left = frame.left() + frame.width() * hour / 24
            texts.draw(
                painter, str(hour), left=round(left), top=self.height() - px(_BOTTOM),
                width=frame.width() // 4, height=px(_BOTTOM),
            )  # fmt: skip
        # Smooth edges would show as lines between the half hours.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        needs = [need.people for need in cover.need]
        self._paint_band(painter, index, cover)
        painter.setPen(QPen(_faint(theme.colour(Role.ACCENT), _RISES), 1))
        painter.drawLines(self._rises(index, needs))
        self._paint_differences(painter, index, cover)
        painter.setPen(_flat_pen(theme.colour(Role.ACCENT), px(2)))
        painter.drawLines(self._levels(index, needs))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour(Role.TEXT), px(1.5), Qt.PenStyle.DashLine))
        painter.drawPolyline(QPolygonF(self._points(index, cover.planned)))

    def _paint_differences(self, painter: QPainter, index: int, cover: DayCover) -> None:
        """Over the steps of the need, which would hide a shortage of half an hour."""
        colour = self._theme.colour
        for slot, (need, planned) in enumerate(zip(cover.need, cover.planned, strict=True)):
            if planned < need.people:
                area = self._slot(index, slot, planned, need.people)
                painter.fillRect(area, _faint(colour(Role.DANGER), _SHORTAGE))
            elif planned > need.people and need.opened:
                area = self._slot(index, slot, need.people, planned)
                painter.fillRect(area, _faint(colour(Role.MUTED), _SURPLUS))

    def _paint_band(self, painter: QPainter, index: int, cover: DayCover) -> None:
        """Between the fewest and the most people the uncertainty of the arrivals allows."""
        tint = _faint(self._theme.colour(Role.ACCENT), 0.15)
        for slot, need in enumerate(cover.need):
            if need.most > need.fewest:
                painter.fillRect(self._slot(index, slot, need.fewest, need.most), tint)

    # Geometry

    @property
    def _top(self) -> int:
        """People at the upper end of the scale."""
        most = [max(need.most, planned) for each in self._days
                for need, planned in zip(each.need, each.planned, strict=True)]  # fmt: skip
        return max(_LEAST_PEOPLE, *most) + 1 if most else _LEAST_PEOPLE

    def _frame(self, index: int) -> QRect:
        px = self._theme.px
        width = (self.width() - px(_LEFT)) / max(1, len(self._days))
        left = px(_LEFT) + round(index * width)
        height = self.height() - px(_TOP) - px(_BOTTOM)
        return QRect(left, px(_TOP), round(width) - px(_GAP), height)

    def _y(self, people: float) -> float:
        px = self._theme.px
        height = self.height() - px(_TOP) - px(_BOTTOM)
        return px(_TOP) + height * (1 - people / self._top)

    def _slot(self, index: int, slot: int, lower: float, upper: float) -> QRectF:
        frame = self._frame(index)
        width = frame.width() / SLOTS
        top = self._y(upper)
        return QRectF(frame.left() + slot * width, top, width, self._y(lower) - top)

    def _levels(self, index: int, people: Sequence[int]) -> list[QLineF]:
        """The need of each half hour."""
        points = self._points(index, people)
        return [QLineF(points[n], points[n + 1]) for n in range(0, len(points), 2)]

    def _rises(self, index: int, people: Sequence[int]) -> list[QLineF]:
        """Where the need changes from one half hour to the next."""
        points = self._points(index, people)
        return [QLineF(points[n], points[n + 1]) for n in range(1, len(points) - 1, 2)]

    def _points(self, index: int, people: Sequence[int]) -> list[QPointF]:
        frame = self._frame(index)
        width = frame.width() / SLOTS
        points = []
        for slot, count in enumerate(people):
            left, y = frame.left() + slot * width, self._y(count)
            points += [QPointF(left, y), QPointF(left + width, y)]
        return points

    def _place(self, point: QPointF) -> tuple[int, int] | None:
        for index in range(len(self._days)):
            frame = self._frame(index)
            if frame.left() <= point.x() < frame.right():
                slot = int((point.x() - frame.left()) * SLOTS / frame.width())
                return index, max(0, min(SLOTS - 1, slot))
        return None

    # Events

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(900), self._theme.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(420), self._theme.px(160))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = self._place(event.position())
        if place is not None:
            self._point(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1,
                 Qt.Key.Key_Up: -SLOTS, Qt.Key.Key_Down: SLOTS}  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._days:
            super().keyPressEvent(event)
            return
        day, slot = self._cursor or (0, 0)
        place = max(0, min(len(self._days) * SLOTS - 1, day * SLOTS + slot + step))
        self._point(divmod(place, SLOTS))

    def _point(self, place: tuple[int, int]) -> None:
        if place != self._cursor:
            self._cursor = place
            words = self.words(*place)
            self.setAccessibleDescription(words)
            self.setToolTip(words)
            self.pointed.emit(*place)
            self.update()


def clock(slot: int) -> str:
    """The time at which a half hour begins: *09:30*, *24:00*."""
    hours, minutes = divmod(slot * SLOT_MINUTES, 60)
    return f"{hours:02}:{minutes:02}"


def _flat_pen(colour: QColor, width: int) -> QPen:
    """A pen that ends where its line does."""
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _faint(colour: QColor, share: float) -> QColor:
    found = QColor(colour)
    found.setAlphaF(share)
    return found
