"""A script in a process of its own, killed while it works. POSIX only."""

import signal
import subprocess
import sys
from contextlib import closing


def kill_after(delay: float, script: str, *arguments: object) -> None:
    """Run it, and kill it so many seconds after its first line, unless it is done by then."""
    child = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    child.stdout.readline()
    with closing(child.stdout):
        try:
            child.wait(delay)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
        child.wait()
