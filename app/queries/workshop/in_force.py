"""The mission statement that the team stands behind now, for all places that show it.

Read without the mapped classes, for it is asked for before anything was changed.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.queries.decoding import first, moment
from app.rules.workshop.sentences import Sentence, sentences_from_json, text_of


@dataclass(frozen=True, slots=True)
class StatementInForce:
    """The statement the team stands behind now."""

    mission_id: int
    workshop_id: int
    title: str
    language: str
    sentences: tuple[Sentence, ...]
    since: datetime

    @property
    def text(self) -> str:
        """The whole of it, a paragraph for each part."""
        return text_of(self.sentences)


_IN_FORCE = """
SELECT m.id, m.workshop_id, w.title, m.language, v.sentences, m.final_at
FROM mission AS m JOIN workshop AS w ON w.id = m.workshop_id
JOIN mission_version AS v ON v.mission_id = m.id AND v.number = m.final_number
WHERE w.deleted_at IS NULL ORDER BY m.final_at DESC, m.id DESC LIMIT 1
"""


def statement_in_force(session: Session) -> StatementInForce | None:
    """The final statement of the desk, the one made final last; None without one."""
    found = first(session, _IN_FORCE)
    if found is None:
        return None
    mission_id, workshop_id, title, language, sentences, since = found
    return StatementInForce(
        mission_id,
        workshop_id,
        title,
        language,
        sentences_from_json(json.loads(sentences)),
        moment(since),
    )
