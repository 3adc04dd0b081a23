"""Keeping the laptop awake while a workshop runs: no sleep, no screen saver."""

import os
import subprocess
import sys

from PySide6.QtCore import QObject

_ES_CONTINUOUS = 0x80000000
_ES_SYSTEM_REQUIRED = 0x00000001
_ES_DISPLAY_REQUIRED = 0x00000002
_CONNECTION = "tresen-awake"
_SERVICES = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.PowerManagement.Inhibit", "/org/freedesktop/PowerManagement/Inhibit"),
)


class Awake(QObject):
    """``keep`` asks the system to stay awake until ``release``; whoever asks twice asks once.

    Windows is told by this thread's execution state, macOS by ``caffeinate`` which ends with this
    program, others by the screen saver's and the power manager's service on the session bus.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held = False
        self._caffeinate: subprocess.Popen[bytes] | None = None
        self._on_bus = False

    @property
    def held(self) -> bool:
        """The system was asked to stay awake."""
        return self._held

    def keep(self, reason: str) -> None:
        """Stay awake from now on. A system that cannot be asked sleeps as it is set up to."""
        if self._held:
            return
        self._held = True
        if sys.platform == "win32":
            _set_state(_ES_CONTINUOUS | _ES_SYSTEM_REQUIRED | _ES_DISPLAY_REQUIRED)
        elif sys.platform == "darwin":
            self._caffeinate = subprocess.Popen(["caffeinate", "-di", "-w", str(os.getpid())])
        else:
            self._inhibit(reason)

    def release(self) -> None:
        """Sleep again as usual."""
        if not self._held:
            return
        self._held = False
        if sys.platform == "win32":
            _set_state(_ES_CONTINUOUS)
        elif self._caffeinate is not None:
            self._caffeinate.terminate()
            self._caffeinate.wait()
            self._caffeinate = None
        else:
            self._uninhibit()

    def _inhibit(self, reason: str) -> None:
        """On a connection of its own: the services let go when it is closed."""
        # Loads Qt's bus library, which nothing else needs.
        from PySide6.QtDBus import QDBusConnection, QDBusMessage

        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _CONNECTION)
        self._on_bus = bus.isConnected()
        if self._on_bus:
            for service, path in _SERVICES:
                asked = QDBusMessage.createMethodCall(service, path, service, "Inhibit")
                asked.setArguments(["Tresen", reason])
                bus.asyncCall(asked)

    def _uninhibit(self) -> None:
        if self._on_bus:
            from PySide6.QtDBus import QDBusConnection

            QDBusConnection.disconnectFromBus(_CONNECTION)
            self._on_bus = False


def _set_state(state: int) -> None:
    import ctypes

    ctypes.windll.kernel32.SetThreadExecutionState(state)  # type: ignore[attr-defined]
