"""A bug is shown once, its report names no person; what can be mended is told as text."""

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import Cancelled, UserError
from app.ui.errors import CrashDialog, ErrorReporter, place_of, report_of
from app.ui.theme import Theme
from app.ui.times import relative_time
from tests.conftest import ExpectedLogs


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def reporter(theme: Theme, told: list[str]) -> Iterator[ErrorReporter]:
    reporter = ErrorReporter(theme, tell=told.append)
    reporter.install()
    yield reporter
    reporter.uninstall()
    for dialog in dialogs():
        dialog.close()


def dialogs() -> list[CrashDialog]:
    return [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, CrashDialog) and each.isVisible()
    ]


def raised(error: BaseException) -> BaseException:
    try:
        raise error
    except type(error) as caught:
        return caught


def hand_to_hook(error: BaseException) -> None:
    sys.excepthook(type(error), error, error.__traceback__)


def test_a_bug_is_logged_and_shown_once_per_place(
    reporter: ErrorReporter, qtbot: QtBot, expected_logs: ExpectedLogs
) -> None:
    expected_logs.allow("unexpected error")
    for _ in range(3):
        hand_to_hook(raised(ZeroDivisionError()))
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    dialogs()[0].accept()
    hand_to_hook(raised(ZeroDivisionError()))
    QApplication.processEvents()
    assert dialogs() == []
    assert len(expected_logs.texts) == 4


def test_what_the_person_can_mend_is_text_and_no_bug(
    reporter: ErrorReporter, qtbot: QtBot, told: list[str]
) -> None:
    hand_to_hook(raised(UserError("The file is read-only.")))
    qtbot.waitUntil(lambda: told == ["The file is read-only."])
    assert dialogs() == []


def test_a_cancelled_act_is_not_mentioned(
    reporter: ErrorReporter, qtbot: QtBot, told: list[str]
) -> None:
    hand_to_hook(raised(Cancelled()))
    QApplication.processEvents()
    assert (told, dialogs()) == ([], [])


def test_an_error_in_a_thread_is_shown_on_the_gui_thread(
    reporter: ErrorReporter, qtbot: QtBot, expected_logs: ExpectedLogs
) -> None:
    expected_logs.allow("unexpected error")

    def fail() -> None:
        raise KeyError("x")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(dialogs()) == 1)


def test_an_error_in_a_slot_is_shown(
    reporter: ErrorReporter, qtbot: QtBot, expected_logs: ExpectedLogs
) -> None:
    expected_logs.allow("unexpected error")

    def fail() -> None:
        raise KeyError("x")

    with qtbot.captureExceptions():
        reporter.install()
        QTimer.singleShot(0, fail)
        qtbot.waitUntil(lambda: len(dialogs()) == 1)
        reporter.uninstall()


def test_the_report_can_be_copied(theme: Theme, qtbot: QtBot) -> None:
    dialog = CrashDialog("the report", theme)
    qtbot.addWidget(dialog)
    dialog._copy.click()
    assert QGuiApplication.clipboard().text() == "the report"


def test_the_report_holds_no_message_and_no_home(tmp_path: object) -> None:
    secret = "anna@example.org"
    try:
        try:
            raise KeyError(secret)
        except KeyError as error:
            raise ValueError(f"no contact {secret} in {tmp_path}") from error
    except ValueError as error:
        report = report_of(error)
    assert "KeyError" in report
    assert "ValueError" in report
    assert "test_errors.py" in report
    assert secret not in report
    assert str(tmp_path) not in report
    assert "/home/" not in report
    assert "/root/" not in report


def test_the_place_is_the_innermost_line_of_ours() -> None:
    try:
        relative_time(None, None)  # type: ignore[arg-type]
    except TypeError as error:
        place = place_of(error)
    assert place.startswith("TypeError app/ui/times.py:")
