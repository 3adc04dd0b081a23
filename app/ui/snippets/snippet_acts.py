"""What one does to chosen snippets: made favourites, deleted, brought back."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.i18n import ngettext
from app.services import snippets
from app.storage.database import utc_now
from app.ui.operations import Operations


class SnippetActs(QObject):
    """Each is one step that can be undone."""

    deleted = Signal(object)
    """The ids of snippets that were deleted."""

    def __init__(self, operations: Operations, window: QWidget) -> None:
        super().__init__(window)
        self._operations = operations

    def make_favourites(self, ids: Sequence[int]) -> None:
        """Show snippets first in the palette."""
        words = ngettext("Made {n} snippet a favourite", "Made {n} snippets favourites", len(ids))
        self._operations.run(
            snippets.set_favourite, ids, True, now=utc_now(), label=words.format(n=len(ids))
        )

    def delete(self, ids: Sequence[int]) -> None:
        """Delete snippets; what was sent with them stays known."""
        words = ngettext("Deleted {n} snippet", "Deleted {n} snippets", len(ids))
        self._operations.run(
            snippets.delete,
            ids,
            now=utc_now(),
            label=words.format(n=len(ids)),
            owner=self,
            done=lambda _nothing: self.deleted.emit(ids),
        )

    def restore(self, ids: Sequence[int]) -> None:
        """Bring deleted snippets back."""
        words = ngettext("Restored {n} snippet", "Restored {n} snippets", len(ids))
        self._operations.run(snippets.restore, ids, now=utc_now(), label=words.format(n=len(ids)))
