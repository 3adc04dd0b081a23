"""Lists of tickets: rows, single tickets, and that first pages never read the rest."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.messages import Message
from app.models.tickets import Ticket
from app.queries.language import parse
from app.queries.orders import INDEXED
from app.queries.terms import Grouping, Sort, Word
from app.queries.tickets import (
    TicketRow,
    details,
    open_tickets_of,
    ticket_by_number,
    ticket_ids,
    ticket_rows,
)
from app.queries.views import builtin_views
from app.rules.enums import Channel, LinkKind, Priority, Status
from app.services import tickets as acts
from app.services.contacts import ContactChoice
from app.storage.database import Database
from tests.queries.conftest import NOW, ZONE

VIEWPOINT: dict[str, Any] = {"now": NOW, "zone": ZONE, "agent_id": 1}


@contextmanager
def _statements(session: Session) -> Iterator[list[str]]:
    """Everything that is asked of the desk meanwhile, with its values."""
    asked: list[str] = []
    connection: Any = session.connection().connection.driver_connection
    connection.set_trace_callback(asked.append)
    try:
        yield asked
    finally:
        connection.set_trace_callback(None)


def _plans(session: Session, sort: Sort, *, descending: bool, text: str) -> list[str]:
    """How SQLite answers a first page, step by step."""
    query = parse(text).term if text else None
    with _statements(session) as asked:
        ticket_ids(session, query, sort=sort, descending=descending, limit=20, **VIEWPOINT)
    connection = session.connection()
    return [
        step[3]
        for statement in asked
        for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")
    ]


@pytest.mark.parametrize("sort", sorted(INDEXED))
@pytest.mark.parametrize("descending", [True, False])
def test_a_first_page_in_an_indexed_order_is_neither_sorted_nor_scanned(
    demo: Database, sort: Sort, descending: bool
) -> None:
    steps = demo.read(_plans, sort, descending=descending, text="")
    assert steps
    assert not [step for step in steps if "TEMP B-TREE" in step]
    walks = steps.count("CO-ROUTINE t")  # each is a bounded walk whose rows are then looked through
    assert len([step for step in steps if step.startswith("SCAN t")]) == walks


@pytest.mark.parametrize("view", builtin_views(), ids=lambda view: view.key)
def test_the_first_page_of_a_view_scans_no_table(demo: Database, view: Any) -> None:
    steps = demo.read(_plans, view.sort, descending=view.descending, text=view.query_text)
    scans = [step for step in steps if step.startswith(("SCAN ticket", "SCAN message"))]
    assert steps
    assert not scans


def test_rows_come_in_the_order_asked_for_and_skip_what_is_gone(demo: Database) -> None:
    rows = demo.read(ticket_rows, [7, 99_999, 3, 12])
    assert [row.id for row in rows] == [7, 3, 12]


def test_a_page_of_rows_takes_one_statement(demo: Database) -> None:
    def count(session: Session) -> int:
        with _statements(session) as asked:
            ticket_rows(session, list(range(1, 65)))
        return len(asked)

    assert demo.read(count) == 1


def test_a_row_says_what_the_ticket_says(demo: Database) -> None:
    def compare(session: Session) -> None:
        for row in ticket_rows(session, list(session.scalars(select(Ticket.id)))):
            ticket = session.get_one(Ticket, row.id)
            contact, category = ticket.contact, ticket.category
            assert row.subject == ticket.subject
            assert row.status is ticket.status
            assert row.priority is ticket.priority
            assert row.level is ticket.level
            assert row.channel is ticket.channel
            assert row.due_at == ticket.due_at
            assert row.activity_at == ticket.activity_at
            assert row.snoozed_until == ticket.snoozed_until
            assert row.seconds_worked == ticket.seconds_worked
            assert row.manual == (ticket.manual_priority is not None)
            assert row.contact_name == (contact.name if contact else "")
            assert row.contact_email == (contact.addresses[0].email if contact else "")
            assert row.category.endswith(category.name if category else "")
            assert sorted(row.tags) == sorted(each.tag.name for each in ticket.tags)
            messages = session.scalars(select(Message).where(Message.ticket_id == row.id)).all()
            assert row.message_count == len(messages)
            assert row.has_attachment == any(
                not file.inline for message in messages for file in message.attachments
            )

    demo.read(compare)


def test_groups_come_before_the_order_within_them(demo: Database) -> None:
    ids = demo.read(ticket_ids, None, sort=Sort.CREATED, grouping=Grouping.PRIORITY, **VIEWPOINT)
    rows = demo.read(ticket_rows, ids)
    ranks = [list(Priority).index(row.priority) for row in rows]
    assert ranks == sorted(ranks, reverse=True)
    for rank in set(ranks):
        group = [row.created_at for row, own in zip(rows, ranks, strict=True) if own == rank]
        assert group == sorted(group, reverse=True)


_SOMETIMES: dict[Sort, Callable[[TicketRow], Any]] = {
    Sort.DUE: attrgetter("due_at"),
    Sort.SNOOZED: attrgetter("snoozed_until"),
    Sort.WORKED: lambda row: row.seconds_worked or None,
}


@pytest.mark.parametrize("grouping", [Grouping.NONE, Grouping.STATUS])
@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize("sort", _SOMETIMES)
def test_tickets_without_the_value_come_after_all_others(
    demo: Database, sort: Sort, descending: bool, grouping: Grouping
) -> None:
    order: dict[str, Any] = {"sort": sort, "descending": descending, "grouping": grouping}
    ids = demo.read(ticket_ids, None, **order, **VIEWPOINT)
    rows = demo.read(ticket_rows, ids)
    grouped = grouping is Grouping.STATUS
    for _group, group in groupby(rows, key=attrgetter("status") if grouped else bool):
        values = [_SOMETIMES[sort](row) for row in group]
        there = [each for each in values if each is not None]
        assert there == sorted(there, reverse=descending)
        assert values[: len(there)] == there
    assert any(_SOMETIMES[sort](row) for row in rows)


def test_every_sort_of_the_queue_has_an_index_or_sorts_few_values() -> None:
    few = {Sort.STATUS, Sort.ASSIGNEE, Sort.CATEGORY, Sort.CHANNEL, Sort.LEVEL}
    assert set(Sort) == INDEXED | few


def test_a_ticket_is_found_by_its_number_alone(demo: Database) -> None:
    assert demo.read(ticket_ids, Word("1040"), **VIEWPOINT) == [40]
    assert demo.read(ticket_by_number, 1042) == 42
    assert demo.read(ticket_by_number, 7) is None


def test_open_tickets_of_a_contact_are_those_to_act_on(demo: Database) -> None:
    def contacts(session: Session) -> list[int]:
        return list(session.scalars(select(Ticket.contact_id).where(Ticket.shelf == 0)))

    contact_id = demo.read(contacts)[0]
    rows = demo.read(open_tickets_of, contact_id)
    assert rows
    assert all(row.contact_id == contact_id and not row.status.done for row in rows)


def test_details_hold_links_from_both_ends_and_what_was_merged(own_demo: Database) -> None:
    own_demo.execute(acts.link, 10, 12, kind=LinkKind.CHILD, label="Link", agent_id=1, now=NOW)
    own_demo.execute(acts.merge, [13], 12, label="Merge", agent_id=1, now=NOW)
    one = own_demo.read(details, 10)
    other = own_demo.read(details, 12)
    assert one is not None
    assert other is not None
    assert [(link.kind, link.outward, link.number) for link in one.links] == [
        (LinkKind.CHILD, True, 1012)
    ]
    assert (LinkKind.CHILD, False, 1010) in [
        (link.kind, link.outward, link.number) for link in other.links
    ]
    assert [each.number for each in other.merged] == [1013]
    assert own_demo.read(details, 99_999) is None


def test_followers_are_neither_the_customer_nor_the_desk(demo: Database) -> None:
    def all_followers(session: Session) -> set[str]:
        ids = session.scalars(select(Ticket.id))
        found = [details(session, ticket_id) for ticket_id in ids]
        return {each.email for one in found if one for each in one.followers}

    emails = demo.read(all_followers)
    assert any(email.startswith(("accounts@", "buchhaltung@")) for email in emails)
    assert not any("ahornwerk" in email and "MAILER" not in email for email in emails)


def test_a_solved_ticket_left_the_lists_of_work(own_demo: Database) -> None:
    before = own_demo.read(ticket_ids, parse("status:new,open").term, **VIEWPOINT)
    own_demo.execute(acts.set_status, before[:1], Status.SOLVED, label="Solve", agent_id=1, now=NOW)
    after = own_demo.read(ticket_ids, parse("status:new,open").term, **VIEWPOINT)
    solved = own_demo.read(ticket_ids, parse("solved:today").term, **VIEWPOINT)
    assert after == before[1:]
    assert before[0] in solved


def test_what_was_written_down_without_words_is_found_by_its_subject(own_demo: Database) -> None:
    ticket_id = own_demo.execute(
        acts.capture,
        subject="Rückruf Frau Quandt, dringend",
        text="",
        channel=Channel.PHONE,
        contact=ContactChoice(),
        agent_id=1,
        label="Capture",
        now=NOW,
    ).result
    for text in ("quandt", "dringend rückruf", '"frau quandt"', "quand*", "-danke quandt"):
        assert own_demo.read(ticket_ids, parse(text).term, limit=5, **VIEWPOINT) == [ticket_id]
    assert own_demo.read(ticket_ids, parse('"quandt frau"').term, **VIEWPOINT) == []
    assert own_demo.read(ticket_ids, parse("quan").term, **VIEWPOINT) == []
