"""Fills a new desk with demo stories, batch by batch."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.i18n import _
from app.models import Base
from app.models.contacts import Contact, ContactAddress, ContactPhone, Organisation
from app.models.messages import Attachment, Draft, Message, ThreadReference
from app.models.tickets import Category, Tag, Ticket, TicketLink, TicketTag, WorkTime
from app.rules.enums import FormOfAddress
from app.rules.names import folded, phone_key
from app.services.counters import reserve
from app.services.demo.acts import DemoAct, acts_on, before_acts, perform
from app.services.demo.fates import Fate
from app.services.demo.mails import DESK_ADDRESS
from app.services.demo.people import person
from app.services.demo.rows import Ids, Writer
from app.services.demo.scenarios import Kind
from app.services.demo.stories import AGENTS, Stories, Story
from app.services.desk import add_agent, change_agent, set_up
from app.services.first_categories import first_categories
from app.services.views import save_view
from app.storage import blobs, bulk, search
from app.storage.changes import unrecorded
from app.storage.database import Database
from app.storage.statements import Statements

ZONE = ZoneInfo("Europe/Berlin")
_BATCH = 1000
_REAL = 400
"""The newest tickets have real mails and a history; others of a very large desk have only texts."""

_PLACES = {
    "Versand": (2, 0),
    "Shipping": (2, 0),
    "Shop": (2, 1),
    "Rückgabe": (2, 2),
    "Returns": (2, 2),
    "Reklamation": (5, 0),
    "Complaint": (5, 0),
    "Rechnung": (3, 1),
    "Invoice": (3, 1),
    "Planer-App": (0, 1),
    "Planner app": (0, 1),
    "Reparatur": (0, 3),
    "Repair": (0, 3),
    "Beratung": (1, 0),
    "Advice": (1, 0),
    "Anfertigung": (1, 1),
    "Custom work": (1, 1),
    "Angebot": (1, 1),
    "Quote": (1, 1),
    "Ersatzteile": (1, 1),
    "Spare parts": (1, 1),
    "Konto": (4, 0),
    "Account": (4, 0),
    "Sonstiges": (6, None),
    "Other": (6, None),
}
"""Categories of the scenarios among those that a new desk starts with."""

_ORDER = (Ticket, Message, Attachment, ThreadReference, TicketTag, TicketLink, WorkTime, Draft)
_INDEXED = ("id", "subject", "people", "files", "text")
_SIGNATURES = {
    "de": "{name}\nAhornwerk · Werkhof 3 · 23552 Lübeck",
    "en": "{name}\nAhornwerk · Werkhof 3 · 23552 Lübeck, Germany",
}


def build_demo(database: Database, *, size: int = 300, now: datetime, language: str) -> int:
    """Fill a new, empty desk with ``size`` tickets up to ``now``; the id of its first agent.

    The same ``size`` and ``now`` give the same desk. ``language`` is that of its categories and
    views; customers write in German and English anyway.
    """
    stories = Stories(size, now=now, zone=ZONE)
    label = _("Set up the demo desk")
    ids = database.execute(
        _found_desk, stories, now=now, language=language, label=label, agent_id=None
    ).result
    for start in range(0, stories.people, _BATCH * 5):
        some = range(start, min(start + _BATCH * 5, stories.people))
        database.execute(_add_people, some, now=now, label=label, agent_id=None)
    acts: list[DemoAct] = []
    for start in range(0, size, _BATCH):
        some = range(start, min(start + _BATCH, size))
        real_from = size - _REAL
        acts += database.execute(
            _add_tickets, stories, some, ids, real_from=real_from, label=label, agent_id=None
        ).result
    perform(database, acts, agents=ids.agents)
    database.execute(_tidy, label=label, agent_id=None)
    return ids.agents[0]


@unrecorded
def _tidy(session: Session) -> None:
    search.tidy(session)


@unrecorded
def _found_desk(session: Session, stories: Stories, *, now: datetime, language: str) -> Ids:
    first = set_up(
        session,
        name="Ahornwerk",
        language=language,
        country="DE",
        state="SH",
        zone=ZONE.key,
        agent_name=AGENTS[0],
        agent_email=_agent_email(AGENTS[0]),
        own_addresses=(DESK_ADDRESS, "hallo@ahornwerk.example"),
        now=now - timedelta(days=120),
    )
    change_agent(
        session,
        first,
        name=AGENTS[0],
        email=_agent_email(AGENTS[0]),
        colour=0,
        signature_de=_SIGNATURES["de"].format(name=AGENTS[0]),
        signature_en=_SIGNATURES["en"].format(name=AGENTS[0]),
        now=now,
    )
    others = [
        add_agent(
            session,
            name=name,
            email=_agent_email(name),
            signature_de=_SIGNATURES["de"].format(name=name),
            signature_en=_SIGNATURES["en"].format(name=name),
            now=now,
        )
        for name in AGENTS[1:]
    ]
    for name, query in (
        (_("Urgent"), "status:unsolved priority:>=high"),
        (_("Refunds"), "tag:refund OR tag:erstattung"),
        (_("Calls and visits"), "channel:phone,counter"),
    ):
        save_view(session, name=name, query=query, now=now)
    return Ids(
        first_ticket=1,
        agents=(first, *others),
        categories=_categories(session, language),
        tags=_tags(session, stories),
        senders=_senders(session, stories, now=now),
    )


def _agent_email(name: str) -> str:
    return f"{name.split()[0].casefold()}@ahornwerk.example"


def _categories(session: Session, language: str) -> dict[str, int]:
    known = {(each.parent_id, each.name): each.id for each in session.scalars(select(Category))}
    tree = first_categories(language)
    found: dict[str, int] = {}
    for name, (place, below) in _PLACES.items():
        parent = known[None, tree[place].name]
        found[name] = parent if below is None else known[parent, tree[place].below[below]]
    return found


def _tags(session: Session, stories: Stories) -> dict[str, int]:
    names = {folded(name): name for name in stories.tags}
    ids = {key: place for place, key in enumerate(sorted(names), 1)}
    rows = [{"id": ids[key], "name": name, "name_key": key} for key, name in names.items()]
    session.execute(insert(Tag), rows)
    return ids


def _senders(session: Session, stories: Stories, *, now: datetime) -> dict[str, int]:
    """Contacts of machines and spammers, behind those of people."""
    found: dict[str, int] = {}
    for place, scenario in enumerate(stories.senders, 1):
        name, _bracket, email = scenario.sender.partition(" <")
        contact_id = found[scenario.sender] = stories.people + place
        spam = scenario.kind is Kind.SPAM
        session.execute(
            insert(Contact),
            [_contact(contact_id, name, now=now) | {"blocked": spam}],
        )
        session.execute(
            insert(ContactAddress), [{"contact_id": contact_id, "email": email.rstrip(">")}]
        )
    return found


def _contact(contact_id: int, name: str, *, now: datetime) -> dict[str, Any]:
    return {
        "id": contact_id,
        "name": name,
        "name_key": folded(name),
        "language": "",
        "form_of_address": FormOfAddress.UNKNOWN,
        "organisation_id": None,
        "customer_number": "",
        "notes": "",
        "blocked": False,
        "created_at": now,
        "updated_at": now,
    }


@unrecorded
def _add_people(session: Session, numbers: range, *, now: datetime) -> None:
    people = [(number + 1, person(number)) for number in numbers]
    firms = _firms(session, {who.firm for _id, who in people if who.firm})
    session.execute(
        insert(Contact),
        [
            _contact(contact_id, who.name, now=now)
            | {
                "language": who.language,
                "form_of_address": who.form_of_address,
                "organisation_id": firms.get(who.firm),
                "customer_number": who.customer_number,
                "notes": who.notes,
            }
            for contact_id, who in people
        ],
    )
    session.execute(
        insert(ContactAddress),
        [{"contact_id": contact_id, "email": who.email} for contact_id, who in people],
    )
    phones = [
        {"contact_id": contact_id, "number": who.phone, "digits": phone_key(who.phone)}
        for contact_id, who in people
        if who.phone
    ]
    if phones:
        session.execute(insert(ContactPhone), phones)


def _firms(session: Session, names: set[str]) -> dict[str, int]:
    known = {each.name: each.id for each in session.scalars(select(Organisation))}
    for name in sorted(names - known.keys()):
        firm = Organisation(name=name, name_key=folded(name))
        session.add(firm)
        session.flush()
        known[name] = firm.id
    return known


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
