"""A read nobody waits for ends early, and harms no other."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app.errors import Cancelled
from app.storage.statements import Statements
from app.storage.stopping import Stop
from tests.desk_fixtures import Desk

_ENDLESS = (
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) "
    "SELECT count(*) FROM n WHERE begun(x)"
)


def _endless(session: Session, begun: threading.Event) -> None:
    """Counts for ever, and tells when the engine is at it."""
    connection = session.connection().connection.driver_connection
    assert connection is not None
    connection.create_function("begun", 1, _tells(begun))
    Statements(session).rows(_ENDLESS)


def _tells(begun: threading.Event) -> Callable[[int], bool]:
    def at_it(_x: int) -> bool:
        begun.set()
        return True

    return at_it


def _one(session: Session) -> int:
    return int(session.execute(text("SELECT 1")).scalar_one())


def _end_a_read_under_way(desk: Desk) -> list[Exception]:
    stop, begun, ends = Stop(), threading.Event(), list[Exception]()

    def read() -> None:
        try:
            desk.database.read_until(stop, _endless, begun)
        except Cancelled as end:
            ends.append(end)

    reader = threading.Thread(target=read)
    reader.start()
    assert begun.wait(20)
    stop.ask()
    reader.join(20)
    assert not reader.is_alive()
    return ends


def test_a_statement_under_way_is_interrupted(desk: Desk) -> None:
    assert len(_end_a_read_under_way(desk)) == 1
    assert desk.database.open_sessions == 0


def test_the_connection_of_an_interrupted_read_serves_the_next_ones(desk: Desk) -> None:
    for _round in range(5):
        _end_a_read_under_way(desk)
        assert desk.database.read(_one) == 1
        assert desk.database.read_until(Stop(), _one) == 1


def test_a_read_that_is_not_wanted_any_more_does_not_begin(desk: Desk) -> None:
    stop, asked = Stop(), list[int]()
    stop.ask()
    with pytest.raises(Cancelled):
        desk.database.read_until(stop, lambda session: asked.append(_one(session)))
    assert asked == []
    assert desk.database.open_sessions == 0


def test_between_two_statements_the_second_is_not_begun(desk: Desk) -> None:
    stop, found = Stop(), list[object]()

    def two(session: Session) -> None:
        found.extend(Statements(session).rows("SELECT 1"))
        stop.ask()
        found.extend(Statements(session).rows("SELECT 2"))

    with pytest.raises(Cancelled):
        desk.database.read_until(stop, two)
    assert found == [(1,)]


def test_what_is_asked_to_stop_after_its_end_stops_no_other(desk: Desk) -> None:
    stop = Stop()

    def late(session: Session) -> int:
        stop.ask()
        return _one(session)

    assert desk.database.read_until(stop, _one) == 1
    assert desk.database.read_until(Stop(), late) == 1


def test_a_fault_of_a_read_that_is_wanted_is_told(desk: Desk) -> None:
    with pytest.raises(OperationalError):
        desk.database.read_until(Stop(), lambda session: session.execute(text("SELECT nothing")))
