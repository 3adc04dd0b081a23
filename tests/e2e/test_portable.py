"""A team that leaves, and comes back: its desk goes out by the menu and in at a first start."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog

from app.services.desk_export import export_desk
from app.storage.upgrade import open_desk
from app.ui.desk.export_question import ExportQuestion
from app.ui.desk.first_start import FirstStartDialog
from app.ui.desk.work_dialog import WorkDialog
from tests.desk_fixtures import MORNING, Desk, desk, template_desk
from tests.e2e.conftest import Person
from tests.e2e.test_protection import Dialogs, subjects
from tests.services.desk_export.comparing import digests

__all__ = ["desk", "template_desk"]


def picks(monkeypatch: pytest.MonkeyPatch, **names: Path) -> None:
    """What the person picks in the dialogs of the system."""
    for method, name in names.items():
        answer: Any = (str(name), "")
        monkeypatch.setattr(QFileDialog, method, lambda *_a, answer=answer, **_k: answer)


@pytest.fixture
def desk_file(desk: Desk) -> Path:
    desk.captured("Zauberspruch")
    desk.database.close()
    return desk.path


def accepts(dialog: QDialog) -> None:
    dialog.accept()


def test_out_by_the_menu_and_in_again_beside_the_open_desk(
    person: Person, desk_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.open(desk_file)
    dialogs = Dialogs(person)
    dialogs.answers = {ExportQuestion: accepts}
    picks(monkeypatch, getSaveFileName=tmp_path / "all.zip")
    person.act("file.export")
    person.wait_for((tmp_path / "all.zip").exists)
    person.settle()

    picks(
        monkeypatch, getOpenFileName=tmp_path / "all.zip", getSaveFileName=tmp_path / "again.desk"
    )
    person.act("file.take_over")
    person.wait_for(lambda: person.bench.desk == tmp_path / "again.desk")
    person.settle()
    assert "Zauberspruch" in subjects(person)
    person.program.close_desk()
    assert digests(tmp_path / "again.desk") == digests(desk_file)


def test_an_export_that_is_dropped_on_the_window_is_known(
    person: Person, desk_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.open(desk_file)
    dialogs = Dialogs(person)
    dialogs.answers = {ExportQuestion: accepts}
    picks(monkeypatch, getSaveFileName=tmp_path / "all.zip")
    person.act("file.export")
    person.wait_for((tmp_path / "all.zip").exists)
    person.settle()
    picks(monkeypatch, getSaveFileName=tmp_path / "again.desk")
    person.bench.window.files_dropped.emit([tmp_path / "all.zip"])
    person.wait_for(lambda: person.bench.desk == tmp_path / "again.desk")
    person.settle()


@pytest.mark.parametrize("damaged", [False, True])
def test_at_the_first_start_an_export_becomes_the_desk(
    person: Person,
    desk_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    damaged: bool,
) -> None:
    database = open_desk(desk_file)
    database.read(export_desk, tmp_path / "all.zip", now=MORNING)
    database.close()
    if damaged:
        (tmp_path / "all.zip").write_bytes((tmp_path / "all.zip").read_bytes()[:5000])
    picks(monkeypatch, getOpenFileName=tmp_path / "all.zip")
    told: list[str] = []
    monkeypatch.setattr(
        "app.ui.desk.take_over_flow.QMessageBox.warning", lambda *words: told.append(words[-1])
    )
    dialogs = Dialogs(person)

    def brings(dialog: QDialog) -> None:
        if told:
            dialog.accept()  # then without it
        else:
            person.clicks(dialog, "Take over an export…")

    answers: dict[type[QDialog], Callable[[QDialog], object]] = {
        FirstStartDialog: brings,
        ExportQuestion: accepts,
        WorkDialog: lambda _dialog: None,
    }
    dialogs.answers = answers
    person.open(tmp_path / "new.desk")
    if damaged:
        assert "damaged or no zip" in told[0]
        assert "Zauberspruch" not in subjects(person)
    else:
        assert told == []
        assert "Zauberspruch" in subjects(person)
        person.program.close_desk()
        assert digests(tmp_path / "new.desk") == digests(desk_file)
