"""The frame: pages on demand, keys, undo with its name, drops, remembered places."""

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSplitter, QWidget
from pytestqt.qtbot import QtBot

from app import i18n
from app.errors import UserError
from app.settings import Density, Scheme, SettingsFile
from app.storage.changes import Step
from app.ui.actions import Actions
from app.ui.main_window import MainWindow, PageSpec, inside_sentence
from app.ui.operations import Announcement, Operations, UndoState
from app.ui.preferences import Preferences
from app.ui.progress import Progress, ProgressState
from app.ui.status_bar import progress_text
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.view_acts import ViewActs
from app.ui.window_memory import WindowMemory

Build = Callable[[], MainWindow]


@pytest.fixture
def built() -> list[str]:
    return []


@pytest.fixture
def actions(theme: Theme) -> Actions:
    return Actions(theme, {})


@pytest.fixture
def build(
    theme: Theme,
    actions: Actions,
    list_operations: Operations,
    tmp_path: Path,
    qtbot: QtBot,
    built: list[str],
) -> Build:
    def page(name: str) -> Callable[[QWidget], QWidget]:
        def make(parent: QWidget) -> QWidget:
            built.append(name)
            return QWidget(parent)

        return make

    def make_window() -> MainWindow:
        pages = [
            PageSpec("tickets", "Tickets", "queue", page("tickets")),
            PageSpec("contacts", "Contacts", "contacts", page("contacts")),
            PageSpec("settings", "Settings", "settings", page("settings"), at_bottom=True),
        ]
        memory = WindowMemory(tmp_path / "config")
        window = MainWindow(
            theme,
            actions,
            list_operations,
            pages,
            memory,
            recent_desks=lambda: [Path("/desks/a&b.desk")],
        )
        qtbot.addWidget(window)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return make_window


def test_a_page_is_built_when_it_is_first_shown(build: Build, built: list[str]) -> None:
    window = build()
    assert built == []
    window.show_first_page()
    window.show_page("contacts")
    window.show_page("tickets")
    assert built == ["tickets", "contacts"]
    assert window.current_page == "tickets"


def test_ctrl_and_a_number_open_a_page(build: Build) -> None:
    window = build()
    window.show_first_page()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page == "contacts"
    QTest.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert window.current_page == "contacts"


def test_the_rail_opens_pages_and_marks_the_current(build: Build) -> None:
    window = build()
    window.show_first_page()
    QTest.mouseClick(window.rail.button("contacts"), Qt.MouseButton.LeftButton)
    assert window.current_page == "contacts"
    assert window.rail.button("contacts").isChecked()
    assert not window.rail.button("tickets").isChecked()
    assert window.rail.button("contacts").toolTip() == "Contacts (Ctrl+2)"


def test_arrows_move_along_the_rail(build: Build, qtbot: QtBot) -> None:
    window = build()
    window.rail.button("tickets").setFocus()
    QTest.keyClick(window.rail.button("tickets"), Qt.Key.Key_Down)
    assert window.rail.button("contacts").hasFocus()
    QTest.keyClick(window.rail.button("contacts"), Qt.Key.Key_Return)
    assert window.current_page == "contacts"


def test_a_badge_is_spoken_too(build: Build) -> None:
    window = build()
    window.set_badge("tickets", 3)
    assert window.rail.button("tickets").accessibleName() == "Tickets, 3 entries"


def test_undo_is_named_by_its_step(
    build: Build, actions: Actions, list_operations: Operations
) -> None:
    build()
    step = Step(1, "Closed R&D", None, datetime.now(UTC))
    list_operations.undo_state_changed.emit(UndoState(step, None))
    assert actions["edit.undo"].text() == "Undo: closed R&&D"
    assert actions["edit.undo"].isEnabled()
    assert actions["edit.redo"].text() == "Redo"
    assert not actions["edit.redo"].isEnabled()


def test_german_steps_keep_their_capital() -> None:
    assert inside_sentence("Closed 3 tickets") == "closed 3 tickets"
    assert inside_sentence("CSV imported") == "CSV imported"
    assert inside_sentence("") == ""
    i18n.set_language("de")
    assert inside_sentence("Tickets geschlossen") == "Tickets geschlossen"


def test_what_was_done_is_announced_and_undone_from_the_toast(
    build: Build, list_operations: Operations, settled: Callable[[], None]
) -> None:
    window = build()
    list_operations.run(lambda words: words.append("a"), label="Added a")
    settled()
    assert window.toasts.text == "Added a"
    window.toasts.dismiss()
    assert window.toasts.text == ""
    list_operations.refused.emit(UserError("The ticket is closed."))
    assert window.toasts.text == "The ticket is closed."


def test_a_newer_toast_replaces_the_older(build: Build, list_operations: Operations) -> None:
    window = build()
    list_operations.announced.emit(Announcement("One", undoable=True))
    list_operations.announced.emit(Announcement("Two", undoable=False))
    assert window.toasts.text == "Two"


def test_dropped_files_are_told(build: Build, tmp_path: Path) -> None:
    window, heard = build(), list[object]()
    window.files_dropped.connect(lambda paths: heard.append(paths))
    mail = tmp_path / "a b.eml"
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(mail)), QUrl("https://example.org/x.eml")])
    copy, button, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(5, 5), copy, mime, button, none)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(QPointF(5, 5), copy, mime, button, none))
    assert heard == [[mail]]


def test_a_drag_of_text_is_not_taken(build: Build) -> None:
    window = build()
    mime = QMimeData()
    mime.setText("words")
    enter = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    window.dragEnterEvent(enter)
    assert not enter.isAccepted()


