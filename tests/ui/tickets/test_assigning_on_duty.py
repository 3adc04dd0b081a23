"""Who is on duty by the published plan is seen where a ticket is given to somebody."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.desk import add_agent
from app.services.shifts.cells import CellChange, set_cells
from app.services.shifts.publishing import publish
from app.ui.widgets.choice_popover import ChoicePopover
from tests.desk_fixtures import Desk
from tests.services.shifts.rosters import with_kinds
from tests.ui.tickets.conftest import Queue


def test_a_ticket_is_given_to_who_is_on_duty(
    open_queue: Callable[[], Queue], desk: Desk, some_tickets: list[int]
) -> None:
    today = desk.clock.now.date()
    ben = desk.do(add_agent, name="Ben Berg", email="ben@example.org")
    kinds = with_kinds(desk)
    desk.do(set_cells, [CellChange(ben, today, kinds["F"])])
    desk.do(publish, first=today, last=today)
    queue = open_queue()
    queue.page.show_view("all_open")
    queue.settled()
    queue.page.table.select_ids([some_tickets[3]])
    queue.settled()
    queue.act("ticket.assign")
    popover = queue.popup()
    assert isinstance(popover, ChoicePopover)
    texts = [popover.list.item(row).text() for row in range(popover.list.count())]
    assert texts == ["Kim Okafor (me)", "Ben Berg · on duty until 16:00", "Nobody"]
    popover.list.setCurrentRow(1)
    QTest.keyClick(popover.list, Qt.Key.Key_Return)
    queue.settled()
    assert queue.ticket(some_tickets[3]).assignee_name == "Ben Berg"
