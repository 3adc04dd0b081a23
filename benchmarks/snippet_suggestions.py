"""How quickly the snippets that fit a ticket are found among thousands, and the lists of them."""

from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from time import process_time

from sqlalchemy.orm import Session

from app.queries.snippet_suggestions import suggestions
from app.queries.snippets import SnippetSort, catalogue, snippet_ids, snippet_rows
from app.storage.statements import Statements
from benchmarks.desks import snippet_desk
from benchmarks.figure import Figure, at_most, quantile

_TICKETS, _SNIPPETS = 100_000, 10_000
_ASKED = 200
_NOTE = "CPU time"


def figures() -> Iterator[Figure]:
    """Figures of a desk with 100,000 tickets and 10,000 snippets."""
    desk = snippet_desk(_TICKETS, _SNIPPETS)
    many = f"{_SNIPPETS:,} snippets"
    tickets = desk.read(_some_tickets)
    taken = [_cpu_time(partial(desk.read, suggestions, ticket_id)) for ticket_id in tickets]
    yield at_most(
        f"suggestions for a ticket, {many}, {_TICKETS:,} tickets",
        quantile(sorted(taken), 0.99),
        20,
        "ms",
        note=f"p99, {_NOTE}",
    )
    lists = [_cpu_time(partial(desk.read, snippet_ids, sort=sort)) for sort in SnippetSort]
    yield at_most(f"ids of all, the slowest order, {many}", max(lists), 100, "ms", note=_NOTE)
    ids = desk.read(snippet_ids)[:64]
    rows = _cpu_time(partial(desk.read, snippet_rows, ids))
    yield at_most(f"rows of one page, {many}", rows, 5, "ms", note=_NOTE)
    entries = _cpu_time(partial(desk.read, catalogue))
    yield at_most(f"what the palette searches, {many}", entries, 300, "ms", note=_NOTE)
    desk.close()


def _cpu_time(act: Callable[[], object]) -> float:
    """Milliseconds of the second time: the pages of the file are in memory as they are in use."""
    act()
    start = process_time()
    act()
    return (process_time() - start) * 1000


def _some_tickets(session: Session) -> list[int]:
    found = Statements(session).rows("SELECT id FROM ticket WHERE shelf = 0 ORDER BY id")
    return Random(5).sample([row[0] for row in found], min(_ASKED, len(found)))
