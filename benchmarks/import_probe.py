"""One import in a process of its own: prints what it took as JSON."""

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from app.services.imports import batch, importing, placing, reading, run_import, writing
from app.storage import blobs, bulk, upgrade
from app.storage.database import Database

STAGES = "--stages"
"""Watches the stages too: what that costs is in the figures, so no rate is taken from such a run.
"""


class Stages:
    """CPU seconds of named functions, each without those inside of it."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._inside: list[float] = []

    def watch(self, owner: Any, name: str, stage: str) -> None:
        """Let the time of ``owner.name`` count for a stage."""
        function: Callable[..., Any] = getattr(owner, name)

        def watched(*args: Any, **kwargs: Any) -> Any:
            begun = time.process_time()
            self._inside.append(0.0)
            try:
                return function(*args, **kwargs)
            finally:
                passed = time.process_time() - begun
                own = passed - self._inside.pop()
                self.seconds[stage] = self.seconds.get(stage, 0.0) + own
                if self._inside:
                    self._inside[-1] += passed

        setattr(owner, name, watched)

    def watch_import(self, database: Database) -> None:
        """Watch all that an import does in this desk."""
        self.watch(reading, "_incoming", "make ready")
        self.watch(reading, "parse", "parse")
        self.watch(blobs, "pack", "compress")
        self.watch(batch, "customers", "contacts")
        self.watch(batch.Batch, "_place", "thread")
        self.watch(placing.Places, "__init__", "thread")
        self.watch(writing, "insert_tickets", "ticket rows")
        self.watch(writing, "insert_messages", "message rows")
        self.watch(blobs, "put_packed", "raw mails")
        self.watch(bulk, "index", "index")
        self.watch(bulk, "fold_log", "fold log")
        self.watch(importing, "_tidy", "tidy index")
        self.watch(database, "execute", "other writes")


def main(desk: Path, paths: list[Path], *, staged: bool) -> None:
    """Import into a new desk at ``desk``."""
    stages = Stages()
    database = upgrade.create(desk)
    if staged:
        stages.watch_import(database)
    batches: list[float] = []
    execute = database.execute

    def timed(operation: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(operation, *args, **kwargs)
        finally:
            batches.append(1000 * (time.perf_counter() - begun))

    database.execute = timed  # type: ignore[method-assign]
    before = resource.getrusage(resource.RUSAGE_SELF)
    report = run_import(
        database, paths, close_old=True, now=datetime.now(UTC), agent_id=None, label="Import"
    )
    after = resource.getrusage(resource.RUSAGE_SELF)
    database.close()
    system = after.ru_stime - before.ru_stime
    cpu = after.ru_utime - before.ru_utime + system
    if staged:
        stages.seconds["read files"] = cpu - sum(stages.seconds.values())
    print(
        json.dumps(
            {
                "messages": report.messages,
                "cpu": cpu,
                "system": system,
                "batches": len(batches),
                "median_ms": median(batches),
                "longest_ms": max(batches),
                "memory_mb": after.ru_maxrss / 1024,
                **{f"stage_{name}": seconds for name, seconds in stages.seconds.items()},
            }
        )
    )


if __name__ == "__main__":
    given = [each for each in sys.argv[1:] if each != STAGES]
    main(Path(given[0]), [Path(each) for each in given[1:]], staged=STAGES in sys.argv)
