"""Snippets for the ticket at hand, each with the reason: category, words, past use."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from heapq import nlargest

from sqlalchemy.orm import Session

from app.queries.decoding import first, rows
from app.rules.suggesting import Evidence, goes_on, likeness, ranked, rarity, reason, telling_words
from app.storage.search import TextQuery, all_of, matching_ids


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A snippet and why it may fit, in words."""

    snippet_id: int
    reason: str


_READ = 1500
"""So much of a message is read for its words."""
_SIMILAR = 150
"""So many of the newest messages with a like subject are asked what was used there."""
_FEWEST = 3
_CANDIDATES = 40
_SUBJECT_WORDS = 3
_RARE = 0.02
"""A word in more than one of fifty snippets (or in more than three) tells nothing."""

_TICKET = """
SELECT t.subject, t.category_id, c.name, coalesce(p.name, ''),
    coalesce((SELECT substr(m.text, 1, ?2) FROM message AS m WHERE m.ticket_id = t.id
        AND m.direction = 'in' AND NOT m.automatic ORDER BY m.id DESC LIMIT 1),
        (SELECT substr(m.text, 1, ?2) FROM message AS m WHERE m.ticket_id = t.id
        AND m.direction <> 'out' ORDER BY m.id LIMIT 1), '')
FROM ticket AS t LEFT JOIN category AS c ON c.id = t.category_id
LEFT JOIN contact AS p ON p.id = t.contact_id WHERE t.id = ?1
"""
_OF_CATEGORY = """
SELECT snippet_id, count(DISTINCT ticket_id) FROM snippet_use WHERE category_id = ?
GROUP BY snippet_id ORDER BY 2 DESC LIMIT ?
"""
_IN_TICKETS = """
SELECT snippet_id, count(DISTINCT ticket_id) FROM snippet_use
WHERE ticket_id IN (SELECT value FROM json_each(?)) GROUP BY snippet_id ORDER BY 2 DESC LIMIT ?
"""
_WITH_WORD = """
SELECT group_concat(rowid) FROM
    (SELECT rowid FROM snippet_search WHERE snippet_search MATCH ? LIMIT ?)
"""


def suggestions(session: Session, ticket_id: int, *, limit: int = 5) -> tuple[Suggestion, ...]:
    """What fits the ticket best, the best first; none that was used in it already."""
    found = first(session, _TICKET, (ticket_id, _READ))
    if found is None:
        return ()
    subject, category_id, category, name, text = found
    words = telling_words(subject, _own_words(text), but=name)
    by_words = _by_words(session, words)
    by_category, tickets = _by_category(session, category_id)
    by_past, similar = _by_past(session, ticket_id, subject)
    meant = _meant_for(session, category_id)
    known = _living(session, {*by_words, *by_category, *by_past, *meant}, but_used_in=ticket_id)
    evidence = (
        Evidence(
            snippet_id=each,
            category_used=by_category.get(each, 0),
            category_total=tickets,
            similar_used=by_past.get(each, 0),
            similar_total=similar,
            meant=each in meant,
            words=tuple(words[key] for key in by_words.get(each, {})),
            likeness=likeness(by_words.get(each, {}), title_key, asked=len(words)),
        )
        for each, title_key in known.items()
    )
    return tuple(
        Suggestion(each.snippet_id, reason(each, category=category or ""))
        for each in ranked(evidence, limit=limit)
    )


def _own_words(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(">"))


def _by_words(session: Session, words: Mapping[str, str]) -> dict[int, dict[str, float]]:
    """Snippets that hold words which few others do: word → how rare it is."""
    count = (first(session, "SELECT count(*) FROM snippet") or (0,))[0]
    most = max(_FEWEST, int(count * _RARE))
    told: dict[int, float] = defaultdict(float)
    rare: dict[str, tuple[float, set[int]]] = {}
    for key in words:
        match = f'"{key}" *' if goes_on(key) else f'"{key}"'
        listed = first(session, _WITH_WORD, (match, most + 1))
        ids = set(map(int, listed[0].split(","))) if listed and listed[0] else set()
        if 0 < len(ids) <= most:
            rare[key] = rarity(len(ids), count), ids
            for each in ids:
                told[each] += rare[key][0]
    return {
        each: {key: weight for key, (weight, ids) in rare.items() if each in ids}
        for each in nlargest(_CANDIDATES, told, key=told.__getitem__)
    }


def _by_category(session: Session, category_id: int | None) -> tuple[dict[int, int], int]:
    """In how many tickets of the category snippets were used, and how many tickets there are."""
    if category_id is None:
        return {}, 0
    total = first(
        session,
        "SELECT count(*) FROM ticket WHERE category_id = ? AND shelf IN (0, 1)",
        (category_id,),
    )
    return dict(rows(session, _OF_CATEGORY, (category_id, _CANDIDATES))), total[0] if total else 0


def _by_past(session: Session, ticket_id: int, subject: str) -> tuple[dict[int, int], int]:
    """The same for the newest tickets that have the telling words of the subject in theirs."""
    words = [*telling_words(subject, "").values()][:_SUBJECT_WORDS]
    if not words:
        return {}, 0
    match = all_of([TextQuery(word, column="subject") for word in words])
    messages = matching_ids(session, match, limit=_SIMILAR)
    similar = rows(
        session,
        "SELECT DISTINCT ticket_id FROM message "
        "WHERE id IN (SELECT value FROM json_each(?)) AND ticket_id <> ?",
        (json.dumps(messages), ticket_id),
    )
    tickets = json.dumps([row[0] for row in similar])
    return dict(rows(session, _IN_TICKETS, (tickets, _CANDIDATES))), len(similar)


def _meant_for(session: Session, category_id: int | None) -> set[int]:
    if category_id is None:
        return set()
    found = rows(
        session,
        "SELECT id FROM snippet WHERE category_id = ? AND deleted_at IS NULL "
        "ORDER BY use_count DESC LIMIT ?",
        (category_id, _CANDIDATES),
    )
    return {row[0] for row in found}


def _living(session: Session, ids: Collection[int], *, but_used_in: int) -> dict[int, str]:
    """The folded titles of those that are not deleted, nor used in the ticket."""
    return dict(
        rows(
            session,
            "SELECT id, title_key FROM snippet WHERE id IN (SELECT value FROM json_each(?)) "
            "AND deleted_at IS NULL AND id NOT IN "
            "(SELECT snippet_id FROM snippet_use WHERE ticket_id = ?)",
            (json.dumps(sorted(ids)), but_used_in),
        )
    )
