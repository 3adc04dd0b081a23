"""The quarterly look: ten random solved tickets held against the statement in force."""

import random
from collections.abc import Sequence
from datetime import datetime
from secrets import SystemRandom

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.errors import UserError
from app.i18n import _
from app.models.mission import MissionCheck
from app.models.tickets import Ticket
from app.queries.workshop.checks import desk_zone
from app.rules.workshop.quarters import Quarter
from app.rules.workshop.statements import Fit
from app.services import loading

SAMPLE = 10
"""Tickets looked at in a quarter."""


def draw_tickets(
    session: Session,
    mission_id: int,
    quarter: Quarter,
    *,
    dice: random.Random | None = None,
    now: datetime,
) -> list[int]:
    """Draw solved tickets of a quarter until ten are drawn; the ids of the new checks.

    Those drawn before stay, whatever became of them. ``UserError`` if none is left to draw.
    """
    begins, ends = quarter.moments(desk_zone(session))
    known = set(
        session.scalars(
            select(MissionCheck.ticket_id).where(
                MissionCheck.mission_id == mission_id, MissionCheck.quarter == quarter.key
            )
        )
    )
    solved = session.scalars(
        select(Ticket.id)
        .where(Ticket.shelf == 1, Ticket.solved_at >= begins, Ticket.solved_at < ends)
        .order_by(Ticket.id)
    )
    left = [each for each in solved if each not in known]
    if len(known) >= SAMPLE:
        raise UserError(_("Ten tickets of this quarter are drawn already."))
    if not left:
        raise UserError(_("No other ticket was solved in this quarter."))
    count = min(SAMPLE - len(known), len(left))
    drawn = [
        MissionCheck(mission_id=mission_id, quarter=quarter.key, ticket_id=each)
        for each in (dice or SystemRandom()).sample(left, count)
    ]
    session.add_all(drawn)
    session.flush()
    return [each.id for each in drawn]


def rate(
    session: Session,
    ids: Sequence[int],
    verdict: Fit | None,
    *,
    agent_id: int | None,
    now: datetime,
) -> None:
    """Say how drawn tickets stand to the statement; None leaves it open again."""
    for each in dict.fromkeys(ids):
        gone = _("This ticket is not among those drawn any more.")
        check = loading.existing(session, MissionCheck, each, gone)
        check.verdict = verdict
        check.agent_id = agent_id
        check.at = now
