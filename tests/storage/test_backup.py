"""Backups: taken while the desk is in use, checked, kept seven, restored."""

import os
import shutil
from collections import namedtuple
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from app.errors import UserError
from app.queries.restoring import Since, since_backup
from app.rules.access import AccessKind
from app.services import tickets
from app.services.access import note_access
from app.services.contacts import ContactChoice
from app.storage import backup, drill, history, manifest, search
from app.storage.protection import Key
from app.storage.restoring import restore
from tests.desk_fixtures import Desk

_Usage = namedtuple("_Usage", "total used free")


def _disk_with(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: _Usage(free, 0, free))


def test_a_backup_holds_what_was_confirmed_and_opens_as_a_desk(desk: Desk) -> None:
    desk.captured("Kept")
    taken = backup.take(desk.path, desk.clock.now)
    desk.captured("Later")
    assert backup.faults_of(taken.path) == []
    other = Desk(taken.path, desk.clock)
    assert other.rows("SELECT subject FROM ticket") == [("Kept",)]
    assert other.read(history.broken_entries) == []
    assert other.read(search.is_whole)
    other.undo()
    assert other.rows("SELECT subject FROM ticket") == []
    other.database.close()


def test_one_backup_a_day_is_due(desk: Desk) -> None:
    assert backup.is_due(desk.path, desk.clock.now)
    backup.take(desk.path, desk.clock.now)
    assert not backup.is_due(desk.path, desk.clock.now + timedelta(hours=1))
    assert backup.is_due(desk.path, desk.clock.now + timedelta(days=1))


def test_seven_are_kept_and_the_oldest_goes(desk: Desk) -> None:
    taken = [backup.take(desk.path, desk.clock.now + timedelta(days=day)).path for day in range(9)]
    kept = [each.path for each in backup.backups(desk.path)]
    assert kept == taken[:1:-1]


def test_other_files_in_the_folder_are_left_alone(desk: Desk) -> None:
    folder = backup.folder_of(desk.path)
    folder.mkdir()
    own = folder / "my own copy.desk"
    own.write_bytes(b"x")
    for day in range(9):
        backup.take(desk.path, desk.clock.now + timedelta(days=day))
    assert own.exists()
    assert own not in [each.path for each in backup.backups(desk.path)]


