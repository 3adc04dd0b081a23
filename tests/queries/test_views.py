"""Views hold what they promise, and count what they hold."""

from typing import Any

from sqlalchemy.orm import Session

from app import i18n
from app.models.views import SavedView
from app.queries.terms import Grouping, Sort
from app.queries.ticket_rows import TicketRow, ticket_rows
from app.queries.tickets import ticket_ids
from app.queries.views import View, builtin_views, saved_views, view_counts
from app.rules.enums import Status
from app.storage.changes import unrecorded
from app.storage.database import Database
from tests.queries.conftest import NOW, ZONE

VIEWPOINT: dict[str, Any] = {"now": NOW, "zone": ZONE, "agent_id": 1}


def _rows(demo: Database, key: str) -> list[TicketRow]:
    view = next(view for view in builtin_views() if view.key == key)
    return demo.read(ticket_rows, demo.read(ticket_ids, view.query, **VIEWPOINT))


def test_counts_are_the_lengths_of_the_lists(demo: Database) -> None:
    views = builtin_views() + demo.read(saved_views)
    counts = demo.read(view_counts, views, **VIEWPOINT)
    for view in views:
        assert counts[view.key] == len(demo.read(ticket_ids, view.query, **VIEWPOINT)), view.key
    assert all(counts[view.key] for view in builtin_views())


def test_the_built_in_views_hold_what_their_names_say(demo: Database) -> None:
    working = (Status.NEW, Status.OPEN)
    assert all(r.assignee_id == 1 and r.status in working for r in _rows(demo, "my_open"))
    assert all(r.assignee_id is None and r.status in working for r in _rows(demo, "unassigned"))
    assert all(r.due_at and r.due_at < NOW and not r.status.done for r in _rows(demo, "overdue"))
    today = NOW.astimezone(ZONE).date()
    due_today = _rows(demo, "due_today")
    assert all(r.due_at and r.due_at.astimezone(ZONE).date() == today for r in due_today)
    assert all(r.status.waiting for r in _rows(demo, "waiting"))
    assert all(r.snoozed_until and r.snoozed_until > NOW for r in _rows(demo, "snoozed"))
    assert all(r.solved_at and (NOW - r.solved_at).days < 7 for r in _rows(demo, "solved_week"))
    assert all(r.spam or r.automatic for r in _rows(demo, "spam"))
    assert all(r.deleted_at for r in _rows(demo, "trash"))
    assert not any(r.spam or r.automatic or r.deleted_at for r in _rows(demo, "all"))


def test_built_in_views_are_named_in_the_interface_language() -> None:
    i18n.set_language("de")
    assert [view.name for view in builtin_views()][:2] != ["My open", "Unassigned"]


def test_a_saved_view_with_an_unknown_look_has_the_usual_one(own_demo: Database) -> None:
    @unrecorded
    def add(session: Session) -> None:
        look = {"sort": "gone", "grouping": "gone", "descending": False}
        session.add(SavedView(name="Old", query="tag:x", position=-1, look=look))

    own_demo.execute(add, label="", agent_id=None)
    view: View = own_demo.read(saved_views)[0]
    assert (view.name, view.sort, view.grouping) == ("Old", Sort.UPDATED, Grouping.NONE)
    assert view.descending is False
    assert view.saved_id is not None
