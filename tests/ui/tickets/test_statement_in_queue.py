"""The mission statement stands where no ticket is: what all of it is for."""

from collections.abc import Callable
from datetime import date

from app.rules.workshop.statements import Part
from app.services.workshop import meetings, mission
from app.ui.widgets.empty_state import EmptyState
from tests.desk_fixtures import Desk
from tests.ui.tickets.conftest import Queue


def _words(queue: Queue) -> str:
    empty = queue.page.conversation.findChild(EmptyState)
    assert empty is not None
    return empty.hint


def test_the_statement_in_force_stands_where_no_ticket_is_selected(
    desk: Desk, open_queue: Callable[[], Queue], some_tickets: list[int]
) -> None:
    workshop_id = desk.do(
        meetings.create, template="values", day=date(2026, 3, 2), people=4, language="en"
    )
    mission_id = desk.do(mission.start, workshop_id)
    desk.do(mission.save_version, mission_id, {Part.MARKET: "We serve small shops."}, ())
    desk.do(mission.make_final, mission_id, 1)
    queue = open_queue()
    queue.page.show_view("overdue")
    queue.settled()
    assert _words(queue) == "We serve small shops."
    desk.do(mission.withdraw, mission_id)
    queue.page.show_view("all_open")
    queue.settled()
    queue.page.show_view("overdue")
    queue.settled()
    assert _words(queue) == ""
