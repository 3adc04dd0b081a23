"""Work off the GUI thread: one writer, some readers, results back on the GUI thread."""

import sys
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from app.errors import Cancelled, UserError
from app.ui.garbage import Collector
from app.ui.progress import Progress

READERS = 3
_TURN_SECONDS = 0.001
"""How long a worker may keep the interpreter while the GUI thread waits for it."""
_WAIT_SECONDS = 0.02
"""How long the GUI thread does nothing but wait for what is urgent: nobody sees it stand still."""
LONG_WORKERS = 2
_AWAIT_URGENT = QEvent.Type(QEvent.registerEventType())


def raise_to_hook(error: Exception) -> None:
    """Hand an error that nobody takes to ``sys.excepthook``; that the person cancelled is none."""
    if not isinstance(error, Cancelled):
        sys.excepthook(type(error), error, error.__traceback__)


def _nothing() -> None:
    """The work of a task that is over."""


class Task:
    """One piece of work under way; ``drop()`` forgets its result."""

    def __init__(
        self,
        work: Callable[[], Any],
        *,
        owner: QObject | None,
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        progress: Progress | None,
        stop: Callable[[], None] | None = None,
        changes: bool = True,
    ) -> None:
        self.progress = progress
        self._stop = stop
        self._changes = changes
        self._work = work
        self._owner = owner
        self._done = done
        self._failed = failed
        self._result: Any = None
        self._error: Exception | None = None
        self._dropped = False
        self.future: Future[None] | None = None

    def drop(self) -> None:
        """Call nobody back; work not yet started is not started, a read under way ends early."""
        self._dropped = True
        if self._stop is not None:
            self._stop()
        if self.progress is not None:
            self.progress.cancel()
        if self.future is not None:
            self.future.cancel()

    @property
    def may_wait(self) -> bool:
        """Whether its result can be told later: what changed something is told at once."""
        return not self._changes

    @property
    def wanted(self) -> bool:
        """False once dropped or once the owner is closed."""
        return not self._dropped and (self._owner is None or isValid(self._owner))

    def perform(self) -> None:
        """Run in the worker thread; keeps the outcome for ``deliver``."""
        if not self.wanted:
            return
        try:
            self._result = self._work()
        except Exception as error:  # noqa: BLE001 - handed to the GUI thread, never swallowed
            self._error = error

    def deliver(self) -> None:
        """Run in the GUI thread; an error nobody takes goes to ``sys.excepthook``."""
        error = self._error
        if error is None:
            if self.wanted and self._done is not None:
                self._done(self._result)
        elif not self.wanted:
            self.raise_unheard()
        elif self._failed is not None:
            self._failed(error)
        else:
            raise_to_hook(error)

    def raise_unheard(self) -> None:
        """Hand the error of work nobody waits for any more to ``sys.excepthook``.

        What a read would have told the person who asked is no matter once they turned away.
        """
        if self._error is not None and (self._changes or not isinstance(self._error, UserError)):
            raise_to_hook(self._error)

    def let_go(self) -> None:
        """Drop what it holds, on the GUI thread: the worker's last reference may outlive ours.

        A widget that dies in another thread takes its timers down there, which Qt does not allow.
        """
        self._work = _nothing
        self._owner = self._done = self._failed = self._stop = None


