"""What the check finds: entries that were changed or taken out, and what backups knew otherwise."""

import threading
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.errors import UserError
from app.services import checkup, tickets
from app.services.checkup import examine
from app.storage import backup, connection, drill
from app.storage.changes import unrecorded
from app.storage.restoring import restore
from app.storage.upgrade import open_desk
from tests.desk_fixtures import Desk


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """A desk with some acts: 2 to 6 of its history, after the setting up."""
    ticket = desk.captured()
    for number in range(4):
        desk.do(tickets.set_subject, ticket, f"Subject {number}")
    assert desk.one("SELECT max(id) FROM history_entry") == 6
    return desk


def change(path: Path, statement: str) -> None:
    with closing(driver.connect(str(path), isolation_level=None)) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute(statement)


def problems(desk: Desk) -> str:
    return "\n".join(examine(desk.database).problems)


def test_a_sound_desk_has_no_problems(busy: Desk) -> None:
    backup.take(busy.path, busy.clock.now)
    assert problems(busy) == ""


def test_the_check_waits_for_its_turn_among_those_who_write(
    busy: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "PRAGMAS", {**connection.PRAGMAS, "busy_timeout": 20})
    begun, enough = threading.Event(), threading.Event()

    @unrecorded
    def write_long(session: Session) -> None:
        session.execute(text("UPDATE desk SET name = name"))
        begun.set()
        enough.wait(10)

    def counted_while_writing(session: Session) -> tuple[int, int]:
        threading.Timer(0.2, enough.set).start()
        return counts(session)

    counts = checkup._counts
    monkeypatch.setattr(checkup, "_counts", counted_while_writing)
    with closing(open_desk(busy.path)) as database:
        work = partial(database.execute, write_long, label="Long", agent_id=None)
        writing = threading.Thread(target=work)
        writing.start()
        begun.wait(10)
        assert not examine(database).search_broken
        writing.join()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history_entry SET agent_id = 7 WHERE id = 4",
        "UPDATE history_entry SET at = at + 1 WHERE id = 4",
        "UPDATE history_entry SET kind = 'undo' WHERE id = 4",
        "UPDATE history_content SET content = zeroblob(9) WHERE id = 4",
        "UPDATE history_content SET salt = zeroblob(16) WHERE id = 4",
    ],
)
def test_a_changed_entry_is_named(busy: Desk, statement: str) -> None:
    change(busy.path, statement)
    assert "entry 4 is not as it was written" in problems(busy)


def test_missing_entries_are_named(busy: Desk) -> None:
    change(busy.path, "DELETE FROM history_entry WHERE id = 3")
    assert "entry 3 is missing" in problems(busy)
    change(busy.path, "DELETE FROM history_entry WHERE id = 4")
    assert "the entries 3 to 4 are missing" in problems(busy)


def test_of_many_the_first_are_named_and_the_others_counted(busy: Desk) -> None:
    change(busy.path, "UPDATE history_entry SET agent_id = 9")
    told = problems(busy)
    assert told.count("is not as it was written") == 3
    assert "3 further entries of the history do not fit" in told


def test_an_end_that_was_cut_off_is_known_from_a_backup_only(busy: Desk) -> None:
    _cut_off(busy, 6)
    assert problems(busy) == ""
    busy.do(tickets.set_subject, 1, "Again")
    backup.take(busy.path, busy.clock.now)
    _cut_off(busy, 5)
    told = problems(busy)
    assert "It ends at entry 4; the backup knew 6." in told
    assert "missing here: 5, “Did something” of 2026-03-02" in told


def test_a_history_made_anew_is_held_against_the_backup_and_the_first_other_entry_is_named(
    busy: Desk,
) -> None:
    """It agrees with itself, so only what was noted before tells."""
    backup.take(busy.path, busy.clock.now)
    _cut_off(busy, 4)
    for number in range(5):
        busy.do(tickets.set_subject, 1, f"Other {number}")
    told = problems(busy)
    assert "is not the one of the backup" in told
    assert "missing here: 4, “Did something”" in told
    assert "entry 4 is not as it was written" not in told


def _cut_off(desk: Desk, first: int) -> None:
    for table in ("undo_step", "history_ticket", "history_content", "history_entry"):
        key = "entry_id" if table in ("undo_step", "history_ticket") else "id"
        change(desk.path, f"DELETE FROM {table} WHERE {key} >= {first}")


def test_after_a_restore_it_is_said_that_this_is_why(busy: Desk) -> None:
    first = backup.take(busy.path, busy.clock.now)
    busy.do(tickets.set_subject, 1, "Later")
    backup.take(busy.path, busy.clock.advance(days=1))
    busy.database.close()
    restore(first.path, busy.path, busy.clock.now)
    busy.restart()
    assert "once an earlier backup was restored" in problems(busy)


def test_a_backup_that_opens_with_another_key_still_tells_that_it_differs(busy: Desk) -> None:
    taken = backup.take(busy.path, busy.clock.now).path
    change(busy.path, "DELETE FROM history_entry WHERE id = 6")
    taken.write_bytes(b"not a desk any more")
    told = problems(busy)
    assert "is not the one of the backup" in told
    assert "was changed since it was checked" in told


def test_a_drill_that_went_wrong_is_a_problem_and_says_what_to_do(
    busy: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise UserError("There is no room.")

    drill.hold(busy.path, busy.clock.now)
    assert problems(busy) == ""
    monkeypatch.setattr(drill, "copy_to", full)
    drill.hold(busy.path, busy.clock.now)
    assert "There is no room. It is tried again the next day." in problems(busy)