def test_the_window_opens_with_the_page_it_was_closed_with(build: Build) -> None:
    window = build()
    window.show_page("contacts")
    window.close()
    again = build()
    again.show_first_page()
    assert again.current_page == "contacts"


def test_a_window_gets_its_size_back(tmp_path: Path, qtbot: QtBot) -> None:
    first, again = QWidget(), QWidget()
    for each in (first, again):
        qtbot.addWidget(each)
    assert not WindowMemory(tmp_path).restore_geometry("any", first)
    first.resize(432, 234)
    memory = WindowMemory(tmp_path)
    memory.remember_geometry("any", first)
    memory.save()
    assert WindowMemory(tmp_path).restore_geometry("any", again)
    assert (again.width(), again.height()) == (432, 234)


def test_what_is_remembered_is_written_once_no_key_comes(tmp_path: Path, qtbot: QtBot) -> None:
    memory = WindowMemory(tmp_path)
    memory.remember_text("page", "tickets")
    qtbot.wait(20)
    assert not (tmp_path / "windows.ini").exists()
    assert WindowMemory(tmp_path).text("page") == "tickets"
    memory.save()
    assert (tmp_path / "windows.ini").exists()


def test_a_folder_that_cannot_be_made_only_costs_the_memory(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"no folder")
    memory = WindowMemory(tmp_path / "file" / "config")
    memory.remember_text("page", "tickets")
    memory.save()
    assert memory.text("page") == "tickets"


def test_settings_are_never_the_first_page(build: Build) -> None:
    window = build()
    window.show_page("settings")
    window.close()
    again = build()
    again.show_first_page()
    assert again.current_page == "tickets"


def test_splitters_are_remembered(tmp_path: Path, qtbot: QtBot) -> None:
    def splitter() -> QSplitter:
        made = QSplitter()
        qtbot.addWidget(made)
        made.addWidget(QWidget())
        made.addWidget(QWidget())
        made.resize(600, 100)
        WindowMemory(tmp_path).keep_splitter("queue", made)
        made.show()
        return made

    first = splitter()
    first.setSizes([150, 443])
    first.splitterMoved.emit(150, 1)
    WindowMemory(tmp_path).save()
    assert splitter().sizes() == first.sizes()


def test_recent_desks_are_listed_and_chosen(build: Build) -> None:
    window, chosen = build(), list[Path]()
    window.desk_chosen.connect(lambda path: chosen.append(path))
    menu = window.menuBar()._recent  # type: ignore[attr-defined]
    menu.aboutToShow.emit()
    assert [entry.text() for entry in menu.actions()] == ["a&&b"]
    menu.actions()[0].trigger()
    assert chosen == [Path("/desks/a&b.desk")]


def test_work_in_the_background_is_shown_and_can_be_cancelled(
    build: Build, tasks: Tasks, qtbot: QtBot
) -> None:
    window, progress = build(), Progress("Importing mail")

    def work() -> None:
        while True:
            progress.report(320, 1000)

    tasks.long(work, progress)
    qtbot.waitUntil(lambda: "320 of 1,000" in window.status.work.text)
    assert window.status.work.isVisible()
    QTest.mouseClick(window.status.work._cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.status.work.isVisible())
    assert tasks.idle


@pytest.mark.parametrize(
    ("state", "text"),
    [
        (ProgressState("Import", 0, None, 0.0, None, False), "Import"),
        (ProgressState("Import", 12, None, 3.0, None, False), "Import: 12 done · 3/s"),
        (
            ProgressState("Import", 3200, 6046, 2100.0, 83.0, False),
            "Import: 3,200 of 6,046 · 2,100/s · 1 min left",
        ),
        (
            ProgressState("Import", 12_100_000, 32_500_000, 9_470_000.0, 2.0, False, in_bytes=True),
            "Import: 12.1 MB of 32.5 MB · 9.5 MB/s · 2 s left",
        ),
        (ProgressState("Import", 1, 2, 1.0, 1.0, True), "Import: stopping…"),
    ],
)
def test_progress_is_told_in_words(state: ProgressState, text: str) -> None:
    assert progress_text(state) == text


def test_text_size_and_scheme_change_by_key_and_stay_in_bounds(
    theme: Theme, actions: Actions, tmp_path: Path
) -> None:
    preferences = Preferences(SettingsFile(tmp_path / "settings.json"))
    preferences.update(scheme=Scheme.LIGHT, density=Density.NORMAL, text_size=190)
    acts = ViewActs(actions, preferences, theme, preferences)
    for _ in range(3):
        actions["view.larger"].trigger()
    assert preferences.current.text_size == 200
    assert theme.px(10) == 20
    actions["view.normal_size"].trigger()
    actions["view.smaller"].trigger()
    assert theme.px(10) == 9
    actions["view.scheme"].trigger()
    assert theme.dark
    assert SettingsFile(tmp_path / "settings.json").read().scheme == Scheme.DARK
    assert acts.parent() is preferences


def test_the_frame_pulls_no_heavy_library() -> None:
    code = (
        "import sys, app.ui.main_window, app.ui.palette, app.ui.errors;"
        "heavy = {'sqlalchemy', 'alembic', 'jinja2', 'babel', 'holidays', 'dateutil',"
        " 'rapidfuzz', 'spellchecker', 'nh3', 'fonticon_mdi7', 'app.storage',"
        " 'app.ui.key_sheet', 'app.ui.lock', 'PySide6.QtNetwork', 'PySide6.QtSvg'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
