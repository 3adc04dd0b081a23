"""Mapped classes: the tables of a desk file, their columns and constraints.

Every key is given once and never again (AUTOINCREMENT): history and undo name rows by it.
"""

from app.models import (
    access,
    blobs,
    contacts,
    desk,
    enquiries,
    history,
    imports,
    messages,
    mission,
    retention,
    shifts,
    snippets,
    tickets,
    views,
    workshop,
)
from app.models.base import Base

__all__ = [
    "Base",
    "access",
    "blobs",
    "contacts",
    "desk",
    "enquiries",
    "history",
    "imports",
    "messages",
    "mission",
    "retention",
    "shifts",
    "snippets",
    "tickets",
    "views",
    "workshop",
]

for _table in Base.metadata.tables.values():
    if _table.columns.id.autoincrement is not False and not _table.columns.id.foreign_keys:
        _table.dialect_options["sqlite"]["autoincrement"] = True
