"""Snippets in and out on their page: a look at each, choices, the report, the file."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar
from pytestqt.qtbot import QtBot

from app.queries.snippets import snippet_by_abbreviation, snippet_details
from app.services.snippet_export import ExportKind
from app.services.snippet_import import Choice
from app.ui.snippets.export_flow import write_export
from app.ui.snippets.import_dialog import ImportDialog
from app.ui.snippets.import_list import ImportList
from app.ui.snippets.import_report import NotesDialog
from tests.ui.snippets.conftest import Snippets

Open = Callable[[], Snippets]

ESPANSO = """
matches:
  - trigger: ":hello"
    label: Hello
    replace: "Hello {{clip}},"
    vars: [{name: clip, type: clipboard}]
  - trigger: "refund"
    label: Money back
    replace: "You get it back."
  - trigger: ":ip"
    label: Address
    replace: "It is {{out}}"
    vars: [{name: out, type: shell, params: {cmd: "rm -rf /"}}]
"""


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A file of espanso with a command, and an abbreviation that is taken."""
    path = tmp_path / "base.yml"
    path.write_text(ESPANSO, "utf-8")
    return path


def _asked(opened: Snippets, qtbot: QtBot, path: Path) -> ImportDialog:
    opened.page.import_files([path])
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), ImportDialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ImportDialog)
    return dialog


def _close_report(qtbot: QtBot) -> str:
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), NotesDialog))
    report = QApplication.activeModalWidget()
    assert isinstance(report, NotesDialog)
    text = report.text.toPlainText()
    report.reject()
    return text


@pytest.mark.usefixtures("library")
def test_an_import_is_looked_at_before_and_undone_in_one_step(
    open_snippets: Open, foreign: Path, qtbot: QtBot
) -> None:
    opened = open_snippets()

    dialog = _asked(opened, qtbot, foreign)
    tabs = dialog.findChild(QTabBar)
    assert tabs is not None
    assert tabs.tabText(0) == "All (3)"
    assert tabs.tabText(2) == "Already there (1)"
    assert dialog.plan.items[1].choice is Choice.RENAME
    dialog.accept()
    report = _close_report(qtbot)
    opened.settled()

    assert "Address" in report
    assert {"Hello", "Money back", "Address"} < set(opened.listed())
    assert opened.desk.read(snippet_by_abbreviation, "refund2") is not None
    opened.operations.undo()
    opened.settled()
    assert opened.listed() == ["Closing", "Receipt", "Refund"]


@pytest.mark.usefixtures("library")
def test_one_is_left_out_by_the_space_bar_and_one_put_into_the_present(
    open_snippets: Open, foreign: Path, qtbot: QtBot
) -> None:
    opened = open_snippets()
    dialog = _asked(opened, qtbot, foreign)
    listed = dialog.findChild(ImportList)
    assert listed is not None

    QTest.keyClick(listed, Qt.Key.Key_Space)
    assert dialog.plan.items[0].choice is Choice.SKIP
    dialog.choose_for_duplicates(Choice.MERGE)
    dialog.accept()
    _close_report(qtbot)
    opened.settled()

    assert "Hello" not in opened.listed()
    found = opened.desk.read(snippet_by_abbreviation, "refund")
    assert found is not None
    details = opened.desk.read(snippet_details, found)
    assert details is not None
    assert "You get it back." in [each.body for each in details.variants]


def test_files_without_snippets_say_so(open_snippets: Open, tmp_path: Path, qtbot: QtBot) -> None:
    opened = open_snippets()
    path = tmp_path / "broken.json"
    path.write_text("{not json", "utf-8")

    opened.page.import_files([path])

    assert "broken.json" in _close_report(qtbot)


@pytest.mark.usefixtures("library")
def test_everything_goes_out_and_comes_back(
    open_snippets: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    opened = open_snippets()
    path = tmp_path / "all.json"

    found = opened.desk.read(write_export, ExportKind.OWN, path, None)

    assert found.count == 3
    assert json.loads(path.read_text("utf-8"))
    dialog = _asked(opened, qtbot, path)
    assert [item.duplicate is not None for item in dialog.plan.items] == [True] * 3
    dialog.reject()
