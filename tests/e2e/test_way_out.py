"""A desk that cannot be opened as it is: one sentence, and a way on."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton

from app import cli, paths
from app.application import start
from app.program import Program
from app.queries.desk import agents
from app.services.opening import open_or_create
from app.storage import backup
from app.storage.database import utc_now
from app.storage.upgrade import create
from app.ui.lock import DeskLock
from tests.e2e.conftest import Person


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "shop.desk"
    open_or_create(path).close()
    return path


def _spoil(desk: Path) -> None:
    desk.write_bytes(b"Hello" * 5000)


def _offers(dialog: QDialog) -> list[str]:
    return [button.text().replace("&", "") for button in dialog.findChildren(QPushButton)]


def test_a_desk_whose_first_start_was_cut_off_is_set_up_at_the_next(
    person: Person, tmp_path: Path
) -> None:
    path = tmp_path / "cut-off.desk"
    create(path).close()
    person.answers_the_next_dialog(lambda dialog: person.clicks(dialog, "Skip"))
    person.open(path)
    assert len(person.read(agents)) == 1


def test_the_desk_that_is_open_already_is_not_refused_but_shown(person: Person, desk: Path) -> None:
    person.open(desk)
    bench = person.bench
    assert person.program.open(desk.parent / "." / "shop.desk")
    assert person.bench is bench
    assert QApplication.activeModalWidget() is None


def test_a_damaged_desk_is_replaced_by_its_last_backup_and_kept_aside(
    person: Person, desk: Path
) -> None:
    backup.take(desk, utc_now())
    _spoil(desk)

    def restore(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        assert "is damaged" in dialog.text()
        person.clicks(dialog, "Restore the last backup")

    person.answers_the_next_dialog(restore)
    person.open(desk)
    assert person.read(agents)
    assert any("before restore" in path.name for path in desk.parent.iterdir())


def test_a_backup_that_cannot_be_restored_is_told_and_the_choice_is_there_again(
    person: Person, desk: Path
) -> None:
    _spoil(backup.take(desk, utc_now()).path)
    _spoil(desk)
    told: list[str] = []

    def close(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        told.append(dialog.text())
        assert "Restore the last backup" in _offers(dialog)
        person.clicks(dialog, "Close")

    def accept(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        told.append(dialog.text())
        person.answers_the_next_dialog(close)
        dialog.accept()

    def restore(dialog: QDialog) -> None:
        person.answers_the_next_dialog(accept)
        person.clicks(dialog, "Restore the last backup")

    person.answers_the_next_dialog(restore)
    assert not person.program.open(desk)
    assert ["The backup" in text for text in told] == [True, False]


def test_an_open_desk_stays_open_when_a_backup_has_no_room(
    person: Person, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = backup.take(desk, utc_now()).path
    person.open(desk)

    def no_room(source: Path, target: Path) -> None:
        target.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", no_room)
    told: list[str] = []

    def accept(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        told.append(dialog.text())
        dialog.accept()

    person.answers_the_next_dialog(accept)
    person.program.restore(chosen)
    person.settle()
    assert "No space left" in told[0]
    assert person.read(agents)
    assert not list(desk.parent.glob("*.restored"))


def test_a_desk_of_a_newer_program_leaves_the_one_that_is_open(
    person: Person, desk: Path, tmp_path: Path
) -> None:
    newer = tmp_path / "newer.desk"
    shutil.copyfile(desk, newer)
    with closing(driver.connect(str(newer))) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    person.open(desk)

    def close(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        assert "newer Tresen" in dialog.text()
        person.clicks(dialog, "Close")

    person.answers_the_next_dialog(close)
    person.program.open(newer)
    assert person.bench.desk == desk


def test_a_folder_that_cannot_be_made_is_named_with_the_way_out(
    person: Person, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"no folder")

    def close(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        assert "Choose another folder" in dialog.text()
        person.clicks(dialog, "Close")

    person.answers_the_next_dialog(close)
    program: Program = person.program
    assert not program.open(tmp_path / "file" / "shop.desk")


def test_a_recent_desk_that_is_gone_is_named_and_not_made_anew(
    person: Person, desk: Path, tmp_path: Path
) -> None:
    person.open(desk)
    gone = tmp_path / "stick" / "gone.desk"
    told: list[str] = []

    def close(dialog: QDialog) -> None:
        assert isinstance(dialog, QMessageBox)
        told.append(dialog.text())
        person.clicks(dialog, "Close")

    person.answers_the_next_dialog(close)
    person.bench.desk_wanted.emit(gone)
    assert str(gone) in told[0]
    assert person.bench.desk == desk
    assert not gone.parent.exists()


def test_a_start_without_the_last_desk_says_so_beside_the_one_it_opens(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, other = tmp_path / "gone.desk", tmp_path / "default.desk"
    open_or_create(other).close()
    monkeypatch.setattr(paths, "default_desk", lambda: other)
    person.program.preferences.update(last_desk=str(gone))
    told: list[str] = []
    monkeypatch.setattr(person.program, "tell", told.append)
    assert start(person.program, cli.parser().parse_args([])) is None
    person.settle()
    assert person.bench.desk == other
    assert str(gone) in told[0]


@pytest.mark.parametrize(("spoilt", "code"), [(True, 1), (False, 3)])
def test_a_start_that_failed_says_by_its_code_whether_the_desk_is_open_elsewhere(
    person: Person, desk: Path, spoilt: bool, code: int
) -> None:
    person.answers_the_next_dialog(lambda dialog: person.clicks(dialog, "Close"))
    wanted = cli.parser().parse_args(["--desk", str(desk)])
    if spoilt:
        _spoil(desk)
        assert start(person.program, wanted) == code
    else:
        with DeskLock(desk):
            assert start(person.program, wanted) == code
