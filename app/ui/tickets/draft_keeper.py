"""Keeps what is being written: saved within a second of typing, flushed before it goes away."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import UserError
from app.i18n import _
from app.rules.enums import DraftKind
from app.services import drafts
from app.services.messages import NewFile
from app.ui.operations import Operations

_SAVE_MS = 600
"""After the first key that is not saved yet, however fast one goes on typing."""

_AGAIN_MS = 5_000
"""After a save that failed, as on a full disk."""


@dataclass(frozen=True, slots=True)
class DraftText:
    """Everything of a draft but its files."""

    ticket_id: int
    agent_id: int | None
    kind: DraftKind
    to: str = ""
    cc: str = ""
    bcc: str = ""
    subject: str = ""
    text: str = ""
    reply_to_id: int | None = None


class DraftKeeper(QObject):
    """Saves the draft that ``current`` returns. One draft at a time."""

    saved = Signal(object)
    """The draft's id, after each save."""

    def __init__(
        self,
        operations: Operations,
        current: Callable[[], DraftText | None],
        *,
        clock: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._current = current
        self._clock = clock
        self.draft_id: int | None = None
        self._saved: DraftText | None = None
        self._told = ""
        self._waiting: list[Callable[[int], None]] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.flush)

    @property
    def unsaved(self) -> bool:
        """Whether something typed waits to be saved."""
        return self._timer.isActive()

    def begin(self, draft_id: int | None, saved: DraftText | None) -> None:
        """From now on keep this draft; ``saved`` is how it is in the desk already."""
        self._timer.stop()
        self.draft_id = draft_id
        self._saved = saved
        self._waiting.clear()

    def touch(self) -> None:
        """Something was typed."""
        if not self._timer.isActive():
            self._timer.start(_SAVE_MS)

    def flush(self, then: Callable[[int], None] | None = None) -> None:
        """Save now; ``then`` takes the draft's id once what is written is in the desk."""
        self._timer.stop()
        text = self._current()
        if text is None:
            return
        if then is not None:
            self._waiting.append(then)
        if text == self._saved and self.draft_id is not None:
            self._tell(text, self.draft_id)
            return
        if text == self._saved and then is None:
            return
        self._saved = text
        self._operations.run(
            drafts.save,
            ticket_id=text.ticket_id,
            agent_id=text.agent_id,
            kind=text.kind,
            text=text.text,
            to=text.to,
            cc=text.cc,
            bcc=text.bcc,
            subject=text.subject,
            reply_to_id=text.reply_to_id,
            now=self._clock(),
            label=_("Saved the draft"),
            owner=self,
            done=lambda draft_id: self._tell(text, draft_id),
            failed=self._not_saved,
            toast=False,
        )

    def _not_saved(self, error: Exception) -> None:
        """Tell it once, and try again until there is room: the window holds the only copy."""
        self._saved = None
        self._timer.start(_AGAIN_MS)
        if str(error) == self._told:
            return
        self._told = str(error)
        if not isinstance(error, UserError):
            raise error
        self._operations.refused.emit(error)

    def attach(self, files: Sequence[NewFile], done: Callable[[], None]) -> None:
        """Add files to the draft, which is saved first."""
        self.flush(
            lambda draft_id: self._run(
                drafts.attach, draft_id, tuple(files), label=_("Attached a file"), done=done
            )
        )

    def detach(self, attachment_id: int, done: Callable[[], None]) -> None:
        """Take a file off the draft."""
        self._run(drafts.detach, attachment_id, label=_("Removed a file"), done=done)

    def discard(self, done: Callable[[], None]) -> None:
        """Throw the draft away; undo brings it back."""
        self._timer.stop()
        draft_id, self.draft_id, self._saved = self.draft_id, None, None
        if draft_id is None:
            done()
            return
        self._operations.run(
            drafts.discard,
            draft_id,
            now=self._clock(),
            label=_("Discarded the draft"),
            owner=self,
            done=lambda _result: done(),
        )

    def drop_if_empty(self) -> None:
        """Leave no trace of a draft in which nothing was written."""
        if self.draft_id is not None:
            self._operations.run(
                drafts.drop_empty, self.draft_id, label=_("Discarded the draft"), toast=False
            )

    def _run(
        self,
        operation: Callable[..., object],
        *args: object,
        label: str,
        done: Callable[[], None],
    ) -> None:
        self._operations.run(
            operation,
            *args,
            now=self._clock(),
            label=label,
            owner=self,
            done=lambda _result: done(),
            toast=False,
        )

    def _tell(self, text: DraftText, draft_id: int) -> None:
        current = self._current()
        if current is None or (current.ticket_id, current.kind) != (text.ticket_id, text.kind):
            return
        self.draft_id = draft_id
        self._told = ""
        waiting, self._waiting = self._waiting, []
        self.saved.emit(draft_id)
        for each in waiting:
            each(draft_id)
