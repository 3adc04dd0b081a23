"""The mission statement of a workshop whose questions are answered, in the workshop page."""

from datetime import date

import pytest
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from app.queries.workshop.missions import Mission, mission_of
from app.queries.workshop.workshops import workshop
from app.services.workshop import ideas, meetings, statements
from tests.desk_fixtures import Desk
from tests.ui.workshop.conftest import Workshops

ANSWERS = ("Small shops first", "Nobody waits alone", "Mistakes are told, not hidden")


@pytest.fixture
def prepared(desk: Desk) -> int:
    """A service mission whose three questions have one answer each; its id."""
    made = desk.do(
        meetings.create,
        template="service_mission",
        title="Who we are",
        day=date(2026, 3, 10),
        people=8,
        language="en",
    )
    found = desk.read(workshop, made)
    assert found is not None
    for question, text in zip(found.questions, ANSWERS, strict=True):
        desk.do(ideas.add_idea, question.id, text)
        desk.do(statements.accept_only_idea, question.id)
    return made


def opened(workshops: Workshops) -> Workshops:
    """Go to the statement of the workshop that is shown."""
    workshops.act("statement")
    assert workshops.page.in_statement
    return workshops


def stored(desk: Desk) -> Mission:
    """The statement as the desk holds it."""
    ((workshop_id,),) = desk.rows("SELECT id FROM workshop")
    found = desk.read(mission_of, workshop_id)
    assert found is not None
    return found


def below(tree: QTreeWidget, group: int) -> QTreeWidgetItem:
    """The first item of a group."""
    head = tree.topLevelItem(group)
    assert head is not None
    found = head.child(0)
    assert found is not None
    return found
