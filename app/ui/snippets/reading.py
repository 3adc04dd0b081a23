"""What the page reads besides the list: counts, folders, tags, facts, what can be completed."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.queries.desk import CategoryRow, categories, desk, zone_of
from app.queries.facts import facts
from app.queries.snippet_counts import SnippetCounts, snippet_counts
from app.queries.snippet_library import abbreviations
from app.queries.snippet_uses import use_totals
from app.queries.snippets import (
    Shelf,
    SnippetDetails,
    SnippetRow,
    SnippetSort,
    snippet_by_abbreviation,
    snippet_details,
    snippet_ids,
    snippet_rows,
)
from app.services.snippet_drafts import KeptSnippet, kept_snippet
from app.ui.snippets.completion import Vocabulary
from app.ui.snippets.places import FactCounts
from app.ui.snippets.vocabulary import vocabulary

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_HEADED = timedelta(weeks=12)
"""The time whose uses stand in the head of the page."""
_FIRST_ROWS = 16
"""As many as a screen of 1280 × 800 shows, and some more."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything around the list and the editor; ``language`` is that of the desk's customers."""

    language: str = "en"
    counts: SnippetCounts = field(default_factory=SnippetCounts)
    fact_counts: FactCounts = field(default_factory=FactCounts)
    tags: tuple[str, ...] = ()
    categories: tuple[CategoryRow, ...] = ()
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    uses: int = 0
    seconds_saved: int = 0


def surroundings(session: "Session", *, now: datetime) -> Surroundings:
    """All of it at once."""
    row = desk(session)
    language = row.language if row is not None else "en"
    today = now.astimezone(zone_of(row) if row is not None else now.tzinfo).date()
    known = facts(session)
    counts = snippet_counts(session)
    uses, seconds_saved = use_totals(session, since=now - _HEADED)
    return Surroundings(
        language=language,
        counts=counts,
        fact_counts=FactCounts(len(known), sum(each.expired(today) for each in known)),
        tags=tuple(tag for tag, _count in counts.tags),
        categories=tuple(categories(session)),
        vocabulary=vocabulary(language, known, abbreviations(session)),
        uses=uses,
        seconds_saved=seconds_saved,
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """The snippets of a list, and the rows that are seen first."""

    ids: list[int]
    first: list[SnippetRow]


def listed_snippets(
    session: "Session",
    *,
    folder_id: int | None,
    tag: str | None,
    shelf: Shelf,
    text: str,
    sort: SnippetSort,
    descending: bool,
) -> Listed:
    """What ``snippet_ids`` finds; its first rows come along, so that it is painted once."""
    ids = snippet_ids(
        session,
        folder_id=folder_id,
        tag=tag,
        shelf=shelf,
        text=text,
        sort=sort,
        descending=descending,
    )
    return Listed(ids, snippet_rows(session, ids[:_FIRST_ROWS]))


def left_writing(
    session: "Session", *, agent_id: int | None
) -> tuple[KeptSnippet, SnippetDetails | None] | None:
    """What the agent was writing when the program ended, and what is stored of it."""
    kept = kept_snippet(session, agent_id=agent_id)
    if kept is None:
        return None
    found = snippet_details(session, kept.snippet_id) if kept.snippet_id is not None else None
    if found is not None and found.row.deleted_at is not None:
        found = None
    return kept, found


def owner_of_abbreviation(session: "Session", abbreviation: str) -> tuple[int, str] | None:
    """Id and title of the snippet that has an abbreviation."""
    found = snippet_by_abbreviation(session, abbreviation)
    if found is None:
        return None
    rows = snippet_rows(session, [found])
    return (rows[0].id, rows[0].title) if rows else None
