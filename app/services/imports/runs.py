"""One run of an import: begun, continued where it was stopped, finished."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.base import encode_json
from app.queries import desk as queries
from app.rules.direction import OwnAddresses, folded_address
from app.rules.enums import Impact, Priority, Urgency
from app.rules.moments import to_milliseconds
from app.rules.priority import DEFAULT_MATRIX
from app.rules.reopening import IMPORT_AGE
from app.services.imports.report import Counts
from app.storage.changes import unrecorded
from app.storage.statements import Statements

# Without the mapped classes, which take longer to be made ready than a hundred mails to come in.
_STOPPED = """SELECT id, position FROM import_run
    WHERE source = ? AND finished_at IS NULL ORDER BY id DESC LIMIT 1"""
_BEGUN = """INSERT INTO import_run (source, started_at, position, counts)
    VALUES (?, ?, '', '{}') RETURNING id, position"""
_SO_FAR = "SELECT counts FROM import_run WHERE id = ? AND finished_at IS NULL"
_FINISHED = """UPDATE import_run SET finished_at = ?
    WHERE id = ? AND finished_at IS NULL RETURNING counts"""


@dataclass(frozen=True, slots=True)
class Run:
    """What an import knows from its first mail to its last.

    ``now`` is when it was begun, or went on: later mail may have come meanwhile. ``agents`` maps
    folded addresses to agents, ``priority`` is that of new tickets. ``position`` is the key of the
    last mail that is in already, empty at the start.
    """

    id: int
    now: datetime
    close_old: bool
    own: OwnAddresses
    agents: Mapping[str, int]
    priority: Priority
    position: str

    def is_old(self, sent_at: datetime) -> bool:
        """Whether a mail is history, which the person chose to keep out of the work."""
        return self.close_old and self.now - sent_at > IMPORT_AGE


@dataclass(frozen=True, slots=True)
class Premises:
    """What a run takes from the desk as it finds it, see ``Run``."""

    own: OwnAddresses
    agents: Mapping[str, int]
    priority: Priority


def premises(session: Session) -> Premises:
    """To be read before ``begin``, so that this holds nobody up."""
    own, agents = own_addresses(session)
    desk = queries.desk(session)
    matrix = desk.matrix if desk is not None else DEFAULT_MATRIX
    return Premises(own, agents, matrix[Impact.MEDIUM][Urgency.MEDIUM])


@unrecorded
def begin(
    session: Session, paths: Sequence[Path], found: Premises, *, close_old: bool, now: datetime
) -> Run:
    """The run of these paths that was stopped, or a new one."""
    source = json.dumps([str(path.absolute()) for path in paths], ensure_ascii=False)
    sql = Statements(session)
    stopped = sql.rows(_STOPPED, (source,))
    begun = stopped or sql.rows(_BEGUN, (source, to_milliseconds(now)))
    run_id, position = begun[0]
    return Run(
        id=run_id,
        now=now,
        close_old=close_old,
        own=found.own,
        agents=found.agents,
        priority=found.priority,
        position=position,
    )


def own_addresses(session: Session) -> tuple[OwnAddresses, dict[str, int]]:
    """The addresses of the desk and its agents, and which agent has which."""
    people = queries.agents(session, retired=True)
    agents = {folded_address(each.email): each.id for each in people if each.email}
    own = [each.email for each in queries.own_addresses(session)]
    return OwnAddresses.of([*own, *agents]), agents


def advance(session: Session, run: Run, counts: Counts, position: str) -> None:
    """Note in the transaction of a batch what it did and how far the mails are in.

    ``UserError`` if the import was taken back meanwhile.
    """
    sql = Statements(session)
    so_far = sql.value(_SO_FAR, (run.id,))
    if so_far is None:
        raise _undone()
    added = Counts.restored(json.loads(so_far)) + counts
    sql.run(
        "UPDATE import_run SET counts = ?, position = ? WHERE id = ?",
        (encode_json(added.stored()), position, run.id),
    )


@unrecorded
def finish(session: Session, run: Run, *, now: datetime) -> Counts:
    """Close the run; what it did in all. ``UserError`` if it was taken back meanwhile."""
    counts = Statements(session).value(_FINISHED, (to_milliseconds(now), run.id))
    if counts is None:
        raise _undone()
    return Counts.restored(json.loads(counts))


def _undone() -> UserError:
    return UserError(_("The import was undone while it ran, so it stopped."))
