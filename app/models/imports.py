"""Imports: what was read from where, and how far, so that a stopped one goes on."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import UNRECORDED, Base, Json


class ImportRun(Base):
    """One import; tickets, messages and contacts that it made name it.

    ``source`` are the paths as a JSON list, ``counts`` what it did so far.
    """

    __tablename__ = "import_run"
    __table_args__ = ({"info": UNRECORDED},)

    source: Mapped[str]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None] = mapped_column(default=None)
    counts: Mapped[Any] = mapped_column(Json, default=dict)


class ImportPosition(Base):
    """How far a file was read by an import: all mails before ``offset`` bytes are in."""

    __tablename__ = "import_position"
    __table_args__ = (UniqueConstraint("import_id", "path"), {"info": UNRECORDED})

    import_id: Mapped[int] = mapped_column(ForeignKey("import_run.id"))
    path: Mapped[str]
    offset: Mapped[int]
