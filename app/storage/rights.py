"""Asks the desk whether somebody may run what takes a right."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.models.desk import Agent
from app.rules.roles import Right, has, refusal


def check(
    session: Session, agent_id: int | None, right: Right, *, retired_too: bool = False
) -> None:
    """``UserError`` naming who may, if this agent may not.

    Nobody in particular (the command line, care that runs by itself) may: who has the file and
    the program is not kept from anything by a role. ``retired_too`` is for taking back: who
    retired themselves by a slip mends it by their role of before.
    """
    if agent_id is None:
        return
    people = session.execute(select(Agent.id, Agent.name, Agent.role, Agent.active)).all()
    holders = [each for each in people if has(each.role, right)]
    if not any(each.id == agent_id and (each.active or retired_too) for each in holders):
        raise UserError(refusal(right, [each.name for each in holders if each.active]))
