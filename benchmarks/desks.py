"""Desks to measure on: built once, kept in the temporary folder as long as the program's tables
and demo texts stay what they are."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.schema import CreateIndex, CreateTable

from app.models import Base
from app.paths import resource
from app.services.demo import build_demo
from app.services.imports import run_import
from app.storage.database import Database
from app.storage.triggers import SEARCH_TABLE, TRIGGERS
from app.storage.upgrade import create, open_desk
from benchmarks.mails import copies, real_mails
from benchmarks.snippet_rows import add_snippets

_ROUNDS = 10
NOW = datetime(2026, 3, 12, 10, 30, tzinfo=UTC)
"""What time it is on every bench desk."""


def demo_desk(size: int) -> Database:
    """A demo desk of ``size`` tickets, made if it is not there yet (200,000: some minutes)."""
    path = _folder() / f"{size}-{_fingerprint()}.desk"
    if not path.exists():
        _build(path, lambda desk: build_demo(desk, size=size, now=NOW, language="en"))
    return open_desk(path, clock=lambda: NOW)


def demo_path(size: int) -> Path:
    """The file of ``demo_desk``, for a program that opens it by itself."""
    database = demo_desk(size)
    database.close()
    return database.path


def snippet_desk(tickets: int, snippets: int) -> Database:
    """A demo desk with so many snippets, used in most of its answered tickets."""
    path = _folder() / f"snippets-{tickets}-{snippets}-{_fingerprint()}.desk"
    if not path.exists():
        source = demo_path(tickets)
        _build(path, lambda desk: add_snippets(desk, snippets), source=source)
    return open_desk(path, clock=lambda: NOW)


def mail_desk() -> Database:
    """A desk of the real mails ten times over, imported with the newest mailbox first."""
    path = _folder() / f"mails-{_fingerprint()}.desk"
    if not path.exists():
        _build(path, _import_mails)
    return open_desk(path, clock=lambda: NOW)


def _import_mails(database: Database) -> None:
    mails = real_mails()
    folders = sorted({path.parent for path in mails})
    with tempfile.TemporaryDirectory() as made:
        for place, folder in enumerate(reversed(folders)):
            of_folder = [path for path in mails if path.parent == folder]
            with (Path(made) / f"{place}.mbox").open("wb") as box:
                for raw in copies(of_folder, _ROUNDS):
                    quoted = raw.replace(b"\nFrom ", b"\n>From ")
                    box.write(b"From a@b.example Mon Jan  1 00:00:00 2001\n" + quoted + b"\n\n")
        run_import(database, [Path(made)], close_old=True, now=NOW, agent_id=None, label="Import")


def _folder() -> Path:
    folder = Path(tempfile.gettempdir()) / "tresen-benchmarks"
    folder.mkdir(exist_ok=True)
    return folder


def _build(path: Path, fill: Callable[[Database], object], *, source: Path | None = None) -> None:
    """Make the desk beside its place, then put it there; older ones of its kind go.

    It begins as a copy of ``source``, else empty.
    """
    unfinished = path.with_suffix(f".{os.getpid()}")
    unfinished.unlink(missing_ok=True)
    if source is None:
        database = create(unfinished, clock=lambda: NOW)
    else:
        shutil.copyfile(source, unfinished)
        database = open_desk(unfinished, clock=lambda: NOW)
    fill(database)
    database.close()
    for old in path.parent.glob(f"{path.stem.rpartition('-')[0]}-*.desk"):
        old.unlink()
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
