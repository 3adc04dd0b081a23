"""The tests of the whole program can reach nothing, neither with Python's sockets nor with Qt's."""

import socket
from collections.abc import Iterator

import pytest
from PySide6.QtNetwork import QTcpSocket

from tests.no_network import is_without_network, set_loopback

_PATIENCE = 1.0


@pytest.fixture
def listener() -> Iterator[tuple[str, int]]:
    """Somebody who would answer."""
    if not is_without_network():
        pytest.skip("this machine lets no process have a network namespace of its own")
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()


def test_no_socket_reaches_anybody_in_a_test_of_the_whole_program(
    listener: tuple[str, int],
) -> None:
    assert (_python_reaches(listener), _qt_reaches(listener)) == (False, False)
    set_loopback(up=True)
    assert (_python_reaches(listener), _qt_reaches(listener)) == (True, True)


def _python_reaches(address: tuple[str, int]) -> bool:
    try:
        socket.create_connection(address, timeout=_PATIENCE).close()
    except OSError:
        return False
    return True


def _qt_reaches(address: tuple[str, int]) -> bool:
    connection = QTcpSocket()
    connection.connectToHost(*address)
    reached = connection.waitForConnected(int(1000 * _PATIENCE))
    connection.abort()
    return bool(reached)
