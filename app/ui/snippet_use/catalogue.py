"""All snippets of the desk in memory, for lists that answer while one types."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.ui.operations import Operations

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from app.storage.changes import Changes
    from app.ui.snippet_use.ranking import Shelf

_TABLES = frozenset({"snippet", "snippet_variant", "snippet_folder"})


class Catalogue(QObject):
    """Empty until it was asked for; read again when a snippet changed. One per desk in use."""

    changed = Signal()

    def __init__(self, operations: Operations) -> None:
        super().__init__(operations)
        self._operations = operations
        self.shelf: Shelf | None = None
        self._asked = False
        self._under_way = False
        self._changed_meanwhile = False
        operations.changed.connect(self._desk_changed)

    def ask(self) -> None:
        """Have it read, once; ``changed`` tells when it is there."""
        if not self._asked:
            self._asked = True
            self._read()

    def _read(self) -> None:
        self._under_way = True
        self._changed_meanwhile = False
        self._operations.read(read_shelf, owner=self, done=self._take)

    def _take(self, shelf: "Shelf") -> None:
        self._under_way = False
        self.shelf = shelf
        self.changed.emit()
        if self._changed_meanwhile:
            self._read()

    def _desk_changed(self, changes: "Changes") -> None:
        """Read anew; an import changes many in a row, so one read at a time."""
        if not self._asked or _TABLES.isdisjoint(changes.tables):
            return
        if self._under_way:
            self._changed_meanwhile = True
        else:
            self._read()


def catalogue_of(operations: Operations) -> Catalogue:
    """The catalogue of the desk that these operations work on; it lives as long as they do."""
    found = operations.findChild(Catalogue)
    return found if isinstance(found, Catalogue) else Catalogue(operations)


def read_shelf(session: "Session") -> "Shelf":
    """Every snippet of the desk, folded and in order: done where the desk is read."""
    from app.queries.snippet_library import catalogue
    from app.ui.snippet_use.ranking import Shelf

    return Shelf(catalogue(session))
