"""The desk file: pragmas, one writer, clear sentences for what goes wrong."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from app.errors import UserError
from app.models.desk import Counter
from app.models.tickets import Ticket
from app.rules.enums import Status
from app.services import tickets
from app.services.counters import next_number, reserve
from app.storage import connection, upgrade
from app.storage.changes import unrecorded
from app.storage.connection import PRAGMAS, explained
from app.storage.database import Database
from app.storage.protection import Key
from tests.desk_fixtures import MORNING, Clock, Desk


def test_every_pooled_connection_has_the_pragmas_that_keep_what_was_confirmed(
    desk: Desk,
) -> None:
    found: list[dict[str, object]] = []
    together = threading.Barrier(8)

    def look(session: Session) -> None:
        here = {name: session.execute(text(f"PRAGMA {name}")).scalar_one() for name in PRAGMAS}
        together.wait(20)
        found.append(here)

    readers = [threading.Thread(target=desk.read, args=(look,)) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert found == [dict(PRAGMAS)] * 8
    assert (PRAGMAS["journal_mode"], PRAGMAS["synchronous"]) == ("wal", 2)
    assert PRAGMAS["foreign_keys"] == PRAGMAS["secure_delete"] == 1


@unrecorded
def _count_up(session: Session) -> None:
    counter = session.query(Counter).filter_by(name="test").one()
    counter.value += 1


def test_two_hundred_concurrent_updates_from_two_openings_lose_none(desk: Desk) -> None:
    desk.do(_start_counter)
    other = Database(desk.path, clock=desk.clock)
    errors: list[BaseException] = []

    def work(database: Database) -> None:
        try:
            for _ in range(25):
                database.execute(_count_up, label="", agent_id=None)
        except BaseException as error:  # noqa: BLE001 - shown by the assertion below
            errors.append(error)

    threads = [
        threading.Thread(target=work, args=(database,)) for database in (desk.database, other) * 4
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other.close()
    assert errors == []
    assert desk.one("SELECT value FROM counter WHERE name = 'test'") == 200


@unrecorded
def _start_counter(session: Session) -> None:
    session.add(Counter(name="test", value=0))


def test_an_operation_that_raises_changes_nothing_and_leaves_no_session(desk: Desk) -> None:
    def breaks(session: Session) -> None:
        session.add(Counter(name="test", value=0))
        session.flush()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        desk.do(breaks)
    assert desk.one("SELECT count(*) FROM counter WHERE name = 'test'") == 0
    assert desk.database.open_sessions == 0


def test_a_session_lives_inside_its_call(desk: Desk) -> None:
    assert desk.read(lambda session: desk.database.open_sessions) == 0
    seen = desk.read(lambda s: (s.execute(text("SELECT 1")), desk.database.open_sessions)[1])
    assert seen == 1
    assert desk.database.open_sessions == 0


def test_a_read_sees_one_state_while_others_write(desk: Desk) -> None:
    ticket_id = desk.captured()

    def twice(session: Session) -> tuple[object, object]:
        query = text("SELECT status FROM ticket")
        first = session.execute(query).scalar_one()
        writer = threading.Thread(
            target=desk.do, args=(tickets.set_status, [ticket_id], Status.OPEN)
        )
        writer.start()
        writer.join()
        return first, session.execute(query).scalar_one()

    assert desk.read(twice) == (0, 0)
    assert desk.get(Ticket, ticket_id).status is Status.OPEN


def test_counters_go_up_in_blocks_and_one_by_one(desk: Desk) -> None:
    taken = desk.do(lambda session: (reserve(session, "ticket", 5), next_number(session, "ticket")))
    assert taken == (range(1001, 1006), 1006)
    assert desk.do(lambda session: next_number(session, "fresh")) == 1


def test_what_was_done_is_there_after_the_process_is_killed(desk: Desk) -> None:
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from datetime import datetime, UTC\n"
        "from app.storage import upgrade\n"
        "from app.services import tickets\n"
        "from app.services.contacts import ContactChoice\n"
        "from app.rules.enums import Channel\n"
        "desk = upgrade.open_desk(Path(sys.argv[1]))\n"
        "desk.execute(tickets.capture, subject='Kept', text='', channel=Channel.PHONE,\n"
        "    contact=ContactChoice(), now=datetime.now(UTC), label='', agent_id=1)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    desk.database.close()
    subprocess.run([sys.executable, "-c", script, str(desk.path)], check=False)
    desk.restart()
    assert desk.rows("SELECT number, subject FROM ticket") == [(1001, "Kept")]


@pytest.fixture
def closed_desk(template_desk: Path, tmp_path: Path) -> Path:
    path = tmp_path / "closed.desk"
    shutil.copyfile(template_desk, path)
    return path


@pytest.fixture
def open_folder(closed_desk: Path) -> Iterator[Path]:
    """A desk where a user without rights may look, for root may write everywhere."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        desk = folder / "shop.desk"
        shutil.copyfile(closed_desk, desk)
        yield desk
        folder.chmod(0o755)


@contextmanager
def _without_rights() -> Iterator[None]:
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights are other things on Windows")
def test_a_read_only_file_is_refused_with_the_way_out(open_folder: Path) -> None:
    open_folder.chmod(0o444)
    with _without_rights(), pytest.raises(UserError, match="can only be read"):
        upgrade.open_desk(open_folder)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights are other things on Windows")
def test_a_read_only_folder_is_refused_with_the_way_out(open_folder: Path) -> None:
    open_folder.chmod(0o666)
    open_folder.parent.chmod(0o555)
    with _without_rights(), pytest.raises(UserError, match="its folder can only be read"):
        upgrade.open_desk(open_folder)