class Tasks(QObject):
    """The threads of the program. Create it on the GUI thread, ``shutdown()`` before leaving."""

    background_changed = Signal()
    """Long work with a ``Progress`` began or ended; see ``running``."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN_SECONDS)
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="tresen-writer")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="tresen-reader")
        self._urgent_reader = ThreadPoolExecutor(1, thread_name_prefix="tresen-reader-urgent")
        self._long = ThreadPoolExecutor(LONG_WORKERS, thread_name_prefix="tresen-long")
        self._pending: set[Task] = set()
        self._urgent: set[Task] = set()
        self._calm = threading.Event()
        self._calm.set()
        self._waiting: deque[Task] = deque()
        self._elsewhere: list[Progress] = []
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._deliver_waiting)
        self._closed = False
        self._collector = Collector(self, busy=lambda: self._hurried)
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def write(
        self,
        work: Callable[[], Any],
        *,
        owner: QObject | None = None,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Task:
        """Run ``work`` in the one writer thread, after all earlier writes."""
        return self._submit(self._writer, work, owner, done, failed)

    def read(
        self,
        work: Callable[[], Any],
        *,
        owner: QObject | None = None,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        stop: Callable[[], None] | None = None,
        urgent: bool = False,
    ) -> Task:
        """Run ``work`` in one of the reader threads; ``stop`` ends it once it is dropped.

        What is ``urgent``, because a key was pressed and nothing shows it yet, waits for no other
        read, and the results of others are delivered after it. Most of it takes some milliseconds:
        the GUI thread waits for it in its next turn, before it lays out and paints what is left of
        the last key, for beside that it would take twice as long.
        """
        executor = self._urgent_reader if urgent else self._readers
        task = self._submit(executor, work, owner, done, failed, stop=stop, changes=False)
        if urgent:
            self._urgent.add(task)
            self._calm.clear()
            urgency = Qt.EventPriority.HighEventPriority.value
            QCoreApplication.postEvent(self, QEvent(_AWAIT_URGENT), urgency)
        return task

    def long(
        self,
        work: Callable[[], Any],
        progress: Progress,
        *,
        owner: QObject | None = None,
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> Task:
        """Run long ``work`` that reports to ``progress``, shown in the status bar meanwhile.

        Whenever it reports it gives way to urgent reads.
        """
        progress.go_along_with(self._calm)
        task = self._submit(self._long, work, owner, done, failed, progress=progress)
        self.background_changed.emit()
        return task

    def watch(self, progress: Progress) -> None:
        """Show work of another process in the status bar until ``unwatch``."""
        self._elsewhere.append(progress)
        self.background_changed.emit()

    def unwatch(self, progress: Progress) -> None:
        """That work is over; nothing happens if it was not shown."""
        if progress in self._elsewhere:
            self._elsewhere.remove(progress)
            self.background_changed.emit()

    def in_writer(self, work: Callable[[], Any]) -> Any:
        """From a worker: run ``work`` in the writer thread, wait for it, return or raise."""
        return self._writer.submit(work).result()

    @property
    def running(self) -> list[Progress]:
        """The progress of all long work under way, oldest first."""
        shown = [task.progress for task in self._pending if task.progress is not None]
        return sorted([*shown, *self._elsewhere], key=lambda progress: progress.started)

    @property
    def idle(self) -> bool:
        """True when nothing is under way and every result was delivered."""
        return not self._pending

    def shutdown(self) -> None:
        """Stop: writes already asked for are finished, reads and long work are dropped.

        Nobody is called back any more; errors of what changes something still go to
        ``sys.excepthook``.
        """
        self._closed = True
        self._calm.set()
        for task in self._pending:
            if task.progress is not None:
                task.progress.cancel()
        self._long.shutdown(wait=True)
        self._readers.shutdown(wait=True, cancel_futures=True)
        self._urgent_reader.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        for task in self._pending:
            task.raise_unheard()
            task.let_go()
        self._pending.clear()
        self._collector.stop()

    def _submit(
        self,
        executor: ThreadPoolExecutor,
        work: Callable[[], Any],
        owner: QObject | None,
        done: Callable[[Any], None] | None,
        failed: Callable[[Exception], None] | None,
        *,
        progress: Progress | None = None,
        stop: Callable[[], None] | None = None,
        changes: bool = True,
    ) -> Task:
        task = Task(
            work,
            owner=owner,
            done=done,
            failed=failed,
            progress=progress,
            stop=stop,
            changes=changes,
        )
        self._pending.add(task)
        task.future = executor.submit(task.perform)
        task.future.add_done_callback(lambda _future: self._announce(task))
        return task

    def _announce(self, task: Task) -> None:
        if not self._closed:
            self._finished.emit(task)

    def _await_urgent(self) -> None:
        asked = {task.future: task for task in self._urgent if task.wanted and task.future}
        for future in wait(asked, timeout=_WAIT_SECONDS).done:
            self._deliver(asked[future])

    def _deliver(self, task: Task) -> None:
        """What was delivered as soon as it was there is announced once more; that tells nothing."""
        if self._closed or task not in self._pending:
            return
        if task.may_wait and task not in self._urgent and self._hurried:
            self._waiting.append(task)
            return
        self._pending.discard(task)
        self._urgent.discard(task)
        try:
            task.deliver()
        finally:
            if not self._hurried:
                self._calm.set()
            task.let_go()
            if task.progress is not None:
                self.background_changed.emit()
            if self._waiting and not self._hurried:
                self._next.start(0)

    @property
    def _hurried(self) -> bool:
        return any(task.wanted for task in self._urgent)

    def _deliver_waiting(self) -> None:
        """One at a time, so that a key pressed meanwhile comes before the next."""
        if self._waiting and not self._hurried:
            self._deliver(self._waiting.popleft())

    # Qt

    def customEvent(self, event: QEvent) -> None:
        if event.type() == _AWAIT_URGENT:
            self._await_urgent()
