"""Desks to measure on: built once, kept in the temporary folder as long as the program's tables
and demo texts stay what they are."""

import hashlib
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.schema import CreateIndex, CreateTable

from app.models import Base
from app.paths import resource
from app.services.demo import build_demo
from app.storage.database import Database
from app.storage.triggers import SEARCH_TABLE, TRIGGERS
from app.storage.upgrade import create, open_desk

NOW = datetime(2026, 3, 12, 10, 30, tzinfo=UTC)
"""What time it is on every bench desk."""


def demo_desk(size: int) -> Database:
    """A demo desk of ``size`` tickets, made if it is not there yet (200,000: some minutes)."""
    path = _folder() / f"{size}-{_fingerprint()}.desk"
    if not path.exists():
        _make(path, size)
    return open_desk(path, clock=lambda: NOW)


def demo_path(size: int) -> Path:
    """The file of ``demo_desk``, for a program that opens it by itself."""
    database = demo_desk(size)
    database.close()
    return database.path


def _folder() -> Path:
    folder = Path(tempfile.gettempdir()) / "tresen-benchmarks"
    folder.mkdir(exist_ok=True)
    return folder


def _make(path: Path, size: int) -> None:
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    database = create(unfinished, clock=lambda: NOW)
    build_demo(database, size=size, now=NOW, language="en")
    database.close()
    unfinished.rename(path)


def _fingerprint() -> str:
    tables = Base.metadata.sorted_tables
    statements = [
        *(str(CreateTable(table)) for table in tables),
        *(str(CreateIndex(index)) for table in tables for index in table.indexes),
        SEARCH_TABLE,
        *TRIGGERS,
        *(resource("demo", f"{language}.txt").read_text("utf-8") for language in ("de", "en")),
    ]
    return hashlib.sha256("\n".join(sorted(statements)).encode()).hexdigest()[:12]
