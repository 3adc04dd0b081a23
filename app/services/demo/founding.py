"""The demo desk before its first ticket: its people, categories, tags, views."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.i18n import _
from app.models.contacts import Contact, ContactAddress
from app.models.tickets import Category, Tag
from app.rules.names import folded
from app.services.demo.customers import contact
from app.services.demo.mails import DESK_ADDRESS
from app.services.demo.rows import Ids
from app.services.demo.scenarios import Kind
from app.services.demo.stories import Stories
from app.services.demo.story import AGENTS
from app.services.desk import add_agent, change_agent, set_up
from app.services.first_categories import first_categories
from app.services.views import save_view
from app.storage.changes import unrecorded

ZONE = ZoneInfo("Europe/Berlin")
"""Where the demo desk stands."""

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

_SIGNATURES = {
    "de": "{name}\nAhornwerk · Werkhof 3 · 23552 Lübeck",
    "en": "{name}\nAhornwerk · Werkhof 3 · 23552 Lübeck, Germany",
}


@unrecorded
def found_desk(session: Session, stories: Stories, *, now: datetime, language: str) -> Ids:
    """Set the desk up; where rows to come will find what is there now."""
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
            [contact(contact_id, name, now=now) | {"blocked": spam}],
        )
        session.execute(
            insert(ContactAddress), [{"contact_id": contact_id, "email": email.rstrip(">")}]
        )
    return found
