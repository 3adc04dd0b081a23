"""How far long work is: told by the worker, looked at and stopped by who waits for it."""

import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from app.errors import Cancelled

_COURTESY_SECONDS = 0.05
"""How long long work waits, at most, for the answer to a key."""


class ProgressState(NamedTuple):
    """How far long work is; ``total`` is None while unknown, times are seconds.

    ``in_bytes``: what is counted are bytes, not pieces.
    """

    label: str
    done: int
    total: int | None
    rate: float
    remaining: float | None
    cancelled: bool
    in_bytes: bool = False


class Progress:
    """Shared by the worker, which reports, and the GUI, which polls and may cancel."""

    def __init__(
        self, label: str, *, in_bytes: bool = False, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.label = label
        self._in_bytes = in_bytes
        self._clock = clock
        self.started = clock()
        self._done = 0
        self._total: int | None = None
        self._cancelled = threading.Event()
        self._calm: threading.Event | None = None

    def report(self, done: int, total: int | None = None) -> None:
        """Say how many pieces, or bytes, are done; raises Cancelled once the person cancelled."""
        self._done = done
        if total is not None:
            self._total = total
        self.check()
        self.give_way()

    def go_along_with(self, calm: threading.Event) -> None:
        """From now on give way until ``calm`` is set, which it is while no key waits."""
        self._calm = calm

    def give_way(self) -> None:
        """In the worker: let the answer to a key come before, for work in Python takes turns."""
        if self._calm is not None:
            self._calm.wait(_COURTESY_SECONDS)

    def check(self) -> None:
        """Raise Cancelled once the person cancelled."""
        if self._cancelled.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the worker to stop at its next report; what it confirmed stays."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    @property
    def state(self) -> ProgressState:
        """A snapshot; the rate is pieces, or bytes, a second since the start."""
        passed = self._clock() - self.started
        rate = self._done / passed if passed > 0 else 0.0
        remaining = None
        if self._total is not None and rate > 0:
            remaining = max(0, self._total - self._done) / rate
        return ProgressState(
            *(self.label, self._done, self._total, rate, remaining, self._cancelled.is_set()),
            in_bytes=self._in_bytes,
        )
