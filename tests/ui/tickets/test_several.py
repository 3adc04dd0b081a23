"""Several tickets selected: the properties show what they share and change all of them at once."""

from datetime import timedelta

from app.rules.enums import Status
from app.services import tickets, work
from app.ui.tickets.property_rows import Property
from app.ui.widgets.choice_popover import ChoicePopover
from tests.desk_fixtures import MORNING
from tests.ui.tickets.conftest import Queue


def shown(queue: Queue) -> dict[Property, str]:
    rows = queue.page.several.rows
    return {each: rows[each].text() for each in Property}


def select(queue: Queue, ids: list[int]) -> None:
    queue.page.table.select_ids(ids)
    queue.settled()


def test_common_values_are_shown_and_others_are_various(
    queue: Queue, some_tickets: list[int]
) -> None:
    first, second, third = some_tickets[:3]
    queue.desk.do(tickets.set_due, [first], MORNING + timedelta(days=1))
    queue.desk.do(tickets.add_tags, [first, second], ["vip"])
    queue.desk.do(tickets.add_tags, [first], ["refund"])
    queue.desk.do(work.add_time, first, seconds=1800, started_at=MORNING)
    queue.desk.do(work.add_time, second, seconds=3600, started_at=MORNING)
    select(queue, [first, second])
    pane = queue.page.several
    assert pane.isVisible()
    assert not queue.page.properties.isVisible()
    assert pane.title.text() == "2 tickets"
    assert shown(queue) == {
        Property.STATUS: "Open",
        Property.ASSIGNEE: "Kim Okafor",
        Property.PRIORITY: "Normal",
        Property.CATEGORY: "None",
        Property.LEVEL: "L1",
        Property.DUE: "Various",
        Property.SNOOZE: "No",
        Property.CONTACT: "Various",
    }
    assert pane.tags.tags == ("vip",)
    assert pane.other_tags.text() == "On some: refund (1)"
    assert pane.worked.text() == "Time worked in all: 1 h 30 min"
    select(queue, [first, second, third])
    assert shown(queue)[Property.ASSIGNEE] == "Various"
    assert not pane.tags.tags


def test_a_choice_is_one_act_for_all_and_one_undo(queue: Queue, some_tickets: list[int]) -> None:
    chosen = some_tickets[1:5]
    select(queue, chosen)
    queue.page.several.rows[Property.ASSIGNEE].click()
    popover = queue.popup()
    assert isinstance(popover, ChoicePopover)
    popover.taken.emit(None)
    popover.close()
    queue.settled()
    assert [queue.ticket(each).assignee_id for each in some_tickets[:5]] == [1, *[None] * 4]
    assert shown(queue)[Property.ASSIGNEE] == "Nobody"
    queue.page.several.tags.add_tag("vip")
    queue.settled()
    assert all(queue.ticket(each).tags == ("vip",) for each in chosen)
    queue.act("edit.undo")
    assert not any(queue.ticket(each).tags for each in chosen)
    queue.act("edit.undo")
    assert queue.ticket(some_tickets[1]).assignee_id == 1


def test_a_tag_taken_off_leaves_all_of_them(queue: Queue, some_tickets: list[int]) -> None:
    chosen = some_tickets[:3]
    queue.desk.do(tickets.add_tags, chosen, ["vip"])
    select(queue, chosen)
    queue.page.several.tags.tags_changed.emit(())
    queue.settled()
    assert not any(queue.ticket(each).tags for each in chosen)


def test_one_ticket_again_brings_its_own_properties_back(
    queue: Queue, some_tickets: list[int]
) -> None:
    select(queue, some_tickets[:3])
    assert queue.page.several.isVisible()
    queue.page.list_pane.select_one()
    queue.settled()
    assert queue.page.properties.isVisible()
    assert not queue.page.several.isVisible()


def test_tickets_that_leave_the_list_by_an_act_leave_the_pane(
    queue: Queue, some_tickets: list[int]
) -> None:
    select(queue, some_tickets[:3])
    queue.page.acts.set_status(some_tickets[:3], Status.CLOSED)
    queue.settled()
    assert not queue.page.several.isVisible()
    assert queue.page.properties.isVisible()


def test_the_history_of_the_ticket_shown_is_there_though_several_are_selected(
    queue: Queue, some_tickets: list[int]
) -> None:
    select(queue, some_tickets[:2])
    queue.act("ticket.history")
    assert queue.page.properties.isVisible()
