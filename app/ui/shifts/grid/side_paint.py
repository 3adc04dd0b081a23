"""Paints what stands beside the cells: names, the kinds of the need, and the figures."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from app.queries.shifts.kinds import KindRow
from app.queries.shifts.people import PersonRow
from app.ui.colours import Role
from app.ui.shifts.grid.face import times_text
from app.ui.shifts.grid.figures import Shown
from app.ui.shifts.grid.look import Look
from app.ui.shifts.grid.scene import Scene
from app.ui.theme import TextStyle
from app.ui.widgets.avatar import initials, paint_avatar

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_AVATAR = 20


class SidePainter:
    """Paints left and right of the days; both stay while days scroll."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._avatars: dict[tuple[str, int | None, int, float], QPixmap] = {}

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Names and figures of the people in sight, kinds and heads above them."""
        self._paint_corner(painter, scene)
        self._paint_names(painter, scene)
        self._paint_figure_heads(painter, scene)
        self._paint_figures(painter, scene)
        self._paint_edges(painter, scene)

    def _paint_corner(self, painter: QPainter, scene: Scene) -> None:
        geometry, theme = scene.geometry, self._look.theme
        painter.fillRect(QRect(0, 0, geometry.left, geometry.top), theme.colour(Role.SURFACE))
        for number, kind in enumerate(scene.board.shown_kinds()):
            top, height = geometry.need_top(number), geometry.sizes.need
            chip = QRectF(theme.px(8), top + theme.px(2), theme.px(20), height - theme.px(4))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._look.edge(kind.colour))
            painter.setBrush(self._look.tint(kind.colour))
            painter.drawRoundedRect(chip, theme.px(4), theme.px(4))
            painter.setPen(self._look.ink(kind.colour))
            painter.setFont(theme.font(TextStyle.CAPTION, bold=True))
            painter.drawText(chip, _CENTRE, kind.letter)
            left = round(chip.right()) + theme.px(8)
            self._paint_kind(painter, kind, left, geometry.left - theme.px(8), top, height)

    def _paint_kind(
        self, painter: QPainter, kind: KindRow, left: int, right: int, top: int, height: int
    ) -> None:
        """The name, and the times where they leave it whole."""
        theme = self._look.theme
        names = theme.texts(TextStyle.CAPTION)
        times = theme.texts(TextStyle.CAPTION, figures=True)
        text, width = times_text(kind.kind), right - left
        painter.setPen(theme.colour(Role.TEXT))
        names.draw(painter, kind.name, left=left, top=top, width=width, height=height)
        if names.width(kind.name) + theme.px(6) + times.width(text) <= width:
            painter.setPen(theme.colour(Role.MUTED))
            times.draw(painter, text, left=left, top=top, width=width, height=height, right=True)

    def _paint_names(self, painter: QPainter, scene: Scene) -> None:
        geometry, theme = scene.geometry, self._look.theme
        painter.save()
        column = QRect(0, geometry.top, geometry.left, geometry.cells.height())
        painter.setClipRect(column)
        painter.fillRect(column, theme.colour(Role.SURFACE))
        for row in geometry.shown_rows:
            self._paint_name(painter, scene, row)
        painter.restore()

    def _paint_name(self, painter: QPainter, scene: Scene, row: int) -> None:
        geometry, theme = scene.geometry, self._look.theme
        person = scene.board.people[row]
        top, height = geometry.row_top(row), geometry.sizes.row
        box = QRect(0, top, geometry.left, height)
        if any(area.top <= row <= area.bottom for area in scene.selection.areas):
            painter.fillRect(box, theme.colour(Role.ACCENT_SOFT))
        side = min(theme.px(_AVATAR), height - 4)
        circle = QRectF(theme.px(8), top + (height - side) / 2, side, side)
        painter.drawPixmap(circle.topLeft(), self._avatar(painter, person, side))
        left = round(circle.right()) + theme.px(8)
        painter.setPen(theme.colour(Role.TEXT if person.active else Role.MUTED))
        theme.texts().draw(
            painter,
            person.name,
            left=left,
            top=top,
            width=geometry.left - left - theme.px(6),
            height=height,
        )
        painter.fillRect(QRect(0, top + height - 1, geometry.left, 1), self._look.line)

    def _avatar(self, painter: QPainter, person: PersonRow, side: int) -> QPixmap:
        """The circle of a person, painted once for each size."""
        ratio = painter.device().devicePixelRatioF()
        key = initials(person.name), person.colour, side, ratio
        found = self._avatars.get(key)
        if found is None:
            found = QPixmap(round(side * ratio), round(side * ratio))
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            brush = QPainter(found)
            circle = QRectF(0, 0, side, side)
            paint_avatar(brush, self._look.theme, circle, key[0], person.colour)
            brush.end()
            self._avatars[key] = found
        return found

    def _paint_figure_heads(self, painter: QPainter, scene: Scene) -> None:
        geometry, theme = scene.geometry, self._look.theme
        box = QRect(geometry.right, 0, geometry.figures_width, geometry.top)
        painter.fillRect(box, theme.colour(Role.SURFACE))
        painter.setPen(theme.colour(Role.MUTED))
        painter.setFont(theme.font(TextStyle.CAPTION))
        line = geometry.sizes.head_line
        for number, figure in enumerate(scene.figures):
            cell = QRect(geometry.figure_left(number), line, geometry.figures[number], line)
            inner = cell if figure.centred else cell.adjusted(0, 0, -theme.px(5), 0)
            painter.drawText(inner, _CENTRE if figure.centred else _RIGHT, figure.head)

    def _paint_figures(self, painter: QPainter, scene: Scene) -> None:
        geometry, theme = scene.geometry, self._look.theme
        painter.save()
        body = QRect(geometry.right, geometry.top, geometry.figures_width, geometry.cells.height())
        painter.setClipRect(body)
        painter.fillRect(body, theme.colour(Role.SURFACE))
        texts = theme.texts(TextStyle.CAPTION, figures=True)
        for row in geometry.shown_rows:
            person = scene.board.people[row].key
            top, height = geometry.row_top(row), geometry.sizes.row
            for number, figure in enumerate(scene.figures):
                shown = figure.of(scene.counted, person)
                left, width = geometry.figure_left(number), geometry.figures[number]
                if shown.share is not None:
                    self._paint_bar(painter, QRect(left, top, width, height), shown, shown.share)
                    continue
                painter.setPen(theme.colour(shown.role))
                texts.draw(
                    painter,
                    shown.text,
                    left=left,
                    top=top,
                    width=width - theme.px(5),
                    height=height,
                    right=True,
                )
            painter.fillRect(
                QRect(geometry.right, top + height - 1, body.width(), 1), self._look.line
            )
        painter.restore()

    def _paint_bar(self, painter: QPainter, box: QRect, shown: Shown, share: float) -> None:
        """To the right of the middle: more than fair; to the left: less."""
        theme = self._look.theme
        inner = QRectF(box).adjusted(theme.px(5), theme.px(9), -theme.px(5), -theme.px(9))
        middle = inner.center().x()
        length = inner.width() / 2 * abs(share)
        left = middle if share > 0 else middle - length
        bar = QRectF(left, inner.top(), max(1.0, length), inner.height())
        painter.fillRect(bar, theme.colour(shown.role))
        line = QRectF(middle - 0.5, inner.top() - theme.px(2), 1, inner.height() + theme.px(4))
        painter.fillRect(line, theme.colour(Role.FIELD))

    def _paint_edges(self, painter: QPainter, scene: Scene) -> None:
        geometry, border = scene.geometry, self._look.theme.colour(Role.BORDER)
        bottom = geometry.cells.bottom()
        painter.fillRect(QRect(geometry.left - 1, 0, 1, bottom), border)
        painter.fillRect(QRect(geometry.right, 0, 1, bottom), border)
        painter.fillRect(QRect(0, geometry.top - 1, geometry.left, 1), border)
        painter.fillRect(QRect(geometry.right, geometry.top - 1, geometry.figures_width, 1), border)
