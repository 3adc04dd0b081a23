"""How far an export or the taking over of one is."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Hears how much is done and how much there is; may raise ``Cancelled``."""

_TIMES = 500
"""So often at most; more than that nobody can see."""


class Steps:
    """Counts what is done, and tells now and then."""

    def __init__(self, total: int, tell: Progress | None) -> None:
        self._total = total
        self._tell = tell
        self._done = 0
        self._next = 0

    def done(self, count: int = 1) -> None:
        """So much more is done; raises ``Cancelled`` if that is wanted."""
        self._done += count
        if self._tell is not None and self._done >= self._next:
            self._next = self._done + max(1, self._total // _TIMES)
            self._tell(min(self._done, self._total), self._total)

    def finish(self) -> None:
        """All is done; raises ``Cancelled`` if that is wanted all the same."""
        self.done(max(self._total - self._done, self._next - self._done))
