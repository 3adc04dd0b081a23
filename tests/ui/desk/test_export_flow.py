"""The whole desk out and in from the menu: what is asked, what is said, what is there then."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.formats.desk_export.reading import is_export
from app.services.desk_export import DeskExport
from app.services.desk_import import TakenOver
from app.ui.desk.export_flow import ExportFlow
from app.ui.desk.export_question import ExportQuestion, export_question, take_over_question
from app.ui.desk.take_over_flow import TakeOverFlow
from app.ui.lock import DeskLock
from app.ui.operations import Operations
from app.ui.progress import Progress
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from tests.desk_fixtures import Desk, desk, template_desk
from tests.services.desk_export.comparing import digests
from tests.settling import settle
from tests.ui.test_large_text import cut_off, large, shown

__all__ = ["desk", "large", "template_desk"]


@dataclass
class Flows:
    """Both flows over one window, and what they said."""

    out: ExportFlow
    back: TakeOverFlow
    settle: Callable[[], None]
    told: list[str] = field(default_factory=list)
    exports: list[DeskExport] = field(default_factory=list)
    desks: list[TakenOver] = field(default_factory=list)

    def question(self, start: Callable[[], None]) -> ExportQuestion:
        """What is asked at first."""
        start()
        self.settle()
        found = QApplication.activeModalWidget()
        assert isinstance(found, ExportQuestion)
        return found


@pytest.fixture
def flows(qtbot: QtBot, desk: Desk, tasks: Tasks, theme: Theme) -> Flows:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    operations = Operations(desk.database, tasks, agent_id=desk.kim)

    def settled() -> None:
        settle(qtbot, lambda: tasks.idle, within=100, patience=20_000)

    desk.captured()
    made = Flows(
        ExportFlow(desk.path, operations, theme, window, protected=False),
        TakeOverFlow(operations, theme, window),
        settled,
    )
    made.out.told.connect(made.told.append)
    made.back.told.connect(made.told.append)
    made.out.finished.connect(made.exports.append)
    made.back.finished.connect(made.desks.append)
    return made


def chosen(monkeypatch: pytest.MonkeyPatch, **names: Path | str) -> None:
    """What the person picks in the dialogs of the system."""
    for method, name in names.items():
        answer: Any = str(name) if method == "getExistingDirectory" else (str(name), "")
        monkeypatch.setattr(QFileDialog, method, lambda *_a, answer=answer, **_k: answer)


def choose_folder(question: ExportQuestion) -> None:
    question.findChildren(QRadioButton)[1].setChecked(True)


def test_a_zip_is_written_and_its_place_told(
    flows: Flows, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen(monkeypatch, getSaveFileName=tmp_path / "all")
    flows.question(flows.out.start).accept()
    flows.settle()
    assert zipfile.is_zipfile(tmp_path / "all.zip")
    assert flows.told == [f"Exported with 1 ticket: {tmp_path / 'all.zip'}"]
    assert desk.rows("SELECT kind, count FROM access_log") == [("exported", 1)]


def test_a_folder_is_written_into_the_chosen_one(
    flows: Flows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen(monkeypatch, getExistingDirectory=tmp_path)
    question = flows.question(flows.out.start)
    choose_folder(question)
    question.accept()
    flows.settle()
    (made,) = flows.exports
    assert made.path.parent == tmp_path
    assert made.path.name.startswith("shop ")
    assert is_export(made.path)


def test_without_a_place_nothing_is_written(
    flows: Flows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen(monkeypatch, getSaveFileName="", getExistingDirectory="")
    before = set(tmp_path.iterdir())
    flows.question(flows.out.start).accept()
    question = flows.question(flows.out.start)
    choose_folder(question)
    question.accept()
    flows.settle()
    assert flows.told == []
    assert set(tmp_path.iterdir()) == before


def test_what_cannot_be_is_told(flows: Flows, tmp_path: Path) -> None:
    (tmp_path / "all.zip").write_bytes(b"mine")
    flows.out.write(tmp_path / "all.zip")
    flows.settle()
    assert len(flows.told) == 1
    assert "is there already" in flows.told[0]


def test_a_cancelled_export_says_that_nothing_is_left(
    flows: Flows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Progress, "report", lambda self, *_done: (self.cancel(), self.check()))
    flows.out.write(tmp_path / "all")
    flows.settle()
    assert flows.told == ["The export was cancelled; nothing was left behind."]
    assert not list(tmp_path.glob("*all*"))


def test_an_export_becomes_a_desk_of_its_own(
    flows: Flows, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flows.out.write(tmp_path / "all.zip")
    flows.settle()
    chosen(monkeypatch, getOpenFileName=tmp_path / "all.zip", getSaveFileName=tmp_path / "again")
    flows.question(flows.back.start).accept()
    flows.settle()
    assert [each.desk for each in flows.desks] == [tmp_path / "again.desk"]
    assert digests(tmp_path / "again.desk") == digests(desk.path)
    lock = DeskLock(tmp_path / "again.desk")
    lock.acquire()
    lock.release()


def test_a_desk_that_is_open_is_not_replaced(flows: Flows, desk: Desk, tmp_path: Path) -> None:
    flows.out.write(tmp_path / "all")
    flows.settle()
    lock = DeskLock(desk.path)
    lock.acquire()
    try:
        flows.back.take_over(tmp_path / "all", desk.path)
        flows.settle()
    finally:
        lock.release()
    assert "already open" in flows.told[-1]
    assert flows.desks == []


def test_a_damaged_export_is_told_and_leaves_nothing(flows: Flows, tmp_path: Path) -> None:
    flows.out.write(tmp_path / "all")
    flows.settle()
    (tmp_path / "all" / "contents.jsonl").write_bytes(b"x")
    flows.back.take_over(tmp_path / "all", tmp_path / "again.desk")
    flows.settle()
    assert "“contents.jsonl” was changed" in flows.told[-1]
    assert not (tmp_path / "again.desk").exists()


@pytest.mark.parametrize("protected", [True, False])
def test_the_question_says_that_the_export_is_not_encrypted(
    qtbot: QtBot, theme: Theme, *, protected: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    question = export_question(theme, window, protected=protected)
    words = " ".join(each.text() for each in question.findChildren(QLabel) if not each.isHidden())
    assert "everybody who gets it can read it" in words
    assert ("This desk is protected" in words) is protected
    assert question.as_zip
    assert take_over_question(theme, window).as_zip


def test_both_questions_are_whole_at_twice_the_size(qtbot: QtBot, large: Theme) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for question in (
        export_question(large, window, protected=True),
        take_over_question(large, window),
    ):
        assert cut_off(shown(qtbot, question)) == []
        question.reject()
