"""Imports: what was read from where, and how far, so that a stopped one goes on."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import UNRECORDED, Base, Json


class ImportRun(Base):
    """One import; tickets, messages and contacts that it made name it.

    ``source`` are the paths as a JSON list. ``position`` is the key of the last mail that is in
    (see ``formats/mail/sources.py``), ``counts`` what was done so far.
    """

    __tablename__ = "import_run"
    __table_args__ = ({"info": UNRECORDED},)

    source: Mapped[str]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None] = mapped_column(default=None)
    position: Mapped[str] = mapped_column(default="")
    counts: Mapped[Any] = mapped_column(Json, default=dict)


class BulkLoad(Base):
    """A row, never committed: the batch of an import counts and indexes its rows by itself."""

    __tablename__ = "bulk_load"
    __table_args__ = ({"info": UNRECORDED},)
