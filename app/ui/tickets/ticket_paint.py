"""The strokes of the queue: priority bar, chips, circles with initials, small signs."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter

from app.queries.ticket_rows import TicketRow
from app.rules.due import Nearness, nearness
from app.rules.enums import Channel, Priority, Status
from app.ui.colours import SOFT_OF, Role
from app.ui.icons import paint_glyph
from app.ui.theme import TextStyle, Theme

PRIORITY_ROLES = {
    Priority.LOW: Role.INFO,
    Priority.NORMAL: Role.MUTED,
    Priority.HIGH: Role.WARNING,
    Priority.CRITICAL: Role.DANGER,
}
STATUS_ROLES = {
    Status.NEW: Role.ACCENT,
    Status.OPEN: Role.INFO,
    Status.WAITING_CUSTOMER: Role.MUTED,
    Status.WAITING_THIRD: Role.MUTED,
    Status.SOLVED: Role.SUCCESS,
    Status.CLOSED: Role.MUTED,
}
STATUS_ICONS = {
    Status.NEW: "status-new",
    Status.OPEN: "status-open",
    Status.WAITING_CUSTOMER: "status-waiting",
    Status.WAITING_THIRD: "status-waiting",
    Status.SOLVED: "status-solved",
    Status.CLOSED: "status-closed",
}
CHANNEL_ICONS = {
    Channel.EMAIL: "mail",
    Channel.PHONE: "phone",
    Channel.CHAT: "chat",
    Channel.SOCIAL: "social",
    Channel.COUNTER: "counter",
    Channel.LETTER: "letter",
}
NEARNESS_ROLES = {
    Nearness.FAR: Role.MUTED,
    Nearness.NEAR: Role.WARNING,
    Nearness.PAST: Role.DANGER,
}


def due_role(row: TicketRow, now: datetime) -> Role:
    """The colour of a due time; one of a ticket that is done is history."""
    if row.due_at is None or row.status.done:
        return Role.MUTED
    return NEARNESS_ROLES[nearness(row.due_at, start=row.created_at, now=now)]


def initials(name: str) -> str:
    """One or two letters for a circle: first and last word of a name."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


@dataclass(frozen=True, slots=True)
class Strokes:
    """Paints with the theme's colours and sizes of the moment."""

    theme: Theme

    def bar(self, painter: QPainter, rect: QRect, priority: Priority) -> None:
        """The three pixels at the left edge of a row; none for an ordinary ticket."""
        if priority is not Priority.NORMAL:
            width = self.theme.px(3)
            colour = self.theme.colour(PRIORITY_ROLES[priority])
            painter.fillRect(QRect(rect.left(), rect.top(), width, rect.height()), colour)

    def sign(self, painter: QPainter, rect: QRect, meaning: str, role: Role, size: int) -> None:
        """A glyph of ``size`` px (at 100 %) in the middle of ``rect``."""
        side = self.theme.px(size)
        box = QRectF(0, 0, side, side)
        box.moveCenter(QPointF(rect.center()) + QPointF(0.5, 0.5))
        paint_glyph(painter, box, meaning, self.theme.colour(role))

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
        font = self.theme.font(style, bold=bold, figures=figures)
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text.replace("\n", " "), elide, rect.width())
        painter.setFont(font)
        painter.setPen(self.theme.colour(role))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
        painter.drawText(rect, flags, shown)
        return metrics.horizontalAdvance(shown)

    def chip_width(self, text: str, *, icon: bool = False) -> int:
        """The width of a chip with this text."""
        metrics = QFontMetrics(self.theme.font(TextStyle.CAPTION))
        sign = self.theme.px(16) if icon else 0
        return metrics.horizontalAdvance(text) + self.theme.px(14) + sign

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
        """A rounded tint with words; returns its width, 0 where there is no room for it."""
        width = min(self.chip_width(text, icon=icon is not None), rect.width())
        height = min(self.theme.px(20), rect.height())
        if width < self.theme.px(28):
            return 0
        left = rect.right() - width + 1 if right else rect.left()
        box = QRect(left, rect.center().y() - height // 2 + 1, width, height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour(SOFT_OF[role]))
        painter.drawRoundedRect(QRectF(box), height / 2, height / 2)
        painter.restore()
        inner = box.adjusted(self.theme.px(7), 0, -self.theme.px(6), 0)
        if icon is not None:
            square = QRect(inner.left() - self.theme.px(1), box.top(), self.theme.px(13), height)
            self.sign(painter, square, icon, role, 13)
            inner.setLeft(inner.left() + self.theme.px(16))
        text_role = role if role is not Role.TEXT else Role.TEXT
        self.text(painter, inner, text, role=text_role, style=TextStyle.CAPTION)
        return width

    def circle(self, painter: QPainter, rect: QRect, name: str, colour: int, size: int) -> None:
        """A person: initials on their colour, in the middle of ``rect``."""
        side = self.theme.px(size)
        box = QRectF(0, 0, side, side)
        box.moveCenter(QPointF(rect.center()) + QPointF(0.5, 0.5))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.person_colour(colour))
        painter.drawEllipse(box)
        font = self.theme.font(TextStyle.CAPTION, bold=True)
        if side < self.theme.px(22):
            font = self.theme.font(TextStyle.CAPTION)
        painter.setFont(font)
        painter.setPen(self.theme.colour(Role.ACCENT_TEXT))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), initials(name))
        painter.restore()

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

    def nobody(self, painter: QPainter, rect: QRect, size: int) -> None:
        """The dotted circle of a ticket that nobody has."""
        side = self.theme.px(size)
        box = QRectF(0, 0, side, side)
        box.moveCenter(QPointF(rect.center()) + QPointF(0.5, 0.5))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(self.theme.colour(Role.FIELD))
        pen.setStyle(Qt.PenStyle.DotLine)
        pen.setWidthF(1.2)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        painter.restore()
