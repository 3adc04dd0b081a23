"""The panels of a workshop's phases with their clocks, of which the present one is shown."""

from collections.abc import Iterator

from PySide6.QtCore import Signal

from app.rules.workshop.phases import PlannedPhase
from app.ui.workshop import phases
from app.ui.workshop.clock import PhaseClock
from app.ui.workshop.current_stack import CurrentStack
from app.ui.workshop.phase_panel import PhasePanel, Stage


class Panels(CurrentStack):
    """Each is made when its phase is first entered, and kept until the room is closed."""

    changed = Signal()
    """A panel has something else for the audience."""
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
            panel = phases.panel(key, stage)
            panel.changed.connect(self.changed)
            self._panels[key] = panel
            self.addWidget(panel)
            clock = PhaseClock(parent=self)
            clock.set_minutes(planned.minutes)
            self._clocks[key] = clock
            self.made.emit(key)
        return self._panels[key]

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
        self.setCurrentWidget(panel)
        return self._clocks[key]

    def end(self) -> None:
        """Let go of all; what the phase shown does half way is finished first."""
        if self.shown is not None:
            self.shown.leave()
        for panel in self._panels.values():
            self.removeWidget(panel)
            panel.deleteLater()
        for clock in self._clocks.values():
            if clock.running:
                clock.pause()
            clock.deleteLater()
        self._panels, self._clocks = {}, {}

    def _others(self, key: str) -> Iterator[PhaseClock]:
        return (clock for other, clock in self._clocks.items() if other != key)
