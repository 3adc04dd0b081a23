"""The snippet that is open beside the list: read, begun, copied, taken up again."""

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.i18n import _
from app.queries.snippets import SnippetDetails, snippet_details
from app.services.snippet_drafts import KeptSnippet
from app.services.snippet_rows import SnippetFields
from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.snippets.editor import SnippetEditor
from app.ui.snippets.reading import left_writing
from app.ui.snippets.saving import Unsaved
from app.ui.theme import Theme
from app.ui.widgets.empty_state import EmptyState

_CALM_MS = 150
"""How long the list has to rest before another snippet is opened."""
_NEED_ONE = (
    "edit",
    "copy",
    "favourite",
    "tags",
    "colour",
    "move",
    "delete",
    "variant",
    "placeholder",
    "try",
)
"""Actions that do something only while a snippet is open."""


class OpenedSnippet(QStackedWidget):
    """The editor, or a line that says to choose one. What is written is never thrown away."""

    began = Signal()
    """It is known whether something was being written when the program ended."""
    selected = Signal(int)
    """A snippet that the list is to mark: it was saved for the first time, or came back."""
    told = Signal(str)
    """A text for a toast."""

    def __init__(
        self,
        operations: Operations,
        actions: Actions,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._actions = actions
        self._expected: int | None = None
        self._chosen: int | None = None
        self._calm = QTimer(self, singleShot=True, interval=_CALM_MS)
        self._calm.timeout.connect(self._read_chosen)
        self._total = 0
        self.with_deleted = False
        """Whether a deleted snippet may be shown, as while the deleted ones are listed."""
        self.editor = SnippetEditor(operations, actions, theme)
        self._nobody = EmptyState(
            theme, icon="snippets", text=_("Choose a snippet to read and to change it")
        )
        self.addWidget(self._nobody)
        self.addWidget(self.editor)
        self.editor.saved.connect(self._saved_new)
        self.editor.refused.connect(self._reopen)
        self._show(self._nobody)

    @property
    def is_free(self) -> bool:
        """Whether nothing is open that another snippet would put aside."""
        return self.editor.snippet_id is None and not self.editor.is_changed

    def begin(self) -> None:
        """Go on with what was being written when the program ended, if there is something."""
        self._operations.read(
            left_writing,
            agent_id=self._operations.agent_id,
            owner=self,
            key="left",
            done=self._take_up,
        )

    def show_total(self, total: int) -> None:
        """How many snippets the desk has: an empty one has one empty page, not two panes."""
        self._total = total
        self._show(self.editor if self.currentWidget() is self.editor else self._nobody)

    def choose(self, snippet_id: int | None, *, typing: bool) -> None:
        """Open what was chosen in the list: at once, but while the person is ``typing`` in its
        search or goes on through it, only when that pauses."""
        if typing or self._calm.isActive():
            self._chosen = snippet_id
        else:
            self.read(snippet_id)
        self._calm.start()

    def _read_chosen(self) -> None:
        chosen, self._chosen = self._chosen, None
        if chosen not in (None, self._expected):
            self.read(chosen)

    def read(self, snippet_id: int | None) -> None:
        """Open a snippet, or read anew the one that is open."""
        self._chosen = None
        if snippet_id is None:
            return
        if snippet_id != self.editor.snippet_id:
            self.editor.leave()
        self._expected = snippet_id
        self._operations.read(
            snippet_details, snippet_id, owner=self, key="details", done=self._show_details
        )

    def read_again(self) -> None:
        """Show what is stored by now of the one that is open."""
        if self._chosen is None:
            self.read(self.editor.snippet_id)

    def begin_new(self, fields: SnippetFields) -> None:
        """Begin a new snippet that says ``fields``."""
        self.editor.leave()
        self._chosen = self._expected = None
        self.editor.show_new(fields)
        self._show(self.editor)

    def begin_copy(self) -> None:
        """Begin one that says the same; its abbreviation is its own to be found."""
        fields = self.editor.fields
        title = _("{title} (copy)").format(title=fields.title)
        self.begin_new(replace(fields, title=title, abbreviation="", favourite=False))

    def close_snippet(self) -> None:
        """Nothing is open."""
        self._chosen = None
        self._show(self._nobody)

    def _take_up(self, left: tuple[KeptSnippet, SnippetDetails | None] | None) -> None:
        if left is not None:
            kept, details = left
            if details is not None:
                self.selected.emit(details.row.id)
            self.editor.take_up(kept, details)
            self._show(self.editor)
            self.told.emit(_("This is what you were writing. It is not saved yet."))
        self.began.emit()

    def _show_details(self, details: SnippetDetails | None) -> None:
        if details is not None and details.row.id != self._expected:
            return
        gone = details is None or details.row.deleted_at is not None
        if details is None or (gone and not self.with_deleted):
            self._show(self._nobody)
            return
        self.editor.show_details(details)
        self._show(self.editor)

    def _saved_new(self, snippet_id: int) -> None:
        self._expected = snippet_id
        self.selected.emit(snippet_id)

    def _reopen(self, unsaved: Unsaved) -> None:
        """What could not be saved when it was left comes back, with the reason."""
        self.told.emit(unsaved.reason)
        self._expected = unsaved.snippet_id
        self.editor.go_on_with(unsaved)
        self._show(self.editor)
        if unsaved.snippet_id is not None:
            self.selected.emit(unsaved.snippet_id)

    def _show(self, widget: QWidget) -> None:
        self.setCurrentWidget(widget)
        is_open = widget is self.editor
        self.setVisible(is_open or bool(self._total))
        for name in _NEED_ONE:
            self._actions[f"snippet.{name}"].setEnabled(is_open)
