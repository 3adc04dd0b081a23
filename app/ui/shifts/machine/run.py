"""The machine at work for the window: what it says arrives as signals."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from app.planning.duty.answers import Conflict, DutyRoster, Replan
from app.planning.duty.apart import Broke, Ended, Machine, NoRoster, Task

_LOOK_MS = 100
_PLANS = (DutyRoster, Replan)
Message = DutyRoster | Replan | Conflict | NoRoster | Broke | Ended


class MachineRun(QObject):
    """One task at a time. ``said`` carries the messages of ``Machine.messages``, one by one.

    Of plans that came together only the best, which is the last, is told.
    """

    said = Signal(object)
    ended = Signal()
    """Nothing more comes, by itself or because it was stopped."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._machine: Machine | None = None
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self._hear)

    @property
    def busy(self) -> bool:
        """Whether the machine is at work."""
        return self._machine is not None

    def start(self, task: Task) -> None:
        """Begin; what was under way is stopped."""
        self.stop()
        self._machine = Machine(task)
        self._look.start()

    def stop(self) -> None:
        """End it; what it said counts."""
        self._look.stop()
        if self._machine is not None:
            self._machine.close()
            self._machine = None
            self.ended.emit()

    def _hear(self) -> None:
        machine = self._machine
        if machine is None:
            return
        for message in newest(machine.messages()):
            match message:
                case Ended():
                    self.stop()
                case Broke():
                    self.stop()
                    raise RuntimeError(message.report)
                case _:
                    self.said.emit(message)


def newest(messages: Iterable[Message]) -> Iterator[Message]:
    """The messages, without plans that the next one betters."""
    last: Message | None = None
    for each in messages:
        if last is not None and not (isinstance(last, _PLANS) and isinstance(each, _PLANS)):
            yield last
        last = each
    if last is not None:
        yield last
