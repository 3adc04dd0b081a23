"""Numbers that only go up: ticket numbers and the counters inside message ids."""

from sqlalchemy.orm import Session

from app.storage.statements import Statements

_FIRST = {"ticket": 1001}

_TAKE = (
    "INSERT INTO counter (name, value) VALUES (:name, :first + :count) "
    "ON CONFLICT (name) DO UPDATE SET value = value + :count RETURNING value"
)


def next_number(session: Session, name: str) -> int:
    """The next number of the counter ``ticket`` (first 1001) or ``message``; never given back."""
    return reserve(session, name, 1)[0]


def reserve(session: Session, name: str, count: int) -> range:
    """The next ``count`` numbers of a counter at once."""
    first = _FIRST.get(name, 1)
    after: int = Statements(session).value(_TAKE, {"name": name, "first": first, "count": count})
    return range(after - count, after)
