"""The demo desk's snippets: the starter packs, changed, used and starred as a team would."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from functools import partial
from random import Random
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.formats.snippets.imported import Imported
from app.i18n import _
from app.models.contacts import Contact
from app.models.messages import Message
from app.models.snippets import Snippet, SnippetUse, SnippetVariant
from app.models.tickets import Category, Ticket
from app.rules.enums import Direction
from app.rules.snippet_variants import Variant, best_variant
from app.rules.snippet_words import saved_characters
from app.services import snippets
from app.services.demo.acts import DemoAct
from app.services.facts import set_fact
from app.services.first_categories import first_categories
from app.services.starter_packs import install_starter_pack, starter_pack
from app.storage.changes import unrecorded
from app.storage.database import Database

_BEGUN = timedelta(days=100)
_NEWEST_ANSWERS = 3000
_SHARE = 0.7
"""Of the answers, how many were made with a snippet."""

_EARLIER = {
    "erstattung": (31, 'plus(5, "wt")', 'plus(10, "wt")'),
    "eingang": (17, 'plus(1, "wt")', 'plus(2, "wt")'),
    "passwort": (8, "Er gilt eine Stunde.", "Er gilt 24 Stunden."),
    "refund": (31, 'plus(5, "wd")', 'plus(10, "wd")'),
    "receipt": (17, 'plus(1, "wd")', 'plus(2, "wd")'),
    "password": (8, "It works for an hour.", "It works for 24 hours."),
}
"""How many days ago a wording was changed, what it says since then, what it said before."""

_FACTS = (
    ("öffnungszeiten", "montags bis freitags von 8 bis 17 Uhr", 290),
    ("telefon", "0451 555 0110", None),
    ("rückgabefrist", "30 Tage ab Lieferung", -9),
    ("opening_hours", "Monday to Friday from 8 am to 5 pm", 290),
    ("phone", "+49 451 555 0110", None),
    ("return_period", "30 days from delivery", 50),
)
"""Name, value, and for how many days from now it is good; one is out of date."""

_COMMON = {
    "de": (
        "hallo",
        "eingang",
        "angaben",
        "technik",
        "fertig",
        "pardon",
        "stand",
        "passwort",
        "erstattung",
    ),
    "en": ("hi", "receipt", "details", "tech", "done", "sorry", "update", "password", "refund"),
}


@dataclass(frozen=True, slots=True)
class _Known:
    """A snippet as its uses name it; ``changed_at`` is when version 2 was written."""

    id: int
    abbreviation: str
    category_id: int | None
    variants: tuple[Variant, ...]
    changed_at: datetime | None


def add_snippets(
    database: Database, *, language: str, agents: Sequence[int], now: datetime, zone: tzinfo
) -> list[DemoAct]:
    """Packs of both languages, the desk's own first, and facts; what was changed since is returned
    as acts to perform."""
    label = _("Set up the demo desk")
    begun = now - _BEGUN
    database.execute(_install, language, agents, begun, now, zone, label=label, agent_id=None)
    return database.read(_rewordings, now)


@unrecorded
def _install(
    session: Session,
    language: str,
    agents: Sequence[int],
    begun: datetime,
    now: datetime,
    zone: tzinfo,
) -> None:
    for pack in (language, *({"de", "en"} - {language})):
        install_starter_pack(session, pack, agent_id=agents[0], now=begun)
    _categorise(session, language)
    for place, (name, value, days) in enumerate(_FACTS):
        until = None if days is None else (now.astimezone(zone) + timedelta(days=days)).date()
        owner = agents[place % len(agents)]
        set_fact(session, name, value, owner_id=owner, valid_until=until, now=begun)
    for abbreviation, (_days, present, earlier) in _EARLIER.items():
        for variant in session.scalars(_wordings_of(abbreviation)):
            variant.body = variant.body.replace(present, earlier)


def _categorise(session: Session, language: str) -> None:
    """Give the other pack's snippets the categories of this desk that stand in the same place."""
    other = "en" if language == "de" else "de"
    ids = {(each.parent_id, each.name): each.id for each in session.scalars(select(Category))}
    paths: dict[tuple[str, ...], int] = {}
    for here, there in zip(first_categories(language), first_categories(other), strict=True):
        parent = paths[there.name,] = ids[None, here.name]
        for below_here, below_there in zip(here.below, there.below, strict=True):
            paths[there.name, below_there] = ids[parent, below_here]
    for each in starter_pack(other):
        if isinstance(each, Imported) and each.category:
            query = select(Snippet).where(Snippet.abbreviation == each.abbreviation)
            session.scalars(query).one().category_id = paths[each.category]


