"""Takes the network away from the tests: a namespace of their own, with nothing but a loopback.

Entered when pytest starts, before it has threads, and again by each of its workers; whatever runs
later is inside: Qt's sockets as well, which patches of Python's ``socket`` do not see. The tests of
the whole program lower the loopback too. Linux only, and only where the system lets a process have
namespaces; elsewhere nothing changes. ``python -m tests.no_network`` says which.
"""

import ctypes
import os
import socket
import struct
import sys
from ctypes.util import find_library

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_CAPABILITIES_3 = 0x20080522
_NET_ADMIN, _SYS_ADMIN = 12, 21
_AMBIENT, _RAISE = 47, 2
_SET_FLAGS, _UP = 0x8914, 0x1


def leave_the_network() -> None:
    """Enter a namespace with a loopback only; files stay as closed to this process as before."""
    if not sys.platform.startswith("linux"):
        return
    system = ctypes.CDLL(find_library("c"), use_errno=True)
    user, group = os.geteuid(), os.getegid()
    if system.unshare(_NEW_NET) == 0:
        set_loopback(up=True)
    elif user and system.unshare(_NEW_USER | _NEW_NET) == 0:
        _stay(user, group)
        _keep_only_capabilities(system, _NET_ADMIN, _SYS_ADMIN)
        set_loopback(up=True)


def is_without_network() -> bool:
    """Whether there is no interface but a loopback."""
    return sys.platform.startswith("linux") and socket.if_nameindex() in ([], [(1, "lo")])


def set_loopback(*, up: bool) -> None:
    """Raise or lower the loopback of this namespace."""
    import fcntl  # not on every system

    request = struct.pack("16sh", b"lo", _UP if up else 0)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, _SET_FLAGS, request)


def _stay(user: int, group: int) -> None:
    """In a new user namespace everybody is nobody until told otherwise."""
    for name, line in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
            file.write(line)


def _keep_only_capabilities(system: ctypes.CDLL, *kept: int) -> None:
    """Who enters a user namespace may do everything in it, to their own read-only files as well.

    What is kept is handed on to the workers.
    """
    bits = sum(1 << each for each in kept)
    head = (ctypes.c_uint32 * 2)(_CAPABILITIES_3, 0)
    system.capset(head, (ctypes.c_uint32 * 6)(bits, bits, bits, 0, 0, 0))
    for each in kept:
        system.prctl(_AMBIENT, _RAISE, each, 0, 0)


if __name__ == "__main__":
    leave_the_network()
    print(
        "Tests run without a network."
        if is_without_network()
        else "Tests run with this machine's network: it lets no process have namespaces."
    )
