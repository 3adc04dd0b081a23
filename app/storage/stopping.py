"""Ends a read whose answer nobody waits for any more, from another thread."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.orm import Session

from app.errors import Cancelled


class Stop:
    """Belongs to one read. Once asked for, the read ends with ``Cancelled`` at its next step.

    The statement under way is interrupted in the engine; between statements the next one is not
    begun (see ``Statements``). The connection stays as good as new for the read after it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._asked = False
        self._connection: Any = None

    def ask(self) -> None:
        """End the read; without effect once it is over. May be called from any thread."""
        with self._lock:
            self._asked = True
            if self._connection is not None:
                self._connection.interrupt()

    def check(self) -> None:
        """Raise ``Cancelled`` if the read shall end."""
        if self._asked:
            raise Cancelled

    @contextmanager
    def reaching(self, session: Session) -> Iterator[None]:
        """While this lasts ``ask`` reaches the connection of ``session``, and never after it."""
        self.check()
        session.info[Stop] = self
        self._hold(session.connection().connection.driver_connection)
        try:
            yield
        finally:
            self._hold(None)

    def _hold(self, connection: Any) -> None:
        with self._lock:
            self._connection = connection


def check(session: Session) -> None:
    """Raise ``Cancelled`` if the read that ``session`` belongs to shall end."""
    stop = session.info.get(Stop)
    if stop is not None:
        stop.check()
