"""From a key press to what the person sees, through real widgets on large desks."""

import gc
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.desks import demo_path
from benchmarks.figure import Figure, at_most

if TYPE_CHECKING:
    from benchmarks.stopwatch import Stopwatch, Taken

_ROUNDS = 12
_SORTS = ("created", "subject", "number", "contact", "updated", "snoozed", "worked")
_WORDS = ("rechnung", "refund", "order", "paket")
_DURING_BACKUP = 100


def figures() -> Iterator[Figure]:
    """Each desk in processes of its own, so that memory is that of one desk.

    Before that one takes care of the desk: what the day's first opening does (the backup, the
    trash of a demo that is months old by now) is no part of a key press. What a key costs
    meanwhile is a figure of its own.
    """
    for what, size in (("keys", 100_000), ("large", 200_000)):
        _lines_of("care", size)
        for name, value, limit, unit in _lines_of(what, size):
            if limit:
                yield at_most(name, float(value), float(limit), unit)
            else:
                yield Figure(name, float(value), unit)


def _lines_of(what: str, size: int) -> list[list[str]]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.interface", what, str(demo_path(size))],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    return [line.split("\t") for line in done.stdout.splitlines() if line.count("\t") == 3]


def care(watch: "Stopwatch") -> None:
    """The day's first opening."""
    watch.close()


def keys(watch: "Stopwatch") -> None:
    """Views, sorting and search on 100,000 tickets; views again while the desk is backed up."""
    seen = [*_views(watch, _ROUNDS), *_sorts(watch)]
    _tell_painted("key press to painted first page, 100,000 tickets, p99", seen, "16")
    after = [each.complete - each.painted for each in seen]
    _tell("the complete list after it, p99", _p99(after), "150")
    typed = list(_letters(watch))
    _tell_painted("key press to painted first page while searching, p99", typed, "50")
    _tell_painted("key press to painted first page during a backup, p99", _during_backup(watch))


def _views(watch: "Stopwatch", rounds: int) -> Iterator["Taken"]:
    """Down through all views and up again, half as often as ``rounds``."""
    page = watch.page
    page.search.clear()
    page.show_view(page.views.all[0].key)
    page.view_list.setFocus()
    watch.rest(1500)
    for press in _down_and_up(watch) * (rounds // 2):
        yield watch.time(press)


def _down_and_up(watch: "Stopwatch") -> list[Callable[[], object]]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    steps = len(watch.page.views.all) - 1
    ways = [Qt.Key.Key_Down] * steps + [Qt.Key.Key_Up] * steps
    return [partial(QTest.keyClick, watch.page.view_list, key) for key in ways]


def _sorts(watch: "Stopwatch") -> Iterator["Taken"]:
    watch.page.show_view("all")
    watch.rest(1500)
    sort = watch.page.table.sort_requested
    for key in _SORTS * _ROUNDS:
        for descending in (True, False):
            yield watch.time(partial(sort.emit, key, descending))


def _letters(watch: "Stopwatch") -> Iterator["Taken"]:
    from PySide6.QtTest import QTest

    search = watch.page.search
    search.setFocus()
    for word in _WORDS * 4:
        search.clear()
        watch.rest(400)
        for letter in word:
            yield watch.time(partial(QTest.keyClick, search, letter))


def _during_backup(watch: "Stopwatch") -> list["Taken"]:
    """Keys while a backup is taken, which is what a person meets each morning."""
    backups = watch.bench._backups
    taken: list[Taken] = []
    while len(taken) < _DURING_BACKUP:
        backups.take()
        for each in _views(watch, _ROUNDS):
            if not backups.under_way:
                break
            taken.append(each)
    return taken


def large(watch: "Stopwatch") -> None:
    """Opening a view, undo of a bulk change, memory, on 200,000 tickets."""
    from app.i18n import _
    from app.rules.enums import Status
    from app.services import tickets
    from app.storage.database import utc_now

    page = watch.page
    opened = []
    for _round in range(5):
        page.show_view("trash")
        watch.rest(600)
        opened.append(watch.time(lambda: page.show_view("all")).complete)
    _tell("opening a view of 200,000 tickets, complete", median(opened), "300")
    ids = list(page.listing.model.ids[:1000])
    database = watch.bench._database
    database.execute(
        tickets.set_status, ids, Status.SOLVED, now=utc_now(), label=_("Solve"), agent_id=1
    )
    begun = time.perf_counter()
    database.undo(agent_id=1)
    _tell("undo of a bulk change of 1,000 tickets", (time.perf_counter() - begun) * 1000, "500")
    gc.collect()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    _tell("memory with 200,000 tickets open in the queue, peak", peak, "250", "MB")


def _tell_painted(name: str, taken: list["Taken"], limit: str = "") -> None:
    """Beside it what does not depend on what else runs on the machine."""
    _tell(name, _p99([each.painted for each in taken]), limit)
    _tell("the same, median", median(each.painted for each in taken))
    _tell("the same, p99 of the GUI thread's CPU time", _p99([each.cpu for each in taken]))


def _p99(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, round(len(times) * 0.99))]


def _tell(name: str, value: float, limit: str = "", unit: str = "ms") -> None:
    print(f"{name}\t{value:.2f}\t{limit}\t{unit}", flush=True)


if __name__ == "__main__":
    from benchmarks.stopwatch import Stopwatch

    {"care": care, "keys": keys, "large": large}[sys.argv[1]](Stopwatch(Path(sys.argv[2])))
    os._exit(0)
