"""A second start reaches the first one."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.single_instance import InstanceServer, hand_over, server_name
from app.ui.wishes import Command, Wish

_SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.ui.single_instance import hand_over
from app.ui.wishes import Command, Wish
application = QCoreApplication([])
desk, *paths = map(Path, sys.argv[1:])
wish = Wish.OPEN if paths else Wish.CAPTURE
sys.exit(0 if hand_over(desk, Command(wish, tuple(paths))) else 3)
"""


def second_start(*arguments: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", _SECOND, *map(str, arguments)])


@pytest.mark.parametrize(
    "command",
    [Command(Wish.CAPTURE), Command(Wish.OPEN, (Path("/ä/b c.eml"), Path("/new\nline")))],
)
def test_a_wish_arrives_as_it_was_sent(tmp_path: Path, qtbot: QtBot, command: Command) -> None:
    desk = tmp_path / "my.desk"
    server = InstanceServer(desk)
    assert server.listening
    with qtbot.waitSignal(server.commanded, timeout=20_000) as heard:
        other = second_start(desk, *command.paths)
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=20_000)
    assert other.returncode == 0
    assert heard.args == [command]
    server.close()


def test_without_a_first_program_nobody_answers(tmp_path: Path, qapp: QApplication) -> None:
    assert not hand_over(tmp_path / "my.desk", Command(Wish.SHOW))


def test_noise_is_not_a_wish(tmp_path: Path, qtbot: QtBot) -> None:
    server, heard = InstanceServer(tmp_path / "my.desk"), list[Command]()
    server.commanded.connect(lambda command: heard.append(command))
    socket = QLocalSocket()
    socket.connectToServer(server_name(tmp_path / "my.desk"))
    with qtbot.waitSignal(socket.disconnected):
        socket.write(b'{"wish": "burn", "paths": []}\n')
    assert heard == []
    server.close()


def test_names_are_short_and_tell_desks_apart(tmp_path: Path) -> None:
    one, other = server_name(tmp_path / "a.desk"), server_name(tmp_path / "b.desk")
    assert one != other
    assert len(one) < 30
    assert server_name(tmp_path / "x" / ".." / "a.desk") == one
