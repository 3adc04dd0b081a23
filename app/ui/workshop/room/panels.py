"""The panels of a workshop's phases with their clocks, of which the present one is shown."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.rules.workshop.phases import PlannedPhase
from app.ui.workshop import phases
from app.ui.workshop.clock import PhaseClock
from app.ui.workshop.current_stack import CurrentStack
from app.ui.workshop.phase_panel import PhasePanel, Stage

if TYPE_CHECKING:
    from app.queries.workshop.workshops import Workshop

_APART_MS = 20
"""Between panels that are destroyed when the room closes: each has hundreds of widgets."""


class Panels(CurrentStack):
    """Each is made when its phase is first entered, or ahead of that, and kept until the room is
    closed."""

    changed = Signal()
    """The panel that is shown has something else for the audience."""
    made = Signal(str)
    """The key of a phase that has a panel and a clock from now on."""

    def __init__(self) -> None:
        super().__init__()
        self._panels: dict[str, PhasePanel] = {}
        self._clocks: dict[str, PhaseClock] = {}
        self.currentChanged.connect(self.updateGeometry)

    @property
    def shown(self) -> PhasePanel | None:
        """What the facilitator sees now."""
        shown = self.currentWidget()
        return shown if isinstance(shown, PhasePanel) else None

    def panel(self, planned: PlannedPhase, stage: Stage) -> PhasePanel:
        """The panel of a phase, made with its clock if it is not there yet."""
        key = planned.phase.value
        if key not in self._panels:
            self._take(planned, self._made(key, stage))
        return self._panels[key]

    def ahead(self, planned: PlannedPhase, stage: Stage, workshop: "Workshop") -> Iterator[None]:
        """Steps that make the panel of a phase that is not entered yet."""
        key = planned.phase.value
        if key in self._panels:
            return
        panel = self._made(key, stage)
        yield
        yield from panel.ahead(workshop, self.size())
        if key not in self._panels:
            self._take(planned, panel)
        else:
            # The phase was entered meanwhile.
            self._let_go(panel)

    def known(self, key: str) -> PhasePanel | None:
        """The panel of a phase, if it was entered."""
        return self._panels.get(key)

    def clock(self, key: str) -> PhaseClock | None:
        """The clock of a phase, if it was entered."""
        return self._clocks.get(key)

    def enter(self, key: str) -> PhaseClock:
        """Show the panel of a phase; the clocks of the others stand still. Its clock."""
        panel = self._panels[key]
        if self.shown is not None and self.shown is not panel:
            self.shown.leave()
        for clock in self._others(key):
            if clock.running:
                clock.pause()
        if panel is not self.shown:
            # Painted in a turn of its own, after what is around it.
            panel.setUpdatesEnabled(False)
            QTimer.singleShot(1, panel, partial(panel.setUpdatesEnabled, True))
        self.setCurrentWidget(panel)
        return self._clocks[key]

    def end(self) -> None:
        """Let go of all; what the phase shown does half way is finished first."""
        if self.shown is not None:
            self.shown.leave()
        for number in range(self.count()):
            panel = self.widget(0)
            assert panel is not None
            self._let_go(panel, after=number * _APART_MS)
        for clock in self._clocks.values():
            if clock.running:
                clock.pause()
            clock.deleteLater()
        self._panels, self._clocks = {}, {}

    def _made(self, key: str, stage: Stage) -> PhasePanel:
        panel = phases.panel(key, stage)
        self.addWidget(panel)
        return panel

    def _take(self, planned: PlannedPhase, panel: PhasePanel) -> None:
        key = planned.phase.value
        panel.changed.connect(partial(self._panel_changed, panel))
        self._panels[key] = panel
        clock = PhaseClock(parent=self)
        clock.set_minutes(planned.minutes)
        self._clocks[key] = clock
        self.made.emit(key)

    def _let_go(self, panel: QWidget, *, after: int = 0) -> None:
        self.removeWidget(panel)
        panel.hide()
        QTimer.singleShot(after, panel, panel.deleteLater)

    def _panel_changed(self, panel: PhasePanel) -> None:
        if panel is self.shown:
            self.changed.emit()

    def _others(self, key: str) -> Iterator[PhaseClock]:
        return (clock for other, clock in self._clocks.items() if other != key)
