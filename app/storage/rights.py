"""Asks the desk whether somebody may run what takes a right."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.models.desk import Agent
from app.rules.roles import Right, has, refusal


def check(session: Session, agent_id: int | None, right: Right) -> None:
    """``UserError`` naming who may, if this agent may not.

    Nobody in particular (the command line, care that runs by itself) may: who has the file and
    the program is not kept from anything by a role.
    """
    if agent_id is None:
        return
    people = session.execute(select(Agent.id, Agent.name, Agent.role).where(Agent.active)).all()
    allowed = {each.id: each.name for each in people if has(each.role, right)}
    if agent_id not in allowed:
        raise UserError(refusal(right, list(allowed.values())))
