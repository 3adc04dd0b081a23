"""Where snippets were used: who was sent what, what was filled in, and how much it saved."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.queries.decoding import moment, rows
from app.rules.enums import FormOfAddress
from app.rules.moments import to_milliseconds
from app.rules.snippet_words import saved_seconds

_RECENT_USES = 5_000
_ANSWERS_OFFERED = 5


@dataclass(frozen=True, slots=True)
class UseRow:
    """A text that left with a version of a snippet. Ticket and message are None for one that was
    copied without, or whose ticket is gone; ``filled`` is what the form was answered."""

    id: int
    version: int
    language: str
    form: FormOfAddress
    at: datetime
    agent_id: int | None
    agent_name: str
    ticket_id: int | None
    ticket_number: int | None
    ticket_subject: str
    message_id: int | None
    contact_id: int | None
    contact_name: str
    filled: tuple[tuple[str, str], ...]


_USES = """
SELECT u.id, u.version, u.language, u.form, u.at, u.agent_id, coalesce(a.name, ''),
    u.ticket_id, t.number, coalesce(t.subject, ''), u.message_id, t.contact_id,
    coalesce(c.name, ''), u.filled
FROM snippet_use AS u LEFT JOIN agent AS a ON a.id = u.agent_id
LEFT JOIN ticket AS t ON t.id = u.ticket_id LEFT JOIN contact AS c ON c.id = t.contact_id
WHERE u.snippet_id = ?1 AND (?2 IS NULL OR u.version = ?2) ORDER BY u.at DESC, u.id DESC LIMIT ?3
"""


def uses_of(
    session: Session, snippet_id: int, *, version: int | None = None, limit: int = 200
) -> tuple[UseRow, ...]:
    """Who was sent a snippet, or one version of it; the newest first."""
    return tuple(_use(row) for row in rows(session, _USES, (snippet_id, version, limit)))


def last_answers(session: Session, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What these fields were answered in recent texts, each answer once, the newest first."""
    found: dict[str, dict[str, None]] = {name: {} for name in names}
    recent = (
        "SELECT filled FROM snippet_use WHERE filled <> '{}' AND id > "
        "(SELECT coalesce(max(id), 0) - ? FROM snippet_use) ORDER BY id DESC"
    )
    for (filled,) in rows(session, recent, (_RECENT_USES,)) if found else ():
        for name, answer in json.loads(filled).items():
            if name in found and answer and len(found[name]) < _ANSWERS_OFFERED:
                found[name].setdefault(answer)
    return {name: tuple(answers) for name, answers in found.items() if answers}


def use_totals(session: Session, *, since: datetime) -> tuple[int, int]:
    """How often snippets were used from ``since`` on, and how many seconds of typing that saved."""
    query = "SELECT count(*), coalesce(sum(characters), 0) FROM snippet_use WHERE at >= ?"
    ((uses, characters),) = rows(session, query, (to_milliseconds(since),))
    return uses, saved_seconds(characters)


def _use(row: Any) -> UseRow:
    (
        use_id, version, language, form, at, agent_id, agent, ticket_id, number, subject,
        message_id, contact_id, contact, filled,
    ) = row  # fmt: skip
    return UseRow(
        id=use_id,
        version=version,
        language=language,
        form=FormOfAddress(form),
        at=moment(at),
        agent_id=agent_id,
        agent_name=agent,
        ticket_id=ticket_id,
        ticket_number=number,
        ticket_subject=subject,
        message_id=message_id,
        contact_id=contact_id,
        contact_name=contact,
        filled=tuple(json.loads(filled).items()),
    )
