"""Paints a scene: cells first, then what stands around them and never scrolls under them."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from app.ui.shifts.grid.body_paint import BodyPainter
from app.ui.shifts.grid.head_paint import HeadPainter
from app.ui.shifts.grid.look import Look
from app.ui.shifts.grid.scene import Scene
from app.ui.shifts.grid.side_paint import SidePainter
from app.ui.theme import Theme


class ScenePainter:
    """Made anew with each other look: it keeps pictures in its colours."""

    def __init__(self, theme: Theme) -> None:
        look = Look(theme)
        self._body, self._head, self._side = BodyPainter(look), HeadPainter(look), SidePainter(look)

    def paint(self, painter: QPainter, scene: Scene, clip: QRect, ratio: float) -> None:
        """Everything of the scene within ``clip``; ``ratio`` is that of the screen's pixels."""
        self._body.paint(painter, scene, clip, ratio)
        self._head.paint(painter, scene, ratio)
        self._side.paint(painter, scene)
