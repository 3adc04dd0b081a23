"""An import in the record: an entry for each batch that changed something, one step for it all.

Rows that an import made carry its id; only what it changed in rows that were there before is kept
row by row. Taking an import back deletes the one and reverses the other.
"""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.i18n import _
from app.models.history import HistoryEntry, UndoStep
from app.models.imports import ImportRun
from app.storage import blobs, history
from app.storage.changes import Recording, RowChange, Step
from app.storage.recorder import Recorder
from app.storage.replay import apply_changes
from app.storage.statements import Statements

_NAMED_AT_ONCE = 5


class ImportConflict(history.StepConflict):
    """An import that cannot be taken back, for people went on with what it brought."""

    def __init__(self, step: UndoStep, numbers: Iterable[int]) -> None:
        super().__init__(step)
        named = ", ".join(f"#{number}" for number in numbers)
        self.args = (
            _(
                "“{label}” cannot be undone: tickets that it brought were worked on since "
                "({tickets}). It was taken off the list, so the step before it comes next."
            ).format(label=step.label, tickets=named),
        )


def record(
    session: Session, recorder: Recorder, *, label: str, agent_id: int | None, now: datetime
) -> Step | None:
    """Keep what a batch changed; the step if this was the first batch of its import."""
    import_id = recorder.import_id
    if import_id is None:
        return None
    known = "SELECT 1 FROM history_entry WHERE import_id = ? LIMIT 1"
    first = Statements(session).value(known, (import_id,)) is None
    if not first and not recorder.rows:
        return None
    entry = history.append(
        session,
        recorder,
        label=label,
        kind=Recording.BULK,
        agent_id=agent_id,
        now=now,
        import_id=import_id,
    )
    if not first:
        return None
    return history.push_step(
        session, entry, label=label, agent_id=agent_id, now=now, import_id=import_id
    )


def take_back(session: Session, recorder: Recorder, *, agent_id: int | None) -> UndoStep:
    """The newest step undone, be it an import or a single act. Raises as ``history.take_back``.

    An import is not done again: it leaves the list, and its files can be imported anew.
    """
    newest = select(UndoStep).where(~UndoStep.undone).order_by(UndoStep.id.desc()).limit(1)
    step = session.scalar(newest)
    if step is None or step.import_id is None:
        return history.take_back(session, recorder, agent_id=agent_id)
    recorder.import_id = import_id = step.import_id
    if worked_on := _worked_on(session, import_id):
        raise ImportConflict(step, worked_on)
    session.execute(text("PRAGMA defer_foreign_keys=ON"))
    for changes in _reversed_changes(session, import_id):
        if not apply_changes(session, changes):
            raise history.StepConflict(step)
        for change in changes:
            recorder.add(change)
    _delete_rows(session, recorder, import_id)
    run = session.get_one(ImportRun, import_id)
    run.finished_at = run.finished_at or recorder.now
    session.delete(step)
    session.flush()
    return step


_WORKED_ON = f"""SELECT t.number FROM ticket AS t WHERE t.import_id = :id AND (
    EXISTS (SELECT 1 FROM message AS m WHERE m.ticket_id = t.id AND m.import_id IS NOT :id)
    OR EXISTS (SELECT 1 FROM draft AS d WHERE d.ticket_id = t.id)
    OR EXISTS (SELECT 1 FROM work_time AS w WHERE w.ticket_id = t.id)
    OR EXISTS (SELECT 1 FROM ticket AS o WHERE o.merged_into_id = t.id AND o.import_id IS NOT :id)
    OR (SELECT coalesce(sum(CASE WHEN e.kind = 'undo' THEN -1 ELSE 1 END), 0)
        FROM history_ticket AS h JOIN history_entry AS e ON e.id = h.entry_id
        WHERE h.ticket_id = t.id AND e.import_id IS NULL) > 0)
    ORDER BY t.number LIMIT {_NAMED_AT_ONCE}"""


def _worked_on(session: Session, import_id: int) -> list[int]:
    """Numbers of some tickets of the import that hold other people's work, or later mail."""
    return list(session.scalars(text(_WORKED_ON), {"id": import_id}))


def _reversed_changes(session: Session, import_id: int) -> Iterable[list[RowChange]]:
    """What takes each batch back, the newest first, with parents before their children."""
    entries = (
        select(HistoryEntry.id)
        .where(HistoryEntry.import_id == import_id)
        .order_by(HistoryEntry.id.desc())
    )
    for entry_id in list(session.scalars(entries)):
        act = history.act(session, entry_id)
        rows = act.rows if act else ()
        yield [RowChange(row.table, row.id, row.after, row.before) for row in rows]


_OF_MESSAGES = "message_id IN (SELECT id FROM message WHERE import_id = :id)"
_OF_TICKETS = "SELECT id FROM ticket WHERE import_id = :id"
_SPARE_CONTACTS = """SELECT c.id FROM contact AS c WHERE c.import_id = :id
    AND c.updated_at = c.created_at AND c.organisation_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM ticket AS t WHERE t.contact_id = c.id)
    AND (SELECT count(*) FROM contact_address AS a WHERE a.contact_id = c.id) = 1
    AND NOT EXISTS (SELECT 1 FROM contact_phone AS p WHERE p.contact_id = c.id)"""


def _delete_rows(session: Session, recorder: Recorder, import_id: int) -> None:
    """Remove what the import made; contacts that people edited or use elsewhere stay."""
    parameters = {"id": import_id}

    def ids(query: str) -> list[int]:
        return list(session.scalars(text(query), parameters))

    def run(statement: str) -> None:
        session.execute(text(statement), parameters)

    tickets = ids(_OF_TICKETS)
    run(f"DELETE FROM thread_reference WHERE {_OF_MESSAGES}")
    run(f"DELETE FROM attachment WHERE {_OF_MESSAGES}")
    run("DELETE FROM message WHERE import_id = :id")
    run(
        f"DELETE FROM ticket_link WHERE ticket_id IN ({_OF_TICKETS}) OR other_id IN ({_OF_TICKETS})"
    )
    run("DELETE FROM ticket WHERE import_id = :id")
    contacts = ids(_SPARE_CONTACTS)
    listed = {"ids": json.dumps(contacts)}
    for table, column in (("contact_address", "contact_id"), ("contact", "id")):
        session.execute(
            text(f"DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(:ids))"),
            listed,
        )
    recorder.announce("ticket", deleted=set(tickets))
    recorder.announce("contact", deleted=set(contacts))
    blobs.drop_unused(session, keep=history.needed_blobs(session))
