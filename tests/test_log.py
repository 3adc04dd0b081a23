"""The log says what went wrong and where, and quotes nobody."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import log

SECRET = "anna@example.org"


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Path]:
    """The log file of a program that has begun to write one."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    log.start(tmp_path)
    yield tmp_path / "tresen.log"
    for handler in [each for each in root.handlers if each not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


def _raised() -> ValueError:
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as error:
            raise ValueError(f"no contact {SECRET}") from error
    except ValueError as error:
        return error


def test_an_error_is_logged_without_its_message(written: Path) -> None:
    logging.getLogger("app.ui.errors").info("unexpected error", exc_info=_raised())
    text = written.read_text("utf-8")
    assert "unexpected error" in text
    assert text.index("KeyError") < text.index("ValueError")
    assert "test_log.py" in text
    assert SECRET not in text


def test_what_a_library_says_is_left_out_but_not_that_it_said_something(written: Path) -> None:
    logging.getLogger("icalendar.parser").info("cannot read %s", SECRET)
    text = written.read_text("utf-8")
    assert "INFO icalendar.parser: test_log.py:" in text
    assert "cannot read" not in text
    assert SECRET not in text


def test_what_another_handler_made_of_an_error_is_not_taken_over(written: Path) -> None:
    record = logging.getLogger("app").makeRecord(
        "app.x", logging.INFO, __file__, 1, "it failed", (), (ValueError, _raised(), None)
    )
    record.exc_text = f"ValueError: {SECRET}"
    assert SECRET not in log.Discreet().format(record)
