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


def main(desk: Path, paths: list[Path]) -> None:
    """Import into a new desk at ``desk``."""
    stages = Stages()
    stages.watch(importing, "read", "make ready")
    stages.watch(reading, "parse", "parse")
    stages.watch(blobs, "pack", "compress")
    stages.watch(batch, "customers", "contacts")
    stages.watch(batch.Batch, "_place", "thread")
    stages.watch(placing.Places, "__init__", "thread")
    stages.watch(writing, "insert_tickets", "ticket rows")
    stages.watch(writing, "insert_messages", "message rows")
    stages.watch(blobs, "put_packed", "raw mails")
    stages.watch(bulk, "index", "index")
    stages.watch(importing, "_tidy", "tidy index")
    database = upgrade.create(desk)
    stages.watch(database, "execute", "other writes")
    batches: list[float] = []
    execute = database.execute

    def timed(operation: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(operation, *args, **kwargs)
        finally:
            batches.append(1000 * (time.perf_counter() - begun))

    database.execute = timed  # type: ignore[method-assign]
    begun = time.process_time()
    report = run_import(
        database, paths, close_old=True, now=datetime.now(UTC), agent_id=None, label="Import"
    )
    cpu = time.process_time() - begun
    database.close()
    stages.seconds["read files"] = cpu - sum(stages.seconds.values())
    print(
        json.dumps(
            {
                "messages": report.messages,
                "cpu": cpu,
                "batches": len(batches),
                "median_ms": median(batches),
                "longest_ms": max(batches),
                "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                **{f"stage_{name}": seconds for name, seconds in stages.seconds.items()},
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]])
