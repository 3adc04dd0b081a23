"""Snippets to start with, in German and English, written for this program."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from app.formats.snippets import own
from app.formats.snippets.imported import Imported, ImportedFolder, Read
from app.formats.snippets.json_text import loaded
from app.i18n import LANGUAGES
from app.paths import resource
from app.services.snippet_folders import folder_called
from app.services.snippet_import import Choice
from app.services.snippet_import.batch import write_entries
from app.services.snippet_import.naming import entries_of
from app.services.snippet_import.planning import planned, present_snippets


def starter_pack(language: str) -> tuple[Read, ...]:
    """What the pack for ``language`` holds; English for one that there is none for."""
    known = language if language in LANGUAGES else "en"
    text = resource("starter", f"{known}.json").read_text(encoding="utf-8")
    return tuple(own.read(loaded(text)))


def starter_pack_size(language: str) -> int:
    """How many snippets the pack for ``language`` holds."""
    return sum(isinstance(each, Imported) for each in starter_pack(language))


def install_starter_pack(
    session: Session, language: str, *, agent_id: int | None, now: datetime
) -> int:
    """Take the snippets of a pack over, those left out that the desk has; how many came.

    One whose abbreviation is another's gets a free one. They are meant for the categories that
    the desk has already; none is made.
    """
    pack = starter_pack(language)
    present = present_snippets(session)
    plan = planned(pack, present)
    same = [place for place, item in enumerate(plan.items) if item.choice is Choice.MERGE]
    entries, _lost = entries_of(plan.with_choice(Choice.SKIP, same), present)
    _make_folders(session, pack, now=now)
    written = write_entries(session, entries, {}, new_categories=False, agent_id=agent_id, now=now)
    return written.added


def _make_folders(session: Session, pack: Iterable[Read], *, now: datetime) -> None:
    """The folders first, for the order of the pack is theirs."""
    for each in pack:
        if isinstance(each, ImportedFolder):
            folder_called(session, each.path, now=now)
