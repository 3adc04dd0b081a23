"""This program with one more migration, as its next version will have."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import alembic.command  # noqa: F401 - loaded once, not in every fork

from app.storage import upgrade

_SCRIPT = '''"""Colour for categories; a look at every message, which takes its time."""

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{newest}"


def upgrade() -> None:
    with op.batch_alter_table("category", recreate="always") as batch:
        batch.add_column(sa.Column("shade", sa.String, nullable=True))
    op.execute("CREATE TABLE message_copy AS SELECT * FROM message")
    op.execute("DROP TABLE message_copy")
'''


def next_version(folder: Path) -> Path:
    """The migrations of the next version, in ``folder``."""
    shutil.copytree(upgrade.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    script = _SCRIPT.format(newest=upgrade.REVISION)
    (folder / "versions" / "next.py").write_text(script, "utf-8")
    return folder


@contextmanager
def as_next_version(folder: Path) -> Iterator[None]:
    """Inside, this program is the next version."""
    present = upgrade.MIGRATIONS, upgrade.REVISION
    upgrade.MIGRATIONS, upgrade.REVISION = folder, "next"
    try:
        yield
    finally:
        upgrade.MIGRATIONS, upgrade.REVISION = present
