"""Acts on whole files that are cut off: there always is a desk, and the next start tidies up."""

import os
import shutil
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.services.opening import open_or_create
from app.storage import backup, upgrade
from app.storage.restoring import restore
from app.storage.unfinished import sweep
from app.storage.upgrade import open_desk
from tests.desk_fixtures import MORNING, Desk


class Killed(BaseException):
    """The program ends here; nothing it would do afterwards is done."""


@pytest.fixture
def crashed(desk: Desk, tmp_path: Path) -> tuple[Path, Path]:
    """A desk whose last ticket is in its log only, as after a crash; a backup from before."""
    copy = tmp_path / "earlier.desk"
    backup.copy_to(desk.path, copy)
    desk.captured("Kept in the log")
    path = tmp_path / "crashed.desk"
    for ending in ("", "-wal"):
        shutil.copyfile(f"{desk.path}{ending}", f"{path}{ending}")
    return path, copy


@pytest.mark.parametrize("killed_at", ["hardlink_to", "unlink", "replace"])
def test_a_restore_that_is_killed_leaves_the_desk_as_it_was_under_its_name(
    crashed: tuple[Path, Path], killed_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, copy = crashed

    def kill(*_args: object, **_named: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Path, killed_at, kill)
        with pytest.raises(Killed):
            restore(copy, path, MORNING)
    sweep(path)
    with closing(open_desk(path)) as database:
        assert database.read(_subjects) == ["Kept in the log"]
    assert not path.with_name(f"{path.name}.restored").exists()


def test_a_restored_desk_knows_nothing_of_the_log_of_the_one_before(
    crashed: tuple[Path, Path],
) -> None:
    path, copy = crashed
    aside = restore(copy, path, MORNING)
    with closing(open_desk(path)) as database:
        assert database.read(_subjects) == []
    with closing(open_desk(aside)) as database:
        assert database.read(_subjects) == ["Kept in the log"]


def test_a_damaged_desk_is_kept_aside_with_the_log_that_cannot_be_folded_in(
    crashed: tuple[Path, Path],
) -> None:
    path, copy = crashed
    path.write_bytes(b"x" * 5_000)
    log = Path(f"{path}-wal").read_bytes()
    aside = restore(copy, path, MORNING)
    assert aside.read_bytes() == b"x" * 5_000
    assert Path(f"{aside}-wal").read_bytes() == log
    with closing(open_desk(path)) as database:
        assert database.read(_subjects) == []


def test_two_restores_in_one_second_keep_two_desks_aside(crashed: tuple[Path, Path]) -> None:
    path, copy = crashed
    first, second = (restore(copy, path, MORNING) for _time in range(2))
    assert first != second
    with closing(open_desk(first)) as database:
        assert database.read(_subjects) == ["Kept in the log"]


def test_a_desk_whose_making_is_killed_can_be_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new.desk"

    def kill(*_args: object, **_named: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", kill)
        with pytest.raises(Killed):
            upgrade.create(path)
    sweep(path)
    assert [each.name for each in tmp_path.iterdir()] == ["new.desk"]
    with closing(open_or_create(path)) as database:
        assert database.read(_subjects) == []


def test_the_start_removes_what_was_cut_off_and_nothing_else(desk: Desk) -> None:
    folder = backup.folder_of(desk.path)
    taken = backup.take(desk.path, MORNING).path
    aside = desk.path.with_name("shop before restore 2026-03-02 100000.desk")
    shutil.copyfile(taken, aside)
    cut_off = [
        desk.path.with_name("shop.desk.rewritten"),
        desk.path.with_name("shop.desk.restored"),
        folder / "2026-03-01 100000.desk.partial",
        folder / "2026-03-01 100000.desk.partial-journal",
    ]
    under_way = folder / "2026-03-02 100001.desk.partial"
    for each in (*cut_off, under_way):
        each.write_bytes(b"half")
    hours_ago = time.time() - 7_200
    for each in (*cut_off, taken, aside):
        os.utime(each, (hours_ago, hours_ago))
    sweep(desk.path)
    assert not any(each.exists() for each in cut_off)
    assert all(each.exists() for each in (desk.path, taken, aside, under_way))


def _subjects(session: Session) -> list[str]:
    return list(session.scalars(text("SELECT subject FROM ticket")))
