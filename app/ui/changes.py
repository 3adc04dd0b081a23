"""Several changes told as one."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.storage.changes import Changes


def merge_changes(parts: "Iterable[Changes]") -> "Changes":
    """One ``Changes`` for ``parts`` in time order, as if one operation had made them all."""
    # Only who made changes merges them, so this costs no start-up time.
    from app.storage.changes import Changes, RowChanges

    merged: dict[str, RowChanges] = {}
    for part in parts:
        for table, later in part.tables.items():
            earlier = merged.get(table, RowChanges())
            inserted = (earlier.inserted - later.deleted) | (later.inserted - earlier.deleted)
            deleted = (earlier.deleted - later.inserted) | (later.deleted - earlier.inserted)
            back_again = earlier.deleted & later.inserted
            touched = earlier.updated | later.updated | back_again
            merged[table] = RowChanges(inserted, touched - inserted - deleted, deleted)
    return Changes(merged)
