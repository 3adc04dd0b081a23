"""Roles and PINs of the people at the desk."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.desk import Agent, AgentPin
from app.rules import pins
from app.rules.roles import Right, Role
from app.services import loading
from app.storage import rights
from app.storage.changes import needs, not_undoable, unrecorded


@needs(Right.MANAGE_PEOPLE)
@not_undoable
def set_role(session: Session, subject_id: int, role: Role, *, now: datetime) -> None:
    """Give somebody a role. Not undoable, or anybody could take it back."""
    agent = loading.agent(session, subject_id)
    if role is not Role.LEAD:
        check_lead_stays(session, agent)
    agent.role = role


@unrecorded
def set_pin(
    session: Session, subject_id: int, pin: str, *, agent_id: int | None, now: datetime
) -> None:
    """Who works as ``subject_id`` has to type ``pin`` from now on; empty takes it off.

    Everybody sets their own; that of somebody else takes the right to manage people.
    """
    loading.agent(session, subject_id)
    if agent_id != subject_id:
        rights.check(session, agent_id, Right.MANAGE_PEOPLE)
    if pin and not pins.fits(pin):
        raise UserError(_("A PIN has four to twelve digits."))
    kept = session.get(AgentPin, subject_id)
    if kept is not None:
        session.delete(kept)
        session.flush()
    if pin:
        session.add(AgentPin(id=subject_id, sealed=pins.sealed(pin)))


def check_lead_stays(session: Session, agent: Agent) -> None:
    """``UserError`` if nobody else who works here is a lead: the desk would be out of reach."""
    if agent.role is not Role.LEAD:
        return
    others = select(Agent.id).where(Agent.active, Agent.role == Role.LEAD, Agent.id != agent.id)
    if session.scalar(others.limit(1)) is None:
        raise UserError(_("Somebody has to be the lead here. Make somebody else lead first."))
