"""The editor: what a snippet is called, its wordings, and what it does for somebody."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserError
from app.i18n import _
from app.queries.desk import CategoryRow
from app.queries.snippet_counts import FolderCount
from app.queries.snippet_uses import UseRow, uses_of
from app.queries.snippets import SnippetDetails, VersionRow
from app.queries.ticket_rows import TicketRow
from app.rules.enums import FormOfAddress
from app.rules.snippet_variants import Variant
from app.services import snippets
from app.services.messages import NewFile
from app.services.snippet_rows import SnippetFields
from app.storage.database import utc_now
from app.templating.snippets.problems import Problem
from app.ui.actions import Actions
from app.ui.new_files import read_files
from app.ui.operations import Operations
from app.ui.snippets.actions_pane import ActionsPane
from app.ui.snippets.body_editor import BodyEditor
from app.ui.snippets.cases_pane import CasesPane
from app.ui.snippets.completion import Vocabulary
from app.ui.snippets.edited import (
    fields_of,
    free_variants,
    is_blank,
    with_body,
    with_variants,
)
from app.ui.snippets.editor_head import EditorHead
from app.ui.snippets.placeholder_menu import placeholder_menu
from app.ui.snippets.preview_pane import PreviewPane
from app.ui.snippets.previewing import Cell, Preview, cases, preview, problems_of
from app.ui.snippets.problem_bar import ProblemBar
from app.ui.snippets.reading import owner_of_abbreviation
from app.ui.snippets.saving import Unsaved, store
from app.ui.snippets.subjects import made_up, ticket_subject
from app.ui.snippets.usage_pane import UsagePane
from app.ui.snippets.variant_bar import VariantBar
from app.ui.snippets.versions_pane import VersionsPane
from app.ui.theme import Theme
from app.ui.ticket_marks import contact_text
from app.ui.ticket_picker import TicketPicker
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.pane_splitter import PaneSplitter

_PREVIEW, _CASES, _ACTIONS, _VERSIONS, _USES = range(5)


class SnippetEditor(QWidget):
    """One snippet. What is written is saved by ``save``, and by ``leave`` when another is opened.

    A new one has no id until it is saved; one without a text is forgotten.
    """

    saved = Signal(int)
    """The id of a new snippet."""
    refused = Signal(object)
    """The ``Unsaved`` that could not be saved after it was left."""
    ticket_opened = Signal(object)

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
        self._details: SnippetDetails | None = None
        self._vocabulary = Vocabulary()
        self._variant = 0
        self._problems: tuple[Problem, ...] = ()
        self._showing = False
        self._saving = False
        self.head = EditorHead(actions, theme)
        self.variants = VariantBar(theme)
        self.body = BodyEditor(theme)
        self._trouble = ProblemBar(actions["snippet.fix"], theme)
        self._tabs = QTabBar()
        self._stack = QStackedWidget()
        self.preview = PreviewPane(theme)
        self.cases = CasesPane(theme)
        self.actions_pane = ActionsPane(theme)
        self.versions = VersionsPane(theme)
        self.usage = UsagePane(theme)
        self._lay_out()
        self._connect()

    # What the page asks

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
        stored = fields_of(details)
        again = details.row.id == self._id
        keep = again and self.is_changed
        self._details = details
        self._id = details.row.id
        self._stored = stored
        if not keep:
            self._show(stored, variant=self._variant if again else 0)
        self.versions.show_versions(details.versions)
        self.usage.show_row(details.row, details.shares)
        self.actions_pane.show_files(details.attachments, stored=True)
        self._tell_state()
        self._fill_tab()

    def show_new(self, fields: SnippetFields) -> None:
        """Begin a new snippet; the person may type its title at once."""
        self._id, self._details, self._stored = None, None, SnippetFields()
        self._show(fields, variant=0)
        self.actions_pane.show_files((), stored=False)
        self._tabs.setCurrentIndex(_PREVIEW)
        self._tell_state()
        self.head.title.setFocus()

    def go_on_with(self, unsaved: Unsaved) -> None:
        """Show again what could not be saved when it was left, and why."""
        self._id, self._stored = unsaved.snippet_id, unsaved.stored
        self._show(unsaved.fields, variant=0)
        self.head.complain(unsaved.reason)
        self._tell_state()

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
        self.actions_pane.show_choices(categories, tags)
        self._vocabulary = vocabulary
        self.body.set_vocabulary(vocabulary)
        self._showing = True
        self.head.show_fields(self._fields)
        self.actions_pane.show_fields(self._fields)
        self._showing = False

    def write(self) -> None:
        """Put the caret into the text."""
        self.body.setFocus()

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
        self._show(self._stored if self._id is not None else SnippetFields(), variant=self._variant)
        self._tell_state()

    def leave(self) -> None:
        """Store what is written before something else is shown."""
        if not self.is_changed:
            return
        fields, stored, snippet_id = self._fields, self._stored, self._id
        self._stored = fields
        store(
            self._operations,
            fields,
            snippet_id,
            done=lambda _result: None,
            failed=partial(self._left_unsaved, snippet_id, fields, stored),
        )
        if snippet_id is None:
            self._fields = SnippetFields()

    # Showing

    def _show(self, fields: SnippetFields, *, variant: int) -> None:
        self._showing = True
        self._fields = fields
        self._variant = min(variant, max(0, len(fields.variants) - 1))
        self.head.show_fields(fields)
        self.head.complain("")
        self.actions_pane.show_fields(fields)
        self._show_tabs()
        self._show_body()
        self._showing = False
        self._look()

    def _show_tabs(self) -> None:
        self.variants.show_variants(
            self._fields.variants, free_variants(self._fields), current=self._variant
        )

    def _show_body(self) -> None:
        shown = self._shown
        self.body.setEnabled(shown is not None)
        self.body.show_body(shown.body if shown is not None else "")

    @property
    def _shown(self) -> Variant | None:
        variants = self._fields.variants
        return variants[self._variant] if self._variant < len(variants) else None

    def _tell_state(self) -> None:
        changed = self.is_changed
        self._actions["snippet.save"].setEnabled(changed)
        self._actions["snippet.revert"].setEnabled(changed)
        words = _("Saved") if self._id is not None else ""
        self.head.show_state(words, unsaved=changed)

    # Writing

    def _head_changed(self) -> None:
        self._fields = self.head.into(self._fields)
        self._tell_state()

    def _actions_changed(self) -> None:
        self._fields = self.actions_pane.into(self._fields)
        self._tell_state()

    def _body_changed(self) -> None:
        if self._showing or self._shown is None:
            return
        self._fields = with_body(self._fields, self._variant, self.body.toPlainText())
        self._tell_state()

    def _choose_variant(self, place: int) -> None:
        self._variant = place
        self._showing = True
        self._show_body()
        self._showing = False
        self._look()

    def _add_variant(self, language: str, form: FormOfAddress, copied: bool) -> None:
        body = self._shown.body if copied and self._shown is not None else ""
        self._take_variants((*self._fields.variants, new := Variant(language, form, body)), new)
        self.body.setFocus()

    def _remove_variant(self, place: int) -> None:
        kept = [each for at, each in enumerate(self._fields.variants) if at != place]
        self._take_variants(kept, kept[min(self._variant, len(kept) - 1)])

    def _turn_variant(self, place: int, language: str, form: FormOfAddress) -> None:
        variants = list(self._fields.variants)
        turned = replace(variants[place], language=language, form=form)
        variants[place] = turned
        self._take_variants(variants, turned)

    def _take_variants(self, variants: Sequence[Variant], shown: Variant) -> None:
        self._fields = with_variants(self._fields, variants)
        self._variant = self._fields.variants.index(shown)
        self._show_tabs()
        self._choose_variant(self._variant)
        self._tell_state()

    # Looking at it

    def _look(self) -> None:
        """Check and fill in what is written, in the background."""
        shown = self._shown
        if shown is None:
            return
        self._operations.read(
            preview,
            shown,
            self.preview.subject,
            self.preview.answers,
            agent_id=self._operations.agent_id,
            now=utc_now(),
            owner=self,
            key="preview",
            done=self._show_preview,
        )
        self._operations.read(
            problems_of,
            self._fields.variants,
            owner=self,
            key="faults",
            done=self._show_faults,
        )
        self._fill_tab()

    def _show_preview(self, shown: Preview) -> None:
        self._problems = shown.problems
        self.body.show_problems(shown.problems)
        self.preview.show_preview(shown)

    def _show_faults(self, found: Sequence[Sequence[Problem]]) -> None:
        faulty = {at for at, each in enumerate(found) if any(one.severe for one in each)}
        self.variants.show_faults(frozenset(faulty))

    def _show_problem(self, problem: Problem | None) -> None:
        hint = _("<< opens the list of placeholders · Ctrl+Space as well")
        self._trouble.show_problem(problem, len(self._problems), hint)

    def _next_problem(self) -> None:
        if self._problems:
            here = self.body.problem
            place = self._problems.index(here) if here in self._problems else -1
            self.body.go_to(self._problems[(place + 1) % len(self._problems)])

    def _fill_tab(self) -> None:
        tab = self._stack.currentIndex()
        if tab == _CASES:
            self._operations.read(
                cases,
                self._fields.variants,
                made_up(),
                agent_id=self._operations.agent_id,
                now=utc_now(),
                owner=self,
                key="cases",
                done=self.cases.show_cases,
            )
        elif tab == _USES:
            self._show_uses(None)

    def _open_tab(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        self._fill_tab()

    def _open_cell(self, cell: Cell) -> None:
        if cell.variant in self._fields.variants:
            self._variant = self._fields.variants.index(cell.variant)
            self._show_tabs()
            self._choose_variant(self._variant)
        self._tabs.setCurrentIndex(_PREVIEW)
        self.preview.choose(cell.subject)

    def _show_uses(self, version: VersionRow | None) -> None:
        if self._id is None:
            self.usage.show_uses((), version=None)
            return
        number = version.number if version is not None else None
        self._operations.read(
            uses_of,
            self._id,
            version=number,
            owner=self,
            key="uses",
            done=lambda uses: self._show_use_rows(uses, number),
        )

    def _show_use_rows(self, uses: Sequence[UseRow], version: int | None) -> None:
        self.usage.show_uses(uses, version=version)

    def _show_receivers(self, version: VersionRow) -> None:
        self._tabs.setCurrentIndex(_USES)
        self._show_uses(version)

    def choose_ticket(self, anchor: QWidget | None = None) -> None:
        """Ask with which ticket the text is tried out."""
        picker = TicketPicker(
            _("Preview with ticket"),
            self._operations,
            self._theme,
            self,
            hint=_("Nothing is sent and nothing is changed."),
        )
        picker.picked.connect(self._try_ticket)
        if anchor is not None:
            picker.open_at(anchor, focus=picker.line)
        else:
            picker.open_over(self)

    def _try_ticket(self, row: TicketRow) -> None:
        self._tabs.setCurrentIndex(_PREVIEW)
        self.preview.choose(ticket_subject(row.id, row.number, contact_text(row)))

    # Saving

    def _saved(self, new_id: int | None) -> None:
        self._saving = False
        self.head.complain("")
        if self._id is None and new_id is not None:
            self._id = new_id
            self._stored = self._fields
            self.saved.emit(new_id)
        self._tell_state()

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

    def _restore(self, version: VersionRow) -> None:
        if self._id is None:
            return
        self._operations.run(
            snippets.restore_version,
            self._id,
            version.number,
            now=utc_now(),
            label=_("Went back to version {n} of “{title}”").format(
                n=version.number, title=version.title
            ),
            owner=self,
        )

    # Files

    def _attach(self, paths: Sequence[Path]) -> None:
        self._operations.tasks.read(
            partial(read_files, tuple(map(str, paths))),
            owner=self,
            done=self._attach_read,
            failed=self._failed,
        )

    def _attach_read(self, files: Sequence[NewFile]) -> None:
        if self._id is not None and files:
            self._operations.run(
                snippets.attach,
                self._id,
                files,
                now=utc_now(),
                label=_("Attached files to “{title}”").format(title=self._fields.title),
                owner=self,
                failed=self._failed,
            )

    def _detach(self, file_id: int) -> None:
        self._operations.run(
            snippets.detach,
            file_id,
            now=utc_now(),
            label=_("Took a file off “{title}”").format(title=self._fields.title),
            owner=self,
        )

    # Parts

    def _lay_out(self) -> None:
        px = self._theme.px
        insert = Button(_("Placeholder"), self._theme, kind=ButtonKind.QUIET, icon="placeholder")
        insert.setToolTip(self._actions["snippet.placeholder"].toolTip())
        insert.clicked.connect(self.open_placeholders)
        self._insert = insert
        self.variants.add_right(insert)
        upper = QWidget()
        column = QVBoxLayout(upper)
        column.setContentsMargins(px(24), px(8), px(24), 0)
        column.setSpacing(px(4))
        column.addWidget(self.variants)
        column.addWidget(self.body, 1)
        column.addWidget(self._trouble)
        for words in (
            _("Preview"),
            _("All cases"),
            _("On inserting"),
            _("Versions"),
            _("Usage"),
        ):
            self._tabs.addTab(words)
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.setAccessibleName(_("About this snippet"))
        for pane in (self.preview, self.cases, self.actions_pane, self.versions, self.usage):
            self._stack.addWidget(pane)
        lower = QWidget()
        below = QVBoxLayout(lower)
        below.setContentsMargins(px(24), 0, px(24), px(12))
        below.setSpacing(0)
        tabs = QHBoxLayout()
        tabs.addWidget(self._tabs)
        tabs.addStretch(1)
        below.addLayout(tabs)
        below.addWidget(self._stack, 1)
        self.splitter = PaneSplitter(self._theme, Qt.Orientation.Vertical)
        self.splitter.addWidget(upper)
        self.splitter.addWidget(lower)
        self.splitter.setSizes([px(290), px(260)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(4))
        whole.addWidget(self.head)
        whole.addWidget(self.splitter, 1)

    def _connect(self) -> None:
        self.head.changed.connect(self._head_changed)
        self.head.abbreviation_changed.connect(self._check_abbreviation)
        self.head.more.clicked.connect(self._open_more)
        self.variants.chosen.connect(self._choose_variant)
        self.variants.add_asked.connect(self._add_variant)
        self.variants.remove_asked.connect(self._remove_variant)
        self.variants.turn_asked.connect(self._turn_variant)
        self.body.textChanged.connect(self._body_changed)
        self.body.paused.connect(self._look)
        self.body.problem_here.connect(self._show_problem)
        self._trouble.mend_asked.connect(self.body.mend)
        self._trouble.next_asked.connect(self._next_problem)
        self._tabs.currentChanged.connect(self._open_tab)
        self.preview.changed.connect(self._look)
        self.preview.ticket_wanted.connect(self.choose_ticket)
        self.cases.opened.connect(self._open_cell)
        self.actions_pane.changed.connect(self._actions_changed)
        self.actions_pane.files.added.connect(self._attach)
        self.actions_pane.files.removed.connect(self._detach)
        self.versions.restore_asked.connect(self._restore)
        self.versions.receivers_asked.connect(self._show_receivers)
        self.usage.ticket_opened.connect(self.ticket_opened)
        self.usage.all_asked.connect(partial(self._show_uses, None))

    def mend(self) -> None:
        """Do the quick fix of the fault at the caret."""
        self._trouble.mend()

    def open_placeholders(self) -> None:
        """Open the menu of what can be inserted."""
        menu = placeholder_menu(self._vocabulary, self.body.insert_proposal, self._theme, self)
        menu.popup(self._insert.mapToGlobal(QPoint(0, self._insert.height())))

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in ("copy", "move", "variant", "try", "", "delete"):
            if name:
                menu.addAction(self._actions[f"snippet.{name}"])
            else:
                menu.addSeparator()
        menu.popup(self.head.more.mapToGlobal(QPoint(0, self.head.more.height())))
