"""What an action means for what is chosen: for several snippets all of them, else the open one."""

from collections.abc import Sequence

from app.queries.snippet_counts import FolderCount
from app.ui.snippets.folder_acts import FolderActs
from app.ui.snippets.opened import OpenedSnippet
from app.ui.snippets.snippet_acts import SnippetActs
from app.ui.snippets.table import SnippetTable


class ChosenSnippets:
    """One snippet is changed in the editor, several at once by a step of their own."""

    def __init__(
        self, table: SnippetTable, opened: OpenedSnippet, acts: SnippetActs, folders: FolderActs
    ) -> None:
        self._table = table
        self._opened = opened
        self._acts = acts
        self._folders = folders
        acts.deleted.connect(self._deleted)

    @property
    def ids(self) -> list[int]:
        """The chosen ones; where none is, the one in the editor, if it is stored."""
        open_id = self._opened.editor.snippet_id
        return self._table.selected_ids() or ([open_id] if open_id is not None else [])

    def favourite(self) -> None:
        """Show them first in the palette; a single one also no longer."""
        ids = self.ids
        if len(ids) > 1:
            self._acts.make_favourites(ids)
        else:
            self._opened.editor.head.switch_favourite()

    def tags(self, known: Sequence[str]) -> None:
        """Ask for a tag, one of the ``known`` or a new one."""
        ids = self.ids
        if len(ids) > 1:
            self._acts.choose_tag(ids, known)
        else:
            self._opened.editor.head.reveal()
            self._opened.editor.head.tags.setFocus()

    def colour(self) -> None:
        """Ask for a colour."""
        ids = self.ids
        if len(ids) > 1:
            self._acts.choose_colour(ids)
        else:
            self._opened.editor.head.reveal()
            self._opened.editor.head.colour.showMenu()

    def move(self, folders: Sequence[FolderCount]) -> None:
        """Ask for a folder to put them into."""
        if ids := self.ids:
            self._folders.choose_for(ids, folders)

    def delete(self, *, deleted_already: bool) -> None:
        """Delete them, or bring back what was; a new one is forgotten."""
        ids = self.ids
        if not ids:
            self._opened.editor.revert()
            self._opened.close_snippet()
        elif deleted_already:
            self._acts.restore(ids)
        else:
            self._acts.delete(ids)

    def _deleted(self, ids: Sequence[int]) -> None:
        if self._opened.editor.snippet_id in ids:
            self._opened.close_snippet()
