"""From an older desk to the present one: same schema, copy first, nothing lost, undo told."""

import re
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from app.errors import UserError
from app.rules.enums import Channel, Status
from app.services import desk as desk_service
from app.services import tickets
from app.services.contacts import ContactChoice
from app.storage import history, upgrade
from app.storage.backup import faults_of
from app.storage.connection import APPLICATION_ID, engine_for
from tests.desk_fixtures import MORNING, Clock

MIGRATIONS = Path(upgrade.__file__).resolve().parent.parent / "migrations"

SECOND = '''"""Colour for categories."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Rebuild a table that others point to, as SQLite asks for."""
    op.execute("CREATE TABLE _category AS SELECT * FROM category")
    with op.batch_alter_table("category") as batch:
        batch.alter_column("name", new_column_name="title")
    {more}
'''


def test_migrating_an_empty_file_gives_the_schema_of_the_mapped_classes(tmp_path: Path) -> None:
    made = tmp_path / "made.desk"
    upgrade.create(made).close()
    migrated = tmp_path / "migrated.desk"
    _migrate(migrated)
    assert _schema(migrated) == _schema(made)
    assert _pragma(migrated, "application_id") == APPLICATION_ID


def test_the_revision_of_the_program_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [upgrade.REVISION]


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program with one more migration than this one."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    script = folder / "versions" / "0002_next.py"
    script.write_text(SECOND.format(more="op.execute('DROP TABLE _category')"), encoding="utf-8")
    monkeypatch.setattr(upgrade, "MIGRATIONS", folder)
    monkeypatch.setattr(upgrade, "REVISION", "0002")
    return script


@pytest.fixture
def old_desk(tmp_path: Path) -> Path:
    """A desk of this version with a ticket and steps to undo."""
    path = tmp_path / "shop.desk"
    clock = Clock()
    desk = upgrade.create(path, clock=clock)
    try:
        desk.execute(
            desk_service.set_up,
            name="Shop",
            language="en",
            agent_name="Kim",
            now=MORNING,
            label="Set up",
            agent_id=None,
        )
        ticket_id = desk.execute(
            tickets.capture,
            subject="Printer",
            text="It smokes.",
            channel=Channel.PHONE,
            contact=ContactChoice(name="Eva"),
            now=MORNING,
            label="Wrote down a call",
            agent_id=1,
        ).result
        desk.execute(
            tickets.set_status, [ticket_id], Status.OPEN, now=MORNING, label="Opened", agent_id=1
        )
    finally:
        desk.close()
    return path


def test_an_older_desk_is_copied_then_upgraded_and_its_undo_steps_are_dropped_with_a_word(
    old_desk: Path, next_version: Path
) -> None:
    before = _rows(old_desk, "SELECT id, parent_id, name, name_key FROM category ORDER BY id")
    messages = _rows(old_desk, "SELECT * FROM message")
    desk = upgrade.open_desk(old_desk)
    try:
        copy = old_desk.with_name("shop before upgrade from 0001.desk")
        assert copy.name in desk.notice
        assert "cannot be undone" in desk.notice
        assert desk.next_undo() is None
        assert desk.read(history.broken_entries) == []
        assert faults_of(old_desk) == []
        now = "SELECT id, parent_id, title, name_key FROM category ORDER BY id"
        assert _rows(old_desk, now) == before
        assert _rows(old_desk, "SELECT * FROM message") == messages
        assert _rows(old_desk, "SELECT version_num FROM alembic_version") == [("0002",)]
        assert _rows(copy, "SELECT version_num FROM alembic_version") == [("0001",)]
        assert _rows(copy, "SELECT count(*) FROM undo_step") == [(2,)]
    finally:
        desk.close()
    again = upgrade.open_desk(old_desk)
    assert again.notice == ""
    again.close()


def test_without_undo_steps_the_notice_names_only_the_copy(
    old_desk: Path, next_version: Path
) -> None:
    with closing(driver.connect(str(old_desk))) as raw:
        raw.execute("DELETE FROM undo_step")
        raw.commit()
    desk = upgrade.open_desk(old_desk)
    desk.close()
    assert "before upgrade" in desk.notice
    assert "undone" not in desk.notice


def test_an_upgrade_that_fails_leaves_the_desk_as_it_was(
    old_desk: Path, next_version: Path
) -> None:
    broken = "op.execute('DELETE FROM ticket')\n    op.execute('SELECT no_such_function()')"
    next_version.write_text(SECOND.format(more=broken), encoding="utf-8")
    before = _schema(old_desk)
    with pytest.raises(Exception, match="no_such_function"):
        upgrade.open_desk(old_desk)
    assert _schema(old_desk) == before
    assert _rows(old_desk, "SELECT count(*) FROM ticket") == [(1,)]
    assert _rows(old_desk, "SELECT count(*) FROM undo_step") == [(2,)]


def test_an_upgrade_that_orphans_rows_is_refused_and_taken_back(
    old_desk: Path, next_version: Path
) -> None:
    next_version.write_text(SECOND.format(more="op.execute('DELETE FROM ticket')"))
    with pytest.raises(RuntimeError, match="without their parents"):
        upgrade.open_desk(old_desk)
    assert _rows(old_desk, "SELECT count(*) FROM ticket") == [(1,)]
    assert _rows(old_desk, "SELECT version_num FROM alembic_version") == [("0001",)]


def test_a_desk_of_a_newer_program_is_refused_with_the_way_out(old_desk: Path) -> None:
    with closing(driver.connect(str(old_desk))) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
        raw.commit()
    with pytest.raises(UserError, match="newer Tresen"):
        upgrade.open_desk(old_desk)
    assert not list(old_desk.parent.glob("*before upgrade*"))


def _migrate(path: Path) -> None:
    path.touch()
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = engine_for(path)
    try:
        with engine.connect() as connection, connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()


def _schema(path: Path) -> dict[tuple[str, str], str]:
    return {
        (kind, name): _plain(sql)
        for kind, name, sql in _rows(path, "SELECT type, name, sql FROM sqlite_master")
    }


def _plain(sql: str | None) -> str:
    """Without what spaces and quotes around names differ by."""
    words = re.findall(r"'(?:[^']|'')*'|\w+|[^\s\w]", (sql or "").replace('"', ""))
    return " ".join(words)


def _rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(driver.connect(str(path))) as raw:
        return list(raw.execute(query))


def _pragma(path: Path, name: str) -> object:
    return _rows(path, f"PRAGMA {name}")[0][0]
