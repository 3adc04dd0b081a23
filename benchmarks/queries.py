"""What the engine needs for lists and searches, without the interface on top."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from app.queries.language import parse
from app.queries.message_search import newest_messages
from app.queries.orders import INDEXED
from app.queries.terms import Term
from app.queries.tickets import ticket_ids, ticket_rows
from app.queries.views import builtin_views, view_counts
from app.storage.database import Database
from app.storage.search import TextQuery, expression
from benchmarks.desks import NOW, demo_desk, mail_desk
from benchmarks.figure import Figure, at_most, milliseconds, quantile

_VIEWPOINT: dict[str, Any] = {"now": NOW, "zone": ZoneInfo("Europe/Berlin"), "agent_id": 1}
_PAGE = 64
_MAIL_WORDS = ("the", "linux kernel", "razor", "fetchmail", "config", "to")
_BEGINNINGS = ("con", "the", "com", "mai", "res", "lin")
_PEER = "notmuch, in process, on a like machine: {:g} ms"
_NOTMUCH = {"the": 29.9, "linux kernel": 2.7, "razor": 2.9, "fetchmail": 2.8, "config": 4.9}
"""From the survey of the field; ``config`` there as ``config*`` too."""
_TYPED = ("erst", "rechn", "köhl", "ref", "mül", "guten", "e04", "scharn", "the", "wood sam")


def figures() -> list[Figure]:
    """Figures of desks with 60,000 mails, 100,000 and 200,000 tickets."""
    return [*_mails(), *_tickets(100_000), *_tickets(200_000)]


def _mails() -> Iterator[Figure]:
    desk = mail_desk()
    for word in _MAIL_WORDS:
        match = expression(TextQuery(word, prefix=word == "config"))
        taken = milliseconds(partial(desk.read, newest_messages, match), times=200)
        peer = _PEER.format(_NOTMUCH[word]) if word in _NOTMUCH else ""
        yield at_most(f"newest 50 mails with “{word}”", median(taken), 1, "ms", peer=peer)
    begun = [
        partial(desk.read, newest_messages, expression(TextQuery(letters, prefix=True)))
        for letters in _BEGINNINGS
    ]
    label = "newest 50 mails with words begun by three letters"
    yield at_most(label, _worst(begun), 50, "ms", note="p99")
    desk.close()


def _tickets(size: int) -> Iterator[Figure]:
    desk = demo_desk(size)
    many = f"{size:,} tickets"
    views = builtin_views()
    pages = [
        partial(_ids, desk, view.query, sort=view.sort, descending=view.descending, limit=_PAGE)
        for view in views
    ]
    yield at_most(f"first page of a view, {many}", _worst(pages), 5, "ms", note="p99")
    for sort in sorted(INDEXED):
        ways = [
            partial(_ids, desk, None, sort=sort, descending=descending, limit=_PAGE)
            for descending in (True, False)
        ]
        yield at_most(f"first page by {sort.value}, {many}", _worst(ways), 5, "ms", note="p99")
    typed = [partial(_ids, desk, parse(text, typing=True).term, limit=_PAGE) for text in _TYPED]
    yield at_most(f"search while typing, {many}", _worst(typed), 50, "ms", note="p99")
    rows = partial(desk.read, ticket_rows, _ids(desk, None, limit=_PAGE))
    yield at_most(f"rows of one page, {many}", _worst([rows]), 5, "ms", note="p99")
    counts = partial(desk.read, view_counts, views, **_VIEWPOINT)
    yield at_most(f"counts of all views, {many}", _typical(counts), 30, "ms")
    yield at_most(f"all ids of a view, {many}", _typical(partial(_ids, desk, None)), 300, "ms")
    desk.close()


def _ids(desk: Database, query: Term | None, **how: Any) -> list[int]:
    return desk.read(ticket_ids, query, **how, **_VIEWPOINT)


def _worst(acts: Sequence[Callable[[], object]]) -> float:
    """The 99th percentile over all acts together."""
    taken = [each for act in acts for each in milliseconds(act, times=20)]
    return quantile(sorted(taken), 0.99)


def _typical(act: Callable[[], object]) -> float:
    return median(milliseconds(act, times=7))
