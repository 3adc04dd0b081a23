"""Small disks for one process: file systems in memory that end with it. Linux, where permitted."""

import ctypes
import os
import sys
from ctypes.util import find_library
from pathlib import Path

_NEW_USER, _NEW_MOUNTS = 0x10000000, 0x00020000
_READ_ONLY, _REMOUNT, _PRIVATE = 1, 32, 1 << 18 | 16384
_DETACH = 2


class SmallDisks:
    """Mounts of this process and its children; made after a fork, before there are threads."""

    def __init__(self) -> None:
        self.permitted = sys.platform.startswith("linux") and self._enter()

    def mount(self, folder: Path, size: int) -> None:
        """A disk of ``size`` bytes at ``folder``."""
        folder.mkdir(exist_ok=True)
        self._call(b"none", folder, 0, f"size={size}")

    def make_read_only(self, folder: Path, size: int) -> None:
        """From now on nothing can be written there."""
        self._call(b"none", folder, _REMOUNT | _READ_ONLY, f"size={size}")

    def take_away(self, folder: Path) -> None:
        """As when a cable is pulled: what is open stays so, but names lead nowhere."""
        if self._system.umount2(str(folder).encode(), _DETACH):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

    def _enter(self) -> bool:
        self._system = ctypes.CDLL(find_library("c"), use_errno=True)
        user, group = os.geteuid(), os.getegid()
        if self._system.unshare(_NEW_MOUNTS):
            if self._system.unshare(_NEW_USER | _NEW_MOUNTS):
                return False
            for name, line in (
                ("setgroups", "deny"),
                ("uid_map", f"0 {user} 1"),
                ("gid_map", f"0 {group} 1"),
            ):
                Path(f"/proc/self/{name}").write_text(line, "ascii")
        return not self._system.mount(b"none", b"/", None, _PRIVATE, None)

    def _call(self, source: bytes, folder: Path, flags: int, options: str) -> None:
        target = str(folder).encode()
        if self._system.mount(source, target, b"tmpfs", flags, options.encode()):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
