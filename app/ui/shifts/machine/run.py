"""The machine at work for the window: what it says arrives as signals."""

from PySide6.QtCore import QObject, QTimer, Signal

from app.planning.duty.apart import Broke, Ended, Machine, Task

_LOOK_MS = 100


class MachineRun(QObject):
    """One task at a time. ``said`` carries the messages of ``Machine.messages``, one by one."""

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
        for message in machine.messages():
            match message:
                case Ended():
                    self.stop()
                case Broke():
                    self.stop()
                    raise RuntimeError(message.report)
                case _:
                    self.said.emit(message)
