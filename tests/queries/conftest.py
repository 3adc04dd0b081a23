"""A demo desk that is built once, and opened for every test that only reads."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.services.demo import build_demo
from app.storage.database import Database
from app.storage.upgrade import create, open_desk

NOW = datetime(2026, 3, 12, 10, 30, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")
SIZE = 150


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.desk"
    database = create(path, clock=lambda: NOW)
    build_demo(database, size=SIZE, now=NOW, language="en")
    database.close()
    return path


@pytest.fixture(scope="session")
def demo(demo_file: Path) -> Iterator[Database]:
    """The shared desk; a test that changes something takes ``own_demo``."""
    database = open_desk(demo_file, clock=lambda: NOW)
    yield database
    assert database.open_sessions == 0
    database.close()


@pytest.fixture
def own_demo(demo_file: Path, tmp_path: Path) -> Iterator[Database]:
    """A copy of the demo desk that may be changed."""
    path = tmp_path / "own.desk"
    shutil.copy(demo_file, path)
    database = open_desk(path, clock=lambda: NOW)
    yield database
    assert database.open_sessions == 0
    database.close()
