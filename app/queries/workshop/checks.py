"""Solved tickets held against the statement, and the trend over the quarters."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.queries.decoding import first, moment, rows
from app.queries.desk import desk, zone_of
from app.rules.workshop.quarters import Quarter, quarter_from_key
from app.rules.workshop.statements import Fit


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A drawn ticket; without ``ticket_number`` it was deleted for good meanwhile."""

    id: int
    ticket_id: int
    ticket_number: int | None
    subject: str
    contact: str
    resolution: str
    verdict: Fit | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """How the tickets of a quarter were rated; ``unrated`` wait for it."""

    quarter: Quarter
    fits: int
    neutral: int
    contradicts: int
    unrated: int

    @property
    def rated(self) -> int:
        """How many were."""
        return self.fits + self.neutral + self.contradicts

    @property
    def balance(self) -> float | None:
        """From −1, all contradict, to 1, all fit; None before the first rating."""
        return (self.fits - self.contradicts) / self.rated if self.rated else None


_CHECKS = """
SELECT c.id, c.ticket_id, t.number, coalesce(t.subject, ''),
    coalesce((SELECT name FROM contact WHERE id = t.contact_id), ''), coalesce(t.resolution, ''),
    c.verdict, c.at
FROM mission_check AS c LEFT JOIN ticket AS t ON t.id = c.ticket_id
WHERE c.mission_id = ? AND c.quarter = ? ORDER BY c.id
"""
_TREND = """
SELECT quarter, sum(verdict IS 'fits'), sum(verdict IS 'neutral'), sum(verdict IS 'contradicts'),
    sum(verdict IS NULL)
FROM mission_check WHERE mission_id = ? GROUP BY quarter ORDER BY quarter
"""


def checks(session: Session, mission_id: int, quarter: Quarter) -> tuple[CheckRow, ...]:
    """The tickets drawn for a quarter, in the order they were drawn in."""
    return tuple(
        CheckRow(
            check_id, ticket_id, number, subject, contact, resolution,
            Fit(verdict) if verdict else None, moment(at),
        )
        for check_id, ticket_id, number, subject, contact, resolution, verdict, at in rows(
            session, _CHECKS, (mission_id, quarter.key)
        )
    )  # fmt: skip


def trend(session: Session, mission_id: int) -> tuple[QuarterRow, ...]:
    """All quarters in which tickets were drawn, the earliest first."""
    return tuple(
        QuarterRow(quarter_from_key(key), *counts)
        for key, *counts in rows(session, _TREND, (mission_id,))
    )


def solved_in(session: Session, begins: datetime, ends: datetime) -> int:
    """How many tickets were solved between two moments and stayed so."""
    found = first(
        session,
        "SELECT count(*) FROM ticket WHERE shelf = 1 AND solved_at >= ? AND solved_at < ?",
        (int(begins.timestamp() * 1000), int(ends.timestamp() * 1000)),
    )
    return found[0] if found else 0


def desk_zone(session: Session) -> ZoneInfo:
    """By whose clock a quarter begins."""
    found = desk(session)
    return ZoneInfo("UTC") if found is None else zone_of(found)
