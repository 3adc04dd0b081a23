"""Tidying up by itself: in small acts, before the backup, and never in its way."""

from collections.abc import Callable
from contextlib import closing

import pytest

from app.errors import UserError
from app.services import answers, tickets
from app.services.messages import NewFile
from app.storage.connection import connect
from app.ui.desk import tidying
from app.ui.desk.tidying import Tidying
from app.ui.operations import Operations
from app.ui.tasks import Tasks
from tests.desk_fixtures import Desk, desk, template_desk

__all__ = ["desk", "template_desk"]


@pytest.fixture
def operations(desk: Desk, tasks: Tasks) -> Operations:
    return Operations(desk.database, tasks, agent_id=desk.kim)


@pytest.fixture
def finished() -> list[bool]:
    """An entry for each time that nothing is left to do."""
    return []


@pytest.fixture
def tidy(operations: Operations, tasks: Tasks, finished: list[bool]) -> Tidying:
    tidy = Tidying(operations, tasks)
    tidy.finished.connect(lambda: finished.append(True))
    return tidy


@pytest.fixture
def trashed(desk: Desk) -> list[int]:
    """Twelve tickets in the trash since the time of the clock under test, months ago."""
    ids = [desk.captured(f"Old {number}") for number in range(12)]
    desk.do(tickets.trash, ids)
    return ids


def _acts(desk: Desk, ticket_ids: list[int]) -> int:
    """In how many acts these tickets went."""
    return int(
        desk.one(
            "SELECT count(DISTINCT h.entry_id) FROM history_ticket AS h "
            "JOIN history_entry AS e ON e.id = h.entry_id "
            f"WHERE e.kind = 'not undoable' AND h.ticket_id IN ({str(ticket_ids)[1:-1]})"
        )
    )


def test_old_trash_goes_in_small_acts_until_it_is_empty(
    tidy: Tidying,
    desk: Desk,
    trashed: list[int],
    finished: list[bool],
    settled: Callable[[], None],
) -> None:
    kept = desk.captured("Kept")
    tidy.run()
    settled()
    assert desk.rows("SELECT id FROM ticket") == [(kept,)]
    assert _acts(desk, trashed) == 3
    assert finished == [True]


def test_contents_that_nothing_needs_go_however_many_there_are(
    tidy: Tidying, desk: Desk, finished: list[bool], settled: Callable[[], None]
) -> None:
    files = [NewFile(f"{n}.txt", "text/plain", f"content {n}".encode()) for n in range(25)]
    ticket_id = desk.captured("With files")
    desk.do(answers.add_note, ticket_id, text="x", files=files)
    desk.do(tickets.trash, [ticket_id])
    desk.do(answers.add_note, desk.captured("Kept"), text="x", files=files[:1])
    tidy.run()
    settled()
    assert desk.one("SELECT count(*) FROM blob") == 1
    assert finished == [True]


@pytest.mark.usefixtures("trashed")
def test_what_is_stopped_goes_the_next_time_and_holds_nothing_up(
    tidy: Tidying,
    tasks: Tasks,
    desk: Desk,
    finished: list[bool],
    settled: Callable[[], None],
) -> None:
    def stop() -> None:
        for each in tasks.running:
            each.cancel()

    tasks.background_changed.connect(stop)
    tidy.run()
    settled()
    assert desk.one("SELECT count(*) FROM ticket") > 0
    assert finished == [True]
    tasks.background_changed.disconnect(stop)
    tidy.run()
    settled()
    assert desk.one("SELECT count(*) FROM ticket") == 0


def test_a_desk_that_cannot_be_tidied_is_backed_up_all_the_same(
    tidy: Tidying,
    operations: Operations,
    finished: list[bool],
    settled: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_args: object, **_kwargs: object) -> int:
        raise UserError("damaged")

    told: list[Exception] = []
    operations.refused.connect(told.append)
    monkeypatch.setattr(tidying, "old_trash", broken)
    tidy.run()
    settled()
    assert [str(each) for each in told] == ["damaged"]
    assert finished == [True]


def test_the_log_is_folded_in_afterwards(
    tidy: Tidying, desk: Desk, trashed: list[int], settled: Callable[[], None]
) -> None:
    tidy.run()
    settled()
    with closing(connect(desk.path)) as raw:
        _busy, in_log, folded = raw.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()
    assert trashed
    assert folded == in_log > 0
