"""One change of the desk as one transaction: recorded, committed, taken back, done again."""

from collections.abc import Callable
from datetime import datetime
from inspect import Parameter, signature
from typing import Any, Concatenate, Literal, TypeVar

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.storage import history, imported, rights
from app.storage.changes import Outcome, Recording, Step, recording_of, right_for
from app.storage.history import StepConflict, forget
from app.storage.recorder import Recorder

T = TypeVar("T")

_MOVES = {"undo": imported.take_back, "redo": history.do_again}


def execute(
    session: Session,
    operation: Callable[Concatenate[Session, ...], T],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    *,
    label: str,
    agent_id: int | None,
    now: datetime,
) -> Outcome[T]:
    """Run ``operation(session, *args, **kwargs)``, record what it declares, and commit."""
    recording = recording_of(operation)
    if (right := right_for(operation)) is not None:
        rights.check(session, agent_id, right)
    told = {"agent_id": agent_id} if _asks_for_agent(operation) else {}
    recorder = Recorder(session, now)
    session.info["recorder"] = recorder
    result = operation(session, *args, **kwargs | told)
    session.flush()
    step = None
    if recording is Recording.BULK:
        step = imported.record(session, recorder, label=label, agent_id=agent_id, now=now)
    elif recording is not Recording.UNRECORDED and recorder.rows:
        entry = history.append(
            session,
            recorder,
            label=label,
            kind=recording,
            agent_id=agent_id,
            now=now,
            right=right,
        )
        if recording is Recording.UNDOABLE:
            step = history.push_step(session, entry, label=label, agent_id=agent_id, now=now)
    session.commit()
    return Outcome(result, recorder.changes(), step)


def move(
    session: Session, way: Literal["undo", "redo"], *, agent_id: int | None, now: datetime
) -> Outcome[Step]:
    """Take the newest step back or do the last one again, and commit.

    Raises ``StepConflict`` where the desk does not fit it any more, ``UserError`` if there is none
    or it took a right that the agent does not have.
    """
    recorder = Recorder(session, now)
    undo_step = _MOVES[way](session, recorder, agent_id=agent_id)
    step = Step(undo_step.id, undo_step.label, undo_step.agent_id, undo_step.at)
    history.append(
        session,
        recorder,
        label=step.label,
        kind=way,
        agent_id=agent_id,
        now=now,
        import_id=recorder.import_id,
    )
    try:
        session.commit()
    except IntegrityError as error:
        session.rollback()
        raise StepConflict(step) from error
    return Outcome(step, recorder.changes(), None)


def _asks_for_agent(operation: Callable[..., Any]) -> bool:
    asked = signature(operation).parameters.get("agent_id")
    if asked is None or asked.kind is not Parameter.KEYWORD_ONLY:
        return False
    return asked.default is Parameter.empty


__all__ = ["StepConflict", "execute", "forget", "move"]
