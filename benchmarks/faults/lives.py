"""Lives of a working program: forked with everything loaded, heard, killed at a random moment."""

import gc
import json
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

Say = Callable[[Any], None]
"""Announces something that was confirmed, as JSON; it is with the parent when this returns."""

_FILE_EVENTS = {"open", "os.rename", "os.remove", "os.link", "os.mkdir", "shutil.copyfile"}


@dataclass(frozen=True, slots=True)
class Life:
    """What a worker announced, in order, and whether it was killed before its end.

    ``failure`` is what it raised, empty without.
    """

    announced: tuple[Any, ...]
    killed: bool
    failure: str


def live_to_the_end(work: Callable[[Say], None]) -> tuple[Life, float]:
    """Let ``work`` run in a process of its own, and how many seconds it took."""
    begun = time.monotonic()
    life = _Child(work).end()
    return life, time.monotonic() - begun


def killed_after(work: Callable[[Say], None], seconds: float, *, words: int) -> Life:
    """Kill the worker so long after its first ``words`` announcements, or after its beginning."""
    child = _Child(work)
    child.hear(words)
    time.sleep(seconds)
    child.kill()
    return child.end()


def asleep(work: Callable[[Say], None], seconds: float, *, words: int, naps: int) -> Life:
    """Stop the worker so often for so long, as a laptop that is closed does, then kill it."""
    child = _Child(work)
    child.hear(words)
    for _nap in range(naps):
        time.sleep(seconds)
        child.send(signal.SIGSTOP)
        time.sleep(seconds)
        child.send(signal.SIGCONT)
    time.sleep(seconds)
    child.kill()
    return child.end()


def together(works: Sequence[Callable[[Say], None]], seconds: float, *, words: int) -> list[Life]:
    """Let several workers run at once, then kill them."""
    children = [_Child(work) for work in works]
    for each in children:
        each.hear(words)
    time.sleep(seconds)
    for each in children:
        each.kill()
    return [each.end() for each in children]


def killed_at_file(work: Callable[[Say], None], number: int, folder: Path) -> Life:
    """Kill the worker just before it opens, moves or removes a file of ``folder`` the n-th time.

    Files that the database opens by itself are not counted.
    """

    def doomed(say: Say) -> None:
        left = number

        def count(event: str, arguments: tuple[Any, ...]) -> None:
            nonlocal left
            if event in _FILE_EVENTS and str(arguments[0]).startswith(str(folder)):
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        work(say)

    return _Child(doomed).end()


class _Child:
    """A forked worker with a pipe to be heard through."""

    def __init__(self, work: Callable[[Say], None]) -> None:
        reading, writing = os.pipe()
        gc.freeze()
        self._process = os.fork()
        if self._process == 0:
            os.close(reading)
            _work(work, os.fdopen(writing, "wb", buffering=0))
        os.close(writing)
        self._heard = os.fdopen(reading, "rb")
        self._lines: list[bytes] = []

    def hear(self, words: int) -> None:
        """Wait for the first announcements."""
        self._lines += [self._heard.readline() for _word in range(words)]

    def kill(self) -> None:
        """End it as a crash does."""
        self.send(signal.SIGKILL)

    def send(self, number: signal.Signals) -> None:
        """Signal it."""
        os.kill(self._process, number)

    def end(self) -> Life:
        """Wait for its end; what it said."""
        with self._heard:
            self._lines += self._heard.readlines()
        _process, status = os.waitpid(self._process, 0)
        # A line that was cut off was not announced.
        told = [json.loads(line) for line in self._lines if line.endswith(b"\n")]
        failures = [each["failure"] for each in told if isinstance(each, dict)]
        return Life(
            announced=tuple(each for each in told if not isinstance(each, dict)),
            killed=os.WIFSIGNALED(status),
            failure=failures[0] if failures else "",
        )


def _work(work: Callable[[Say], None], hearer: BinaryIO) -> NoReturn:
    def say(announced: Any) -> None:
        hearer.write(json.dumps(announced).encode() + b"\n")

    code = 1
    try:
        work(say)
        code = 0
    except Exception as error:  # noqa: BLE001 - told to the parent, which counts it
        say({"failure": f"{type(error).__name__}: {error}"})
    finally:
        os._exit(code)
