"""Bringing mail in: the question with its counts, what is known, what failed, stopping."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.errors import Cancelled
from app.queries.ticket_rows import ticket_rows
from app.rules.enums import Status
from app.services.imports import ImportReport
from app.ui.desk import import_flow
from app.ui.desk.import_flow import FailuresDialog, ImportFlow, ImportQuestion
from app.ui.operations import Operations
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from tests.desk_fixtures import Desk, desk, template_desk
from tests.settling import settle

__all__ = ["desk", "template_desk"]


@dataclass
class Flow:
    """The flow over a window, and what it said."""

    flow: ImportFlow
    settle: Callable[[], None]
    backups: list[str]
    told: list[str] = field(default_factory=list)
    reports: list[ImportReport] = field(default_factory=list)

    def start(self, *paths: Path) -> QWidget | None:
        """Begin, and the dialog that opens."""
        self.flow.start(paths)
        self.settle()
        return QApplication.activeModalWidget()

    def press(self, dialog: QWidget, text: str) -> None:
        """Press a button and wait for what it does."""
        buttons = dialog.findChildren(QPushButton)
        next(each for each in buttons if each.text().replace("&", "") == text).click()
        self.settle()


@pytest.fixture
def flow(qtbot: QtBot, desk: Desk, tasks: Tasks, theme: Theme) -> Flow:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    operations = Operations(desk.database, tasks, agent_id=desk.kim)

    def settled() -> None:
        settle(qtbot, lambda: tasks.idle, within=100, patience=20_000)

    backups: list[str] = []
    flow = ImportFlow(operations, theme, window, back_up=lambda: backups.append("taken"))
    found = Flow(flow, settled, backups)
    found.flow.told.connect(found.told.append)
    found.flow.finished.connect(found.reports.append)
    return found


@pytest.fixture
def mails(tmp_path: Path) -> Path:
    """Two mails of one conversation, years ago."""
    folder = tmp_path / "mails"
    folder.mkdir()
    for number, extra in ((1, ""), (2, "In-Reply-To: <1@kunde.example>\n")):
        (folder / f"{number}.eml").write_text(
            "From: Eva <eva@kunde.example>\nTo: help@shop.example\nSubject: Printer\n"
            f"Date: Mon, 0{number} Mar 2021 10:00:00 +0000\n"
            f"Message-ID: <{number}@kunde.example>\n{extra}\nIt is broken, {number}.\n",
            encoding="utf-8",
        )
    return folder


def _texts(dialog: QWidget) -> str:
    return "\n".join(each.text() for each in dialog.findChildren(QLabel) if each.isVisible())


def test_the_question_counts_and_the_import_does_what_it_says(
    flow: Flow, mails: Path, desk: Desk
) -> None:
    question = flow.start(mails)
    assert isinstance(question, ImportQuestion)
    assert "2 new mails in 1 conversation" in _texts(question)
    assert question.close_old
    flow.press(question, "Import")
    assert flow.told == ["Imported 2 mails. New tickets: 1, added to tickets: 1"]
    assert flow.reports[0].tickets_created == 1
    assert desk.read(ticket_rows, [1])[0].status is Status.CLOSED


def test_old_conversations_become_work_when_wanted(flow: Flow, mails: Path, desk: Desk) -> None:
    question = flow.start(mails)
    assert question is not None
    question.findChildren(QCheckBox)[0].setChecked(False)
    flow.press(question, "Import")
    assert desk.read(ticket_rows, [1])[0].status is Status.NEW


def test_cancelling_the_question_imports_nothing(flow: Flow, mails: Path, desk: Desk) -> None:
    question = flow.start(mails)
    assert question is not None
    flow.press(question, "Cancel")
    assert desk.one("SELECT count(*) FROM ticket") == 0
    assert flow.told == []


def test_nothing_new_is_told(flow: Flow, mails: Path) -> None:
    question = flow.start(mails)
    assert question is not None
    flow.press(question, "Import")
    flow.told.clear()
    assert flow.start(mails) is None
    assert flow.told == ["All these mails are in the desk already."]


def test_an_empty_folder_is_told(flow: Flow, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert flow.start(empty) is None
    assert flow.told == ["There are no mails in what you chose."]


def test_files_that_are_no_mail_are_named(flow: Flow, tmp_path: Path) -> None:
    broken = tmp_path / "broken.eml"
    broken.write_bytes(b"")
    dialog = flow.start(broken)
    assert isinstance(dialog, FailuresDialog)
    assert "broken.eml" in dialog.findChildren(QPlainTextEdit)[0].toPlainText()
    flow.press(dialog, "Close")
    assert not dialog.isVisible()


def test_stopping_while_looking_says_nothing_of_mails_read(
    flow: Flow, mails: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_args: object) -> None:
        raise Cancelled

    monkeypatch.setattr(import_flow, "_survey", stopped)
    assert flow.start(mails) is None
    assert flow.told == []


def test_stopping_while_importing_says_how_to_go_on(
    flow: Flow, mails: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_args: object, **_kwargs: object) -> None:
        raise Cancelled

    monkeypatch.setattr(import_flow, "_import", stopped)
    question = flow.start(mails)
    assert question is not None
    flow.press(question, "Import")
    assert len(flow.told) == 1
    assert flow.told[0].startswith("Stopped.")
    assert flow.reports == []


def test_a_backup_is_taken_before_a_large_import_only(
    flow: Flow, mails: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_flow, "LARGE", 2)
    question = flow.start(mails)
    assert question is not None
    flow.press(question, "Import")
    assert flow.backups == []
    third = mails / "3.eml"
    for number in (3, 4, 5):
        text = (mails / "1.eml").read_text("utf-8").replace("<1@", f"<{number}@")
        third.with_name(f"{number}.eml").write_text(text, "utf-8")
    question = flow.start(mails)
    assert question is not None
    flow.press(question, "Import")
    assert flow.backups == ["taken"]
