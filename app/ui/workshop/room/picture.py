"""What the audience is shown of the present phase, a moment after the facilitator sees it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from app.queries.workshop.workshops import Workshop
from app.rules.workshop.phases import Audience
from app.ui.workshop.audience.projection import Projection
from app.ui.workshop.audience.scene import Scene, Words
from app.ui.workshop.phase_panel import PhasePanel

_LATER_MS = 30
"""The audience's picture follows that much later, so that typing never waits for it."""


class Picture(QObject):
    """Asks the phase's panel for its scene and gives it to the projection."""

    def __init__(
        self,
        room: QObject,
        projection: Projection,
        shown: Callable[[], tuple[Workshop | None, PhasePanel | None]],
    ) -> None:
        super().__init__(room)
        self._projection = projection
        self._shown = shown
        self._said = ""
        self._timer = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._timer.timeout.connect(self._prepare)
        self._preparing = QTimer(self, singleShot=True, interval=0)
        self._preparing.timeout.connect(self._prepare)

    def renew(self) -> None:
        """The panel has something else to show."""
        _workshop, panel = self._shown()
        if panel is not None:
            self._projection.set_private(panel.is_private)
        self._timer.start()

    def enter(self, workshop: Workshop) -> None:
        """Another phase begins: its picture may be planned to be blank."""
        self._projection.view.set_blank(workshop.here.audience is Audience.BLANK)

    def turn(self, by: int) -> None:
        """First through the pages of the picture, then through the steps of the phase."""
        _workshop, panel = self._shown()
        if not self._projection.view.turn(by) and panel is not None:
            panel.step(by)

    def _prepare(self) -> None:
        """A long scene is laid out turn by turn, so that keys are answered in between."""
        workshop, panel = self._shown()
        if workshop is None or panel is None:
            return
        scene = panel.scene()
        if workshop.here.audience is Audience.TITLE:
            scene = Scene(workshop.here.phase.label, Words(workshop.title), clock=True)
        if self._projection.view.prepare(scene):
            self._show(scene)
        else:
            self._preparing.start()

    def _show(self, scene: Scene) -> None:
        self._projection.view.show_scene(scene)
        if scene.note and scene.note != self._said:
            QAccessible.updateAccessibility(
                QAccessibleAnnouncementEvent(self._projection.window, scene.note)
            )
        self._said = scene.note
