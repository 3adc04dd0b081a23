"""The phases that are not entered yet: their panels are made, and hear of changes, before that."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer

from app.queries.workshop.workshops import Workshop
from app.ui.tasks import Tasks
from app.ui.workshop import phases
from app.ui.workshop.ahead import Ahead
from app.ui.workshop.phase_panel import Stage
from app.ui.workshop.room.panels import Panels

_LATER_MS = 250
"""After a change until the next phase's panel hears of it: not between two keys."""


class PhasesAhead(QObject):
    """A panel takes longer to make than a key may keep the windows from answering."""

    def __init__(self, panels: Panels, tasks: Tasks, stage: Callable[[], Stage]) -> None:
        super().__init__(panels)
        self._panels = panels
        self._tasks = tasks
        self._stage = stage
        self._workshop: Workshop | None = None
        self._ahead = Ahead(self)
        self._freshening = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._freshening.timeout.connect(self._freshen)

    def begin(self) -> None:
        """A room opens."""
        self._tasks.read(
            phases.load, owner=self, done=lambda _loaded: self._ahead.begin(self._steps())
        )

    def shown(self, workshop: Workshop) -> None:
        """The room shows this now."""
        self._workshop = workshop
        self._freshening.start()

    def end(self) -> None:
        """The room closes."""
        self._ahead.stop()
        self._freshening.stop()
        self._workshop = None

    def _steps(self) -> Iterator[None]:
        """Through the panels of all other phases, the next one first."""
        if self._workshop is None:
            return
        here, plan = self._workshop.phase, self._workshop.plan
        for planned in (*plan[here + 1 :], *plan[:here]):
            yield from self._panels.ahead(planned, self._stage(), self._workshop)

    def _freshen(self) -> None:
        found = self._workshop
        if found is not None and found.phase + 1 < len(found.plan):
            panel = self._panels.known(found.plan[found.phase + 1].phase.value)
            if panel is not None:
                panel.show_workshop(found)
