"""The editor: what a snippet is called, its wordings, and what there is about it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.errors import UserError
from app.i18n import _
from app.queries.desk import CategoryRow
from app.queries.snippet_counts import FolderCount
from app.queries.snippets import SnippetDetails, VersionRow
from app.services import snippet_files, snippets
from app.services.snippet_drafts import KeptSnippet
from app.services.snippet_rows import SnippetFields
from app.storage.database import utc_now
from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.snippets.completion import Vocabulary
from app.ui.snippets.edited import emptied, fields_of, is_blank
from app.ui.snippets.editor_head import EditorHead
from app.ui.snippets.keeper import SnippetKeeper
from app.ui.snippets.panel import SnippetPanel
from app.ui.snippets.panel_fold import PanelFold
from app.ui.snippets.previewing import Preview
from app.ui.snippets.reading import owner_of_abbreviation
from app.ui.snippets.saving import Unsaved, attach, store
from app.ui.snippets.text_part import TextPart
from app.ui.theme import Theme
from app.ui.widgets.pane_splitter import PaneSplitter

_SIDE_BY_SIDE = 1100
"""Pixels at 100 % from which on text and preview have room beside each other."""


class SnippetEditor(QWidget):
    """One snippet. What is written is saved by ``save``, and by ``leave`` when another is opened.

    A new one has no id until it is saved; one without a text is forgotten.
    """

    saved = Signal(int)
    """The id of a new snippet."""
    refused = Signal(object)
    """The ``Unsaved`` that could not be saved when it was left."""

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
        self._theme = theme
        self._id: int | None = None
        self._stored = SnippetFields()
        self._fields = SnippetFields()
        self._showing = False
        self._saving = False
        self.head = EditorHead(actions, theme)
        self.text = TextPart(actions, theme)
        self.panel = SnippetPanel(operations, actions, theme)
        self.keeper = SnippetKeeper(operations, self._to_keep, self)
        self.splitter = PaneSplitter(theme, Qt.Orientation.Vertical)
        self.splitter.addWidget(self.text)
        self.splitter.addWidget(self.panel)
        self.splitter.setSizes([theme.px(290), theme.px(260)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(4))
        whole.addWidget(self.head)
        whole.addWidget(self.splitter, 1)
        self.fold = PanelFold(self, self.head, self.splitter, self.text, self.panel, theme)
        self._connect()

    # What is open

    @property
    def snippet_id(self) -> int | None:
        """The snippet that is open, None for a new one or none."""
        return self._id

    @property
    def fields(self) -> SnippetFields:
        """What is written now."""
        return self._fields

    @property
    def is_changed(self) -> bool:
        """Whether there is something to save."""
        if self._id is None:
            return not is_blank(self._fields)
        return self._fields != self._stored

    def show_details(self, details: SnippetDetails) -> None:
        """Open a stored snippet, or show anew what is stored of the one that is open.

        What is being written stays.
        """
        again = details.row.id == self._id
        writing = again and self.is_changed
        self._id, self._stored = details.row.id, fields_of(details)
        if not writing:
            self._show(self._stored, again=again)
        self.panel.show_details(details)
        self._tell_state()
        self.keeper.keep()

    def show_new(self, fields: SnippetFields) -> None:
        """Begin a new snippet; the person may type its title at once."""
        self._id, self._stored = None, SnippetFields()
        self.panel.show_new()
        self._show(fields)
        self._tell_state()
        self.head.title.setFocus()

    def go_on_with(self, unsaved: Unsaved) -> None:
        """Show again what could not be saved when it was left, and why."""
        self._id, self._stored = unsaved.snippet_id, unsaved.stored
        self._show(unsaved.fields)
        self.head.complain(unsaved.reason)
        self._tell_state()

    def take_up(self, kept: KeptSnippet, details: SnippetDetails | None) -> None:
        """Go on with what was being written when the program ended."""
        self.keeper.took_up(kept)
        if details is not None:
            self.show_details(details)
        else:
            self.show_new(kept.fields)
        self._show(kept.fields)
        self._tell_state()

    def _to_keep(self) -> KeptSnippet | None:
        return KeptSnippet(self._id, self._fields) if self.is_changed else None

    def show_choices(
        self,
        folders: Sequence[FolderCount],
        tags: Sequence[str],
        categories: Sequence[CategoryRow],
        vocabulary: Vocabulary,
    ) -> None:
        """What there is to choose and to complete from."""
        self.head.show_folders(folders)
        self.head.tags.set_known(tags)
        self.panel.on_inserting.show_choices(categories, tags)
        self.text.set_vocabulary(vocabulary)
        self._showing = True
        self.head.show_fields(self._fields)
        self.panel.on_inserting.show_fields(self._fields)
        self._showing = False

    def write(self) -> None:
        """Put the caret into the text."""
        self.text.body.setFocus()

    def _show(self, fields: SnippetFields, *, again: bool = False) -> None:
        self._showing = True
        self._fields = fields
        self.head.show_fields(fields)
        self.head.complain("")
        self.panel.on_inserting.show_fields(fields)
        self.text.show_fields(fields, again=again)
        self._showing = False

    def _tell_state(self) -> None:
        changed = self.is_changed
        self._actions["snippet.save"].setEnabled(changed)
        self._actions["snippet.revert"].setEnabled(changed)
        self.head.show_state(_("Saved") if self._id is not None else "", unsaved=changed)

    # Writing

    def _written(self) -> None:
        if self._showing:
            return
        fields = self.head.into(self._fields)
        fields = self.text.into(fields)
        self._fields = self.panel.on_inserting.into(fields)
        self._tell_state()
        self.keeper.changed()

    def _look(self) -> None:
        if self.text.shown is not None:
            self.panel.look(self.text.shown, self.text.into(self._fields).variants)

    def _previewed(self, shown: Preview) -> None:
        self.text.show_problems(shown.problems)

    def _check_abbreviation(self, text: str) -> None:
        self._operations.read(
            owner_of_abbreviation,
            text.strip(),
            owner=self,
            key="abbreviation",
            done=self._abbreviation_checked,
        )

    def _abbreviation_checked(self, found: tuple[int, str] | None) -> None:
        if found is None or found[0] == self._id:
            self.head.complain("")
        else:
            self.head.complain(_("“{title}” has this abbreviation already").format(title=found[1]))

    # Saving

    def save(self) -> None:
        """Store what is written; why it cannot be is said in place."""
        if self.is_changed and not self._saving:
            self._saving = True
            store(
                self._operations,
                self._fields,
                self._id,
                owner=self,
                done=self._saved,
                failed=self._failed,
            )

    def revert(self) -> None:
        """Back to what is stored."""
        self._show(self._stored if self._id is not None else emptied(self._fields), again=True)
        self._tell_state()
        self.keeper.keep()

    def leave(self) -> None:
        """Store what is written before something else is shown."""
        if not self.is_changed:
            return
        fields, stored, snippet_id = self._fields, self._stored, self._id
        self._stored = fields
        if snippet_id is None:
            self._fields = SnippetFields()
        store(
            self._operations,
            fields,
            snippet_id,
            owner=self,
            done=lambda _result: None,
            failed=partial(self._left_unsaved, snippet_id, fields, stored),
        )
        self.keeper.keep()

    def _saved(self, new_id: int | None) -> None:
        self._saving = False
        self.head.complain("")
        if self._id is None and new_id is not None:
            self._id, self._stored = new_id, self._fields
            self.saved.emit(new_id)
        self._tell_state()
        self.keeper.keep()

    def _failed(self, error: Exception) -> None:
        self._saving = False
        if not isinstance(error, UserError):
            raise error
        self.head.complain(str(error))

    def _left_unsaved(
        self,
        snippet_id: int | None,
        fields: SnippetFields,
        stored: SnippetFields,
        error: Exception,
    ) -> None:
        if not isinstance(error, UserError):
            raise error
        self.refused.emit(Unsaved(snippet_id, fields, stored, str(error)))

    def _restore(self, version: VersionRow) -> None:
        if self._id is not None:
            self._operations.run(
                snippets.restore_version,
                self._id,
                version.number,
                now=utc_now(),
                label=_("Went back to version {n} of “{title}”").format(
                    n=version.number, title=version.title
                ),
                owner=self,
                failed=self._failed,
            )

    def _attach(self, paths: Sequence[Path]) -> None:
        if self._id is not None:
            attach(
                self._operations,
                self._id,
                paths,
                title=self._fields.title,
                owner=self,
                failed=self._failed,
            )

    def _detach(self, file_id: int) -> None:
        self._operations.run(
            snippet_files.detach,
            file_id,
            now=utc_now(),
            label=_("Took a file off “{title}”").format(title=self._fields.title),
            owner=self,
        )

    # Parts

    def _connect(self) -> None:
        self.head.changed.connect(self._written)
        self.head.abbreviation_changed.connect(self._check_abbreviation)
        self.head.more.clicked.connect(self._open_more)
        self.text.changed.connect(self._written)
        self.text.looked_at.connect(self._look)
        self.panel.looked_at.connect(self._look)
        self.panel.previewed.connect(self._previewed)
        self.panel.checked.connect(self.text.show_faults)
        self.panel.variant_wanted.connect(self.text.show_variant)
        self.panel.on_inserting.changed.connect(self._written)
        self.panel.on_inserting.files.added.connect(self._attach)
        self.panel.on_inserting.files.removed.connect(self._detach)
        self.panel.versions.restore_asked.connect(self._restore)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        """Where there is room the preview stands beside the text, else below it."""
        wide = self.width() >= self._theme.px(_SIDE_BY_SIDE)
        way = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if way is not self.splitter.orientation():
            self.panel.stand_beside(wide)
            self.splitter.setOrientation(way)
            half = (self.splitter.width() if wide else self.splitter.height()) // 2
            self.splitter.setSizes([half, half])
            self.fold.fit()

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in ("copy", "move", "variant", "try", "", "delete"):
            if name:
                menu.addAction(self._actions[f"snippet.{name}"])
            else:
                menu.addSeparator()
        menu.popup(self.head.more.mapToGlobal(QPoint(0, self.head.more.height())))
