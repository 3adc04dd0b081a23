"""What the queue remembers of its views, on a machine with more than one desk."""

from pathlib import Path

from app.queries.terms import Grouping, Sort
from app.queries.views import View
from app.ui.tickets.queue_memory import QueueMemory
from app.ui.tickets.ticket_listing import Listing
from app.ui.window_memory import WindowMemory


def _own(name: str, query: str) -> View:
    return View(
        "saved:1", name, query, Sort.CREATED, True, Grouping.STATUS, ("subject",), saved_id=1
    )


def test_an_own_view_of_another_desk_with_the_same_number_keeps_its_look(tmp_path: Path) -> None:
    memory = QueueMemory(WindowMemory(tmp_path))
    ours, theirs = _own("Urgent", "prio:>=high"), _own("Refunds", "tag:refund")
    chosen = Listing(ours.query, Sort.DUE, False, Grouping.NONE)
    memory.remember_listing(ours, chosen)
    memory.remember_columns(ours, ("subject", "due"), {})
    assert (memory.listing(ours), memory.columns(ours)) == (chosen, ("subject", "due"))
    usual = Listing(theirs.query, Sort.CREATED, True, Grouping.STATUS)
    assert (memory.listing(theirs), memory.columns(theirs)) == (usual, ("subject",))
    renamed = _own("Very urgent", "prio:>=high")
    assert memory.listing(renamed) == chosen
