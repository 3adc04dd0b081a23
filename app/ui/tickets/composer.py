"""Writing on a ticket: an answer or a note, docked below the conversation."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.formats.mail.values import Address
from app.i18n import _
from app.queries.answering import AnswerStart
from app.queries.drafts import DraftRow, drafts_of
from app.rules.enums import DraftKind, Status
from app.ui.action_table import Scope
from app.ui.actions import Actions
from app.ui.opened_files import OpenedFiles
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.theme import Theme, set_style_property
from app.ui.tickets.composer_check import ComposerCheck
from app.ui.tickets.composer_fields import ComposerFields
from app.ui.tickets.composer_files import ComposerFiles
from app.ui.tickets.composer_findings import FindingsPanel
from app.ui.tickets.composer_foot import ComposerFoot
from app.ui.tickets.composer_head import ComposerHead
from app.ui.tickets.composer_offers import ComposerOffers
from app.ui.tickets.composer_parts import ComposerParts, Writing
from app.ui.tickets.composer_reading import ANSWERS, begin_writing
from app.ui.tickets.composer_sending import ComposerSending
from app.ui.tickets.composer_snippets import ComposerSnippets
from app.ui.tickets.composer_spelling import ComposerSpelling
from app.ui.tickets.composer_text import ComposerText
from app.ui.tickets.composer_told import ComposerTold
from app.ui.tickets.draft_keeper import DraftKeeper, DraftText
from app.ui.tickets.recipient_field import mailbox
from app.ui.tickets.work_clock import WorkClock
from app.ui.widgets.message_bar import MessageBar, Severity


class Composer(QFrame):
    """Closed until ``start``; a draft that was left comes back by ``show_ticket``."""

    left = Signal(object)
    """The ``Status`` the ticket got after an answer; None after a note."""
    opened_changed = Signal(bool)

    def __init__(
        self,
        operations: Operations,
        preferences: Preferences,
        actions: Actions,
        theme: Theme,
        opened: OpenedFiles,
        *,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._preferences = preferences
        self._theme = theme
        self._now = now
        self._ticket_id: int | None = None
        self._writing: Writing | None = None
        self._parted_id: int | None = None
        self.fields = ComposerFields(operations, theme)
        self.text = ComposerText(theme)
        self.foot = ComposerFoot(actions, theme)
        self.hint = MessageBar(theme)
        self.findings = FindingsPanel(actions, theme)
        self._keeper = DraftKeeper(operations, self._draft_text, clock=now, parent=self)
        self.clock = WorkClock(operations, clock=now, parent=self)
        self._head = ComposerHead(self.clock, preferences, theme)
        self.files = ComposerFiles(operations, self._keeper, theme, now=now)
        self.offers = ComposerOffers(theme)
        self._told = ComposerTold(self.findings, self.offers, theme=theme)
        self._parts = ComposerParts(
            fields=self.fields,
            text=self.text,
            files=self.files,
            offers=self.offers,
            foot=self.foot,
            hint=self.hint,
            keeper=self._keeper,
            clock=self.clock,
        )
        self._spelling = ComposerSpelling(self.text, operations, preferences, theme, self)
        self._check = ComposerCheck(self._parts, self.findings, operations, now=now, parent=self)
        self._sending = ComposerSending(
            self._parts, self._check, operations, opened, self._in_hand, now=now, parent=self
        )
        self.snippets = ComposerSnippets(
            self._parts, operations, theme, self._in_hand, now=now, parent=self
        )
        self._lay_out()
        self._connect(actions)
        self.hide()

    # What the pane asks for

    @property
    def is_open(self) -> bool:
        """Whether something is being written."""
        return self._writing is not None

    @property
    def kind(self) -> DraftKind | None:
        """What is being written."""
        return self._writing.kind if self._writing is not None else None

    @property
    def told_height(self) -> int:
        """Pixels taken by what was found in the text and what its snippets offer."""
        return self._told.wanted_height

    def _in_hand(self) -> Writing | None:
        return self._writing

    def show_ticket(self, ticket_id: int | None, drafts: Sequence[DraftRow]) -> None:
        """Turn to another ticket; what was written is saved, what was left there comes back."""
        if ticket_id == self._ticket_id:
            return
        self.put_away()
        self._ticket_id = ticket_id
        if drafts:
            self._open_draft(drafts[0])

    def start(self, kind: DraftKind, message_id: int | None = None) -> None:
        """Write an answer or a note; an answer begun before goes on."""
        if self._ticket_id is None:
            return
        if self._writing is not None and self._writing.kind is not kind:
            self._keeper.flush()
        elif self._writing is not None and message_id is None:
            self.text.setFocus()
            return
        self._operations.read(
            begin_writing,
            self._ticket_id,
            kind=kind,
            message_id=message_id,
            agent_id=self._operations.agent_id,
            going_on=self._goes_on(kind),
            owner=self,
            key="begin",
            done=partial(self._begun, self._ticket_id),
        )

    def put_away(self) -> None:
        """Close; what was written stays as a draft, an empty one goes."""
        if self._writing is None:
            return
        if self._parts.unwritten(self._writing):
            self._keeper.drop_if_empty()
        else:
            self._keeper.flush()
        self.clock.end()
        self._close()

    def flush(self) -> None:
        """Save what is typed so far, now."""
        if self._keeper.unsaved:
            self._keeper.flush()

    def draft_gone(self, draft_ids: frozenset[int]) -> None:
        """Close if the draft was used up or discarded elsewhere, not by an answer on its way."""
        if self._keeper.draft_id in draft_ids and not self._sending.under_way:
            self.clock.end()
            self._close()

    def drafts_came(self, draft_ids: frozenset[int]) -> None:
        """Open again what was discarded here, or had left, and came back by undo."""
        writing = self._writing is not None
        if self._ticket_id is not None and not writing and self._parted_id in draft_ids:
            self._operations.read(
                drafts_of,
                self._ticket_id,
                agent_id=self._operations.agent_id,
                owner=self,
                done=self._came_back,
            )

    def _came_back(self, drafts: Sequence[DraftRow]) -> None:
        found = [each for each in drafts if each.id == self._parted_id]
        if found and self._writing is None and found[0].ticket_id == self._ticket_id:
            self._open_draft(found[0])

    # Opening

    def _begun(self, ticket_id: int, begun: "DraftRow | AnswerStart") -> None:
        if ticket_id != self._ticket_id:
            return
        if isinstance(begun, DraftRow):
            self._open_draft(begun)
        elif self._goes_on(begun.kind):
            self._redirect(begun)
        else:
            self._open_new(ticket_id, begun)
        self.text.setFocus()

    def _goes_on(self, kind: DraftKind) -> bool:
        """Whether an answer in hand only turns to other recipients."""
        return self._writing is not None and {self._writing.kind, kind} <= set(ANSWERS)

    def _open_draft(self, draft: DraftRow) -> None:
        agent_id = self._operations.agent_id
        self._writing = Writing(draft.ticket_id, agent_id, draft.kind, draft.reply_to_id, begun="")
        self._fill(draft.to, draft.cc, draft.bcc, draft.subject, draft.text)
        self.files.show_files(draft.files)
        self._keeper.begin(draft.id, self._draft_text())
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _open_new(self, ticket_id: int, begun: AnswerStart) -> None:
        agent_id = self._operations.agent_id
        self._writing = Writing(ticket_id, agent_id, begun.kind, begun.reply_to_id, begun.text)
        self._fill(_line(begun.to), _line(begun.cc), "", begun.subject, begun.text)
        self.files.show_files(())
        self._keeper.begin(None, self._draft_text())
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.files.attach_forwarded(begun.files)
        if begun.kind is DraftKind.FORWARD:
            self.fields.to.setFocus()

    def _redirect(self, begun: AnswerStart) -> None:
        assert self._writing is not None
        self._writing.kind = begun.kind
        kept = self.fields.bcc.text(), self.fields.subject.text()
        self._fill(_line(begun.to), _line(begun.cc), *kept, None)
        self._keeper.touch()

    def _fill(self, to: str, cc: str, bcc: str, subject: str, text: str | None) -> None:
        assert self._writing is not None
        kind = self._writing.kind
        self.fields.setVisible(kind is not DraftKind.NOTE)
        self.fields.fill(
            to=to, cc=cc, bcc=bcc, subject=subject, show_subject=kind is DraftKind.FORWARD
        )
        self._head.show_kind(kind)
        self.foot.show_for(kind, self._preferences.current.leave_as)
        self.hint.hide()
        if text is not None:
            self.text.set_written(text)
            self.offers.clear()
            self.clock.begin(self._writing.ticket_id)
            self._check.begin(self._writing.ticket_id)
            self.snippets.begin()
        set_style_property(self, "pane", "note" if kind is DraftKind.NOTE else "surface")
        self.foot.spelling.setChecked(self._spelling.on)
        self._spelling.begin(f"{to}, {cc}")
        self.show()
        self.opened_changed.emit(True)

    def _close(self) -> None:
        self._writing = None
        self._keeper.begin(None, None)
        self._spelling.end()
        self._check.end()
        self.offers.clear()
        self.text.clear()
        self.files.show_files(())
        self.hide()
        self.opened_changed.emit(False)

    # Writing

    def _draft_text(self) -> DraftText | None:
        writing = self._writing
        if writing is None:
            return None
        return DraftText(
            ticket_id=writing.ticket_id,
            agent_id=writing.agent_id,
            kind=writing.kind,
            to=self.fields.to.text(),
            cc=self.fields.cc.text(),
            bcc=self.fields.bcc.text(),
            subject=self.fields.subject.text(),
            text=self.text.written(),
            reply_to_id=writing.reply_to_id,
        )

    def _typed(self) -> None:
        if self._writing is not None and self.text.document().isModified():
            self.text.document().setModified(False)
            self._edited()

    def _edited(self) -> None:
        self._keeper.touch()
        if self._preferences.current.measure_time:
            self.clock.touch()
        self._check.touch()

    # Leaving

    def send(self, *, then_status: Status | None = None) -> None:
        """Let the answer leave the usual way, or save the note."""
        if then_status is not None:
            self.foot.set_then_status(then_status)
        self._sending.leave(self._preferences.current.leave_as)

    def _gone(self, then: Status | None) -> None:
        self._parted_id = self._keeper.draft_id
        self._close()
        self.left.emit(then)

    def _discard(self) -> None:
        self._parted_id = self._keeper.draft_id
        self.clock.end()
        self._keeper.discard(self._close)

    def _word_not_kept(self, error: OSError) -> None:
        words = _("The word could not be kept: {reason}.").format(reason=error.strerror)
        self.hint.show_message(words, severity=Severity.WARNING)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.flush()
        super().hideEvent(event)

    # Building

    def _lay_out(self) -> None:
        px = self._theme.px
        self.setProperty("pane", "surface")
        self.text.setAccessibleName(_("Text"))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(8), px(16), px(8))
        column.setSpacing(px(6))
        column.addWidget(self._head)
        column.addWidget(self.fields)
        column.addWidget(self.text, 1)
        column.addWidget(self.files)
        column.addWidget(self.hint)
        column.addWidget(self._told)
        column.addWidget(self.foot)

    def _connect(self, actions: Actions) -> None:
        self._head.discard_wanted.connect(self._discard)
        self._head.fold_wanted.connect(self.put_away)
        self.fields.edited.connect(self._edited)
        self.text.textChanged.connect(self._typed)
        self.text.files_given.connect(self.files.attach_paths)
        self.text.picture_given.connect(self.files.attach_picture)
        self.text.word_not_kept.connect(self._word_not_kept)
        self.files.failed.connect(self._sending.failed)
        self.foot.left.connect(self._sending.leave)
        self.foot.attach_wanted.connect(self.files.ask)
        self.foot.spelling_toggled.connect(self._spelling.switch)
        self.snippets.failed.connect(self._sending.failed)
        self._sending.gone.connect(self._gone)
        actions.attach(Scope.COMPOSER, self)
        for name, act in (
            ("send", self.send),
            ("send_solve", partial(self.send, then_status=Status.SOLVED)),
            ("attach", self.files.ask),
            ("discard", self._discard),
            ("snippet", self.snippets.open_palette),
            ("next_place", self.text.next_place),
            ("next_finding", self.findings.show_next),
            ("ignore_finding", self.findings.ignore_current),
        ):
            action: QAction = actions[f"composer.{name}"]
            action.triggered.connect(lambda _checked=False, act=act: act())


def _line(people: Sequence[Address]) -> str:
    """Recipients as they are typed."""
    return ", ".join(mailbox(each.name, each.email) for each in people)
