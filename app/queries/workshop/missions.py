"""A mission statement with its versions, what was said about them, and the one in force."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.queries.decoding import first, moment, rows
from app.queries.workshop.workshops import Workshop, workshop
from app.rules.workshop.feedback import Inquiry
from app.rules.workshop.sentences import Sentence, sentences_from_json, text_of
from app.rules.workshop.statements import Part, Source, Verdict


@dataclass(frozen=True, slots=True)
class Version:
    """A wording. ``remarks`` counts what was said about it, ``undecided`` what of that waits."""

    id: int
    number: int
    at: datetime
    agent_name: str
    note: str
    sentences: tuple[Sentence, ...]
    remarks: int
    undecided: int

    @property
    def text(self) -> str:
        """The whole of it, a paragraph for each part."""
        return text_of(self.sentences)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being written and no version yet."""

    parts: dict[Part, str]
    sentences: tuple[Sentence, ...]
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Mission:
    """The mission statement of a workshop; ``versions`` has the newest first."""

    id: int
    workshop_id: int
    title: str
    language: str
    versions: tuple[Version, ...]
    draft: Draft | None
    final_number: int | None
    final_at: datetime | None

    def version(self, number: int) -> Version | None:
        """The version of that number."""
        return next((each for each in self.versions if each.number == number), None)

    def inquiry(self, version: Version) -> Inquiry:
        """What is sent out to ask about a version."""
        return Inquiry(version.id, version.number, self.title, self.language, version.sentences)


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """One thing somebody said about a version; ``taken_up`` is None until it was decided."""

    id: int
    answer_number: int
    sentence: int | None
    question: str
    verdict: Verdict | None
    comment: str
    source: Source
    at: datetime
    taken_up: bool | None
    reason: str


_MISSION = """
SELECT m.id, m.workshop_id, w.title, m.language, m.final_number, m.final_at
FROM mission AS m JOIN workshop AS w ON w.id = m.workshop_id
WHERE m.workshop_id = ? AND w.deleted_at IS NULL
"""
_VERSIONS = """
SELECT v.id, v.number, v.at, coalesce(a.name, ''), v.note, v.sentences,
    (SELECT count(*) FROM mission_feedback AS f WHERE f.version_id = v.id),
    (SELECT count(*) FROM mission_feedback AS f WHERE f.version_id = v.id
        AND f.taken_up IS NULL AND f.verdict IS NOT 'keep')
FROM mission_version AS v LEFT JOIN agent AS a ON a.id = v.agent_id
WHERE v.mission_id = ? ORDER BY v.number DESC
"""
_REMARKS = """
SELECT id, answer_number, sentence, question, verdict, comment, source, at, taken_up, reason
FROM mission_feedback WHERE version_id = ?
ORDER BY sentence IS NULL, sentence, question, answer_number, id
"""


def mission_of(session: Session, workshop_id: int) -> Mission | None:
    """The mission statement of a workshop; None where none was begun."""
    found = first(session, _MISSION, (workshop_id,))
    if found is None:
        return None
    mission_id, _workshop, title, language, final_number, final_at = found
    return Mission(
        id=mission_id,
        workshop_id=workshop_id,
        title=title,
        language=language,
        versions=tuple(_version(row) for row in rows(session, _VERSIONS, (mission_id,))),
        draft=_draft(session, mission_id),
        final_number=final_number,
        final_at=moment(final_at),
    )


def with_workshop(session: Session, workshop_id: int) -> tuple[Workshop, Mission] | None:
    """A workshop with its statement; None if it was deleted, or no statement was begun."""
    found, mission = workshop(session, workshop_id), mission_of(session, workshop_id)
    return None if found is None or mission is None else (found, mission)


def remarks_on(session: Session, version_id: int) -> tuple[RemarkRow, ...]:
    """What was said about a version, sentence by sentence, then about the whole."""
    return tuple(
        RemarkRow(
            id=remark_id,
            answer_number=answer,
            sentence=sentence,
            question=question,
            verdict=Verdict(verdict) if verdict else None,
            comment=comment,
            source=Source(source),
            at=moment(at),
            taken_up=None if taken_up is None else bool(taken_up),
            reason=reason,
        )
        for (
            remark_id, answer, sentence, question, verdict, comment, source, at, taken_up, reason,
        ) in rows(session, _REMARKS, (version_id,))
    )  # fmt: skip


def _version(row: Any) -> Version:
    version_id, number, at, agent, note, sentences, remarks, undecided = row
    return Version(
        version_id, number, moment(at), agent, note, _sentences(sentences), remarks, undecided
    )


def _draft(session: Session, mission_id: int) -> Draft | None:
    query = "SELECT content, updated_at FROM mission_draft WHERE mission_id = ?"
    found = first(session, query, (mission_id,))
    if found is None:
        return None
    content = json.loads(found[0])
    parts = {Part(part): text for part, text in content["parts"].items()}
    return Draft(parts, sentences_from_json(content["sentences"]), moment(found[1]))


def _sentences(stored: str) -> tuple[Sentence, ...]:
    found: Iterable[dict[str, Any]] = json.loads(stored)
    return sentences_from_json(found)
