"""The desk file: opened and created here, read and changed only through here.

What changes it (``writing``) and the mapped classes are imported with the first change: that
takes a fifth of a second, which no start should pay.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.storage import steps
from app.storage.changes import Changes, Outcome, Step, is_untraceable
from app.storage.connection import FAULTS, engine_for, explained, vanished
from app.storage.protection import Key
from app.storage.stopping import Stop
from app.storage.traces import Readers, empty_log, still_read

P = ParamSpec("P")
T = TypeVar("T")


def utc_now() -> datetime:
    """The clock of a desk that runs for real."""
    return datetime.now(UTC)


class Database:
    """One open desk file. ``read`` works from any thread; ``execute`` lets one writer in at a time.

    A session lives inside one call; nothing mapped leaves it. ``notice`` is what the person
    should read once about the opening (an upgrade), mostly nothing. ``key`` opens a protected one.
    """

    def __init__(
        self,
        path: Path,
        *,
        clock: Callable[[], datetime] = utc_now,
        notice: str = "",
        key: Key | None = None,
    ) -> None:
        self.path = path
        self.key = key
        self.notice = notice
        self.clock = clock
        self._engine: Engine = engine_for(path, key=key)
        self._writer = engine_for(path, key=key, writing=True).execution_options(immediate=True)
        self._write_lock = threading.Lock()
        self._readers = Readers()

    def read(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The answer of a query, from one consistent state of the file."""
        with self._explaining(), self._readers.reading(), Session(self._engine) as session:
            return query(session, *args, **kwargs)

    def read_until(
        self,
        stop: Stop,
        query: Callable[Concatenate[Session, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """As ``read``; raises ``Cancelled`` as soon as ``stop`` is asked for."""
        with (
            self._explaining(),
            self._readers.reading(),
            Session(self._engine) as session,
            stop.reaching(session),
        ):
            try:
                return query(session, *args, **kwargs)
            except FAULTS:
                stop.check()
                raise

    def execute(
        self,
        operation: Callable[Concatenate[Session, ...], T],
        *args: Any,
        label: str,
        agent_id: int | None,
        **kwargs: Any,
    ) -> Outcome[T]:
        """Run one operation as one transaction, recorded as its declaration says.

        ``label`` is what the act is called in the undo menu and the history. When this returns,
        the change survives a power cut; when it raises, nothing has changed. An operation that
        asks for the keyword ``agent_id`` is told whose act it is. One that is declared
        untraceable waits for those who read; ``UserError``, and nothing changed, if that takes
        too long.
        """
        from app.storage import writing

        room = self._without_trace if is_untraceable(operation) else self._writing
        with room() as session:
            return writing.execute(
                session,
                operation,
                args,
                kwargs,
                label=label,
                agent_id=agent_id,
                now=self.clock(),
            )

    def undo(self, *, agent_id: int | None) -> Outcome[Step]:
        """Take the newest step back; ``UserError`` if there is none or it does not fit any more."""
        return self._move("undo", agent_id=agent_id)

    def redo(self, *, agent_id: int | None) -> Outcome[Step]:
        """Do the step that was taken back last again; ``UserError`` as for ``undo``."""
        return self._move("redo", agent_id=agent_id)

    def next_undo(self) -> Step | None:
        """The step that ``undo`` would take back."""
        return self.read(steps.next_undo)

    def next_redo(self) -> Step | None:
        """The step that ``redo`` would do again."""
        return self.read(steps.next_redo)

    def close(self) -> None:
        """Let go of the file; the write-ahead log is folded in when the last connection closes."""
        self._engine.dispose()
        self._writer.dispose()

    @property
    def open_sessions(self) -> int:
        """Connections in use right now; 0 between calls."""
        pools: tuple[Any, ...] = (self._engine.pool, self._writer.pool)
        return sum(pool.checkedout() for pool in pools)

    def _move(self, way: Literal["undo", "redo"], *, agent_id: int | None) -> Outcome[Step]:
        from app.storage import writing

        try:
            with self._writing() as session:
                return writing.move(session, way, agent_id=agent_id, now=self.clock())
        except writing.StepConflict as conflict:
            with self._writing() as session:
                writing.forget(session, conflict.step_id)
                session.commit()
            raise

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        # What is open stays so when a drive is unplugged, and takes what nobody will find again.
        if not self.path.exists():
            raise vanished(self.path)
        with self._explaining(), self._write_lock, Session(self._writer) as session:
            yield session

    @contextmanager
    def _without_trace(self) -> Iterator[Session]:
        """The log is empty before, and again after the commit: it holds no earlier state then.

        Another program that begins to read just between the two leaves one state more in the log,
        until the next such operation, or until the desk is closed.
        """
        with self._explaining(), self._readers.kept_out():
            if not empty_log(self._writer):
                raise still_read()
            with self._writing() as session:
                yield session
            empty_log(self._writer)

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except FAULTS as error:
            reason = explained(error, self.path)
            if reason is error:
                raise
            raise reason from error
        except (ValueError, LookupError, TypeError) as error:
            if not self._is_to_blame():
                raise
            from app.storage.damage import damaged

            raise damaged(self.path) from error

    def _is_to_blame(self) -> bool:
        """Whether the file explains what nobody expected, rather than the program."""
        from app.storage.sense import senseless_columns

        with Session(self._engine) as session:
            return bool(senseless_columns(session))


__all__ = ["Changes", "Database", "Outcome", "Step", "utc_now"]
