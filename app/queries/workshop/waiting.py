"""What waits outside of a room: ideas to look at again, votes left open, a follow-up."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.queries.decoding import first, moment, rows
from app.queries.workshop.checks import desk_zone, solved_in
from app.queries.workshop.in_force import statement_in_force
from app.rules.workshop.quarters import Quarter, quarter_of

_FOLLOW_UP_DAYS = 31
"""Days after a quarter in which its follow-up is brought up."""


@dataclass(frozen=True, slots=True)
class DueIdea:
    """An idea in a basket that was to be looked at again on a day that has come."""

    id: int
    workshop_id: int
    workshop: str
    text: str
    reason: str
    revisit_on: date


@dataclass(frozen=True, slots=True)
class OpenVote:
    """A workshop with a vote by secret ballots that is not over; no backup is made meanwhile."""

    workshop_id: int
    workshop: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class DueFollowUp:
    """Solved tickets of the quarter that ended are to be held against the statement in force."""

    workshop_id: int
    workshop: str
    quarter: Quarter


@dataclass(frozen=True, slots=True)
class Waiting:
    """All of it, the oldest first."""

    ideas: tuple[DueIdea, ...] = ()
    votes: tuple[OpenVote, ...] = ()
    follow_up: DueFollowUp | None = None

    @property
    def count(self) -> int:
        """How much it is, for a badge."""
        return len(self.ideas) + len(self.votes) + (self.follow_up is not None)


_IDEAS = """
SELECT i.id, w.id, w.title, i.text, i.basket_reason, i.revisit_on
FROM workshop_idea AS i JOIN workshop AS w ON w.id = i.workshop_id
WHERE i.revisit_on <= ? AND i.basket AND w.deleted_at IS NULL ORDER BY i.revisit_on, i.id
"""
_VOTES = """
SELECT w.id, w.title, min(v.opened_at)
FROM workshop_vote AS v JOIN workshop AS w ON w.id = v.workshop_id
WHERE v.state = 'open' AND v.mode = 'ranked' GROUP BY w.id ORDER BY min(v.opened_at)
"""
_RATED = """
SELECT count(*) > 0 AND count(*) = count(verdict) FROM mission_check
WHERE mission_id = ? AND quarter = ?
"""


def waiting(session: Session, today: date) -> Waiting:
    """What waits on this day. Votes of deleted workshops too: they hold up backups."""
    return Waiting(
        tuple(
            DueIdea(idea_id, workshop_id, title, text, reason, date.fromisoformat(day))
            for idea_id, workshop_id, title, text, reason, day in rows(
                session, _IDEAS, (today.isoformat(),)
            )
        ),
        tuple(
            OpenVote(workshop_id, title, moment(opened))
            for workshop_id, title, opened in rows(session, _VOTES)
        ),
        _follow_up(session, today),
    )


def _follow_up(session: Session, today: date) -> DueFollowUp | None:
    """In the month after a quarter in which the statement was in force and tickets were solved,
    until those drawn of it are rated."""
    quarter = quarter_of(today).before
    if (today - quarter.after.first_day).days >= _FOLLOW_UP_DAYS:
        return None
    statement = statement_in_force(session)
    begins, ends = quarter.moments(desk_zone(session))
    if statement is None or statement.since >= ends:
        return None
    rated = first(session, _RATED, (statement.mission_id, quarter.key))
    if (rated and rated[0]) or not solved_in(session, begins, ends):
        return None
    return DueFollowUp(statement.workshop_id, statement.title, quarter)
