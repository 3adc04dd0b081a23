"""The mission statement of a workshop: draft, versions, feedback and follow-up in one place."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.errors import UserError
from app.formats.workshop.markdown import as_markdown
from app.i18n import _, pgettext
from app.queries.workshop.checks import checks, trend
from app.queries.workshop.missions import Mission, Version, remarks_on, with_workshop
from app.queries.workshop.record import record
from app.queries.workshop.workshops import Workshop
from app.rules.workshop.documents import Document
from app.rules.workshop.quarters import Quarter, quarter_of
from app.storage.changes import Changes
from app.templating.workshop_document import document_html
from app.ui.actions import Actions
from app.ui.operations import Operations
from app.ui.paper import Paper
from app.ui.theme import Theme
from app.ui.widgets.button import Button, ButtonKind
from app.ui.widgets.page_header import PageHeader
from app.ui.workshop.statement.acts import StatementActs
from app.ui.workshop.statement.draft_pane import DraftPane
from app.ui.workshop.statement.exchange import Exchange
from app.ui.workshop.statement.feedback_pane import FeedbackPane
from app.ui.workshop.statement.follow_up_pane import FollowUpPane
from app.ui.workshop.statement.poster import poster_of
from app.ui.workshop.statement.poster_dialog import PosterDialog
from app.ui.workshop.statement.saving import save_text
from app.ui.workshop.statement.versions_pane import VersionsPane

_TABLES = frozenset(
    {
        "workshop",
        "workshop_question",
        "workshop_idea",
        "workshop_vote",
        "mission",
        "mission_version",
        "mission_feedback",
        "mission_check",
    }
)


class StatementView(QWidget):
    """``open`` shows the statement of a workshop, begun if there is none; ``left`` goes back."""

    left = Signal()

    def __init__(
        self,
        operations: Operations,
        actions: Actions,
        theme: Theme,
        *,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._operations = operations
        self._theme = theme
        self._now = now
        self._workshop: Workshop | None = None
        self._mission: Mission | None = None
        self._acts = StatementActs(operations, now, self)
        self._paper = Paper(operations, self)
        self._exchange = Exchange(operations, theme, self, self._acts.add_answers)
        self._header = PageHeader(_("Mission statement"), theme)
        self._header.add_primary(actions["workshop.save_version"], "save")
        for name, icon in (("poster", "picture"), ("record", "document")):
            self._header.add_quiet(actions[f"workshop.{name}"], icon)
        self.back = Button(_("&Back to the workshops"), theme, kind=ButtonKind.QUIET, icon="left")
        self.back.setToolTip(_("Back to the workshops (Esc)"))
        self._header.add_right(self.back)
        self.draft = DraftPane(theme)
        self.versions = VersionsPane(theme)
        self.feedback = FeedbackPane(theme)
        self.follow_up = FollowUpPane(theme)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName(_("About the statement"))
        self._panes = QStackedWidget()
        for pane, title in (
            (self.draft, _("Draft")),
            (self.versions, pgettext("statement", "Versions")),
            (self.feedback, _("Feedback")),
            (self.follow_up, _("Follow-up")),
        ):
            self.tabs.addTab(title)
            self._panes.addWidget(pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(theme.px(12), 0, theme.px(12), 0)
        tabs.addWidget(self.tabs)
        column.addLayout(tabs)
        column.addWidget(self._panes, 1)
        self._connect()

    # What the page asks

    def open(self, workshop_id: int, *, follow_up: bool = False) -> None:
        """Show the statement of a workshop: its draft, or the follow-up of the last quarter."""
        self._mission = None
        shown = self.follow_up if follow_up else self.draft
        self.tabs.setCurrentIndex(self._panes.indexOf(shown))
        self._acts.start(workshop_id, lambda _mission_id: self._read(workshop_id))

    def leave(self) -> None:
        """Keep what is being typed and go back."""
        self.draft.flush()
        self.left.emit()

    def save_version(self) -> None:
        """Make what stands in the draft a version."""
        if self._mission is not None:
            self.draft.flush()
            self._acts.save_version(self.draft.parts, self.draft.sentences)

    def show_poster(self) -> None:
        """Open the way to a poster, if there is a version to put on it."""
        dialog = self.poster_dialog()
        if dialog is None:
            self._operations.refused.emit(UserError(_("Save a version of the draft first.")))
        else:
            dialog.exec()
            dialog.deleteLater()

    def poster_dialog(self) -> PosterDialog | None:
        """The way to a poster of the version in force, else of the newest; None without one."""
        if self._mission is None or not self._mission.versions:
            return None
        final = self._mission.final_number
        version = self._mission.version(final) if final is not None else None
        version = version or self._mission.versions[0]
        day = (self._mission.final_at or version.at).astimezone().date()
        return PosterDialog(poster_of(self._mission, version, day), self._theme, self)

    def show_record(self) -> None:
        """Offer the record of the workshop on paper, as PDF or as Markdown."""
        if self._workshop is not None:
            self._operations.read(
                record, self._workshop.id, now=self._now(), owner=self, key="record",
                done=self._offer_record,
            )  # fmt: skip

    # Reading

    def _read(self, workshop_id: int) -> None:
        self._operations.read(
            with_workshop, workshop_id, owner=self, key="mission", done=self._show
        )

    def _show(self, found: tuple[Workshop, Mission] | None) -> None:
        if found is None:
            self.left.emit()
            return
        first = self._mission is None
        self._workshop, self._mission = found
        self._acts.mission_id = self._mission.id
        self._header.set_title(_("Mission statement"), self._workshop.title)
        self.draft.show_mission(*found)
        self.versions.show_mission(*found)
        self.feedback.show_mission(self._mission)
        final = self._mission.final_number
        version = self._mission.version(final) if final is not None else None
        self.follow_up.show_statement(version.text if version is not None else "")
        if first:
            self.follow_up.show_quarter(quarter_of(self._now().astimezone().date()).before)
            if (shown := self._panes.currentWidget()) is not None:
                shown.setFocus()
        else:
            self._read_checks(self.follow_up.quarter)

    def _show_again(self) -> None:
        """What is painted in colours of the theme takes the new ones."""
        if self._workshop is not None and self._mission is not None:
            self.draft.material.forget_workshop()
            self._show((self._workshop, self._mission))

    def _read_remarks(self, version: Version | None) -> None:
        if version is None:
            self.feedback.show_remarks(())
        else:
            self._operations.read(
                remarks_on,
                version.id,
                owner=self,
                key="remarks",
                done=self.feedback.show_remarks,
            )

    def _read_checks(self, quarter: Quarter) -> None:
        if self._mission is None:
            return
        mission_id, read = self._mission.id, self._operations.read
        shown = self.follow_up
        read(checks, mission_id, quarter, owner=self, key="checks", done=shown.show_checks)
        read(trend, mission_id, owner=self, key="trend", done=shown.show_trend)

    def _desk_changed(self, changes: Changes) -> None:
        if self._workshop is not None and not _TABLES.isdisjoint(changes.tables):
            self._read(self._workshop.id)

    # Acting

    def _keep_draft(self) -> None:
        if self._mission is not None:
            self._acts.keep_draft(self.draft.parts, self.draft.sentences)

    def _ask(self, way: str) -> None:
        version = self.feedback.version
        if self._mission is not None and version is not None:
            self._exchange.go(way, self._mission.inquiry(version))

    def _finalled(self, number: int | None) -> None:
        if number is None:
            self._acts.withdraw()
        else:
            self._acts.make_final(number)

    def _remove_answer(self, number: int) -> None:
        if self.feedback.version is not None:
            self._acts.remove_answer(self.feedback.version.id, number)

    def _offer_record(self, document: Document | None) -> None:
        if document is None:
            return
        title = _("Record {title}").format(title=document.title)
        self._paper.ask(
            title,
            lambda: document_html(document),
            also=((_("Save as &Markdown…"), lambda: self._save_markdown(title, document)),),
        )

    def _save_markdown(self, title: str, document: Document) -> None:
        save_text(
            self._operations,
            self,
            heading=_("Save as Markdown"),
            name=f"{title}.md",
            text=as_markdown(document),
            told=_("Saved as Markdown"),
        )

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._panes.setCurrentIndex)
        self.back.clicked.connect(self.leave)
        self.draft.typed.connect(self._keep_draft)
        self.versions.restored.connect(self._acts.restore_version)
        self.versions.finalled.connect(self._finalled)
        self.feedback.asked.connect(self._ask)
        self.feedback.version_chosen.connect(self._read_remarks)
        self.feedback.decided.connect(
            lambda ids, taken_up, reason: self._acts.decide(ids, taken_up=taken_up, reason=reason)
        )
        self.feedback.removed.connect(self._remove_answer)
        self.follow_up.quarter_chosen.connect(self._read_checks)
        self.follow_up.drawn.connect(self._acts.draw_tickets)
        self.follow_up.rated.connect(self._acts.rate)
        self._operations.changed.connect(self._desk_changed)
        self._theme.changed.connect(self._show_again)

    def hideEvent(self, event: QHideEvent) -> None:
        self.draft.flush()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
