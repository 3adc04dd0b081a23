"""Is the desk sound? What the database, the search, the history and the last restore drill say."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.i18n import _, ngettext
from app.services.history_check import problems_of_history
from app.storage import blobs, drill, search
from app.storage.backup import faults_of
from app.storage.changes import unrecorded
from app.storage.database import Database
from app.storage.sense import senseless_columns


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
    if broken := database.read(blobs.damaged):
        problems.append(
            ngettext(
                "A stored mail or file is damaged ({n}). Restore a backup.",
                "Stored mails or files are damaged ({n}). Restore a backup.",
                len(broken),
            ).format(n=len(broken))
        )
    if places := database.read(senseless_columns):
        problems.append(
            _("Values that make no sense stand in {places}. Restore a backup.").format(
                places=", ".join(places)
            )
        )
    problems += problems_of_history(database)
    problems += _of_drill(database)
    tickets, messages = database.read(_counts)
    whole = database.execute(_search_is_whole, label=_("Check the search"), agent_id=None).result
    return Findings(tuple(problems), not whole, tickets, messages)


def _of_drill(database: Database) -> list[str]:
    last = drill.last_drill(database.path)
    return [] if last is None or last.good else [drill.advice(last)]


@unrecorded
def _search_is_whole(session: Session) -> bool:
    """In its turn among those who write: to SQLite the check of an index is writing."""
    return search.is_whole(session)


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
