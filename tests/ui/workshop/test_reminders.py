"""What waits outside of the room is said: ideas to look at again, a vote that was left open."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest

from app.rules.enums import Status
from app.rules.workshop.quarters import Quarter
from app.rules.workshop.statements import Part
from app.rules.workshop.votes import VoteMode
from app.services import tickets
from app.services.workshop import ideas, mission, votes
from app.ui.workshop.prepare.due_popover import DuePopover
from app.ui.workshop.waiting_badge import WaitingBadge
from tests.desk_fixtures import Desk
from tests.ui.workshop.conftest import Workshops


@pytest.fixture
def basket(desk: Desk, prepared: int, open_workshops: Callable[[], Workshops]) -> Workshops:
    """The page; an idea in the basket is due today, another one next year."""
    workshops = open_workshops()
    first = workshops.stored.questions[0]
    due, later = desk.do(ideas.add_ideas, first.id, ["A coffee machine", "Night shifts"])
    today = desk.clock().date()
    desk.do(ideas.to_basket, [due], reason="Ask again", revisit_on=today)
    desk.do(ideas.to_basket, [later], revisit_on=today + timedelta(days=300))
    workshops.page._read_list()
    workshops.settled()
    return workshops


def _days(workshops: Workshops) -> dict[str, date | None]:
    return {each.text: each.revisit_on for each in workshops.stored.basket}


def test_on_its_day_an_idea_in_the_basket_is_brought_up(basket: Workshops) -> None:
    due = basket.page.reminders.due
    assert due.isVisible()
    assert "“A coffee machine”" in due.text
    assert "Night shifts" not in due.text


def test_nothing_is_said_while_nothing_waits(workshops: Workshops) -> None:
    assert workshops.page.reminders.isHidden()


def test_an_idea_is_put_off_or_settled_and_both_can_be_undone(basket: Workshops) -> None:
    today = basket.desk.clock().date()
    basket.page.reminders.due.acted.emit()
    popover = basket.page.findChild(DuePopover)
    assert popover is not None
    popover.postpone.click()
    basket.settled()
    assert _days(basket)["A coffee machine"] == today + timedelta(days=91)
    assert basket.page.reminders.isHidden()
    basket.operations.undo()
    basket.settled()
    assert basket.page.reminders.due.isVisible()
    basket.page.reminders.due.acted.emit()
    basket.page.findChildren(DuePopover)[-1].settle.click()
    basket.settled()
    assert _days(basket)["A coffee machine"] is None


def test_enter_leads_to_the_workshop_of_the_idea(basket: Workshops) -> None:
    basket.page.reminders.due.acted.emit()
    popover = basket.page.findChild(DuePopover)
    assert popover is not None
    QTest.keyClick(popover.list, Qt.Key.Key_Return)
    basket.settled()
    assert basket.page.list.current_id == basket.stored.id


def test_a_vote_that_is_left_open_is_told_and_one_click_leads_to_it(
    desk: Desk, prepared: int, open_workshops: Callable[[], Workshops]
) -> None:
    workshops = open_workshops()
    first = workshops.stored.questions[0]
    desk.do(ideas.add_ideas, first.id, ["Fast", "Kind"])
    desk.do(votes.open_vote, first.id, mode=VoteMode.RANKED, voters=8)
    workshops.page._read_list()
    workshops.settled()
    told = workshops.page.reminders.vote
    assert told.isVisible()
    assert "no backup is made" in told.text
    told.acted.emit()
    workshops.settled()
    assert workshops.page.in_room


def test_after_a_quarter_its_follow_up_is_brought_up_and_one_click_leads_to_it(
    desk: Desk, prepared: int, open_workshops: Callable[[], Workshops]
) -> None:
    statement = desk.do(mission.start, prepared)
    desk.do(mission.save_version, statement, {Part.MARKET: "We serve small shops."}, ())
    desk.do(mission.make_final, statement, 1)
    desk.do(tickets.set_status, [desk.captured("Printer")], Status.SOLVED)
    desk.clock.advance(days=31)
    workshops = open_workshops()
    bar = workshops.page.reminders.follow_up
    assert bar.isVisible()
    assert "Quarter 1 of 2026" in bar.text
    bar.acted.emit()
    workshops.settled()
    view = workshops.page.statement
    assert workshops.page.in_statement
    assert view.follow_up.isVisible()
    assert view.follow_up.quarter == Quarter(2026, 1)
    view.follow_up.draw.click()
    workshops.settled()
    QTest.keyClick(view.follow_up.list, Qt.Key.Key_1)
    workshops.settled()
    view.leave()
    workshops.settled()
    assert bar.isHidden()


def test_the_badge_counts_what_waits(basket: Workshops) -> None:
    shown: list[int] = []
    owner = QObject(basket.page)
    badge = WaitingBadge(basket.operations, shown.append, now=basket.desk.clock, parent=owner)
    badge.read()
    basket.settled()
    basket.page.reminders.due.acted.emit()
    basket.page.findChildren(DuePopover)[-1].settle.click()
    basket.settled()
    assert (shown[0], shown[-1]) == (1, 0)
