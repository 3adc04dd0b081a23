"""Who is on duty, in the status bar."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from app.rules.rosters.values import AbsenceKind
from app.services.shifts.absences import add_absence
from app.services.shifts.publishing import publish
from app.ui.duty_item import DutyItem
from app.ui.operations import Operations
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from tests.desk_fixtures import Desk, desk, template_desk
from tests.services.shifts.rosters import END_OF_MAY, MAY, with_kinds, with_people, write

__all__ = ["desk", "template_desk"]


@pytest.fixture
def operations(desk: Desk, tasks: Tasks) -> Operations:
    """Kim early, Ana late on 1 May 2026 in Berlin; published, and it is 10:00 there."""
    kinds = with_kinds(desk)
    (ana,) = with_people(desk, "Ana Roth")
    write(desk, kinds, desk.kim, "F", MAY)
    write(desk, kinds, ana, "S", MAY)
    desk.clock.now = datetime(2026, 5, 1, 8, tzinfo=UTC)
    return Operations(desk.database, tasks, agent_id=desk.kim)


def published(desk: Desk, operations: Operations, settled: Callable[[], None]) -> None:
    """Tell the team."""
    operations.run(publish, first=MAY, last=END_OF_MAY, now=desk.clock.now, label="Published")
    settled()


def test_nothing_is_shown_until_a_plan_is_published(
    desk: Desk, operations: Operations, theme: Theme, settled: Callable[[], None]
) -> None:
    item = DutyItem(operations, theme, now=lambda: desk.clock.now)
    settled()
    assert item.isHidden()
    published(desk, operations, settled)
    assert not item.isHidden()
    assert item.text() == "On duty: Kim Okafor"
    assert item.toolTip() == "Kim Okafor: Früh until 16:00"


def test_the_next_shift_takes_over(
    desk: Desk, operations: Operations, theme: Theme, settled: Callable[[], None]
) -> None:
    published(desk, operations, settled)
    item = DutyItem(operations, theme, now=lambda: desk.clock.now)
    desk.clock.now = datetime(2026, 5, 1, 14, tzinfo=UTC)
    item.read()
    settled()
    assert item.text() == "On duty: Ana Roth"


def test_who_is_reported_sick_is_not_on_duty(
    desk: Desk, operations: Operations, theme: Theme, settled: Callable[[], None]
) -> None:
    published(desk, operations, settled)
    item = DutyItem(operations, theme, now=lambda: desk.clock.now)
    operations.run(
        add_absence, desk.kim, first=date(2026, 5, 1), last=date(2026, 5, 1),
        kind=AbsenceKind.SICK, now=desk.clock.now, label="Sick",
    )  # fmt: skip
    settled()
    assert item.text() == "Nobody on duty"
    assert item.toolTip().startswith("Next duty:")