def test_without_room_the_oldest_go_but_never_the_last(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(3):
        backup.take(desk.path, desk.clock.now + timedelta(days=day))
    newest = backup.backups(desk.path)[0]
    _disk_with(monkeypatch, free=1000)
    with pytest.raises(UserError, match="no room for today’s backup: 1 MB"):
        backup.take(desk.path, desk.clock.now + timedelta(days=4))
    assert backup.backups(desk.path) == [newest]


def test_a_backup_of_a_damaged_desk_is_refused_and_the_good_ones_stay(desk: Desk) -> None:
    desk.captured()
    good = backup.take(desk.path, desk.clock.now)
    desk.database.close()
    content = bytearray(desk.path.read_bytes())
    content[8192:20000] = b"\x5a" * (20000 - 8192)
    desk.path.write_bytes(content)
    with pytest.raises(UserError, match="damaged"):
        backup.take(desk.path, desk.clock.now + timedelta(days=1))
    assert [each.path for each in backup.backups(desk.path)] == [good.path]
    assert set(good.path.parent.iterdir()) == {good.path, manifest.path_of(good.path)}


def test_a_folder_that_cannot_be_made_is_said(desk: Desk) -> None:
    backup.folder_of(desk.path).write_bytes(b"in the way")
    with pytest.raises(UserError, match="No backup can be written"):
        backup.take(desk.path, desk.clock.now)


def test_restoring_keeps_the_present_desk_aside_and_brings_the_old_one(desk: Desk) -> None:
    desk.captured("Kept")
    taken = backup.take(desk.path, desk.clock.now)
    desk.captured("Later")
    desk.database.close()
    aside = restore(taken.path, desk.path, desk.clock.now)
    desk.restart()
    assert desk.rows("SELECT subject FROM ticket") == [("Kept",)]
    before = Desk(aside, desk.clock)
    assert before.rows("SELECT subject FROM ticket ORDER BY id") == [("Kept",), ("Later",)]
    before.database.close()
    assert taken.path.exists()


def test_a_damaged_backup_is_not_restored(desk: Desk, tmp_path: Path) -> None:
    desk.captured()
    bad = tmp_path / "bad.desk"
    bad.write_bytes(b"not a desk")
    desk.database.close()
    with pytest.raises(UserError, match=r"The backup “bad\.desk” is damaged"):
        restore(bad, desk.path, desk.clock.now)
    desk.restart()
    assert desk.one("SELECT count(*) FROM ticket") == 1


def test_a_damaged_desk_can_be_replaced_by_a_backup(desk: Desk) -> None:
    desk.captured("Kept")
    taken = backup.take(desk.path, desk.clock.now)
    desk.database.close()
    desk.path.write_bytes(b"broken")
    restore(taken.path, desk.path, desk.clock.now)
    desk.restart()
    assert desk.rows("SELECT subject FROM ticket") == [("Kept",)]


def test_a_row_without_its_parent_is_a_fault(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.do(tickets.add_tags, [ticket_id], ["x"])
    with closing(driver.connect(str(desk.path), isolation_level=None)) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("DELETE FROM tag")
    assert backup.faults_of(desk.path) == ["ticket_tag: row 1 without its tag"]


def test_beside_a_backup_stands_what_was_found_in_it(desk: Desk) -> None:
    desk.captured("Kept")
    taken = backup.take(desk.path, desk.clock.now)
    noted = manifest.read(taken.path)
    assert noted is not None
    assert noted.tables["ticket"] == 1
    assert noted.head == desk.read(history.head)
    assert manifest.is_unchanged(taken.path)
    with taken.path.open("r+b") as file:
        file.seek(5000)
        file.write(b"x")
    assert not manifest.is_unchanged(taken.path)


def test_a_second_place_gets_a_copy_with_its_manifest_and_its_own_keeping(
    desk: Desk, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for day in range(9):
        backup.take(desk.path, desk.clock.now + timedelta(days=day), second=stick)
    there = backup.in_second_place(desk.path, stick)
    assert [each.path.name for each in there] == [
        each.path.name for each in backup.backups(desk.path)
    ]
    assert all(manifest.is_unchanged(each.path) for each in there)


def test_a_second_place_that_is_not_there_stops_nothing(desk: Desk, tmp_path: Path) -> None:
    taken = backup.take(desk.path, desk.clock.now, second=tmp_path / "unplugged")
    assert taken.path.exists()
    assert backup.in_second_place(desk.path, tmp_path / "unplugged") == []


def test_a_second_place_without_room_is_said_and_the_first_copy_stays(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(
        shutil,
        "disk_usage",
        lambda path: _Usage(0, 0, 10 if Path(path).is_relative_to(stick) else 10**12),
    )
    with pytest.raises(UserError, match="stick"):
        backup.take(desk.path, desk.clock.now, second=stick)
    assert len(backup.backups(desk.path)) == 1


def test_a_drill_finds_every_table_of_the_desk_again(desk: Desk) -> None:
    for number in range(20):
        desk.captured(f"Printer {number}")
    found = drill.drill(desk.path)
    assert found is not None
    assert found.differing == ()
    assert found.tables > 20


def test_a_drill_names_the_table_that_did_not_come_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.captured()
    copy = backup.copy_to

    def lossy(source: Path, target: Path, *, key: Key | None = None) -> None:
        copy(source, target, key=key)
        with closing(driver.connect(str(target), isolation_level=None)) as raw:
            raw.execute("DELETE FROM own_address")

    monkeypatch.setattr(drill, "copy_to", lossy)
    found = drill.drill(desk.path)
    assert found is not None
    assert found.differing == ("own_address",)


def test_a_drill_is_due_once_a_month_and_the_next_day_where_it_went_wrong(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = desk.clock.now
    assert drill.is_due(desk.path, now)
    noted = drill.hold(desk.path, now)
    assert noted is not None
    assert noted.good
    assert drill.last_drill(desk.path) == noted
    assert not drill.is_due(desk.path, now + timedelta(days=29, hours=23))
    assert drill.is_due(desk.path, now + timedelta(days=30))
    assert drill.is_due(desk.path, now - timedelta(days=1))
    _fail_drills(monkeypatch)
    wrong = drill.hold(desk.path, now)
    assert wrong is not None
    assert (wrong.good, wrong.fault) == (False, "There is no room.")
    assert not drill.is_due(desk.path, now + timedelta(hours=23))
    assert drill.is_due(desk.path, now + timedelta(days=1))


def _fail_drills(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise UserError("There is no room.")

    monkeypatch.setattr(drill, "copy_to", full)


def test_the_note_of_a_drill_is_no_backup_and_a_broken_one_is_none(desk: Desk) -> None:
    drill.hold(desk.path, desk.clock.now)
    assert backup.backups(desk.path) == []
    (backup.folder_of(desk.path) / "drill.json").write_text("{", "utf-8")
    assert drill.last_drill(desk.path) is None
    assert drill.is_due(desk.path, desk.clock.now)


def test_a_drill_that_was_cut_off_leaves_nothing(desk: Desk) -> None:
    left = desk.path.parent / ".drill-x"
    left.mkdir()
    (left / "restored.desk").write_bytes(b"x")
    drill.forget_unfinished(desk.path)
    assert not left.exists()


def test_during_a_vote_no_drill_is_held(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drill, "is_voting", lambda *_given: True)
    with pytest.raises(backup.Postponed):
        drill.hold(desk.path, desk.clock.now)
    assert drill.last_drill(desk.path) is None


def test_what_a_restore_would_lose_is_counted_before_it(desk: Desk) -> None:
    desk.captured("Before")
    taken = backup.take(desk.path, desk.clock.now)
    assert desk.read(since_backup, taken.path) == Since(acts=0, tickets=0, messages=0, known=True)
    desk.captured("After")
    assert desk.read(since_backup, taken.path) == Since(acts=1, tickets=1, messages=1, known=True)


def test_an_erasure_after_the_backup_is_told_for_the_person_comes_back_with_it(desk: Desk) -> None:
    desk.captured("Before", contact=ContactChoice(name="Eva"))
    desk.do(note_access, AccessKind.ERASED)
    taken = backup.take(desk.path, desk.clock.now)
    written = desk.clock.now.timestamp()
    os.utime(taken.path, (written, written))
    assert desk.read(since_backup, taken.path).erasures == 0
    desk.do(note_access, AccessKind.HANDED_OUT)
    assert desk.read(since_backup, taken.path).erasures == 0
    desk.do(note_access, AccessKind.ERASED)
    assert desk.read(since_backup, taken.path).erasures == 1


def test_a_backup_of_another_history_is_not_taken_for_an_earlier_state(desk: Desk) -> None:
    desk.captured("Before")
    taken = backup.take(desk.path, desk.clock.now)
    noted = manifest.read(taken.path)
    assert noted is not None
    manifest.write(taken.path, noted._replace(head="00" * 32))
    assert not desk.read(since_backup, taken.path).known


def test_a_backup_from_the_future_neither_stops_nor_replaces_those_of_today(desk: Desk) -> None:
    for days in range(1, 14):
        backup.take(desk.path, desk.clock.now + timedelta(days=400 * days))
    assert backup.is_due(desk.path, desk.clock.now)
    taken = backup.take(desk.path, desk.clock.now)
    assert taken.path.exists()
    assert not backup.is_due(desk.path, desk.clock.now)
