"""The desk itself: set up once, its people, its own addresses, its priority matrix."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.desk import Agent, Desk, OwnAddress
from app.models.tickets import Ticket
from app.rules.enums import Impact, Urgency
from app.rules.priority import Matrix, matrix_as_json, matrix_from_json
from app.rules.roles import Right, Role
from app.services import loading
from app.services.categories import (
    add_category,
    archive_category,
    move_category,
    rename_category,
    reorder_categories,
    set_category_fields,
)
from app.services.contact_lookup import checked_email
from app.services.first_categories import first_categories
from app.services.properties import derive_priority, matrix_of
from app.services.roles import check_lead_stays
from app.storage.changes import needs, not_undoable

COLOURS = 12
"""Agents take the colours of the theme's set in turn."""


@not_undoable
def set_up(
    session: Session,
    *,
    name: str,
    language: str,
    country: str = "",
    state: str = "",
    zone: str = "",
    agent_name: str,
    agent_email: str = "",
    own_addresses: Iterable[str] = (),
    now: datetime,
) -> int:
    """The first start of a new desk, with categories in its language; the id of its first agent."""
    if session.get(Desk, 1) is not None:
        raise UserError(_("This desk is set up already."))
    session.add(
        Desk(
            id=1,
            name=_checked(name, _("A desk needs a name.")),
            language=language,
            country=country,
            state=state,
            zone=checked_zone(zone),
            created_at=now,
        )
    )
    agent_id = add_agent(session, name=agent_name, email=agent_email, now=now)
    loading.agent(session, agent_id).role = Role.LEAD
    set_own_addresses(session, [(email, "") for email in own_addresses], now=now)
    for first in first_categories(language):
        parent = add_category(session, first.name, fields=first.fields, now=now)
        for below in first.below:
            add_category(session, below, parent_id=parent, fields=first.fields, now=now)
    return agent_id


@needs(Right.CHANGE_RULES)
def change_desk(
    session: Session,
    *,
    name: str,
    language: str,
    country: str,
    state: str,
    zone: str,
    now: datetime,
) -> None:
    """Change what belongs to the team."""
    desk = _desk(session)
    desk.name = _checked(name, _("A desk needs a name."))
    desk.language, desk.country, desk.state = language, country, state
    desk.zone = checked_zone(zone)


@needs(Right.MANAGE_PEOPLE)
def add_agent(
    session: Session,
    *,
    name: str,
    email: str = "",
    colour: int | None = None,
    signature_de: str = "",
    signature_en: str = "",
    now: datetime,
) -> int:
    """Somebody else works here too; their id. Without a colour they get the first free one."""
    agent = Agent(
        name=_checked_agent_name(session, name, but=None),
        email=checked_email(email) if email.strip() else "",
        colour=_free_colour(session) if colour is None else colour % COLOURS,
        signature_de=signature_de.strip(),
        signature_en=signature_en.strip(),
    )
    session.add(agent)
    session.flush()
    return agent.id


def change_agent(
    session: Session,
    agent_id: int,
    *,
    name: str,
    email: str,
    colour: int,
    signature_de: str,
    signature_en: str,
    now: datetime,
) -> None:
    """Change who somebody is and how they sign."""
    agent = loading.agent(session, agent_id)
    agent.name = _checked_agent_name(session, name, but=agent_id)
    agent.email = checked_email(email) if email.strip() else ""
    agent.colour = colour % COLOURS
    agent.signature_de, agent.signature_en = signature_de.strip(), signature_en.strip()


@needs(Right.MANAGE_PEOPLE)
def retire_agent(session: Session, agent_id: int, *, now: datetime) -> None:
    """Somebody left: they stay the author of what they wrote; their open tickets are nobody's.

    The last one who stays is the lead.
    """
    agent = loading.agent(session, agent_id)
    others = session.scalars(select(Agent).where(Agent.active, Agent.id != agent_id)).all()
    if not others:
        raise UserError(_("Somebody has to work here. Add another person first."))
    if len(others) == 1:
        others[0].role = Role.LEAD
    check_lead_stays(session, agent)
    agent.active = False
    theirs = select(Ticket).where(Ticket.assignee_id == agent_id)
    for ticket in session.scalars(theirs):
        if not ticket.status.done:
            ticket.assignee_id = None


@needs(Right.MANAGE_PEOPLE)
def bring_back_agent(session: Session, agent_id: int, *, now: datetime) -> None:
    """Somebody who left works here again."""
    loading.agent(session, agent_id).active = True


@needs(Right.CHANGE_RULES)
def set_own_addresses(
    session: Session, addresses: Iterable[tuple[str, str]], *, now: datetime
) -> None:
    """The desk's own addresses, each with its name: all of them, in this order."""
    wanted = {checked_email(email): name.strip() for email, name in addresses if email.strip()}
    present = {each.email: each for each in session.scalars(select(OwnAddress))}
    for email in present.keys() - wanted.keys():
        session.delete(present[email])
    for email, name in wanted.items():
        if email in present:
            present[email].name = name
        else:
            session.add(OwnAddress(email=email, name=name))
    session.flush()


@needs(Right.CHANGE_RULES)
def set_priority_matrix(session: Session, matrix: Matrix, *, now: datetime) -> None:
    """Another matrix; open tickets get their priority from it, done ones keep what they had."""
    before, after = matrix_of(session), matrix_from_json(matrix_as_json(matrix))
    _desk(session).priority_matrix = matrix_as_json(after)
    cells = [
        (Ticket.impact == impact) & (Ticket.urgency == urgency)
        for impact in Impact
        for urgency in Urgency
        if before[impact][urgency] is not after[impact][urgency]
    ]
    if not cells:
        return
    open_ones = select(Ticket).where(
        Ticket.shelf == 0, Ticket.manual_priority.is_(None), or_(*cells)
    )
    for ticket in session.scalars(open_ones):
        derive_priority(ticket, after)


def _desk(session: Session) -> Desk:
    desk = session.get(Desk, 1)
    if desk is None:
        raise UserError(_("This desk is not set up yet."))
    return desk


def _checked(text: str, otherwise: str) -> str:
    written = " ".join(text.split())
    if not written:
        raise UserError(otherwise)
    return written


def checked_zone(zone: str) -> str:
    """The IANA name as it is written; ``UserError`` if there is no such zone, empty is kept."""
    try:
        return ZoneInfo(zone).key if zone else ""
    except (ValueError, ZoneInfoNotFoundError):
        raise UserError(_("“{zone}” is no time zone.").format(zone=zone)) from None


def _checked_agent_name(session: Session, name: str, *, but: int | None) -> str:
    written = _checked(name, _("A person needs a name."))
    for other in session.scalars(select(Agent).where(Agent.active)):
        if other.id != but and other.name.casefold() == written.casefold():
            raise UserError(_("{name} works here already.").format(name=written))
    return written


def _free_colour(session: Session) -> int:
    taken = list(session.scalars(select(Agent.colour).where(Agent.active)))
    return min(range(COLOURS), key=lambda colour: (taken.count(colour), colour))


__all__ = [
    "add_agent",
    "add_category",
    "archive_category",
    "bring_back_agent",
    "change_agent",
    "change_desk",
    "checked_zone",
    "move_category",
    "rename_category",
    "reorder_categories",
    "retire_agent",
    "set_category_fields",
    "set_own_addresses",
    "set_priority_matrix",
    "set_up",
]
