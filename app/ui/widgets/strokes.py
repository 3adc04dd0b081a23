"""Strokes of lists that paint themselves: texts, chips, circles with initials, small signs."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from app.rules.enums import Priority
from app.ui.colours import PRIORITY_ROLES, Role
from app.ui.icons import paint_glyph
from app.ui.theme import TextStyle, Theme
from app.ui.widgets.avatar import initials, paint_avatar
from app.ui.widgets.chip import chip_width, paint_chip

_HASTY = frozenset({Priority.HIGH, Priority.CRITICAL})
_MOST_STAMPS = 2000


@dataclass(frozen=True, slots=True)
class Strokes:
    """Paints with the theme's colours and sizes of the moment.

    Signs, circles and chips come again and again in a list: each is painted once and stamped.
    """

    theme: Theme
    _stamps: dict[Hashable, QPixmap] = field(default_factory=dict)

    def bar(self, painter: QPainter, rect: QRect, priority: Priority) -> None:
        """The three pixels at the left edge of a row; only where it asks for haste."""
        if priority in _HASTY:
            width = self.theme.px(3)
            colour = self.theme.colour(PRIORITY_ROLES[priority])
            painter.fillRect(QRect(rect.left(), rect.top(), width, rect.height()), colour)

    def sign(self, painter: QPainter, rect: QRect, meaning: str, role: Role, size: int) -> None:
        """A glyph of ``size`` px (at 100 %) in the middle of ``rect``."""
        side = self.theme.px(size)

        def draw(canvas: QPainter) -> None:
            paint_glyph(canvas, QRectF(0, 0, side, side), meaning, self.theme.colour(role))

        left = rect.x() + (rect.width() - side) // 2
        top = rect.y() + (rect.height() - side) // 2
        self._stamp(painter, left, top, side, side, (meaning, role), draw)

    def text(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        *,
        role: Role = Role.TEXT,
        style: TextStyle = TextStyle.BODY,
        bold: bool = False,
        figures: bool = False,
        right: bool = False,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> int:
        """One line, elided to fit; returns the width it took."""
        if rect.width() <= 0 or not text:
            return 0
        painter.setPen(self.theme.colour(role))
        return self.theme.texts(style, bold=bold, figures=figures).draw(
            painter,
            text.replace("\n", " "),
            left=rect.left(),
            top=rect.top(),
            width=rect.width(),
            height=rect.height(),
            right=right,
            elide=elide,
        )

    def chip_width(self, text: str, *, icon: bool = False) -> int:
        """The width of a chip with this text."""
        return chip_width(self.theme, text, icon=icon)

    def chip(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        *,
        role: Role = Role.MUTED,
        icon: str | None = None,
        right: bool = False,
    ) -> int:
        """A chip at the left or right of ``rect``; its width, 0 where there is no room for it."""
        width = min(self.chip_width(text, icon=icon is not None), rect.width())
        if width < self.theme.px(30):
            return 0
        room = rect.height()
        height = min(self.theme.px(20), room)

        def draw(canvas: QPainter) -> None:
            inner = QRect(0, 0, width, height)
            paint_chip(canvas, self.theme, inner, text, tone=role, icon=icon)

        left = rect.x() + rect.width() - width if right else rect.x()
        top = rect.y() + (room - 1) // 2 - height // 2 + 1
        self._stamp(painter, left, top, width, height, (text, role, icon), draw)
        return width

    def circle(
        self, painter: QPainter, rect: QRect, name: str, colour: int | None, size: int
    ) -> None:
        """A person in the middle of ``rect``; nobody without a name."""
        side = self.theme.px(size)
        fill = colour if name else None

        def draw(canvas: QPainter) -> None:
            paint_avatar(canvas, self.theme, QRectF(0, 0, side, side), initials(name), fill)

        left = rect.x() + (rect.width() - side) // 2
        top = rect.y() + (rect.height() - side) // 2
        self._stamp(painter, left, top, side, side, (name, fill), draw)

    def tint(
        self, painter: QPainter, rect: QRect, role: Role | None, *, outlined: bool = False
    ) -> None:
        """A rounded area under something chosen or hovered, with a ring where the focus is."""
        if role is None and not outlined:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self.theme.colour(Role.ACCENT) if outlined else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if role is None else self.theme.colour(role))
        corner = self.theme.px(6)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
        painter.restore()

    def dot(self, painter: QPainter, rect: QRect, role: Role, size: int) -> None:
        """A filled dot of ``size`` px (at 100 %) in the middle of ``rect``."""
        side = self.theme.px(size)
        box = QRectF(0, 0, side, side)
        box.moveCenter(QPointF(rect.center()) + QPointF(0.5, 0.5))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour(role))
        painter.drawEllipse(box)
        painter.restore()

    def _stamp(
        self,
        painter: QPainter,
        left: int,
        top: int,
        width: int,
        height: int,
        what: Hashable,
        draw: Callable[[QPainter], None],
    ) -> None:
        ratio = painter.device().devicePixelRatioF()
        key = (what, width, height, ratio, self.theme.edition)
        found = self._stamps.get(key)
        if found is None:
            found = QPixmap(QSize(width, height) * ratio)
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            canvas = QPainter(found)
            draw(canvas)
            canvas.end()
            if len(self._stamps) >= _MOST_STAMPS:
                self._stamps.clear()
            self._stamps[key] = found
        painter.drawPixmap(left, top, found)
