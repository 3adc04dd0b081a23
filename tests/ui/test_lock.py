"""A desk is open in one program only, and the message says where."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import UserError
from app.ui import lock
from app.ui.lock import DeskLock, DeskLocked

_HOLD = """
import sys
from pathlib import Path
from app.ui import lock
from app.ui.lock import DeskLock
lock = DeskLock(Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_a_desk_open_elsewhere_is_refused_and_says_where(tmp_path: Path) -> None:
    desk = tmp_path / "my.desk"
    other = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(desk)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdin is not None
    with other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(DeskLocked, match=r"my\.desk.*already open") as refused:
            DeskLock(desk).acquire()
        assert refused.value.holder is not None
        assert refused.value.holder.process == other.pid
        other.kill()
    with DeskLock(desk) as again:
        assert again.held, "the lock of a killed program is taken over"


def test_another_spelling_of_the_path_is_the_same_desk(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    with DeskLock(tmp_path / "my.desk"), pytest.raises(DeskLocked):
        DeskLock(tmp_path / "sub" / ".." / "my.desk").acquire()


def test_a_released_desk_can_be_opened_again(tmp_path: Path) -> None:
    with DeskLock(tmp_path / "my.desk"):
        pass
    assert list(tmp_path.iterdir()) == []
    with DeskLock(tmp_path / "my.desk") as again:
        assert again.held


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="does not exist"):
        DeskLock(tmp_path / "none" / "my.desk").acquire()


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere"
)
def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(UserError, match="cannot be written"):
            DeskLock(tmp_path / "my.desk").acquire()
    finally:
        tmp_path.chmod(0o700)


def test_a_full_disk_is_not_called_a_lack_of_rights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = tmp_path / ("long" * 63)
    with pytest.raises(UserError, match="cannot be written"):
        DeskLock(desk).acquire()
    monkeypatch.setattr(lock, "is_full", lambda folder: folder == tmp_path)
    with pytest.raises(UserError, match="disk is full"):
        DeskLock(desk).acquire()
