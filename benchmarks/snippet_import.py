"""Import of 25,000 espanso matches into a desk in use: how long, and how long others wait."""

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time
from typing import Any, TypeVar

from app.services.desk import set_up
from app.services.snippet_import import carry_out, plan
from app.storage.changes import Outcome
from app.storage.database import Database
from app.storage.upgrade import create
from benchmarks.figure import Figure, at_most, quantile

T = TypeVar("T")

_MATCHES = 25_000
_MATCH = """\
  - trigger: ":k{n}"
    label: Answer {n}
    replace: "Dear {{{{who}}}},\\nthank you for your message {n} of {{{{day}}}}. $|$\\n{{{{sig}}}}"
    vars:
      - {{name: day, type: date, params: {{format: "%d.%m.%Y"}}}}
      - {{name: sig, type: match, params: {{trigger: ":k{nested}"}}}}
"""


def figures() -> list[Figure]:
    """The import as a person waits for it, its longest batch, and one undo of it all."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "matches.yml"
        matches = (_MATCH.format(n=n, nested=n // 10) for n in range(1, _MATCHES + 1))
        path.write_text("matches:\n" + "".join(matches), encoding="utf-8")
        now = datetime.now(UTC)
        database = create(Path(folder) / "bench.desk")
        agent_id = database.execute(
            set_up,
            name="Shop",
            language="en",
            country="DE",
            state="SH",
            zone="Europe/Berlin",
            agent_name="Kim",
            agent_email="kim@shop.example",
            own_addresses=("shop@shop.example",),
            now=now,
            label="Set up",
            agent_id=None,
        ).result
        desk = _Timed(database)
        started, used = perf_counter(), process_time()
        found = plan(desk, [path])
        read = process_time() - used
        done = carry_out(desk, found, agent_id=agent_id, now=now, label="Import snippets")
        passed, used = perf_counter() - started, process_time() - used
        assert done.imported == _MATCHES
        undone = process_time()
        database.undo(agent_id=agent_id)
        undone = process_time() - undone
        database.close()
    batches = sorted(desk.taken)
    return [
        at_most(
            "import of 25,000 espanso matches, CPU", used, 30, "s", note=f"{passed:.1f} s wall"
        ),
        Figure("reading and comparing them, CPU", read, "s"),
        at_most("longest batch of a snippet import (p99)", quantile(batches, 0.99), 50, "ms"),
        Figure("one undo of all 25,000, CPU", undone, "s"),
    ]


class _Timed:
    """A desk that notes how many milliseconds each write keeps others waiting."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.taken: list[float] = []

    def read(self, query: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        return self._database.read(query, *args, **kwargs)

    def execute(
        self,
        operation: Callable[..., T],
        *args: Any,
        label: str,
        agent_id: int | None,
        **kwargs: Any,
    ) -> Outcome[T]:
        started = perf_counter()
        outcome = self._database.execute(operation, *args, label=label, agent_id=agent_id, **kwargs)
        self.taken.append((perf_counter() - started) * 1000)
        return outcome
