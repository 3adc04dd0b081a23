"""Leaves nothing of what an operation replaced: nobody reads meanwhile, the log is folded in."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine

from app.errors import UserError
from app.i18n import _

PATIENCE = 10.0
"""Seconds to wait for those who read."""


class Readers:
    """Counts who reads this desk in this process, and keeps them out while nobody may."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._reading = 0
        self._kept_out = False

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Around each read; waits while readers are kept out."""
        with self._changed:
            self._changed.wait_for(lambda: not self._kept_out)
            self._reading += 1
        try:
            yield
        finally:
            with self._changed:
                self._reading -= 1
                self._changed.notify_all()

    @contextmanager
    def kept_out(self, *, patience: float = PATIENCE) -> Iterator[None]:
        """Wait until nobody reads and let nobody begin; ``UserError`` where that takes too long."""
        with self._changed:
            self._changed.wait_for(lambda: not self._kept_out)
            self._kept_out = True
            if not self._changed.wait_for(lambda: not self._reading, timeout=patience):
                self._let_in()
                raise still_read()
        try:
            yield
        finally:
            with self._changed:
                self._let_in()

    def _let_in(self) -> None:
        self._kept_out = False
        self._changed.notify_all()


def still_read() -> UserError:
    """What is said where others read for too long; nothing was written."""
    return UserError(
        _("The desk is being read by something that takes long. Try again in a moment.")
    )


def empty_log(engine: Engine) -> bool:
    """Write the write-ahead log into the file and empty it; False where another program reads.

    Waits for it as long as the connection's ``busy_timeout`` says.
    """
    raw = engine.raw_connection()
    try:
        connection: Any = raw.driver_connection
        busy, _frames, _folded = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
    finally:
        raw.close()
