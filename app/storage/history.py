"""The record of what was done: append to the chain, verify it, take steps back and do them again.

Each entry's ``chain`` is SHA-256 over the previous chain, the header and the digest of the
content. Content and its salt lie in a table of their own: erasing them leaves the chain whole.
A chain rebuilt from scratch is found only by comparing with a head noted earlier.
"""

import hashlib
import json
import secrets
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.base import Base
from app.models.history import HistoryContent, HistoryEntry, HistoryTicket, UndoStep
from app.rules.moments import to_milliseconds
from app.rules.roles import Right
from app.storage import rights
from app.storage.changes import RowChange, Step
from app.storage.recorder import Recorder
from app.storage.replay import apply_changes

KEEP_STEPS = timedelta(days=90)
_START = bytes(32)
# The tables themselves: appending is all that most acts need, and the mapped classes have to be
# made ready first, which takes an eighth of a second.
_ENTRIES, _CONTENTS, _TICKETS, _STEPS = (
    Base.metadata.tables[each.__tablename__]
    for each in (HistoryEntry, HistoryContent, HistoryTicket, UndoStep)
)


class StepConflict(UserError):  # noqa: N818 - read as a finding, not a failure
    """A step that does not fit what the desk holds by now; it can never be applied any more."""

    def __init__(self, step: "UndoStep | Step") -> None:
        super().__init__(
            _(
                "“{label}” cannot be undone or redone: something in it was changed since. "
                "It was taken off the list, so the step before it comes next."
            ).format(label=step.label)
        )
        self.step_id = step.id


@dataclass(frozen=True, slots=True)
class Act:
    """One entry of the history, readable: who did what when, row by row."""

    id: int
    at: datetime
    agent_id: int | None
    kind: str
    label: str
    rows: tuple[RowChange, ...]


@dataclass(frozen=True, slots=True)
class _Content:
    """The erasable part of an entry; taking the act back asks for the ``right`` it took."""

    label: str
    rows: list[RowChange]
    right: Right | None = None


def append(
    session: Session,
    recorder: Recorder,
    *,
    label: str,
    kind: str,
    agent_id: int | None,
    now: datetime,
    import_id: int | None = None,
    right: Right | None = None,
) -> int:
    """Add the recorded changes to the chain; the id of the entry."""
    content = _pack(_Content(label, recorder.rows, right))
    salt = secrets.token_bytes(16)
    digest = hashlib.sha256(salt + content).digest()
    newest = select(_ENTRIES.c.id, _ENTRIES.c.chain).order_by(_ENTRIES.c.id.desc()).limit(1)
    head = session.execute(newest).first()
    entry_id = head.id + 1 if head else 1
    chain = _chain(head.chain if head else _START, _header(entry_id, now, agent_id, kind), digest)
    session.execute(
        insert(_ENTRIES).values(
            id=entry_id,
            at=now,
            agent_id=agent_id,
            kind=kind,
            import_id=import_id,
            digest=digest,
            chain=chain,
        )
    )
    session.execute(insert(_CONTENTS).values(id=entry_id, salt=salt, content=content))
    if tickets := [
        {"ticket_id": ticket, "entry_id": entry_id} for ticket in sorted(recorder.ticket_ids)
    ]:
        session.execute(insert(_TICKETS), tickets)
    return entry_id


def push_step(
    session: Session,
    entry_id: int,
    *,
    label: str,
    agent_id: int | None,
    now: datetime,
    import_id: int | None = None,
) -> Step:
    """Make the entry the next step to undo; what could be done again before cannot any more."""
    session.execute(delete(_STEPS).where(_STEPS.c.undone | (_STEPS.c.at < now - KEEP_STEPS)))
    pushed = insert(_STEPS).values(
        entry_id=entry_id, at=now, agent_id=agent_id, label=label, undone=False, import_id=import_id
    )
    step_id: int = session.execute(pushed.returning(_STEPS.c.id)).scalar_one()
    return Step(step_id, label, agent_id, now)


def act(session: Session, entry_id: int) -> Act | None:
    """One entry, or None where its content was erased."""
    found = session.execute(
        select(HistoryEntry, HistoryContent.content)
        .join(HistoryContent, HistoryContent.id == HistoryEntry.id)
        .where(HistoryEntry.id == entry_id)
    ).first()
    if found is None:
        return None
    entry, content = found
    done = _unpack(content)
    return Act(entry.id, entry.at, entry.agent_id, entry.kind, done.label, tuple(done.rows))


def acts_of_ticket(session: Session, ticket_id: int) -> list[Act]:
    """Everything that touched the ticket, oldest first."""
    query = (
        select(HistoryTicket.entry_id)
        .where(HistoryTicket.ticket_id == ticket_id)
        .order_by(HistoryTicket.entry_id)
    )
    found = (act(session, entry_id) for entry_id in session.scalars(query))
    return [entry for entry in found if entry]


def head(session: Session) -> str:
    """The last chain value in hex, to be noted outside of the desk; empty before the first act."""
    chain = session.scalar(select(HistoryEntry.chain).order_by(HistoryEntry.id.desc()).limit(1))
    return chain.hex() if chain else ""


