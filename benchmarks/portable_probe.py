"""Exports a desk and takes the export over, in a process of its own; prints what that took as JSON.

``python -m benchmarks.portable_probe export|import FROM TO``
"""

import json
import resource
import sys
from pathlib import Path
from time import process_time

from app.services.desk_export import export_desk
from app.services.desk_import import take_over
from app.storage.upgrade import open_desk
from benchmarks.desks import NOW


def main(what: str, source: Path, target: Path) -> None:
    """Measure one of the two."""
    if what == "export":
        database = open_desk(source)
        before, started = _peak(), process_time()
        database.read(export_desk, target, now=NOW)
        used = process_time() - started
        database.close()
    else:
        before, started = _peak(), process_time()
        take_over(source, target)
        used = process_time() - started
    print(json.dumps({"cpu": used, "memory": _peak() - before}))


def _peak() -> float:
    """Megabytes; the system tells kilobytes, on a Mac bytes."""
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
