"""Keeps what is half typed in the room, and its clocks: a crash or a restart takes nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer

from app.i18n import _
from app.queries.workshop.unfinished import Unfinished, unfinished
from app.services.workshop import unfinished as service
from app.ui.operations import Operations
from app.ui.workshop.room.panels import Panels

_PAUSE_MS = 400
"""Between the last key and the desk."""


class UnfinishedKeeper(QObject):
    """Takes up what is kept once a phase is entered, then keeps each change of it."""

    def __init__(self, operations: Operations, panels: Panels, now: Callable[[], datetime]) -> None:
        super().__init__(panels)
        self._operations = operations
        self._panels = panels
        self._now = now
        self._workshop_id: int | None = None
        self._kept: Unfinished | None = None
        self._waiting: set[str] = set()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.keep_now)
        panels.made.connect(self._watch)

    def begin(self, workshop_id: int) -> None:
        """A room opens."""
        self._workshop_id, self._kept = workshop_id, None
        self._operations.read(
            unfinished, workshop_id, owner=self, key="unfinished", done=self._take_up
        )

    def end(self) -> None:
        """The room closes: what waits is kept at once."""
        self.keep_now()
        self._workshop_id, self._kept = None, None

    def keep_now(self) -> None:
        """Write the texts that changed; does not wait for it."""
        self._pause.stop()
        for key in self._waiting:
            panel = self._panels.known(key)
            if panel is not None and self._workshop_id is not None:
                self._operations.run(
                    service.keep_typed,
                    self._workshop_id,
                    key,
                    panel.typed(),
                    label=_("Kept what is typed"),
                    toast=False,
                )
        self._waiting.clear()

    def _watch(self, key: str) -> None:
        panel, clock = self._panels.known(key), self._panels.clock(key)
        assert panel is not None
        assert clock is not None
        panel.typed_on.connect(partial(self._typed, key))
        clock.was_set.connect(partial(self._keep_clock, key))
        if self._kept is not None:
            self._show_kept(self._kept, key)

    def _take_up(self, found: Unfinished) -> None:
        self._kept = found
        for key in {*found.typed, *found.clocks}:
            if self._panels.known(key) is not None:
                self._show_kept(found, key)

    def _show_kept(self, kept: Unfinished, key: str) -> None:
        panel, clock = self._panels.known(key), self._panels.clock(key)
        if panel is not None and kept.typed.get(key):
            # Later: the panel shows its questions first.
            QTimer.singleShot(0, panel, partial(panel.type_again, kept.typed[key]))
        if clock is not None and key in kept.clocks:
            found = kept.clocks[key]
            passed = self._now() - found.since if found.since is not None else timedelta()
            is_here = self._panels.shown is panel
            clock.take_up(
                found.left - passed.total_seconds(),
                running=found.since is not None and is_here,
            )

    def _typed(self, key: str) -> None:
        self._waiting.add(key)
        self._pause.start()

    def _keep_clock(self, key: str) -> None:
        clock = self._panels.clock(key)
        if clock is None or self._workshop_id is None:
            return
        self._operations.run(
            service.keep_clock,
            self._workshop_id,
            key,
            left=clock.seconds_left,
            since=self._now() if clock.running else None,
            label=_("Kept the clock"),
            toast=False,
        )
