"""Is the desk sound? What the database, the search index and the history chain say."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.i18n import _
from app.storage import history, search
from app.storage.backup import faults_of
from app.storage.changes import unrecorded
from app.storage.database import Database


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found; ``problems`` are sentences, empty when all is well."""

    problems: tuple[str, ...]
    search_broken: bool
    tickets: int
    messages: int


def examine(database: Database) -> Findings:
    """Read the whole desk and compare; changes nothing."""
    problems = [
        _("The file is damaged: {reason}. Restore a backup.").format(reason=fault)
        for fault in faults_of(database.path, key=database.key)
    ]
    broken = database.read(history.broken_entries)
    if broken:
        problems.append(
            _("The history was changed from outside, first at entry {entry}.").format(
                entry=broken[0]
            )
        )
    tickets, messages = database.read(_counts)
    return Findings(tuple(problems), not database.read(search.is_whole), tickets, messages)


def repair_search(database: Database) -> None:
    """Make the search index anew from the messages."""
    database.execute(_rebuild, label=_("Repair the search"), agent_id=None)


@unrecorded
def _rebuild(session: Session) -> None:
    search.rebuild(session)


def _counts(session: Session) -> tuple[int, int]:
    tickets = session.scalar(text("SELECT count(*) FROM ticket")) or 0
    messages = session.scalar(text("SELECT count(*) FROM message")) or 0
    return tickets, messages
