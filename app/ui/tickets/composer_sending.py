"""From the key that sends to what the desk records: what holds an answer back, and its leaving."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.errors import Cancelled, UserError
from app.i18n import _
from app.rules.enums import DraftKind, Status
from app.services import answers
from app.settings import LeaveAs
from app.ui.opened_files import OpenedFiles
from app.ui.operations import Operations
from app.ui.tickets.composer_check import ComposerCheck
from app.ui.tickets.composer_parts import ComposerParts, Writing
from app.ui.tickets.leaving import Departure, Leaving
from app.ui.widgets.message_bar import Severity


class ComposerSending(QObject):
    """Sends the answer in hand, or saves the note. One at a time."""

    gone = Signal(object)
    """The ``Status`` the ticket got after an answer; None after a note."""

    def __init__(
        self,
        parts: ComposerParts,
        check: ComposerCheck,
        operations: Operations,
        opened: OpenedFiles,
        writing: Callable[[], Writing | None],
        *,
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._parts = parts
        self._check = check
        self._operations = operations
        self._writing = writing
        self._now = now
        self._leaving = Leaving(operations, opened, now=now, parent=parts.foot)
        self.under_way = False

    def leave(self, way: LeaveAs | None) -> None:
        """Let the text go, unless something is in its way."""
        writing = self._writing()
        if writing is None or self.under_way or not self._check.ready(writing, way):
            return
        self._set_under_way(True)
        if writing.kind is DraftKind.NOTE:
            self._parts.keeper.flush(self._save_note)
        else:
            self._parts.keeper.flush(partial(self._depart, way))

    def _save_note(self, draft_id: int) -> None:
        writing = self._writing()
        if writing is None:
            return
        seconds, work_id = self._parts.clock.so_far()
        self._operations.run(
            answers.add_note,
            writing.ticket_id,
            text=self._parts.text.written(),
            agent_id=self._operations.agent_id,
            draft_id=draft_id,
            besides=self._parts.offers.wanted,
            seconds=seconds,
            work_id=work_id,
            now=self._now(),
            label=_("Added a note"),
            owner=self,
            done=lambda _message_id: self._has_gone(None),
            failed=self.failed,
        )

    def _depart(self, way: LeaveAs | None, draft_id: int) -> None:
        seconds, work_id = self._parts.clock.so_far()
        then, besides = self._parts.foot.then_status, self._parts.offers.wanted
        text = self._parts.text.written()
        self._leaving.leave(
            Departure(
                draft_id, way, text, then, seconds, work_id, besides, bool(self._parts.files.files)
            ),
            done=partial(self._has_gone, then),
            failed=self.failed,
        )

    def _has_gone(self, then: Status | None) -> None:
        self._set_under_way(False)
        self._parts.clock.finish()
        self.gone.emit(then)

    def _set_under_way(self, under_way: bool) -> None:
        """What leaves is what was read: nothing can be typed on its way."""
        self.under_way = under_way
        self._parts.text.setReadOnly(under_way)

    def failed(self, error: Exception) -> None:
        """Say why it did not leave, or why something about it did not work."""
        self._set_under_way(False)
        if isinstance(error, UserError):
            self._parts.hint.show_message(str(error), severity=Severity.ERROR)
        elif not isinstance(error, Cancelled):
            raise error
