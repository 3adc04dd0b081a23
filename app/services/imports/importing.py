"""An import from its first mail to its last: in batches, with progress, stopped and continued."""

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from app.errors import Cancelled
from app.formats.mail.sources import SourceMail, mails
from app.services.desks import Desk
from app.services.garbage import collecting_new_objects_only
from app.services.imports.batch import LARGEST, import_batch
from app.services.imports.reading import Incoming, read
from app.services.imports.report import Counts, Failure, ImportReport
from app.services.imports.runs import Run, begin, finish, premises
from app.storage import bulk, search
from app.storage.changes import unrecorded

T = TypeVar("T")

_LOCKED = 0.033
"""Seconds that a batch should keep the desk to itself, so that nobody waits for 50 ms."""
_SMALLEST = 165
"""The weight of a batch below which it only writes the same pages again and again."""
_FIRST = 90
"""The weight of the first batch: it begins the record, and its statements are made ready."""
_WORDS = 3_500
"""So many letters of a mail take as long to index as what every mail brings with it."""
_BYTES = 15_000
"""So many bytes of a mail take as long to write as what every mail brings with it."""
_GROWTH = 1.25
"""How much more a batch may weigh than the one before it, for that may just have been lucky."""
_RECENT = 3
"""So many batches tell how slow the next one may be: it is taken for as slow as the slowest."""
_PIECES = 150
"""Batches after which their pieces of the search index are merged."""
_WORTH_TIDYING = 500
"""Mails after which an import puts the whole index in order if it is of many pieces."""
_LARGE = 10_000
"""Mails after which it does so anyway: it takes a twentieth of the import, and each search in so
many mails half as long from then on."""
_FEW_PIECES = 90
"""So many pieces of the index cost a search 0.7 ms, so they stay until later writes merge them."""
_FOLDED = 4
"""Batches after which the log goes to the file, while nobody waits, before a commit has to."""


def run_import(
    desk: Desk,
    paths: Sequence[Path],
    *,
    close_old: bool,
    now: datetime,
    agent_id: int | None,
    label: str,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportReport:
    """Bring all mails under ``paths`` into the desk; one undo takes the whole import back.

    ``close_old`` closes conversations that are older than two weeks or were answered last by the
    desk. ``progress`` hears bytes done and in all before each piece of work, and may raise
    ``Cancelled``, as this does when ``cancelled`` says so: what is in stays, and the same paths go
    on from there. The report counts from the beginning of a stopped import; ``UserError`` if the
    disk is full.
    """
    found = desk.read(premises)
    run = desk.execute(
        begin, paths, found, close_old=close_old, now=now, label=label, agent_id=agent_id
    ).result
    importing = _Importing(desk, run, label=label, agent_id=agent_id)
    failed: list[Failure] = []
    reached = (0, 0)

    def tell() -> None:
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(*reached)

    def readable() -> Iterator[SourceMail]:
        nonlocal reached
        for source in mails(paths, after=run.position):
            reached = (source.done_bytes, source.total_bytes)
            tell()
            if isinstance(source, SourceMail):
                yield source
            else:
                failed.append(Failure(Path(source.path), source.reason))

    with collecting_new_objects_only():
        for mail in read(readable(), run, tell):
            importing.add(mail)
        counts = importing.finish(now)
    return ImportReport(
        messages=counts.messages,
        tickets_created=counts.tickets_created,
        appended=counts.appended,
        duplicates=counts.duplicates,
        automatic=counts.automatic,
        bounces=counts.bounces,
        failed=failed,
    )


class _Importing:
    """Gathers mails and lets them in when they are enough, as many as the desk's users can bear."""

    def __init__(self, desk: Desk, run: Run, *, label: str, agent_id: int | None) -> None:
        self._desk = desk
        self._run = run
        self._label = label
        self._agent_id = agent_id
        self._waiting: list[Incoming] = []
        self._weight = 0.0
        self._fitting = float(min(_FIRST, _SMALLEST))
        self._slowness: deque[float] = deque(maxlen=_RECENT)
        self._messages = 0
        self._batches = 0

    def add(self, mail: Incoming) -> None:
        """Let one more mail wait; before it becomes too much, write those that wait."""
        weight = 1 + len(mail.words.text) / _WORDS + len(mail.source.raw) / _BYTES
        full = len(self._waiting) >= LARGEST or self._weight + weight > self._fitting
        if full and self._waiting:
            self._write()
        self._waiting.append(mail)
        self._weight += weight

    def finish(self, now: datetime) -> Counts:
        """Write the rest, tidy the index, close the run."""
        if self._waiting:
            self._write()
        if self._messages >= _LARGE or (
            self._messages >= _WORTH_TIDYING and self._desk.read(search.pieces) > _FEW_PIECES
        ):
            self._merge_pieces(whole=True)
        return self._execute(finish, self._run, now=now)

    def _write(self) -> None:
        started = time.perf_counter()
        self._messages += self._execute(import_batch, self._waiting, self._run).messages
        passed = time.perf_counter() - started
        if self._weight <= self._fitting:
            self._slowness.append(passed / self._weight)
            bearable = _LOCKED / max(self._slowness)
            self._fitting = max(_SMALLEST, min(bearable, self._weight * _GROWTH))
        self._waiting = []
        self._weight = 0.0
        self._batches += 1
        if self._batches % _FOLDED == 0:
            self._desk.read(bulk.fold_log)
        if self._batches % _PIECES == 0:
            self._merge_pieces(whole=False)

    def _merge_pieces(self, *, whole: bool) -> None:
        """Merge pieces of the search index, step by step so that others can write in between."""
        more = self._execute(_tidy, begin=whole)
        while more:
            more = self._execute(_tidy, begin=False)

    def _execute(self, operation: Callable[..., T], *args: Any, **kwargs: Any) -> T:
        outcome = self._desk.execute(
            operation, *args, label=self._label, agent_id=self._agent_id, **kwargs
        )
        return outcome.result


@unrecorded
def _tidy(session: Session, *, begin: bool) -> bool:
    return search.tidy_some(session, begin=begin)
