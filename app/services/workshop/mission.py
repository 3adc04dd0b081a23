"""Mission statements: drafted from the winners, kept as versions, made final."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _, pgettext
from app.models.mission import Mission, MissionDraft, MissionVersion
from app.rules.workshop.sentences import (
    Sentence,
    linked,
    sentences_as_json,
    sentences_from_json,
)
from app.rules.workshop.statements import Part
from app.services import loading
from app.services.workshop import rows
from app.storage.changes import unrecorded

LONGEST = 4_000
"""Letters of one part."""


def start(session: Session, workshop_id: int, *, now: datetime) -> int:
    """The mission statement of a workshop, begun if there is none; its id."""
    workshop = rows.workshop(session, workshop_id)
    found = session.scalar(select(Mission).where(Mission.workshop_id == workshop_id))
    if found is None:
        found = Mission(workshop_id=workshop_id, language=workshop.language)
        session.add(found)
        session.flush()
    return found.id


@unrecorded
def keep_draft(
    session: Session,
    mission_id: int,
    parts: Mapping[Part, str],
    sentences: Sequence[Sentence],
    *,
    now: datetime,
) -> None:
    """Keep what is being written, so that a crash loses nothing of it."""
    _mission(session, mission_id)
    draft = session.scalar(select(MissionDraft).where(MissionDraft.mission_id == mission_id))
    if draft is None:
        draft = MissionDraft(mission_id=mission_id)
        session.add(draft)
    draft.content = {
        "parts": {part.value: text for part, text in parts.items()},
        "sentences": sentences_as_json(sentences),
    }
    draft.updated_at = now


@unrecorded
def drop_draft(session: Session, mission_id: int) -> None:
    """Forget what is being written; the newest version is what there is."""
    session.execute(delete(MissionDraft).where(MissionDraft.mission_id == mission_id))


def save_version(
    session: Session,
    mission_id: int,
    parts: Mapping[Part, str],
    sentences: Sequence[Sentence],
    *,
    note: str = "",
    agent_id: int | None,
    now: datetime,
) -> int:
    """Make what was written a version; its number. ``sentences`` say which ideas stand behind
    which words so far.

    ``UserError`` without words, or if it says the same as the version before.
    """
    _mission(session, mission_id)
    if any(len(text) > LONGEST for text in parts.values()):
        raise UserError(
            _("A statement is short: at most {count} characters in a part.").format(count=LONGEST)
        )
    found = linked(parts, sentences)
    if not found:
        raise UserError(_("A statement needs words."))
    newest = _newest(session, mission_id)
    if newest is not None and sentences_from_json(newest.sentences) == found:
        raise UserError(_("This is what the newest version says already."))
    number = _add(session, mission_id, found, note=note, agent_id=agent_id, now=now)
    drop_draft(session, mission_id)
    return number


def restore_version(
    session: Session, mission_id: int, number: int, *, agent_id: int | None, now: datetime
) -> int:
    """Make an earlier wording the newest version again; its number."""
    earlier = version(session, mission_id, number)
    newest = _newest(session, mission_id)
    if newest is earlier:
        raise UserError(_("This is what the newest version says already."))
    return _add(
        session,
        mission_id,
        sentences_from_json(earlier.sentences),
        note=_("As version {number}").format(number=number),
        agent_id=agent_id,
        now=now,
    )


def link_ideas(
    session: Session,
    mission_id: int,
    number: int,
    place: int,
    ideas: Sequence[int],
    *,
    now: datetime,
) -> None:
    """Say which ideas stand behind a sentence of a version."""
    row = version(session, mission_id, number)
    stored = list(row.sentences)
    if not 0 <= place < len(stored):
        raise UserError(_("There is no such sentence in this version."))
    stored[place] = stored[place] | {"ideas": list(dict.fromkeys(ideas))}
    row.sentences = stored


def make_final(session: Session, mission_id: int, number: int, *, now: datetime) -> None:
    """The team stands behind this version: it is shown in the program from now on."""
    version(session, mission_id, number)
    mission = _mission(session, mission_id)
    mission.final_number = number
    mission.final_at = now


def withdraw(session: Session, mission_id: int, *, now: datetime) -> None:
    """No version is in force any more; nothing else is lost."""
    mission = _mission(session, mission_id)
    mission.final_number = None
    mission.final_at = None


def version(session: Session, mission_id: int, number: int) -> MissionVersion:
    """The version of that number; ``UserError`` if there is none."""
    found = session.scalar(
        select(MissionVersion).where(
            MissionVersion.mission_id == mission_id, MissionVersion.number == number
        )
    )
    if found is None:
        text = pgettext("statement", "There is no version {number}.")
        raise UserError(text.format(number=number))
    return found


def _add(
    session: Session,
    mission_id: int,
    sentences: Sequence[Sentence],
    *,
    note: str,
    agent_id: int | None,
    now: datetime,
) -> int:
    query = select(func.max(MissionVersion.number)).where(MissionVersion.mission_id == mission_id)
    number = (session.scalar(query) or 0) + 1
    session.add(
        MissionVersion(
            mission_id=mission_id,
            number=number,
            at=now,
            agent_id=agent_id,
            sentences=sentences_as_json(sentences),
            note=note.strip(),
        )
    )
    session.flush()
    return number


def _newest(session: Session, mission_id: int) -> MissionVersion | None:
    query = select(MissionVersion).where(MissionVersion.mission_id == mission_id)
    return session.scalar(query.order_by(MissionVersion.number.desc()).limit(1))


def _mission(session: Session, mission_id: int) -> Mission:
    return loading.existing(
        session, Mission, mission_id, _("This mission statement does not exist any more.")
    )
