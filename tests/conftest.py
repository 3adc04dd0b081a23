"""What every test stands on: own folders, English texts, a silent log, nothing left over."""

import gc
import logging
import os
import re
import threading
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

from app import i18n
from tests.no_network import leave_the_network

leave_the_network()

# A busy machine is no reason to fail: hypothesis judges results here, not time.
settings.register_profile("tresen", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tresen")

_REPOSITORY = Path(__file__).resolve().parent.parent
_THREAD_GRACE = 5.0

_WINDOWS_BETWEEN = 50
"""Tests with widgets between two looks at all there is: one look takes longer than most tests."""

gc.disable()


class _Garbage:
    """Collects what may hold widgets between tests and only there, as the program does between
    events: in a thread, or among widgets that are being listed, it would crash Qt."""

    tests_with_widgets = 0

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        if "qapp" in getattr(item, "fixturenames", ()):
            result = yield
            self.tests_with_widgets += 1
            self._collect_all(after=_WINDOWS_BETWEEN)
            gc.collect(1)
            return result
        self._collect_all(after=1)
        gc.enable()
        try:
            return (yield)
        finally:
            gc.disable()

    def _collect_all(self, *, after: int) -> None:
        if self.tests_with_widgets >= after:
            gc.collect()
            self.tests_with_widgets = 0


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(_Garbage())


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Data and settings of a test lie in its own folder, never in the person's."""
    monkeypatch.setenv("TRESEN_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("TRESEN_CONFIG", str(tmp_path / "config"))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    i18n.set_language("en")
    yield
    i18n.set_language("en")


@dataclass
class ExpectedLogs:
    """Log records that a test provokes on purpose: ``expected_logs.allow("could not be read")``."""

    patterns: list[re.Pattern[str]] = field(default_factory=list)
    seen: list[logging.LogRecord] = field(default_factory=list)

    def allow(self, pattern: str) -> None:
        """Let warnings whose text matches the regular expression ``pattern`` pass."""
        self.patterns.append(re.compile(pattern))

    @property
    def texts(self) -> list[str]:
        """The warnings and errors logged so far."""
        return [record.getMessage() for record in self.seen]

    @property
    def unexpected(self) -> list[str]:
        return [text for text in self.texts if not any(p.search(text) for p in self.patterns)]


class _Keeper(logging.Handler):
    def __init__(self, expected: ExpectedLogs) -> None:
        super().__init__(logging.WARNING)
        self._expected = expected

    def emit(self, record: logging.LogRecord) -> None:
        self._expected.seen.append(record)


@pytest.fixture(autouse=True)
def expected_logs() -> Iterator[ExpectedLogs]:
    """A warning or error in the log fails the test unless it was allowed."""
    expected = ExpectedLogs()
    keeper = _Keeper(expected)
    root = logging.getLogger()
    root.addHandler(keeper)
    yield expected
    root.removeHandler(keeper)
    if expected.unexpected:
        pytest.fail("unexpected log records:\n" + "\n".join(expected.unexpected), pytrace=False)


@pytest.fixture(autouse=True)
def _no_thread_left_over() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    left = [each for each in threading.enumerate() if each not in before and not each.daemon]
    for each in left:
        each.join(_THREAD_GRACE)
    alive = [each.name for each in left if each.is_alive()]
    if alive:
        pytest.fail(f"threads left over after the test: {alive}", pytrace=False)


@pytest.fixture(scope="session")
def real_mails() -> Path:
    """The folder of 6,046 real mails (``easy-ham-1`` … ``spam-2``), skipped where it is absent."""
    place = os.environ.get("TRESEN_MAILS") or str(_REPOSITORY / ".mails" / "package" / "data")
    folder = Path(place)
    if (folder / "easy-ham-1").is_dir():
        return folder
    sentence = f"no real mails in {folder}: bring them with .ci/mails, or set TRESEN_MAILS"
    if os.environ.get("CI", "").lower() == "true":
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
