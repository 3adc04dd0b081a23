"""A second start hands its wish to the program that already has the desk open."""

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.ui.wishes import Command

_TIMEOUT_MS = 2000
_LONGEST = 1_000_000
"""Bytes of one wish; more is no wish of ours."""
_TAKEN = b"ok\n"


def server_name(desk: Path) -> str:
    """A short name, the same for every spelling of the desk's path; long ones fail on macOS."""
    return "tresen-" + hashlib.sha256(str(desk.resolve()).encode()).hexdigest()[:16]


def hand_over(desk: Path, command: Command) -> bool:
    """Give ``command`` to the program that has ``desk`` open; False if none answers."""
    socket = QLocalSocket()
    socket.connectToServer(server_name(desk))
    if not socket.waitForConnected(_TIMEOUT_MS):
        return False
    socket.write(command.to_line())
    socket.flush()
    taken = socket.waitForReadyRead(_TIMEOUT_MS) and bytes(socket.readAll().data()) == _TAKEN
    socket.disconnectFromServer()
    return taken


class InstanceServer(QObject):
    """Listens for later starts. Only who holds the desk's lock may create one."""

    commanded = Signal(object)
    """A ``Command``."""

    def __init__(self, desk: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)
        name = server_name(desk)
        if not self._server.listen(name):
            # Left over from a crash: we hold the lock, so nobody is listening there.
            QLocalServer.removeServer(name)
            self._server.listen(name)

    @property
    def listening(self) -> bool:
        return self._server.isListening()

    def close(self) -> None:
        """Stop listening, before the lock is released."""
        self._server.close()

    def _connected(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.setParent(self)
            socket.readyRead.connect(self._readable)
            socket.disconnected.connect(socket.deleteLater)
            if socket.bytesAvailable():
                self._read(socket)

    def _readable(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST:
                socket.abort()
            return
        try:
            command = Command.from_line(bytes(socket.readLine().data()))
        except ValueError:
            socket.abort()
            return
        socket.write(_TAKEN)
        socket.flush()
        self.commanded.emit(command)
