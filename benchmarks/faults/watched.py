"""Work on hostile input in a process that is watched: what it runs, reaches, writes, takes."""

import os
import resource
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import UserError
from benchmarks.faults.lives import Say, live_to_the_end
from tests.no_network import is_without_network, leave_the_network, set_loopback

PATIENCE = 2.0
"""CPU seconds for one piece of input."""
MEMORY_MB = 300
_FORBIDDEN = frozenset(
    """
    subprocess.Popen os.system os.exec os.posix_spawn os.fork os.startfile os.spawn pty.spawn
    socket.connect socket.bind socket.getaddrinfo socket.gethostbyname socket.sendto
    webbrowser.open urllib.Request http.client.connect ftplib.connect pickle.find_class
    """.split()  # noqa: SIM905 - a list of quoted words is not easier to read
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True, slots=True)
class Watched:
    """What became of pieces of input: how many were borne, and what was wrong, in words."""

    borne: int
    faults: tuple[str, ...]
    memory_mb: float
    slowest: float


def watched(
    pieces: Iterable[tuple[str, Callable[[], object]]], folder: Path, *, patience: float = PATIENCE
) -> Watched:
    """Do all, one after the other; a ``UserError`` is a good answer, any other error is a fault.

    What is written has to lie in ``folder``.
    """

    def work(say: Say) -> None:
        leave_the_network()
        if is_without_network():
            set_loopback(up=False)
        _stand_guard(say, folder)
        for name, piece in pieces:
            say(["begin", name])
            begun = time.process_time()
            try:
                piece()
            except UserError:
                pass
            except Exception as error:  # noqa: BLE001 - what is counted here
                say(["fault", f"{name}: {type(error).__name__}: {str(error)[:200]}"])
            passed = time.process_time() - begun
            if passed > patience:
                say(["fault", f"{name}: took {passed:.1f} s"])
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            say(["end", passed, memory])

    life, _seconds = live_to_the_end(work)
    faults = [text for kind, text, *_ in life.announced if kind == "fault"]
    ends = [(passed, memory) for kind, passed, memory in _of(life.announced, "end")]
    begun = [name for _kind, name in _of(life.announced, "begin")]
    if life.killed or life.failure or len(begun) > len(ends):
        faults.append(f"{begun[-1] if begun else '?'}: the process died {life.failure}")
    return Watched(
        borne=len(ends) - len([each for each in faults if "the process died" not in each]),
        faults=tuple(faults),
        memory_mb=max((memory for _passed, memory in ends), default=0.0),
        slowest=max((passed for passed, _memory in ends), default=0.0),
    )


def _of(announced: Iterable[Any], kind: str) -> list[Any]:
    return [each for each in announced if each[0] == kind]


def _stand_guard(say: Say, folder: Path) -> None:
    """Tell of everything that is run, reached or written elsewhere, from now to the end."""

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _FORBIDDEN:
            say(["fault", f"{event} {str(arguments)[:200]}"])
        elif event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING:
            place = str(arguments[0])
            if not place.startswith((str(folder), "/dev/null")) and "__pycache__" not in place:
                say(["fault", f"wrote {place}"])

    sys.addaudithook(watch)
