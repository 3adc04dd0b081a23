"""The audience's picture: paints a scene, page by page, in colours and a size of its own."""

from PySide6.QtCore import (
    QEasingCurve,
    QPointF,
    QRectF,
    Qt,
    QTimer,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.colours import Role, colour
from app.ui.icons import paint_glyph
from app.ui.theme import Theme
from app.ui.workshop.audience.difference import difference
from app.ui.workshop.audience.frame import LaidScene, lay_scene
from app.ui.workshop.audience.motion import motion_is_reduced
from app.ui.workshop.audience.page import Page, PlacedBar, PlacedText
from app.ui.workshop.audience.scene import BLANK, Bars, Columns, Scene
from app.ui.workshop.audience.sizes import Sizes
from app.ui.workshop.audience.spoken import spoken
from app.ui.workshop.audience.text_block import EnoughForNowError, Style, TextBlocks
from app.ui.workshop.clock_face import ClockFace

_MOVING_MS = 700
_TEXTS_AT_ONCE = 16
"""Laid out between two keys: a large text takes a fifth of a millisecond."""


class AudienceView(QWidget):
    """Give it scenes; it knows nothing of workshops. Text size follows the window's height."""

    turned = Signal()
    """Another page is shown, or there are other pages."""
    painted_anew = Signal()
    """What is to be seen has changed in any way."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks = TextBlocks(theme.font())
        self.scene: Scene = BLANK
        self.scale = 1.0
        self.dark = theme.dark
        self.blank = False
        self.page = 0
        self._clock: ClockFace | None = None
        self._laid: LaidScene | None = None
        self._prepared: tuple[Scene, LaidScene] | None = None
        self._outgrown = False
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit)
        self._before: dict[str, PlacedBar] = {}
        self._progress = 1.0
        self._moving = QVariantAnimation(self, duration=_MOVING_MS)
        self._moving.setStartValue(0.0)
        self._moving.setEndValue(1.0)
        self._moving.setEasingCurve(QEasingCurve.Type.InOutCubic)
        self._moving.valueChanged.connect(self._move_bars)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # What is shown

    def prepare(self, scene: Scene) -> bool:
        """Lay out some texts of a scene that comes next; True once all are, so that it is shown
        without a wait. Ask again in the next turn of the event loop."""
        try:
            with self._blocks.at_most(_TEXTS_AT_ONCE):
                self._prepared = (scene, self._lay(scene))
        except EnoughForNowError:
            return False
        return True

    def show_scene(self, scene: Scene) -> None:
        """Show another scene; bars that stay move to their new length, unless motion is off."""
        if scene == self.scene:
            return
        self._before = self._shown_bars() if isinstance(scene.body, Bars) else {}
        turned_over = scene.title != self.scene.title or _kind(scene) != _kind(self.scene)
        before, at = self._laid, self.page
        self.scene = scene
        prepared, self._prepared = self._prepared, None
        self._laid = prepared[1] if prepared is not None and prepared[0] == scene else None
        self._outgrown = False
        if isinstance(scene.body, Columns) and scene.body.newest:
            self.page = self.pages - 1
        else:
            self.page = 0 if turned_over else min(self.page, self.pages - 1)
        self._start_moving()
        self.setAccessibleName(scene.title)
        self.setAccessibleDescription(spoken(scene))
        self.turned.emit()
        self._renew(before, at)

    def show_clock(self, face: ClockFace | None) -> None:
        """What the clock says; seen where the scene wants a clock."""
        if face != self._clock:
            self._clock = face
            place = self._seen().clock
            if place is not None:
                self.update(place.toAlignedRect().adjusted(-2, -2, 2, 2))
                self.painted_anew.emit()

    def set_scale(self, scale: float) -> None:
        """Larger or smaller texts, never below the smallest that can be read from afar."""
        if scale != self.scale:
            self.scale = scale
            self._lay_again()

    def set_dark(self, dark: bool) -> None:
        """Light or dark, whatever the facilitator's window is."""
        self.dark = dark
        self._renew()

    def set_blank(self, blank: bool) -> None:
        """Show nothing at all."""
        if blank != self.blank:
            self.blank = blank
            self._renew()

    # Pages

    @property
    def pages(self) -> int:
        return len(self._layout().pages)

    def turn(self, by: int) -> bool:
        """To the next (1) or previous (-1) page; False at the end."""
        wanted = self.page + by
        if not 0 <= wanted < self.pages:
            return False
        self.page = wanted
        self._finish_moving()
        self.turned.emit()
        self._renew()
        return True

    # Layout and motion

    def _layout(self) -> LaidScene:
        """Laid out for the present size, at once if it must be."""
        if self._outgrown:
            self._take_fitted(self._lay(self.scene))
        return self._seen()

    def _seen(self) -> LaidScene:
        """What is painted now: for a moment still what was laid out for another size."""
        if self._laid is None:
            self._laid = self._lay(self.scene)
        return self._laid

    def _lay(self, scene: Scene) -> LaidScene:
        sizes = Sizes(self.window().height(), self.scale)
        return lay_scene(scene, QRectF(self.rect()), sizes, self._blocks)

    def _lay_again(self) -> None:
        """For another size: a long scene turn by turn, so that keys are answered in between."""
        self._prepared = None
        self._outgrown = True
        self._finish_moving()
        self._fit()

    def _fit(self) -> None:
        if not self._outgrown:
            return
        if not self.prepare(self.scene):
            self._fitting.start()
        elif self._prepared is not None:
            self._take_fitted(self._prepared[1])

    def _take_fitted(self, laid: LaidScene) -> None:
        self._laid, self._prepared, self._outgrown = laid, None, False
        self.page = min(self.page, len(laid.pages) - 1)
        self.turned.emit()
        self._renew()

    def _current(self) -> Page:
        laid = self._seen()
        return laid.pages[min(self.page, len(laid.pages) - 1)]

    def _shown_bars(self) -> dict[str, PlacedBar]:
        return {each.key: each for each in self._current().bars}

    def _start_moving(self) -> None:
        self._finish_moving()
        if self._before and self.isVisible() and not motion_is_reduced():
            self._progress = 0.0
            self._moving.start()

    def _finish_moving(self) -> None:
        self._moving.stop()
        self._progress = 1.0

    def _move_bars(self, progress: float) -> None:
        self._progress = progress
        self._renew()

    def _renew(self, before: LaidScene | None = None, at: int = 0) -> None:
        """Paint anew; only where it differs from the page ``at`` of what was laid out before."""
        changed = None
        if before is not None and not self.blank:
            changed = difference(before, at, self._seen(), self.page)
        if changed is None:
            self.update()
        else:
            self.update(changed)
        self.painted_anew.emit()

    # Painting

    def _paint_frame(self, painter: QPainter, laid: LaidScene) -> None:
        for text in laid.texts:
            self._paint_text(painter, text)
        if laid.clock is not None and self._clock is not None:
            self._paint_clock(painter, laid.clock, self._clock, laid.sizes.title)
        if len(laid.pages) > 1:
            number = f"{self.page + 1} / {len(laid.pages)}"
            style = Style(laid.sizes.text)
            block = self._blocks.block(number, style, laid.page_number.width())
            x = laid.page_number.right() - block.width
            block.draw(painter, x, laid.page_number.top(), self._colour(Role.MUTED))

    def _paint_clock(self, painter: QPainter, place: QRectF, face: ClockFace, px: int) -> None:
        ink = Role.MUTED if face.paused else Role.TEXT
        block = self._blocks.block(face.text, Style(px, bold=True), place.width())
        x = place.right() - block.width
        if face.over:
            self._paint_ground(painter, place, Role.DANGER, px)
            ink, x = Role.WINDOW, place.center().x() - block.width / 2
        block.draw(painter, x, place.top(), self._colour(ink))

    def _paint_page(self, painter: QPainter, page: Page, px: int) -> None:
        for tint in page.tints:
            self._paint_ground(painter, tint.rect, tint.role, px)
        for sign in page.signs:
            paint_glyph(painter, sign.rect, sign.glyph, self._colour(sign.role))
        for text in page.texts:
            self._paint_text(painter, text)
        for bar in page.bars:
            self._paint_bar(painter, bar, px)
        for line in page.lines:
            painter.setPen(QPen(self._colour(Role.MUTED), max(2.0, px / 16), Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(line.x, line.top), QPointF(line.x, line.bottom))

    def _paint_bar(self, painter: QPainter, bar: PlacedBar, px: int) -> None:
        top, share = self._between(bar)
        painter.save()
        painter.translate(0, top)
        self._paint_ground(painter, bar.track, Role.SURFACE, px)
        if share > 0:
            filled = QRectF(bar.track)
            filled.setWidth(bar.track.width() * min(1.0, share))
            self._paint_ground(painter, filled, bar.tint, px)
            filled.setTop(filled.bottom() - bar.edge)
            painter.fillRect(filled, self._colour(bar.fill))
        self._paint_text(painter, bar.label)
        if bar.sign is not None:
            paint_glyph(painter, bar.sign.rect, bar.sign.glyph, self._colour(bar.sign.role))
        self._paint_text(painter, bar.number)
        painter.restore()

    def _between(self, bar: PlacedBar) -> tuple[float, float]:
        """Top and share of a bar on its way from where it was before."""
        before = self._before.get(bar.key)
        if before is None or self._progress >= 1.0:
            return bar.top, bar.share
        back = 1.0 - self._progress
        return (
            bar.top + (before.top - bar.top) * back,
            bar.share + (before.share - bar.share) * back,
        )

    def _paint_text(self, painter: QPainter, text: PlacedText) -> None:
        text.block.draw(painter, text.x, text.y, self._colour(text.ink))

    def _paint_ground(self, painter: QPainter, rect: QRectF, role: Role, px: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(role))
        painter.drawRoundedRect(rect, px * 0.2, px * 0.2)

    def _colour(self, role: Role) -> QColor:
        return colour(role, dark=self.dark)

    def paint(self, painter: QPainter) -> None:
        """Paint the whole picture, also onto something else, as the facilitator's small one."""
        if self.blank:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), self._colour(Role.WINDOW))
        laid = self._seen()
        self._paint_frame(painter, laid)
        self._paint_page(painter, self._current(), laid.sizes.text)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        self.paint(QPainter(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_again()


def _kind(scene: Scene) -> tuple[type, bool]:
    """Pictures of the same kind go on from the page that is shown."""
    return type(scene.body), isinstance(scene.body, Columns) and scene.body.newest
