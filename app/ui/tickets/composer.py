"""Writing on a ticket: an answer or a note, docked below the conversation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.errors import Cancelled, UserError
from app.formats.mail.quotes import visible_text
from app.i18n import _
from app.queries.answering import AnswerStart
from app.queries.drafts import DraftFileRow, DraftRow, draft_files, drafts_of
from app.rules.enums import DraftKind, Status, label
from app.rules.forgotten import mentions_attachment
from app.services import answers
from app.services.messages import NewFile
from app.settings import LeaveAs
from app.ui.action_table import Scope
from app.ui.actions import Actions
from app.ui.colours import Role
from app.ui.operations import Operations
from app.ui.preferences import Preferences
from app.ui.theme import TextStyle, Theme, set_text_style
from app.ui.tickets.attachments import AttachmentAct, AttachmentChips
from app.ui.tickets.composer_fields import ComposerFields
from app.ui.tickets.composer_foot import ComposerFoot
from app.ui.tickets.composer_reading import (
    ANSWERS,
    begin_writing,
    files_to_forward,
    read_files,
)
from app.ui.tickets.composer_text import ComposerText
from app.ui.tickets.draft_keeper import DraftKeeper, DraftText
from app.ui.tickets.leaving import Departure, Leaving
from app.ui.tickets.opened_files import OpenedFiles
from app.ui.tickets.recipient_field import mailbox
from app.ui.tickets.spelling_source import SpellingSource
from app.ui.tickets.work_clock import WorkClock
from app.ui.widgets.button import IconButton
from app.ui.widgets.message_bar import MessageBar, Severity

_ICONS = {
    DraftKind.REPLY: "reply",
    DraftKind.REPLY_ALL: "reply-all",
    DraftKind.FORWARD: "forward",
    DraftKind.NOTE: "note",
}


@dataclass(slots=True)
class _Writing:
    """The answer in hand. ``begun`` is the text before the first word was written."""

    ticket_id: int
    kind: DraftKind
    reply_to_id: int | None
    begun: str
    files: tuple[DraftFileRow, ...] = ()


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
        self._writing: _Writing | None = None
        self._warned = False
        self._departing = False
        self._discarded_id: int | None = None
        self._title = QLabel()
        self._sign = QLabel()
        self._time = IconButton("timer", "", theme, role=Role.MUTED)
        self.fields = ComposerFields(operations, theme)
        self.text = ComposerText()
        self.foot = ComposerFoot(actions, theme)
        self._files = QVBoxLayout()
        self._chips: AttachmentChips | None = None
        self._hint = MessageBar(theme)
        self._keeper = DraftKeeper(operations, self._draft_text, clock=now, parent=self)
        self.clock = WorkClock(operations, clock=now, parent=self)
        self._leaving = Leaving(operations, opened, now=now, parent=self)
        self._spelling = SpellingSource(operations, self)
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
        if self._is_unwritten():
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
        if self._keeper.draft_id in draft_ids and not self._departing:
            self.clock.end()
            self._close()

    def drafts_came(self, draft_ids: frozenset[int]) -> None:
        """Open again what was discarded here and came back by undo."""
        writing = self._writing is not None
        if self._ticket_id is not None and not writing and self._discarded_id in draft_ids:
            self._operations.read(
                drafts_of,
                self._ticket_id,
                agent_id=self._operations.agent_id,
                owner=self,
                done=self._came_back,
            )

    def _came_back(self, drafts: Sequence[DraftRow]) -> None:
        found = [each for each in drafts if each.id == self._discarded_id]
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
        self._writing = _Writing(
            draft.ticket_id, draft.kind, draft.reply_to_id, begun="", files=draft.files
        )
        self._fill(draft.to, draft.cc, draft.bcc, draft.subject, draft.text)
        self._keeper.begin(draft.id, self._draft_text())
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _open_new(self, ticket_id: int, begun: AnswerStart) -> None:
        self._writing = _Writing(ticket_id, begun.kind, begun.reply_to_id, begun=begun.text)
        to, cc = (
            ", ".join(mailbox(p.name, p.email) for p in each) for each in (begun.to, begun.cc)
        )
        self._fill(to, cc, "", begun.subject, begun.text)
        self._keeper.begin(None, self._draft_text())
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        if begun.files:
            self._operations.read(files_to_forward, begun.files, owner=self, done=self._attach)
        if begun.kind is DraftKind.FORWARD:
            self.fields.to.setFocus()

    def _redirect(self, begun: AnswerStart) -> None:
        assert self._writing is not None
        self._writing.kind = begun.kind
        to, cc = (
            ", ".join(mailbox(p.name, p.email) for p in each) for each in (begun.to, begun.cc)
        )
        self._fill(to, cc, self.fields.bcc.text(), self.fields.subject.text(), None)
        self._keeper.touch()

    def _fill(self, to: str, cc: str, bcc: str, subject: str, text: str | None) -> None:
        assert self._writing is not None
        kind = self._writing.kind
        self.fields.setVisible(kind is not DraftKind.NOTE)
        self.fields.fill(
            to=to, cc=cc, bcc=bcc, subject=subject, show_subject=kind is DraftKind.FORWARD
        )
        self._title.setText(label(kind))
        side = self._theme.px(16)
        self._sign.setPixmap(self._theme.icon(_ICONS[kind]).pixmap(QSize(side, side)))
        self.foot.show_for(kind, self._preferences.current.leave_as)
        self._hint.hide()
        self._warned = False
        self._show_files()
        if text is not None:
            self.text.setPlainText(text)
            self.clock.begin(self._writing.ticket_id)
        self._apply_note_tint()
        self._use_spelling()
        self.show()
        self.opened_changed.emit(True)

    def _close(self) -> None:
        self._writing = None
        self._keeper.begin(None, None)
        self.text.check_spelling(None, self._theme.colour(Role.DANGER))
        self.text.clear()
        self.hide()
        self.opened_changed.emit(False)

    # Writing

    def _draft_text(self) -> DraftText | None:
        writing = self._writing
        if writing is None:
            return None
        return DraftText(
            ticket_id=writing.ticket_id,
            kind=writing.kind,
            to=self.fields.to.text(),
            cc=self.fields.cc.text(),
            bcc=self.fields.bcc.text(),
            subject=self.fields.subject.text(),
            text=self.text.toPlainText(),
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
        self._warned = False

    def _is_unwritten(self) -> bool:
        writing = self._writing
        if writing is None or writing.files:
            return False
        text = self.text.toPlainText()
        return not text.strip() or text == writing.begun

    def _show_time(self) -> None:
        minutes, seconds = divmod(self.clock.seconds, 60)
        self._time.setVisible(self._preferences.current.measure_time)
        self._time.setText(f"{minutes}:{seconds:02}")
        if self.clock.paused:
            words = _("The clock is stopped; click to go on")
        else:
            words = _("Time worked on this answer; click to stop the clock")
        self._time.set_label(words)

    def _pause_clock(self) -> None:
        self.clock.set_paused(not self.clock.paused)

    # Spelling

    def _use_spelling(self) -> None:
        wanted = self._preferences.current.spell_check
        self.foot.spelling.setChecked(wanted)
        if not wanted:
            self.text.check_spelling(None, self._theme.colour(Role.DANGER))
        elif not self.text.checks_spelling:
            self._spelling.ask(self._spelling_read)

    def _spelling_read(self) -> None:
        spelling = self._spelling.spelling
        if self.is_open and spelling is not None and self._preferences.current.spell_check:
            self.text.check_spelling(spelling, self._theme.colour(Role.DANGER))

    def _toggle_spelling(self, wanted: bool) -> None:
        self._preferences.update(spell_check=wanted)
        self._use_spelling()

    def _word_not_kept(self, error: OSError) -> None:
        self._say(_("The word could not be kept: {reason}.").format(reason=error.strerror))

    # Files

    def _ask_for_files(self) -> None:
        paths, _kind = QFileDialog.getOpenFileNames(self, _("Attach files"), str(Path.home()))
        if paths:
            self.attach_paths(tuple(paths))

    def attach_paths(self, paths: Sequence[str]) -> None:
        """Attach files from the disk."""
        if self._writing is not None:
            self._operations.tasks.read(
                partial(read_files, tuple(paths)),
                owner=self,
                done=self._attach,
                failed=self._failed,
            )

    def _attach_picture(self, png: bytes) -> None:
        name = _("picture {time}.png").format(time=f"{self._now().astimezone():%H-%M-%S}")
        self._attach((NewFile(name, "image/png", png),))

    def _attach(self, files: Sequence[NewFile]) -> None:
        if self._writing is not None and files:
            self._keeper.attach(files, self._read_files)

    def _read_files(self) -> None:
        if self._keeper.draft_id is not None:
            self._operations.read(
                draft_files, self._keeper.draft_id, owner=self, key="files", done=self._files_read
            )

    def _files_read(self, files: tuple[DraftFileRow, ...]) -> None:
        if self._writing is not None:
            self._writing.files = files
            self._show_files()

    def _show_files(self) -> None:
        if self._chips is not None:
            self._files.removeWidget(self._chips)
            self._chips.hide()
            self._chips.deleteLater()
            self._chips = None
        if self._writing is not None and self._writing.files:
            self._chips = AttachmentChips(self._writing.files, self._theme, removable=True)
            self._chips.acted.connect(self._file_acted)
            self._files.addWidget(self._chips)

    def _file_acted(self, act: AttachmentAct, file: DraftFileRow) -> None:
        if act is AttachmentAct.REMOVE:
            self._keeper.detach(file.id, self._read_files)

    # Leaving

    def send(self, *, then_status: Status | None = None) -> None:
        """Let the answer leave the usual way, or save the note."""
        if then_status is not None:
            self.foot.set_then_status(then_status)
        self._leave(self._preferences.current.leave_as)

    def _leave(self, way: LeaveAs | None) -> None:
        if self._writing is None or self._departing or not self._is_ready(way):
            return
        self._set_departing(True)
        if self._writing.kind is DraftKind.NOTE:
            self._keeper.flush(self._save_note)
        else:
            self._keeper.flush(partial(self._depart, way))

    def _is_ready(self, way: LeaveAs | None) -> bool:
        writing = self._writing
        assert writing is not None
        if self._is_unwritten():
            return self._refuse(_("Nothing is written yet."))
        if writing.kind is DraftKind.NOTE:
            return True
        if not self.fields.all_right():
            names = ", ".join(self.fields.wrong)
            return self._refuse(_("Not a mail address: {names}").format(names=names))
        if way is not LeaveAs.CLIPBOARD and self.fields.to.is_empty:
            self.fields.to.setFocus()
            return self._refuse(_("Nobody to write to yet. Enter an address."))
        own_words = visible_text(self.text.toPlainText())
        if not writing.files and not self._warned and mentions_attachment(own_words):
            self._warned = True
            self._hint.show_message(
                _("The text speaks of an attachment, but there is none. Again to go on without."),
                severity=Severity.WARNING,
                action=_("Attach files…"),
            )
            return False
        return True

    def _refuse(self, words: str) -> bool:
        self._say(words)
        return False

    def _save_note(self, draft_id: int) -> None:
        writing = self._writing
        if writing is None:
            return
        seconds, work_id = self.clock.so_far()
        self._operations.run(
            answers.add_note,
            writing.ticket_id,
            text=self.text.toPlainText(),
            agent_id=self._operations.agent_id,
            draft_id=draft_id,
            seconds=seconds,
            work_id=work_id,
            now=self._now(),
            label=_("Added a note"),
            owner=self,
            done=lambda _message_id: self._gone(None),
            failed=self._failed,
        )

    def _depart(self, way: LeaveAs | None, draft_id: int) -> None:
        seconds, work_id = self.clock.so_far()
        then = self.foot.then_status
        self._leaving.leave(
            Departure(draft_id, way, self.text.toPlainText(), then, seconds, work_id),
            done=partial(self._gone, then),
            failed=self._failed,
        )

    def _set_departing(self, departing: bool) -> None:
        """What leaves is what was read: nothing can be typed on its way."""
        self._departing = departing
        self.text.setReadOnly(departing)

    def _gone(self, then: Status | None) -> None:
        self._set_departing(False)
        self.clock.finish()
        self._close()
        self.left.emit(then)

    def _failed(self, error: Exception) -> None:
        self._set_departing(False)
        if isinstance(error, UserError):
            self._say(str(error), severity=Severity.ERROR)
        elif not isinstance(error, Cancelled):
            raise error

    def _discard(self) -> None:
        self._discarded_id = self._keeper.draft_id
        self.clock.end()
        self._keeper.discard(self._close)

    def _say(self, words: str, *, severity: Severity = Severity.WARNING) -> None:
        self._hint.show_message(words, severity=severity)

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
        head = QHBoxLayout()
        head.setSpacing(px(8))
        set_text_style(self._title, TextStyle.SECTION)
        head.addWidget(self._sign)
        head.addWidget(self._title)
        head.addStretch(1)
        self._time.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        head.addWidget(self._time)
        discard = IconButton("trash", _("Discard draft"), self._theme, role=Role.MUTED)
        discard.clicked.connect(self._discard)
        head.addWidget(discard)
        fold = IconButton("expand", _("Close and keep the draft (Esc)"), self._theme)
        fold.clicked.connect(self.put_away)
        head.addWidget(fold)
        self.text.setAccessibleName(_("Text"))
        self._files.setContentsMargins(0, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(8), px(16), px(8))
        column.setSpacing(px(6))
        column.addLayout(head)
        column.addWidget(self.fields)
        column.addWidget(self.text, 1)
        column.addLayout(self._files)
        column.addWidget(self._hint)
        column.addWidget(self.foot)
        self._show_time()

    def _connect(self, actions: Actions) -> None:
        self.fields.edited.connect(self._edited)
        self.text.textChanged.connect(self._typed)
        self.text.files_given.connect(self.attach_paths)
        self.text.picture_given.connect(self._attach_picture)
        self.text.word_not_kept.connect(self._word_not_kept)
        self.foot.left.connect(self._leave)
        self.foot.attach_wanted.connect(self._ask_for_files)
        self.foot.spelling_toggled.connect(self._toggle_spelling)
        self._hint.acted.connect(self._ask_for_files)
        self.clock.ticked.connect(self._show_time)
        self._time.clicked.connect(self._pause_clock)
        actions.attach(Scope.COMPOSER, self)
        for name, act in (
            ("send", self.send),
            ("send_solve", partial(self.send, then_status=Status.SOLVED)),
            ("attach", self._ask_for_files),
            ("discard", self._discard),
        ):
            action: QAction = actions[f"composer.{name}"]
            action.triggered.connect(lambda _checked=False, act=act: act())

    def _apply_note_tint(self) -> None:
        palette = self.palette()
        note = self.kind is DraftKind.NOTE
        palette.setColor(
            self.backgroundRole(),
            self._theme.colour(Role.NOTE_TINT if note else Role.SURFACE),
        )
        self.setPalette(palette)
        self.setAutoFillBackground(True)
