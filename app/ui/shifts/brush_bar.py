"""The kinds of shifts as brushes: a click fills the choice, or takes the kind to paint with."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from app.i18n import _
from app.queries.shifts.kinds import KindRow
from app.rules.rosters.patterns import OFF, OFF_SIGN, Content
from app.ui.colours import Role
from app.ui.icons import paint_glyph
from app.ui.shifts.grid.face import times_text
from app.ui.shifts.grid.look import Look
from app.ui.theme import TextStyle, Theme

_SIDE = 28
_LETTER = 20


class Brush(QToolButton):
    """One kind, planned free, or the eraser (None)."""

    def __init__(self, content: Content, kind: KindRow | None, theme: Theme) -> None:
        super().__init__()
        self.content = content
        self._kind = kind
        self._theme = theme
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        name = kind.name if kind is not None else _("Planned free") if content == OFF else ""
        key = kind.letter if kind is not None else OFF_SIGN if content == OFF else _("Del")
        text = name or _("Clear")
        times = f" {times_text(kind.kind)}" if kind is not None else ""
        self.setAccessibleName(text)
        self.setToolTip(f"{text}{times} ({key})")

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_SIDE), self._theme.px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, theme.px(_LETTER), theme.px(_LETTER))
        box.moveCenter(QRectF(self.rect()).center())
        if self._kind is not None:
            look = Look(theme)
            painter.setPen(QPen(look.edge(self._kind.colour), 1))
            painter.setBrush(look.tint(self._kind.colour))
            painter.drawRoundedRect(box, theme.px(4), theme.px(4))
            painter.setPen(look.ink(self._kind.colour))
            painter.setFont(theme.font(TextStyle.BODY, bold=True))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._kind.letter)
        elif self.content == OFF:
            painter.setPen(theme.colour(Role.TEXT))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), "–")
        else:
            inner = box.adjusted(2, 2, -2, -2)
            paint_glyph(painter, inner, "eraser", theme.colour(Role.MUTED))


class BrushBar(QWidget):
    """``pressed`` fills the choice; while ``painting`` it changes what the mouse paints."""

    pressed = Signal(object)
    """A content: the key of a kind, ``OFF`` or None."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._kinds: tuple[KindRow, ...] = ()
        self._brushes: list[Brush] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(2))
        self.setAccessibleName(_("Shifts"))

    def show_kinds(self, kinds: Sequence[KindRow]) -> None:
        """One brush for each kind, one for days off, one that clears."""
        if tuple(kinds) == self._kinds and self._brushes:
            return
        self._kinds = tuple(kinds)
        for brush in self._brushes:
            self._row.removeWidget(brush)
            brush.deleteLater()
        made = [Brush(each.key, each, self._theme) for each in kinds]
        self._brushes = [*made, Brush(OFF, None, self._theme), Brush(None, None, self._theme)]
        for brush in self._brushes:
            self._row.addWidget(brush)
            brush.clicked.connect(lambda _checked=False, brush=brush: self._press(brush))

    def mark(self, content: Content, *, painting: bool) -> None:
        """Show which brush is in the hand of the mouse."""
        for brush in self._brushes:
            brush.setChecked(painting and brush.content == content)

    def _press(self, brush: Brush) -> None:
        brush.setChecked(False)
        self.pressed.emit(brush.content)
