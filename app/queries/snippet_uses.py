"""Where snippets were used: who was sent what, what was filled in, and how much it saved."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
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


@dataclass(frozen=True, slots=True)
class UsedSnippet:
    """A snippet in the statistics."""

    snippet_id: int
    title: str
    abbreviation: str
    uses: int
    seconds_saved: int


@dataclass(frozen=True, slots=True)
class WeekOfUse:
    """Uses in the seven days from ``begins_at`` on."""

    begins_at: datetime
    uses: int
    seconds_saved: int


@dataclass(frozen=True, slots=True)
class SnippetStatistics:
    """Figures of the time from ``since`` on.

    ``seconds_saved``: what all texts are longer than their abbreviations, at 200 keystrokes a
    minute. ``answers_with`` of ``answers`` that left hold a snippet. ``unused`` are living
    snippets that nobody used in that time.
    """

    since: datetime
    uses: int
    seconds_saved: int
    answers: int
    answers_with: int
    unused: int
    most_used: tuple[UsedSnippet, ...]
    weeks: tuple[WeekOfUse, ...]


def statistics(
    session: Session, *, now: datetime, days: int = 84, limit: int = 10
) -> SnippetStatistics:
    """How much snippets were used and what they saved in the last ``days``, whole weeks back."""
    since = now - timedelta(days=days)
    start = to_milliseconds(since)
    ((uses, characters),) = rows(
        session,
        "SELECT count(*), coalesce(sum(characters), 0) FROM snippet_use WHERE at >= ?",
        (start,),
    )
    ((answers, answers_with),) = rows(session, _ANSWERS, (start,))
    ((unused,),) = rows(session, _UNUSED, (start,))
    return SnippetStatistics(
        since=since,
        uses=uses,
        seconds_saved=saved_seconds(characters),
        answers=answers,
        answers_with=answers_with,
        unused=unused,
        most_used=tuple(
            UsedSnippet(snippet_id, title, abbreviation, count, saved_seconds(saved))
            for snippet_id, title, abbreviation, count, saved in rows(
                session, _MOST_USED, (start, limit)
            )
        ),
        weeks=tuple(_weeks(session, since=since, days=days)),
    )


_ANSWERS = """
SELECT count(*), coalesce(sum(EXISTS
    (SELECT 1 FROM snippet_use AS u WHERE u.message_id = m.id)), 0)
FROM message AS m WHERE m.direction = 'out' AND m.agent_id IS NOT NULL AND m.sent_at >= ?
"""
_UNUSED = """
SELECT count(*) FROM snippet AS s
WHERE s.deleted_at IS NULL AND coalesce(s.last_used_at, 0) < ?
"""
_MOST_USED = """
SELECT s.id, s.title, s.abbreviation, count(*), sum(u.characters)
FROM snippet_use AS u JOIN snippet AS s ON s.id = u.snippet_id
WHERE u.at >= ? GROUP BY s.id ORDER BY 4 DESC, 5 DESC, s.title_key LIMIT ?
"""
_WEEK = 7 * 24 * 3600 * 1000


def _weeks(session: Session, *, since: datetime, days: int) -> Iterable[WeekOfUse]:
    start = to_milliseconds(since)
    found = {
        place: (uses, characters)
        for place, uses, characters in rows(
            session,
            "SELECT (at - ?1) / ?2, count(*), sum(characters) FROM snippet_use WHERE at >= ?1 "
            "GROUP BY 1",
            (start, _WEEK),
        )
    }
    for place in range(-(-days // 7)):
        uses, characters = found.get(place, (0, 0))
        yield WeekOfUse(since + timedelta(weeks=place), uses, saved_seconds(characters))


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