def _wordings_of(abbreviation: str) -> Any:
    return (
        select(SnippetVariant)
        .join(Snippet, Snippet.id == SnippetVariant.snippet_id)
        .where(Snippet.abbreviation == abbreviation)
        .order_by(SnippetVariant.id)
    )


def _rewordings(session: Session, now: datetime) -> list[DemoAct]:
    """What was changed since, as acts with a history."""
    acts: list[DemoAct] = []
    for abbreviation, (days, present, earlier) in _EARLIER.items():
        wordings = list(session.scalars(_wordings_of(abbreviation)))
        variants = tuple(
            Variant(each.language, each.form, each.body.replace(earlier, present))
            for each in wordings
        )
        change = partial(snippets.change, variants=variants)
        acts.append(
            DemoAct(
                now - timedelta(days=days),
                len(acts) % 2,
                _("Changed a snippet"),
                change,
                (wordings[0].snippet_id,),
            )
        )
    return acts


@unrecorded
def use_snippets(session: Session, now: datetime) -> None:
    """Answers of the past weeks that were made with a snippet."""
    random = Random(7)
    known = _known(session)
    rows: list[dict[str, Any]] = []
    query = (
        select(
            Message.id,
            Message.ticket_id,
            Message.agent_id,
            Message.sent_at,
            func.length(Message.text),
            Ticket.category_id,
            Contact.language,
            Contact.form_of_address,
        )
        .join(Ticket, Ticket.id == Message.ticket_id)
        .join(Contact, Contact.id == Ticket.contact_id)
        .where(
            Message.direction == Direction.OUT,
            Message.agent_id.is_not(None),
            Message.sent_at > now - _BEGUN,
        )
        .order_by(Message.id.desc())
        .limit(_NEWEST_ANSWERS)
    )
    for message_id, ticket_id, agent_id, at, length, category_id, language, form in session.execute(
        query
    ):
        spoken = language if language in _COMMON else "de"
        fitting = [each for each in known[spoken] if each.category_id == category_id]
        common = [each for each in known[spoken] if each.abbreviation in _COMMON[spoken]]
        used = random.choice(fitting * 4 + common)
        if random.random() >= _SHARE:
            continue
        variant = best_variant(used.variants, language=spoken, form=form)
        assert variant is not None
        rows.append(
            {
                "snippet_id": used.id,
                "version": 2 if used.changed_at and at >= used.changed_at else 1,
                "language": variant.language,
                "form": variant.form,
                "ticket_id": ticket_id,
                "message_id": message_id,
                "agent_id": agent_id,
                "at": at,
                "filled": {},
                "characters": min(saved_characters(variant.body, used.abbreviation), length),
            }
        )
    if rows:
        session.execute(insert(SnippetUse), rows[::-1])


def _known(session: Session) -> Mapping[str, list[_Known]]:
    """The whole answers (with a greeting) by language."""
    found: dict[str, list[_Known]] = {"de": [], "en": []}
    for snippet in session.scalars(select(Snippet).order_by(Snippet.id)):
        variants = tuple(Variant(v.language, v.form, v.body) for v in snippet.variants)
        if not variants[0].body.startswith("<<"):
            continue
        changed = snippet.changed_at if snippet.version > 1 else None
        found[variants[0].language].append(
            _Known(snippet.id, snippet.abbreviation, snippet.category_id, variants, changed)
        )
    return found
