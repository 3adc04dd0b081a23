"""What the snippets of a desk were good for, month by month, by agent, by category, and which were
of no use."""

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.queries.decoding import moment, rows
from app.rules.moments import to_milliseconds
from app.rules.snippet_words import saved_seconds


@dataclass(frozen=True, slots=True)
class UsedSnippet:
    """A snippet, its uses and seconds of typing saved, and when it was used last, if ever."""

    id: int
    title: str
    abbreviation: str
    uses: int
    seconds_saved: int
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class MonthOfUse:
    """Uses in a month of the desk's calendar, named by its first day."""

    month: date
    uses: int
    seconds_saved: int


@dataclass(frozen=True, slots=True)
class AgentUse:
    """What one agent used; ``agent_id`` None stands for uses that nobody signed."""

    agent_id: int | None
    name: str
    uses: int
    seconds_saved: int


@dataclass(frozen=True, slots=True)
class CategoryUse:
    """The snippet used most in tickets of a category, and in how many of them."""

    category: str
    snippet_id: int
    title: str
    tickets: int


@dataclass(frozen=True, slots=True)
class SnippetStatistics:
    """Figures of ``months`` whole months up to now; ``never`` were not used at any time."""

    months: tuple[MonthOfUse, ...] = ()
    answers: int = 0
    answers_with: int = 0
    most_used: tuple[UsedSnippet, ...] = ()
    agents: tuple[AgentUse, ...] = ()
    categories: tuple[CategoryUse, ...] = ()
    never: tuple[UsedSnippet, ...] = ()
    never_count: int = 0

    @property
    def uses(self) -> int:
        """All uses in these months."""
        return sum(each.uses for each in self.months)

    @property
    def seconds_saved(self) -> int:
        """What was saved in these months."""
        return sum(each.seconds_saved for each in self.months)


def statistics(
    session: Session, *, now: datetime, zone: ZoneInfo, months: int = 12, limit: int = 10
) -> SnippetStatistics:
    """Figures of the month of ``now`` and those before it; lists of at most ``limit``."""
    begins = _begins(now.astimezone(zone).date(), months)
    starts = [to_milliseconds(datetime.combine(day, time(), zone)) for day in begins]
    since = starts[0]
    ((answers, answers_with),) = rows(session, _ANSWERS, (since,))
    ((never_count,),) = rows(session, f"SELECT count(*) {_NEVER}")
    return SnippetStatistics(
        months=_months(session, begins, starts),
        answers=answers,
        answers_with=answers_with,
        most_used=tuple(map(_used, rows(session, _MOST_USED, (since, limit)))),
        agents=tuple(
            AgentUse(agent_id, name, uses, saved_seconds(characters))
            for agent_id, name, uses, characters in rows(session, _BY_AGENT, (since,))
        ),
        categories=tuple(CategoryUse(*row) for row in rows(session, _BY_CATEGORY, (since, limit))),
        never=tuple(map(_used, rows(session, _NEVER_ROWS, (limit,)))),
        never_count=never_count,
    )


_ANSWERS = """
SELECT count(*), coalesce(sum(EXISTS
    (SELECT 1 FROM snippet_use AS u WHERE u.message_id = m.id)), 0)
FROM message AS m WHERE m.direction = 'out' AND m.agent_id IS NOT NULL AND m.sent_at >= ?
"""
_BY_MONTH = """
SELECT (SELECT max(value) FROM json_each(?1) WHERE value <= u.at), count(*), sum(u.characters)
FROM snippet_use AS u WHERE u.at >= ?2 GROUP BY 1
"""
_MOST_USED = """
SELECT s.id, s.title, s.abbreviation, count(*), sum(u.characters), max(u.at)
FROM snippet_use AS u JOIN snippet AS s ON s.id = u.snippet_id
WHERE u.at >= ? AND s.deleted_at IS NULL
GROUP BY s.id ORDER BY 4 DESC, 5 DESC, s.title_key LIMIT ?
"""
_BY_AGENT = """
SELECT u.agent_id, coalesce(a.name, ''), count(*), sum(u.characters)
FROM snippet_use AS u LEFT JOIN agent AS a ON a.id = u.agent_id
WHERE u.at >= ? GROUP BY 1 ORDER BY 3 DESC, 2
"""
_BY_CATEGORY = """
WITH used AS (
    SELECT u.category_id, u.snippet_id, count(DISTINCT u.ticket_id) AS tickets
    FROM snippet_use AS u JOIN snippet AS s ON s.id = u.snippet_id
    WHERE u.at >= ? AND u.category_id IS NOT NULL AND s.deleted_at IS NULL
    GROUP BY 1, 2),
ranked AS (
    SELECT *, row_number() OVER
        (PARTITION BY category_id ORDER BY tickets DESC, snippet_id) AS place
    FROM used)
SELECT c.name, s.id, s.title, r.tickets
FROM ranked AS r JOIN category AS c ON c.id = r.category_id JOIN snippet AS s ON s.id = r.snippet_id
WHERE r.place = 1 ORDER BY r.tickets DESC, c.name LIMIT ?
"""
_NEVER = "FROM snippet AS s WHERE s.deleted_at IS NULL AND s.last_used_at IS NULL"
_NEVER_ROWS = (
    f"SELECT s.id, s.title, s.abbreviation, 0, 0, NULL {_NEVER} ORDER BY s.created_at, s.id LIMIT ?"
)


def _begins(today: date, months: int) -> list[date]:
    """The first days of so many months, the one of ``today`` last."""
    last = today.year * 12 + today.month - 1
    return [date(at // 12, at % 12 + 1, 1) for at in range(last - months + 1, last + 1)]


def _months(session: Session, begins: list[date], starts: list[int]) -> tuple[MonthOfUse, ...]:
    found = {
        start: (uses, saved_seconds(characters))
        for start, uses, characters in rows(session, _BY_MONTH, (json.dumps(starts), starts[0]))
    }
    return tuple(
        MonthOfUse(day, *found.get(start, (0, 0)))
        for day, start in zip(begins, starts, strict=True)
    )


def _used(row: Any) -> UsedSnippet:
    snippet_id, title, abbreviation, uses, characters, last = row
    return UsedSnippet(
        snippet_id, title, abbreviation, uses, saved_seconds(characters), moment(last)
    )