def broken_entries(session: Session) -> list[int]:
    """Ids of entries whose header, digest or content was changed, or that miss a predecessor."""
    query = (
        select(HistoryEntry, HistoryContent.salt, HistoryContent.content)
        .outerjoin(HistoryContent, HistoryContent.id == HistoryEntry.id)
        .order_by(HistoryEntry.id)
        .execution_options(yield_per=500)
    )
    broken, previous, expected_id = [], _START, 1
    for entry, salt, content in session.execute(query):
        header = _header(entry.id, entry.at, entry.agent_id, entry.kind)
        whole = _chain(previous, header, entry.digest) == entry.chain
        if content is not None:
            whole = whole and hashlib.sha256(salt + content).digest() == entry.digest
        if not whole or entry.id != expected_id:
            broken.append(entry.id)
        previous, expected_id = entry.chain, entry.id + 1
    return broken


def take_back(session: Session, recorder: Recorder, *, agent_id: int | None) -> UndoStep:
    """Apply the inverse of the newest step that is not undone, if this agent might have done it.

    Raises ``StepConflict`` if a row was changed since in a column that the step changed.
    """
    query = select(UndoStep).where(~UndoStep.undone).order_by(UndoStep.id.desc()).limit(1)
    step = session.scalar(query)
    if step is None:
        raise UserError(_("There is nothing to undo."))
    rows = _allowed_rows(session, step, agent_id)
    _apply(session, recorder, step, [_inverse(row) for row in rows])
    step.undone = True
    return step


def do_again(session: Session, recorder: Recorder, *, agent_id: int | None) -> UndoStep:
    """Apply the oldest undone step again; raises ``UserError`` as ``take_back`` does."""
    step = session.scalar(select(UndoStep).where(UndoStep.undone).order_by(UndoStep.id).limit(1))
    if step is None:
        raise UserError(_("There is nothing to redo."))
    _apply(session, recorder, step, _allowed_rows(session, step, agent_id))
    step.undone = False
    return step


def forget(session: Session, step_id: int) -> None:
    """Take a step that cannot be undone any more off the list; its history entry stays."""
    session.execute(delete(UndoStep).where(UndoStep.id == step_id))


def forget_before(session: Session, moment: datetime) -> int:
    """Take steps that are older than ``moment`` off the list; how many."""
    old = list(session.scalars(select(UndoStep.id).where(UndoStep.at < moment)))
    for step_id in old:
        forget(session, step_id)
    return len(old)


def length(session: Session) -> int:
    """How many entries there are; the newest has this id."""
    return session.scalar(select(func.max(HistoryEntry.id))) or 0


def needed_blobs(session: Session, *, after: int = 0) -> set[int]:
    """Contents that undoing or redoing a step on the list would name again; of steps whose entry
    came ``after`` another one only."""
    needed: set[int] = set()
    steps = (
        select(HistoryContent.content)
        .join(UndoStep, UndoStep.entry_id == HistoryContent.id)
        .where(HistoryContent.id > after)
        .execution_options(yield_per=100)
    )
    for content in session.scalars(steps):
        for row in _unpack(content).rows:
            for values in (row.before or {}, row.after or {}):
                needed |= {values[name] for name in ("blob_id", "raw_id") if values.get(name)}
    return needed


def _allowed_rows(session: Session, step: UndoStep, agent_id: int | None) -> list[RowChange]:
    """What the step changed; ``UserError`` if it took a right that this agent does not have."""
    content = session.scalar(
        select(HistoryContent.content).where(HistoryContent.id == step.entry_id)
    )
    if content is None:
        raise StepConflict(step)
    done = _unpack(content)
    if done.right is not None:
        rights.check(session, agent_id, done.right, retired_too=True)
    return done.rows


def _apply(
    session: Session, recorder: Recorder, step: UndoStep, changes: Sequence[RowChange]
) -> None:
    try:
        fits = apply_changes(session, changes)
    except IntegrityError as error:  # a unique value, such as an address, was taken meanwhile
        raise StepConflict(step) from error
    if not fits:
        raise StepConflict(step)
    for change in changes:
        recorder.add(change)


def _inverse(change: RowChange) -> RowChange:
    return RowChange(change.table, change.id, change.after, change.before)


def _header(entry_id: int, at: datetime, agent_id: int | None, kind: str) -> bytes:
    return f"{entry_id}|{to_milliseconds(at)}|{agent_id}|{kind}".encode()


def _chain(previous: bytes, header: bytes, digest: bytes) -> bytes:
    return hashlib.sha256(previous + hashlib.sha256(header).digest() + digest).digest()


def _pack(content: _Content) -> bytes:
    plain: dict[str, Any] = {
        "label": content.label,
        "rows": [[row.table, row.id, row.before, row.after] for row in content.rows],
    }
    if content.right is not None:
        plain["right"] = content.right
    return zlib.compress(json.dumps(plain, ensure_ascii=False).encode(), 6)


def _unpack(content: bytes) -> _Content:
    plain = json.loads(zlib.decompress(content))
    right = Right(plain["right"]) if "right" in plain else None
    return _Content(plain["label"], [RowChange(*row) for row in plain["rows"]], right)
