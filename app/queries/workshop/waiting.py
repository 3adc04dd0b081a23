"""What waits outside of a room: ideas whose day to look again has come, votes left open."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.queries.decoding import moment, rows


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
class Waiting:
    """Both, the oldest first."""

    ideas: tuple[DueIdea, ...] = ()
    votes: tuple[OpenVote, ...] = ()

    @property
    def count(self) -> int:
        """How much it is, for a badge."""
        return len(self.ideas) + len(self.votes)


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
    )
