"""The time that a search has left, and how much of it the step at hand may use."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Clock:
    """``left`` tells the seconds that remain; none or fewer end everything."""

    def __init__(self, left: Callable[[], float]) -> None:
        self._left = left
        self._kept = 0.0
        """Seconds that the step at hand has to leave over."""

    @property
    def left(self) -> float:
        """Seconds for the step at hand."""
        return self._left() - self._kept

    def go_on(self) -> bool:
        """Whether there is time for more."""
        return self.left > 0

    @contextmanager
    def step(self, seconds: float) -> Iterator[None]:
        """Within it only so many seconds are left, if not fewer."""
        before = self._kept
        self._kept = max(before, self._left() - seconds)
        try:
            yield
        finally:
            self._kept = before
