"""Runs operations and queries off the GUI thread and tells the views what changed."""

from collections.abc import Callable, Hashable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from app.errors import UserError
from app.i18n import _
from app.ui.changes import merge_changes
from app.ui.progress import Progress
from app.ui.queued_desk import Desk, QueuedDesk
from app.ui.tasks import Task, Tasks, raise_to_hook

if TYPE_CHECKING:
    from app.storage.changes import Changes, Outcome, Step

T = TypeVar("T")

_GATHER_MS = 400
"""Changes of long work are told at most this often, so that pages do not read all the time."""


class UndoState(NamedTuple):
    """The steps that undo and redo would act on; None when there is none."""

    undo: "Step | None" = None
    redo: "Step | None" = None


class Announcement(NamedTuple):
    """A text for a toast, and whether *Undo* belongs beside it."""

    text: str
    undoable: bool


class Operations(QObject):
    """The one way from a widget to the desk. Lives on the GUI thread."""

    changed = Signal(object)
    """``Changes`` of one operation, or of an undo; never empty."""
    step_done = Signal(object)
    """The ``Step`` an operation made, for the undo stack's watchers."""
    undo_state_changed = Signal(object)
    """``UndoState``: what undo and redo would act on now."""
    announced = Signal(object)
    """``Announcement``: a text for a toast."""
    refused = Signal(object)
    """``UserError`` that no one else took: a text for a toast."""
    agent_changed = Signal(object)
    """The id of the agent in use, or None."""

    _written = Signal(object)

    def __init__(
        self,
        desk: Desk,
        tasks: Tasks,
        *,
        agent_id: int | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.agent_id = agent_id
        self.undo_state = UndoState()
        self._desk = desk
        self._latest: WeakKeyDictionary[QObject, dict[Hashable, Task]] = WeakKeyDictionary()
        self._gathered: list[Changes] = []
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self._tell_gathered)
        self._written.connect(self._gather_changes)

    def run(
        self,
        operation: Callable[..., T],
        *args: Any,
        label: str,
        owner: QObject | None = None,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        toast: str | bool = True,
        **kwargs: Any,
    ) -> Task:
        """Run ``operation(session, *args, **kwargs)`` in the writer thread.

        ``label`` is the step's name in the past tense (*Closed 3 tickets*). ``done`` takes the
        result, after ``changed``; ``failed`` takes the error, else a UserError is told by
        ``refused``. Both are left out when ``owner`` was closed meanwhile. ``toast``: True shows
        the label if there is something to undo, a text shows that, False shows nothing.

        The act is in the name of the agent in use unless ``agent_id`` says otherwise; an
        operation that asks for that keyword hears it.
        """
        kwargs.setdefault("agent_id", self.agent_id)
        execute = partial(self._desk.execute, operation, *args, label=label, **kwargs)
        return self.tasks.write(
            partial(self._with_state, execute),
            owner=self,
            done=partial(self._operation_done, owner, done, toast),
            failed=partial(self._failed, owner, failed),
        )

    def read(
        self,
        query: Callable[..., T],
        *args: Any,
        owner: QObject | None = None,
        key: Hashable = None,
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        urgent: bool = False,
        **kwargs: Any,
    ) -> Task:
        """Run ``query(session, *args, **kwargs)`` in a reader thread, see ``Tasks.read``.

        With ``owner`` and ``key`` the latest wins: an earlier read of the same owner and key is
        dropped and its statement interrupted, so results never overtake each other, and what
        nobody waits for does not slow down what somebody does.
        """
        # Loads the storage, which the frame of the window does without.
        from app.storage.stopping import Stop

        stop = Stop()
        task = self.tasks.read(
            partial(self._desk.read_until, stop, query, *args, **kwargs),
            owner=owner if owner is not None else self,
            done=done,
            failed=partial(self._failed, owner, failed),
            stop=stop.ask,
            urgent=urgent,
        )
        if owner is not None and key is not None:
            of_owner = self._latest.setdefault(owner, {})
            if key in of_owner:
                of_owner[key].drop()
            of_owner[key] = task
        return task

    def work(
        self,
        function: Callable[..., T],
        *args: Any,
        label: str,
        in_bytes: bool = False,
        owner: QObject | None = None,
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        **kwargs: Any,
    ) -> Progress:
        """Run ``function(desk, progress, *args, **kwargs)``, which may take minutes.

        ``desk`` is a ``QueuedDesk``. The status bar shows ``label`` with the progress meanwhile,
        which counts pieces, or bytes where ``in_bytes`` says so;
        ``Cancelled`` reaches ``failed`` if given and nobody else.
        """
        progress = Progress(label, in_bytes=in_bytes)
        desk = QueuedDesk(self._desk, self.tasks, self._written.emit)
        self.tasks.long(
            partial(function, desk, progress, *args, **kwargs),
            progress,
            owner=self,
            done=partial(self._work_done, owner, done),
            failed=partial(self._work_failed, owner, failed),
        )
        return progress

    def undo(self) -> None:
        """Take the last step back; why it cannot be is told by ``refused``."""
        self._step_back_or_forth(self._desk.undo, self._undone)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._step_back_or_forth(self._desk.redo, self._redone)

    def use_agent(self, agent_id: int | None) -> None:
        """From now on steps are in this agent's name."""
        if agent_id != self.agent_id:
            self.agent_id = agent_id
            self.agent_changed.emit(agent_id)

    def refresh_undo_state(self) -> None:
        """Read what undo and redo would act on; once after the desk is opened."""
        self.tasks.read(self._read_state, owner=self, done=self._set_undo_state)

    def _step_back_or_forth(
        self, act: Callable[..., "Outcome[Step]"], done: Callable[[Any], None]
    ) -> None:
        self.tasks.write(
            partial(self._with_state, partial(act, agent_id=self.agent_id)),
            owner=self,
            done=done,
            failed=partial(self._failed, None, None),
        )

    def _with_state(self, act: Callable[[], "Outcome[T]"]) -> "tuple[Outcome[T], UndoState]":
        return act(), self._read_state()

    def _read_state(self) -> UndoState:
        return UndoState(self._desk.next_undo(), self._desk.next_redo())

    def _operation_done(
        self,
        owner: QObject | None,
        done: Callable[[T], None] | None,
        toast: str | bool,
        outcome_and_state: "tuple[Outcome[T], UndoState]",
    ) -> None:
        outcome, state = outcome_and_state
        self._tell(outcome.changes, state)
        if outcome.step is not None:
            self.step_done.emit(outcome.step)
        if done is not None and (owner is None or isValid(owner)):
            done(outcome.result)
        if isinstance(toast, str) and toast:
            self.announced.emit(Announcement(toast, outcome.step is not None))
        elif toast and outcome.step is not None:
            self.announced.emit(Announcement(outcome.step.label, undoable=True))

    def _undone(self, outcome_and_state: "tuple[Outcome[Step], UndoState]") -> None:
        outcome, state = outcome_and_state
        self._tell(outcome.changes, state)
        text = _("Undone: {step}").format(step=outcome.result.label)
        self.announced.emit(Announcement(text, undoable=False))

    def _redone(self, outcome_and_state: "tuple[Outcome[Step], UndoState]") -> None:
        outcome, state = outcome_and_state
        self._tell(outcome.changes, state)
        text = _("Done again: {step}").format(step=outcome.result.label)
        self.announced.emit(Announcement(text, undoable=True))

    def _work_done(
        self, owner: QObject | None, done: Callable[[T], None] | None, result: T
    ) -> None:
        self._tell_gathered()
        self.refresh_undo_state()
        if done is not None and (owner is None or isValid(owner)):
            done(result)

    def _work_failed(
        self,
        owner: QObject | None,
        failed: Callable[[Exception], None] | None,
        error: Exception,
    ) -> None:
        self._tell_gathered()
        self.refresh_undo_state()
        self._failed(owner, failed, error)

    def _failed(
        self,
        owner: QObject | None,
        failed: Callable[[Exception], None] | None,
        error: Exception,
    ) -> None:
        if failed is not None and (owner is None or isValid(owner)):
            failed(error)
        elif isinstance(error, UserError):
            self.refused.emit(error)
        else:
            raise_to_hook(error)

    def _tell(self, changes: "Changes", state: UndoState) -> None:
        if changes:
            self.changed.emit(changes)
        self._set_undo_state(state)

    def _set_undo_state(self, state: UndoState) -> None:
        if state != self.undo_state:
            self.undo_state = state
            self.undo_state_changed.emit(state)

    def _gather_changes(self, changes: "Changes") -> None:
        if changes:
            self._gathered.append(changes)
            if not self._gather.isActive():
                self._gather.start()

    def _tell_gathered(self) -> None:
        self._gather.stop()
        if self._gathered:
            merged = merge_changes(self._gathered)
            self._gathered = []
            self.changed.emit(merged)
