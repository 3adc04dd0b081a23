"""The desk file: opened and created here, read and changed only through here."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from inspect import Parameter, signature
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.models.history import UndoStep
from app.storage import history, imported
from app.storage.connection import FAULTS, engine_for, explained
from app.storage.recorder import (
    Changes,
    Outcome,
    Recorder,
    Recording,
    Step,
    recording_of,
)

P = ParamSpec("P")
T = TypeVar("T")


def utc_now() -> datetime:
    """The clock of a desk that runs for real."""
    return datetime.now(UTC)


class Database:
    """One open desk file. ``read`` works from any thread; ``execute`` lets one writer in at a time.

    A session lives inside one call; nothing mapped leaves it. ``notice`` is what the person
    should read once about the opening (an upgrade), mostly nothing.
    """

    def __init__(
        self, path: Path, *, clock: Callable[[], datetime] = utc_now, notice: str = ""
    ) -> None:
        self.path = path
        self.notice = notice
        self.clock = clock
        self._engine: Engine = engine_for(path)
        self._writer = self._engine.execution_options(immediate=True)
        self._write_lock = threading.Lock()

    def read(
        self, query: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """The answer of a query, from one consistent state of the file."""
        with self._explaining(), Session(self._engine) as session:
            return query(session, *args, **kwargs)

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
        asks for the keyword ``agent_id`` is told whose act it is.
        """
        recording = recording_of(operation)
        if _asks_for_agent(operation):
            kwargs["agent_id"] = agent_id
        now = self.clock()
        with self._writing() as session:
            recorder = Recorder(session, now)
            session.info["recorder"] = recorder
            result = operation(session, *args, **kwargs)
            session.flush()
            step = None
            if recording is Recording.BULK:
                step = imported.record(session, recorder, label=label, agent_id=agent_id, now=now)
            elif recording is not Recording.UNRECORDED and recorder.rows:
                entry = history.append(
                    session, recorder, label=label, kind=recording, agent_id=agent_id, now=now
                )
                if recording is Recording.UNDOABLE:
                    step = history.push_step(
                        session, entry, label=label, agent_id=agent_id, now=now
                    )
            session.commit()
        return Outcome(result, recorder.changes(), step)

    def undo(self, *, agent_id: int | None) -> Outcome[Step]:
        """Take the newest step back; ``UserError`` if there is none or it does not fit any more."""
        return self._move(imported.take_back, kind="undo", agent_id=agent_id)

    def redo(self, *, agent_id: int | None) -> Outcome[Step]:
        """Do the step that was taken back last again; ``UserError`` as for ``undo``."""
        return self._move(history.do_again, kind="redo", agent_id=agent_id)

    def next_undo(self) -> Step | None:
        """The step that ``undo`` would take back."""
        return self.read(history.next_undo)

    def next_redo(self) -> Step | None:
        """The step that ``redo`` would do again."""
        return self.read(history.next_redo)

    def close(self) -> None:
        """Let go of the file; the write-ahead log is folded in when the last connection closes."""
        self._engine.dispose()

    @property
    def open_sessions(self) -> int:
        """Connections in use right now; 0 between calls."""
        return int(self._engine.pool.checkedout())  # type: ignore[attr-defined]

    def _move(
        self,
        move: Callable[[Session, Recorder], UndoStep],
        *,
        kind: str,
        agent_id: int | None,
    ) -> Outcome[Step]:
        try:
            return self._moved(move, kind=kind, agent_id=agent_id)
        except history.StepConflict as conflict:
            with self._writing() as session:
                history.forget(session, conflict.step_id)
                session.commit()
            raise

    def _moved(
        self,
        move: Callable[[Session, Recorder], UndoStep],
        *,
        kind: str,
        agent_id: int | None,
    ) -> Outcome[Step]:
        now = self.clock()
        with self._writing() as session:
            recorder = Recorder(session, now)
            undo_step = move(session, recorder)
            step = Step(undo_step.id, undo_step.label, undo_step.agent_id, undo_step.at)
            history.append(
                session,
                recorder,
                label=step.label,
                kind=kind,
                agent_id=agent_id,
                now=now,
                import_id=recorder.import_id,
            )
            try:
                session.commit()
            except IntegrityError as error:
                session.rollback()
                raise history.StepConflict(step) from error
        return Outcome(step, recorder.changes(), None)

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        with self._explaining(), self._write_lock, Session(self._writer) as session:
            yield session

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except FAULTS as error:
            reason = explained(error, self.path)
            if reason is error:
                raise
            raise reason from error


def _asks_for_agent(operation: Callable[..., Any]) -> bool:
    asked = signature(operation).parameters.get("agent_id")
    if asked is None or asked.kind is not Parameter.KEYWORD_ONLY:
        return False
    return asked.default is Parameter.empty


__all__ = ["Changes", "Database", "Outcome", "Step", "utc_now"]
