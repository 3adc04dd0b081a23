"""The history of a ticket reads as sentences, whatever was done to it."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

import pytest

from app import i18n
from app.queries.conversation import conversation
from app.queries.timeline import TimelineEvent, timeline
from app.rules.enums import Impact, LinkKind, Priority, Status, Urgency
from app.services import answers, tickets, work
from app.storage.database import Database
from tests.queries.conftest import NOW

TICKET = 20


@pytest.fixture
def do(own_demo: Database) -> Callable[..., Any]:
    seconds = count(1)

    def do(operation: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        label = kwargs.pop("label", "Did it")
        now = NOW + timedelta(seconds=next(seconds))
        own_demo.clock = lambda: now
        outcome = own_demo.execute(operation, *args, label=label, agent_id=1, now=now, **kwargs)
        return outcome.result

    return do


def _last(desk: Database, ticket_id: int = TICKET) -> TimelineEvent:
    return desk.read(timeline, ticket_id)[-1]


def test_an_imported_ticket_begins_with_how_it_came(demo: Database) -> None:
    events = demo.read(timeline, TICKET)
    assert len(events) == 1
    assert events[0].automatic
    assert events[0].agent_name == "Tresen"
    assert events[0].text


@pytest.mark.parametrize(
    ("operation", "arguments", "sentence"),
    [
        (tickets.set_status, ([TICKET], Status.OPEN), "Status changed from Closed to Open."),
        (tickets.assign, ([TICKET], None), "No longer assigned to"),
        (tickets.set_manual_priority, ([TICKET], Priority.CRITICAL), "Priority set to Critical"),
        (tickets.set_due, ([TICKET], NOW + timedelta(days=1)), "Due Friday"),
        (tickets.add_tags, ([TICKET], ["vip"]), "Tag vip added."),
        (tickets.trash, ([TICKET],), "Moved to the trash."),
        (tickets.set_subject, (TICKET, "Other words"), "to “Other words”."),
        (tickets.set_resolution, (TICKET, "Swapped"), "Resolution changed."),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_change_is_a_sentence(
    own_demo: Database,
    do: Callable[..., Any],
    operation: Callable[..., Any],
    arguments: tuple[Any, ...],
    sentence: str,
) -> None:
    do(operation, *arguments, label="The label")
    event = _last(own_demo)
    assert event.agent_name == "Jana Petersen"
    assert event.text.startswith("The label: ")
    assert sentence in event.text
    assert event.undoable_step_id is not None


def test_impact_and_urgency_are_told_with_the_priority_they_give(
    own_demo: Database, do: Callable[..., Any]
) -> None:
    do(tickets.set_impact_urgency, [TICKET], impact=Impact.HIGH, urgency=Urgency.HIGH)
    text = _last(own_demo).text
    assert "Impact changed: High impact." in text
    assert "to Critical." in text


def test_a_merge_is_told_at_both_ends_and_so_is_its_undoing(
    own_demo: Database, do: Callable[..., Any]
) -> None:
    do(tickets.merge, [22], TICKET, label="Merge")
    assert "Merged into #1020." in _last(own_demo, 22).text
    assert "#1022 was merged into this ticket." in _last(own_demo).text
    assert "came from #1022." in _last(own_demo).text
    own_demo.undo(agent_id=1)
    undone = _last(own_demo)
    assert undone.label == "Undone: Merge"
    assert "#1022 is a ticket of its own again." in undone.text
    assert "went to #1022." in undone.text
    assert undone.undoable_step_id is None
    own_demo.redo(agent_id=1)
    assert _last(own_demo).label == "Done again: Merge"


def test_a_split_leaves_its_trace_where_the_message_was(
    own_demo: Database, do: Callable[..., Any]
) -> None:
    moved = own_demo.read(conversation, TICKET)[-1].id
    do(answers.add_note, TICKET, text="Stays.")
    new_id = do(tickets.split, [moved])
    assert "1 message went to #1151." in _last(own_demo).text
    assert "Ticket opened." in _last(own_demo, new_id).text


def test_notes_links_work_and_snoozes_are_told(own_demo: Database, do: Callable[..., Any]) -> None:
    do(tickets.set_status, [TICKET], Status.OPEN)
    do(tickets.snooze, [TICKET], NOW + timedelta(days=3))
    assert "Snoozed until Sunday, 15 March 2026, 11:30" in _last(own_demo).text
    do(tickets.link, TICKET, 21, kind=LinkKind.RELATED)
    assert "Linked: Related to #1021." in _last(own_demo).text
    assert "Linked from #1020" in _last(own_demo, 21).text
    note = do(answers.add_note, TICKET, text="Called.")
    assert "Note written." in _last(own_demo).text
    do(answers.change_note, note, "Called twice.")
    assert "Note changed." in _last(own_demo).text
    do(answers.delete_note, note)
    assert "Note deleted." in _last(own_demo).text
    do(work.add_time, TICKET, seconds=4500)
    assert "1 h 15 min of work added." in _last(own_demo).text


def test_sentences_are_in_the_interface_language(
    own_demo: Database, do: Callable[..., Any]
) -> None:
    do(tickets.trash, [TICKET])
    i18n.set_language("de")
    assert "Moved to the trash" not in _last(own_demo).text


def test_a_ticket_that_is_gone_has_no_history(demo: Database) -> None:
    assert demo.read(timeline, 99_999) == ()
