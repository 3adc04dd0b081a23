"""The page of snippets with 10,000 of them: opening it, searching while typing, scrolling."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.storage.upgrade import open_desk
from benchmarks.desks import snippet_desk
from benchmarks.figure import Figure, at_most, quantile

if TYPE_CHECKING:
    from app.ui.snippets.page import SnippetsPage
    from app.ui.tasks import Tasks

_SNIPPETS = 10_000
_TICKETS = 2_000
_TYPED = ("rechnung", "re", "refund", "invoice copy", "zugang z", "s12")
_ROUNDS = 4
_PAGES = 60


def figures() -> Iterator[Figure]:
    """In a process of its own: Qt without a display. Keys count what the GUI thread works and
    what the list is waited for; both are CPU time, for other programs run beside."""
    database = snippet_desk(_TICKETS, _SNIPPETS)
    database.close()
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.snippet_page", str(database.path)],
        check=True,
        capture_output=True,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    opened, worked, searched, scrolled = map(float, done.stdout.split())
    name = f"page of {_SNIPPETS:,} snippets"
    yield Figure(f"{name}: opening it for the first time, modules included", opened, "ms")
    yield at_most(f"{name}: key press in its search, GUI thread, p99", worked, 16, "ms")
    yield at_most(f"{name}: key press to the list it finds, all threads, p99", searched, 50, "ms")
    yield at_most(f"{name}: a page further down, all threads, p99", scrolled, 16, "ms")


def measure(desk: Path) -> tuple[float, float, float, float]:
    """CPU milliseconds: opening; a key in the GUI thread; the same in all; a page further."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtWidgets import QApplication

    from app.ui.actions import Actions
    from app.ui.garbage import set_apart
    from app.ui.operations import Operations
    from app.ui.snippets.page import SnippetsPage
    from app.ui.tasks import Tasks
    from app.ui.theme import Theme
    from app.ui.window_memory import WindowMemory

    application = QApplication([])
    database = open_desk(desk)
    tasks = Tasks()
    theme = Theme(application)
    operations = Operations(database, tasks, agent_id=1)
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        page = SnippetsPage(operations, Actions(theme, {}), theme, WindowMemory(Path(folder)))
        page.resize(1216, 740)
        loop = QEventLoop()
        page._list.listed.connect(loop.quit)
        page.show()
        loop.exec()
        _settle(tasks, rest=0)
        page.table.viewport().repaint()
        opened = (time.process_time() - begun) * 1000
        _settle(tasks)
        set_apart()
        keys = [key for _round in range(_ROUNDS) for key in _search(page, tasks)]
        page._list.search.clear()
        _settle(tasks)
        pages = sorted(_page_down(page, tasks) for _page in range(_PAGES))
        page.close()
    tasks.shutdown()
    database.close()
    worked, searched = (sorted(times) for times in zip(*keys, strict=True))
    return opened, quantile(worked, 0.99), quantile(searched, 0.99), quantile(pages, 0.99)


def _search(page: "SnippetsPage", tasks: "Tasks") -> Iterator[tuple[float, float]]:
    """Of each key until its list is painted: CPU milliseconds of this thread, and of all."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtTest import QTest

    loop = QEventLoop()
    page._list.listed.connect(loop.quit)
    for typed in _TYPED:
        page._list.search.clear()
        page.focus_search()
        _settle(tasks)
        for letter in typed.replace(" ", ""):
            begun, begun_here = time.process_time(), time.thread_time()
            QTest.keyClicks(page._list.search, letter)
            loop.exec()
            _settle(tasks, rest=20)
            here, all_threads = time.thread_time() - begun_here, time.process_time() - begun
            _settle(tasks)
            yield here * 1000, all_threads * 1000


def _page_down(page: "SnippetsPage", tasks: "Tasks") -> float:
    """CPU milliseconds of all threads until a page further down is painted with its rows."""
    from PySide6.QtWidgets import QAbstractSlider

    begun = time.process_time()
    bar = page.table.verticalScrollBar()
    bar.triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
    page.table.viewport().repaint()
    if not tasks.idle:
        _settle(tasks, rest=0)
        page.table.viewport().repaint()
    return (time.process_time() - begun) * 1000


def _settle(tasks: "Tasks", *, rest: int = 250) -> None:
    from app.screens.patience import wait

    wait(rest)
    while not tasks.idle:
        wait(2)


if __name__ == "__main__":
    print(*measure(Path(sys.argv[1])))
