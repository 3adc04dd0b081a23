"""The demo desk: lifelike, always the same, and consistent as if a person had worked with it."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.formats.mail.message import parse
from app.models.contacts import Contact
from app.models.messages import Attachment, Draft, Message
from app.models.tickets import Ticket, TicketLink
from app.queries.timeline import timeline
from app.queries.views import builtin_views, saved_views, view_counts
from app.rules.enums import Direction, Status
from app.services import tickets
from app.services.demo import build_demo
from app.services.demo.fates import Fate, fate
from app.services.demo.founding import ZONE
from app.services.demo.moments import Arrivals
from app.services.demo.people import person
from app.services.demo.scenarios import Kind, scenarios
from app.services.demo.words import filled, values
from app.storage import blobs, search
from app.storage.database import Database
from app.storage.history import broken_entries
from app.storage.upgrade import create, open_desk

NOW = datetime(2026, 3, 12, 10, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Database:
    path = tmp_path_factory.mktemp("demo") / "demo.desk"
    database = create(path, clock=lambda: NOW)
    assert build_demo(database, size=300, now=NOW, language="de") == 1
    database.close()
    return open_desk(path, clock=lambda: NOW)


def _dump(session: Session) -> list[tuple[object, ...]]:
    connection = session.connection()
    return [
        tuple(row)
        for table in ("ticket", "message", "contact", "attachment", "draft", "ticket_tag")
        for row in connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY id")
    ]


def test_at_least_forty_threads_are_written_by_hand() -> None:
    every = [s for language in ("de", "en") for s in scenarios(language)]
    enquiries = [s for s in every if s.kind is Kind.ENQUIRY]
    assert len(enquiries) >= 40
    assert len({s.lines[0].text for s in enquiries}) == len(enquiries)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_placeholder_of_a_scenario_is_known(language: str) -> None:
    words = values(Random(1), person(1), language=language, agent="Jana", at=NOW, zone=ZONE)
    for scenario in scenarios(language):
        known = words | ({"subject": "x"} if scenario.kind is not Kind.ENQUIRY else {})
        for text in (scenario.subject, *(line.text for line in scenario.lines)):
            assert "{" not in filled(text, known)


def test_the_same_size_and_time_give_the_same_desk(tmp_path: Path) -> None:
    dumps = []
    for name in ("one", "two"):
        database = create(tmp_path / f"{name}.desk", clock=lambda: NOW)
        build_demo(database, size=40, now=NOW, language="en")
        dumps.append(database.read(_dump))
        database.close()
    assert dumps[0] == dumps[1]


def test_every_view_has_something_to_show(demo: Database) -> None:
    views = builtin_views() + demo.read(saved_views)
    counts = demo.read(view_counts, views, agent_id=1, now=NOW, zone=ZONE)
    assert all(counts.values()), counts
    assert counts["all"] + counts["spam"] + counts["trash"] < 300


def test_tickets_lie_within_eight_weeks_and_nothing_is_ahead_of_now(demo: Database) -> None:
    def check(session: Session) -> None:
        found = session.scalars(select(Ticket).order_by(Ticket.number)).all()
        assert len(found) == 300
        assert all(one.created_at <= two.created_at for one, two in pairwise(found))
        assert NOW - found[0].created_at < timedelta(weeks=8, days=1)
        assert NOW - found[-1].created_at < timedelta(days=2)
        assert session.scalars(select(func.max(Message.sent_at))).one() <= NOW

    demo.read(check)


def test_counts_and_search_are_as_if_each_message_had_come_by_itself(demo: Database) -> None:
    def check(session: Session) -> None:
        for ticket in session.scalars(select(Ticket)):
            said = session.scalars(
                select(Message).where(Message.ticket_id == ticket.id).order_by(Message.id)
            ).all()
            assert ticket.message_count == len(said)
            assert ticket.activity_at == (said[-1].sent_at if said else ticket.created_at)
            talk = [m for m in said if m.direction is not Direction.NOTE and not m.automatic]
            assert ticket.last_direction == (talk[-1].direction if talk else "")
            name_key = ticket.contact.name_key if ticket.contact else ""
            assert ticket.contact_key == name_key
        assert search.is_whole(session)
        assert session.connection().exec_driver_sql("PRAGMA foreign_key_check").first() is None

    demo.read(check)


def test_received_mails_have_real_mails_behind_them(demo: Database) -> None:
    def check(session: Session) -> Counter[str]:
        kinds: Counter[str] = Counter()
        with_raw = select(Message).where(Message.raw_id.is_not(None))
        for message in session.scalars(with_raw):
            assert message.raw_id is not None
            mail = parse(blobs.get(session, message.raw_id))
            assert mail.text == message.text
            assert mail.subject == message.subject
            assert mail.sender.email == message.sender_email
            assert mail.bounce == message.bounce
            assert mail.automatic == message.automatic
            assert bool(mail.html) == message.has_html
            assert mail.message_id == message.headers["message_id"]
            kinds.update(part.content_type for part in mail.parts)
            kinds["html"] += bool(mail.html)
            kinds["cid"] += "cid:" in mail.html
            kinds["tracked"] += "track.example" in mail.html
        return kinds

    kinds = demo.read(check)
    for kind in ("html", "cid", "tracked", "image/png", "text/plain"):
        assert kinds[kind], kind


def test_there_is_one_of_everything(demo: Database) -> None:
    def check(session: Session) -> None:
        def count(query: object) -> int:
            return len(session.scalars(query).all())  # type: ignore[call-overload]

        assert count(select(Draft)) >= 2
        assert count(select(TicketLink)) >= 2
        assert count(select(Message).where(Message.bounce))
        assert count(select(Message).where(Message.automatic, ~Message.bounce))
        assert count(select(Message).where(Message.direction == Direction.NOTE)) > 20
        assert count(select(Attachment).where(Attachment.content_type == "application/pdf"))
        assert count(select(Ticket).where(Ticket.thanked))
        assert count(select(Ticket).where(Ticket.merged_into_id.is_not(None)))
        assert count(select(Ticket).where(Ticket.manual_priority.is_not(None)))
        assert count(select(Ticket).where(Ticket.seconds_worked > 0)) > 50
        assert count(select(Ticket).where(Ticket.snoozed_until > NOW))
        languages = Counter(session.scalars(select(Contact.language)))
        assert languages["de"] > 10
        assert languages["en"] > 10

    demo.read(check)


def test_the_newest_tickets_have_a_history_that_led_to_where_they_stand(demo: Database) -> None:
    def worked_on(session: Session) -> list[int]:
        query = select(Ticket.id).where(Ticket.snoozed_until > NOW)
        return list(session.scalars(query))

    for ticket_id in demo.read(worked_on):
        first, *acts = demo.read(timeline, ticket_id)
        assert first.automatic
        assert [each.label.split()[0] for each in acts] == ["Assigned", "Snoozed"]
        assert all(each.agent_name and not each.automatic for each in acts)
        assert all(one.at <= two.at <= NOW for one, two in pairwise(acts))
    assert demo.next_undo() is not None
    assert not demo.read(broken_entries)


def test_one_can_work_on_with_a_demo_desk_and_take_it_back(tmp_path: Path) -> None:
    database = create(tmp_path / "demo.desk", clock=lambda: NOW)
    build_demo(database, size=30, now=NOW, language="en")
    before, step = database.read(_dump), database.next_undo()
    database.execute(tickets.set_status, [3, 4], Status.OPEN, label="Open", agent_id=1, now=NOW)
    database.execute(tickets.merge, [5], 6, label="Merge", agent_id=1, now=NOW)
    database.undo(agent_id=1)
    database.undo(agent_id=1)
    assert len(database.read(_dump)) == len(before)
    assert database.next_undo() == step
    database.close()


@pytest.mark.parametrize("size", [1, 2, 7])
def test_a_tiny_desk_can_be_built(tmp_path: Path, size: int) -> None:
    database = create(tmp_path / "tiny.desk", clock=lambda: NOW)
    build_demo(database, size=size, now=NOW, language="de")
    assert len(database.read(lambda session: session.scalars(select(Ticket)).all())) == size
    database.close()


def test_a_large_desk_is_mostly_done() -> None:
    fates = Counter(fate(index, 20_000) for index in range(20_000))
    done = (Fate.CLOSED, Fate.SOLVED, Fate.THANKED, Fate.TRASH, Fate.MERGED, Fate.SPAM)
    assert sum(fates[each] for each in (*done, Fate.AUTOMATIC)) >= 18_000


def test_arrivals_rise_and_prefer_office_hours() -> None:
    arrivals = Arrivals(2000, now=NOW, zone=ZONE)
    moments = [arrivals[index] for index in range(2000)]
    assert moments == sorted(moments)
    local = [moment.astimezone(ZONE) for moment in moments]
    office = [at for at in local if at.weekday() < 5 and 8 <= at.hour < 18]
    assert len(office) > 1200
    assert moments[-1] < NOW
