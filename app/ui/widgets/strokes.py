"""Strokes of lists that paint themselves: texts, chips, circles with initials, small signs."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
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
        colour = self.theme.colour(role)

        def draw(canvas: QPainter) -> None:
            paint_glyph(canvas, QRectF(0, 0, side, side), meaning, colour)

        self._stamp(painter, _centred(rect, side), (meaning, colour.rgba(), side), draw)

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
        height = min(self.theme.px(20), rect.height())
        if width < self.theme.px(30):
            return 0
        left = rect.right() - width + 1 if right else rect.left()
        box = QRect(left, rect.center().y() - height // 2 + 1, width, height)
        inner = QRect(0, 0, width, height)

        def draw(canvas: QPainter) -> None:
            paint_chip(canvas, self.theme, inner, text, tone=role, icon=icon)

        key = (text, self.theme.colour(role).rgba(), icon, width, height)
        self._stamp(painter, box, key, draw)
        return width

    def circle(
        self, painter: QPainter, rect: QRect, name: str, colour: int | None, size: int
    ) -> None:
        """A person in the middle of ``rect``; nobody without a name."""
        side = self.theme.px(size)
        letters, fill = initials(name), colour if name else None

        def draw(canvas: QPainter) -> None:
            paint_avatar(canvas, self.theme, QRectF(0, 0, side, side), letters, fill)

        self._stamp(painter, _centred(rect, side), (letters, fill, self.theme.dark, side), draw)

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
        self, painter: QPainter, box: QRect, key: Hashable, draw: Callable[[QPainter], None]
    ) -> None:
        ratio = painter.device().devicePixelRatioF()
        found = self._stamps.get((key, ratio))
        if found is None:
            found = QPixmap(box.size() * ratio)
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            canvas = QPainter(found)
            draw(canvas)
            canvas.end()
            if len(self._stamps) >= _MOST_STAMPS:
                self._stamps.clear()
            self._stamps[key, ratio] = found
        painter.drawPixmap(box.topLeft(), found)


def _centred(rect: QRect, side: int) -> QRect:
    return QRect(
        rect.left() + (rect.width() - side) // 2,
        rect.top() + (rect.height() - side) // 2,
        side,
        side,
    )
