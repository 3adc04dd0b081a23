"""What there is about a snippet besides its text: preview, cases, what it does, versions, uses."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.i18n import _
from app.queries.snippet_uses import UseRow, uses_of
from app.queries.snippets import SnippetDetails, VersionRow
from app.queries.ticket_rows import TicketRow
from app.rules.snippet_variants import Variant
from app.storage.database import utc_now
from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.snippets.actions_pane import ActionsPane
from app.ui.snippets.cases_pane import CasesPane
from app.ui.snippets.panel_tabs import PanelTabs
from app.ui.snippets.preview_pane import PreviewPane
from app.ui.snippets.previewing import Cell, Preview, cases, preview, problems_of
from app.ui.snippets.subjects import made_up, ticket_subject
from app.ui.snippets.usage_pane import UsagePane
from app.ui.snippets.versions_pane import VersionsPane
from app.ui.theme import Theme
from app.ui.ticket_marks import contact_text
from app.ui.ticket_picker import TicketPicker

PREVIEW, CASES, ACTIONS, VERSIONS, USES = range(5)
_FOOT = 12
"""Pixels at 100 % below the tabs."""
_ANY_HEIGHT = (1 << 24) - 1
"""What Qt calls QWIDGETSIZE_MAX."""


class SnippetPanel(QWidget):
    """Tabs under the text; each reads what it shows when it is looked at."""

    looked_at = Signal()
    """The text is to be filled in anew: for somebody else, or with other answers."""
    previewed = Signal(object)
    """The ``Preview`` of the text shown."""
    checked = Signal(object)
    """What is wrong with each wording."""
    variant_wanted = Signal(object)
    fold_asked = Signal(bool)
    """Whether the panel is to be only its tabs, or open."""
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
        self._theme = theme
        self._id: int | None = None
        self._variants: tuple[Variant, ...] = ()
        titles = (_("Preview"), _("All cases"), _("On inserting"), _("Versions"), _("Usage"))
        self._head = PanelTabs(titles, actions["snippet.panel"], theme)
        self.tabs = self._head.bar
        self._stack = QStackedWidget()
        self.preview = PreviewPane(theme)
        self.cases = CasesPane(theme)
        self.on_inserting = ActionsPane(theme)
        self.versions = VersionsPane(theme)
        self.usage = UsagePane(theme)
        self._lay_out()
        self._connect()

    def show_details(self, details: SnippetDetails) -> None:
        """Show what is stored of a snippet."""
        self._id = details.row.id
        self.versions.show_versions(details.versions)
        self.usage.show_row(details.row, details.shares)
        self.on_inserting.show_files(details.attachments, stored=True)
        self.tabs.setTabVisible(VERSIONS, True)
        self.tabs.setTabVisible(USES, True)
        self._fill()

    def show_new(self) -> None:
        """A snippet that is not stored has no versions, no uses and no files."""
        self._id = None
        self.on_inserting.show_files((), stored=False)
        self.tabs.setCurrentIndex(PREVIEW)
        self.tabs.setTabVisible(VERSIONS, False)
        self.tabs.setTabVisible(USES, False)

    def look(self, shown: Variant, variants: tuple[Variant, ...]) -> None:
        """Check and fill in what is written, in the background."""
        self._variants = variants
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
            problems_of, variants, owner=self, key="faults", done=self.checked.emit
        )
        self._fill()

    def stand_beside(self, beside: bool) -> None:
        """Whether the text is at the left; then the tabs of both stand on one line."""
        px = self._theme.px
        self._column.setContentsMargins(px(24), px(8) if beside else 0, px(24), px(_FOOT))

    def show_preview(self) -> None:
        """Open the preview."""
        self._open(PREVIEW)

    def show_cases(self) -> None:
        """Open the grid of all cases."""
        self._open(CASES)

    # Folding

    @property
    def is_folded(self) -> bool:
        """Whether only the tabs are there."""
        return self._stack.isHidden()

    @property
    def folded_height(self) -> int:
        """The height of the tabs alone."""
        return self._head.sizeHint().height() + self._theme.px(_FOOT)

    def set_folded(self, folded: bool) -> None:
        """Be only the tabs, or show what they hold."""
        self._stack.setHidden(folded)
        self.setMaximumHeight(self.folded_height if folded else _ANY_HEIGHT)
        self._head.show_folded(folded)
        if not folded:
            self._fill()

    def turn_fold(self) -> None:
        """Ask to be folded if open, to be open if folded; the keyboard goes along."""
        opens = self.is_folded
        self.fold_asked.emit(not opens)
        if opens:
            self.tabs.setFocus()

    def _open(self, tab: int) -> None:
        self.tabs.setCurrentIndex(tab)
        self.fold_asked.emit(False)

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

    def _show_preview(self, shown: Preview) -> None:
        self.preview.show_preview(shown)
        self.previewed.emit(shown)

    def _try_ticket(self, row: TicketRow) -> None:
        self.show_preview()
        self.preview.choose(ticket_subject(row.id, row.number, contact_text(row)))

    def _open_cell(self, cell: Cell) -> None:
        self.variant_wanted.emit(cell.variant)
        self.show_preview()
        self.preview.choose(cell.subject)

    def _choose_tab(self, tab: int) -> None:
        if tab >= 0:
            self._stack.setCurrentIndex(tab)
            self.fold_asked.emit(False)
            self._fill()

    def _fill(self) -> None:
        tab = self._stack.currentIndex()
        if tab == CASES:
            self._operations.read(
                cases,
                self._variants,
                made_up(),
                agent_id=self._operations.agent_id,
                now=utc_now(),
                owner=self,
                key="cases",
                done=self.cases.show_cases,
            )
        elif tab == USES:
            self._show_uses(None)

    def _show_uses(self, version: int | None) -> None:
        if self._id is not None:
            self._operations.read(
                uses_of,
                self._id,
                version=version,
                owner=self,
                key="uses",
                done=partial(self._uses_read, version),
            )

    def _uses_read(self, version: int | None, uses: Sequence[UseRow]) -> None:
        self.usage.show_uses(uses, version=version)

    def _show_receivers(self, version: VersionRow) -> None:
        self._open(USES)
        self._show_uses(version.number)

    def _lay_out(self) -> None:
        for pane in (self.preview, self.cases, self.on_inserting, self.versions, self.usage):
            self._stack.addWidget(pane)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        self._column.addWidget(self._stack, 1)
        self.stand_beside(False)

    def _connect(self) -> None:
        self._head.chosen.connect(self._choose_tab)
        self.preview.changed.connect(self.looked_at)
        self.preview.ticket_wanted.connect(self.choose_ticket)
        self.cases.opened.connect(self._open_cell)
        self.versions.receivers_asked.connect(self._show_receivers)
        self.usage.ticket_opened.connect(self.ticket_opened)
        self.usage.all_asked.connect(partial(self._show_uses, None))
