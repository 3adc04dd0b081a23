"""Is the desk sound? What the database, the search index and the history chain say."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.i18n import _
from app.queries.restoring import chain_at
from app.storage import backup, history, manifest, search
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
    problems += _of_backups(database)
    tickets, messages = database.read(_counts)
    return Findings(tuple(problems), not database.read(search.is_whole), tickets, messages)


def _of_backups(database: Database) -> list[str]:
    """Heads of the history noted with backups that this desk does not pass through, and backups
    that are not what was checked."""
    found = []
    for each in backup.backups(database.path):
        noted = manifest.read(each.path)
        if noted is None:
            continue
        if database.read(chain_at, noted.entries) != noted.head:
            found.append(
                _(
                    "The history of this desk is not the one of the backup “{name}”: it was "
                    "changed at or before entry {entry}."
                ).format(name=each.path.name, entry=noted.entries)
            )
        if not manifest.is_unchanged(each.path):
            found.append(
                _("The backup “{name}” was changed since it was checked.").format(
                    name=each.path.name
                )
            )
    return found


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