def test_a_desk_that_turns_read_only_says_so_and_keeps_what_it_has(desk: Desk) -> None:
    ticket_id = desk.captured()

    def write(session: Session, *, now: object) -> None:
        session.execute(text("PRAGMA query_only=1"))
        try:
            session.add(Counter(name="test", value=0))
            session.flush()
        finally:
            session.rollback()
            session.execute(text("PRAGMA query_only=0"))

    with pytest.raises(UserError, match="can only be read"):
        desk.do(write)
    assert desk.get(Ticket, ticket_id).number == 1001


def test_a_full_disk_is_said_and_everything_saved_before_is_safe(closed_desk: Path) -> None:
    desk = Desk(closed_desk, Clock())
    kept = desk.captured()
    pages = desk.one("PRAGMA page_count")

    def fill(session: Session, *, now: object) -> None:
        session.execute(text(f"PRAGMA max_page_count={pages + 2}"))
        try:
            session.add(Counter(name="x" * 1_000_000, value=0))
            session.flush()
        finally:
            session.rollback()
            session.execute(text("PRAGMA max_page_count=4294967294"))

    with pytest.raises(UserError, match="disk is full"):
        desk.do(fill)
    assert desk.get(Ticket, kept).number == 1001
    assert desk.captured() == kept + 1
    desk.database.close()


@pytest.mark.parametrize("place", [0, 20, 4096], ids=["header", "version", "pages"])
def test_a_damaged_desk_is_refused_and_left_alone(closed_desk: Path, place: int) -> None:
    content = bytearray(closed_desk.read_bytes())
    content[place:] = b"\xa5" * (len(content) - place)
    closed_desk.write_bytes(content)
    with pytest.raises(UserError, match=r"is damaged or is no desk.*Restore a backup"):
        _use(closed_desk)
    assert closed_desk.read_bytes() == bytes(content)


def _use(path: Path) -> None:
    desk = upgrade.open_desk(path)
    try:
        desk.read(lambda session: session.execute(text("SELECT * FROM desk")).all())
        desk.execute(_start_counter, label="", agent_id=None)
    finally:
        desk.close()


def test_a_file_that_is_no_desk_is_refused(tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("Not a database at all. " * 100)
    with pytest.raises(UserError, match="is damaged or is no desk"):
        upgrade.open_desk(notes)
    other = tmp_path / "other.db"
    with closing(driver.connect(str(other))) as raw:
        raw.execute("CREATE TABLE t (x)")
    with pytest.raises(UserError, match="is no desk of Tresen"):
        upgrade.open_desk(other)


def test_a_missing_desk_is_named_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "gone.desk"
    with pytest.raises(UserError, match="There is no desk at"):
        upgrade.open_desk(path)
    assert not path.exists()


def test_a_desk_is_never_made_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.desk"
    path.write_bytes(b"precious")
    with pytest.raises(UserError, match=r"“mine\.desk” exists already"):
        upgrade.create(path)
    assert path.read_bytes() == b"precious"


def test_a_desk_that_could_not_be_made_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, key: Key | None) -> None:
        raise driver.OperationalError("database or disk is full")

    monkeypatch.setattr(upgrade, "_build", full)
    with pytest.raises(UserError, match="disk is full"):
        upgrade.create(tmp_path / "new.desk")
    assert list(tmp_path.iterdir()) == []


def test_a_making_that_is_cut_short_leaves_nothing_of_its_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrade, "_VERSION_TABLE", "CREATE TABLE ticket (id)")
    with pytest.raises(DatabaseError):
        upgrade.create(tmp_path / "new.desk")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_without_room_for_the_log_is_called_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = driver.OperationalError("disk I/O error")
    assert "reported an error" in str(explained(error, tmp_path / "shop.desk"))
    monkeypatch.setattr(connection, "is_full", lambda folder: folder == tmp_path)
    assert "disk is full" in str(explained(error, tmp_path / "shop.desk"))


def test_a_disk_that_can_only_be_read_is_called_so(
    closed_desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = driver.OperationalError("unable to open database file")
    assert "Check that the file" in str(explained(error, closed_desk))
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    assert "can only be read" in str(explained(error, closed_desk))


def test_a_desk_busy_in_another_program_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(driver.connect(str(desk.path))) as other:
        other.execute("BEGIN IMMEDIATE")
        impatient = Database(desk.path, clock=desk.clock)
        monkeypatch.setitem(PRAGMAS, "busy_timeout", 1)
        with pytest.raises(UserError, match="busy in another program"):
            impatient.execute(_start_counter, label="", agent_id=None)
        impatient.close()
        other.execute("ROLLBACK")


def test_personal_data_stays_out_of_error_texts(desk: Desk) -> None:
    def twice(session: Session, *, now: object) -> None:
        session.add_all([Counter(name="Eva Müller", value=0), Counter(name="Eva Müller", value=0)])
        session.flush()

    with pytest.raises(Exception, match="UNIQUE") as caught:
        desk.do(twice)
    assert "Müller" not in str(caught.value)


def test_moments_are_kept_to_the_millisecond_in_utc(desk: Desk) -> None:
    due = MORNING + timedelta(milliseconds=1500, microseconds=999)
    ticket_id = desk.captured()
    desk.do(tickets.set_due, [ticket_id], due)
    assert desk.get(Ticket, ticket_id).due_at == MORNING + timedelta(milliseconds=1500)


def test_nothing_is_confirmed_for_a_desk_whose_folder_is_gone(desk: Desk) -> None:
    kept = desk.captured()
    away = desk.path.parent.with_name("unplugged")
    desk.path.parent.rename(away)
    with pytest.raises(UserError, match=r"not in .* any more"):
        desk.captured("Lost")
    away.rename(desk.path.parent)
    assert desk.captured("Back again") == kept + 1
