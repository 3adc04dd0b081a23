"""Fills a new desk with demo stories, batch by batch."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.i18n import _
from app.models import Base
from app.models.messages import Attachment, Draft, Message
from app.models.tickets import Ticket, TicketLink, TicketTag, WorkTime
from app.services.counters import reserve
from app.services.demo.acts import DemoAct, acts_on, before_acts, perform
from app.services.demo.customers import add_people
from app.services.demo.fates import Fate
from app.services.demo.founding import ZONE, found_desk
from app.services.demo.rosters import add_roster
from app.services.demo.rows import Ids
from app.services.demo.snippets import add_snippets, use_snippets
from app.services.demo.stories import Stories
from app.services.demo.story import Story
from app.services.demo.ticket_rows import Writer
from app.services.demo.workshop import add_workshops
from app.storage import blobs, bulk, search
from app.storage.changes import unrecorded
from app.storage.database import Database
from app.storage.statements import Statements

_BATCH = 1000
_REAL = 400
"""The newest tickets have real mails and a history; others of a very large desk have only texts."""

_ORDER = (Ticket, Message, Attachment, TicketTag, TicketLink, WorkTime, Draft)
_INDEXED = ("id", "subject", "people", "files", "text")


def build_demo(database: Database, *, size: int = 300, now: datetime, language: str) -> int:
    """Fill a new, empty desk with ``size`` tickets up to ``now``; the id of its first agent.

    The same ``size`` and ``now`` give the same desk. ``language`` is that of its categories and
    views; customers write in German and English anyway.
    """
    stories = Stories(size, now=now, zone=ZONE)
    label = _("Set up the demo desk")
    ids = database.execute(
        found_desk, stories, now=now, language=language, label=label, agent_id=None
    ).result
    for start in range(0, stories.people, _BATCH * 5):
        some = range(start, min(start + _BATCH * 5, stories.people))
        database.execute(add_people, some, now=now, label=label, agent_id=None)
    acts: list[DemoAct] = []
    for start in range(0, size, _BATCH):
        some = range(start, min(start + _BATCH, size))
        real_from = size - _REAL
        acts += database.execute(
            _add_tickets, stories, some, ids, real_from=real_from, label=label, agent_id=None
        ).result
    acts += add_snippets(database, language=language, agents=ids.agents, now=now, zone=ZONE)
    perform(database, acts, agents=ids.agents)
    database.execute(use_snippets, now, label=label, agent_id=None)
    database.execute(add_roster, ids.agents, now=now, zone=ZONE, label=label, agent_id=None)
    database.execute(
        add_workshops,
        ids.agents,
        now=now,
        zone=ZONE,
        language=language,
        label=label,
        agent_id=None,
    )
    database.execute(_tidy, label=label, agent_id=None)
    return ids.agents[0]


@unrecorded
def _tidy(session: Session) -> None:
    search.tidy(session)


@unrecorded
def _add_tickets(
    session: Session, stories: Stories, some: range, ids: Ids, *, real_from: int
) -> list[DemoAct]:
    """Tickets as they were before the acts that are returned."""
    numbers = reserve(session, "ticket", len(some))
    told = [stories.tell(index, number) for index, number in zip(some, numbers, strict=True)]
    writer = Writer(ids, zone=ZONE)
    acts: list[DemoAct] = []
    for story, counter in _with_counters(session, told):
        real = story.index >= real_from
        writer.write(before_acts(story) if real else story, counter=counter, with_raw=real)
        if real:
            ticket_id = ids.ticket(story.index)
            acts += acts_on(story, ticket_id, agents=ids.agents, now=stories.now, zone=ZONE)
    rows = writer.rows
    stored = blobs.put_many(session, rows.contents)
    for row, place in rows.raw_of:
        row["raw_id"] = stored[place]
    for row, place in rows.file_of:
        row["blob_id"] = stored[place]
    messages = sorted(rows.by_table.get(Message, []), key=lambda row: row["id"])
    rows.by_table[Message] = messages
    sql = Statements(session)
    with bulk.loading(sql):
        for model in _ORDER:
            if found := rows.by_table.get(model):
                session.execute(insert(Base.metadata.tables[model.__tablename__]), found)
        bulk.index(sql, [tuple(row[name] for name in _INDEXED) for row in messages])
        grown = [ids.ticket(story.index - 1) for story in told if story.fate is Fate.MERGED]
        bulk.recount(sql, grown)
    return acts


def _with_counters(session: Session, told: list[Story]) -> Iterator[tuple[Story, range]]:
    """Each story with the counters of its messages."""
    counter = reserve(session, "message", sum(len(story.said) for story in told))
    start = 0
    for story in told:
        yield story, counter[start : start + len(story.said)]
        start += len(story.said)
