"""Where faults are made: folders in memory, small disks."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM = 500_000_000


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder in memory where there is room for it: more happens there between two kills."""
    roomy = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _ROOM
    with tempfile.TemporaryDirectory(prefix="tresen-", dir=_MEMORY if roomy else None) as folder:
        yield Path(folder)
