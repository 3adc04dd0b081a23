"""Backups: taken while the desk is in use, checked, kept seven, restored."""

import shutil
from collections import namedtuple
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from app.errors import UserError
from app.services import tickets
from app.storage import backup, history, search
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
    assert list(good.path.parent.iterdir()) == [good.path]


def test_a_folder_that_cannot_be_made_is_said(desk: Desk) -> None:
    backup.folder_of(desk.path).write_bytes(b"in the way")
    with pytest.raises(UserError, match="No backup can be written"):
        backup.take(desk.path, desk.clock.now)


def test_restoring_keeps_the_present_desk_aside_and_brings_the_old_one(desk: Desk) -> None:
    desk.captured("Kept")
    taken = backup.take(desk.path, desk.clock.now)
    desk.captured("Later")
    desk.database.close()
    aside = backup.restore(taken.path, desk.path, desk.clock.now)
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
        backup.restore(bad, desk.path, desk.clock.now)
    desk.restart()
    assert desk.one("SELECT count(*) FROM ticket") == 1


def test_a_damaged_desk_can_be_replaced_by_a_backup(desk: Desk) -> None:
    desk.captured("Kept")
    taken = backup.take(desk.path, desk.clock.now)
    desk.database.close()
    desk.path.write_bytes(b"broken")
    backup.restore(taken.path, desk.path, desk.clock.now)
    desk.restart()
    assert desk.rows("SELECT subject FROM ticket") == [("Kept",)]


def test_a_row_without_its_parent_is_a_fault(desk: Desk) -> None:
    ticket_id = desk.captured()
    desk.do(tickets.add_tags, [ticket_id], ["x"])
    with closing(driver.connect(str(desk.path), isolation_level=None)) as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("DELETE FROM tag")
    assert backup.faults_of(desk.path) == ["ticket_tag: row 1 without its tag"]
