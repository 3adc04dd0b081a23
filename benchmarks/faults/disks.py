"""Full disks, read-only ones, vanished ones: what was saved stays, what cannot be saved is told."""

import os
import resource
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from app.errors import UserError
from app.services.checkup import examine
from app.services.imports import run_import
from app.services.opening import open_or_create
from app.storage import backup, conversion
from app.storage.database import Database
from app.storage.protection import Key, fresh_key
from app.storage.restoring import restore
from app.storage.unfinished import sweep
from app.storage.upgrade import open_desk
from benchmarks.desks import demo_path
from benchmarks.faults import seconds
from benchmarks.faults.acts import answer_one, tag_all
from benchmarks.faults.contents import value
from benchmarks.faults.lives import Say, live_to_the_end
from benchmarks.faults.mounts import SmallDisks
from benchmarks.faults.places import scratch
from benchmarks.figure import Figure, at_least, at_most
from benchmarks.mails import real_mails

WANTED = 150
SECONDS = 45.0
_TICKETS = 60
_DISK = 32_000_000
_LEVELS = 30
_MAILS = 60
_MOST_SHOWN = 5

Act = Callable[[Path], None]


def figures() -> Iterator[Figure]:
    """Acts on full disks, and what became of disks that can only be read or are gone."""
    with scratch() as folder:
        template, box = demo_path(_TICKETS), _box(folder)
        work = partial(_work, folder=folder, template=template, box=box, key=fresh_key("full"))
        life, _seconds = live_to_the_end(work)
    told = list(life.announced)
    faults = [text for kind, text in told if kind == "fault"]
    faults += [f"the worker failed: {life.failure}"] if life.failure else []
    for fault in faults[:_MOST_SHOWN]:
        print(f"  {fault}")
    ways = [text for kind, text in told if kind == "way"]
    runs = sum(1 for kind, _text in told if kind == "refused")
    done = sum(1 for kind, _text in told if kind == "done")
    way = ways[0] if ways else "none"
    yield Figure(f"acts that a full disk ({way}) let through", done, "acts")
    yield at_least(f"acts on a full disk ({way}) that were refused in words", runs, WANTED, "acts")
    others = sum(1 for kind, _text in told if kind == "told")
    yield at_least("read-only and vanished disks told in words", others, 2, "disks")
    yield at_most("full, read-only or vanished disks with a fault", len(faults), 0, "acts")


def _work(say: Say, *, folder: Path, template: Path, box: Path, key: Key) -> None:
    disks = SmallDisks()
    say(["way", "own file system" if disks.permitted else "limit on the size of files"])
    place = folder / "disk"
    place.mkdir()
    if disks.permitted:
        disks.mount(place, _DISK)
    full = _Full(place / "shop.desk", template, own_disk=disks.permitted, say=say)
    acts: dict[str, Act] = {
        "replying": _at_desk(lambda database: answer_one(database)),
        "bulk change": _at_desk(lambda database: tag_all(database, "full")),
        "importing": _at_desk(partial(_import, box=box)),
        "backing up": lambda desk: _drop(backup.take(desk, datetime.now(UTC))),
        "protecting": lambda desk: conversion.rewrite(desk, old=None, new=key),
        "restoring": lambda desk: _drop(restore(template, desk, datetime.now(UTC))),
        "making": lambda desk: open_or_create(desk.with_name("other.desk")).close(),
    }
    until = time.monotonic() + seconds(SECONDS)
    for number, (name, act) in enumerate(acts.items()):
        share = (until - time.monotonic()) / (len(acts) - number)
        full.go_through(name, act, key, time.monotonic() + share)
    if disks.permitted:
        _tell(say, "read-only", partial(_read_only, disks, folder / "read-only", template))
        _tell(say, "vanished", partial(_vanished, disks, folder / "vanished", template))


class _Full:
    """Does an act with ever more room left, and looks at the desk each time."""

    def __init__(self, desk: Path, template: Path, *, own_disk: bool, say: Say) -> None:
        self._desk = desk
        self._template = template
        self._own_disk = own_disk
        self._say = say

    def go_through(self, name: str, act: Act, key: Key, until: float) -> None:
        """From no room at all to as much as the act needs."""
        needed = self._template.stat().st_size * 3
        for level in range(_LEVELS):
            if time.monotonic() > until:
                return
            self._prepare()
            left = needed * level * level // (_LEVELS * _LEVELS)
            refused = self._try(name, act, left)
            for fault in self._wrong(key):
                self._say(["fault", f"{name} with {left} bytes left: {fault}"])
            self._say(["refused" if refused else "done", name])

    def _prepare(self) -> None:
        for each in self._desk.parent.iterdir():
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        shutil.copyfile(self._template, self._desk)

    def _try(self, name: str, act: Act, left: int) -> bool:
        try:
            with self._filled(left):
                act(self._desk)
        except UserError:
            return True
        except Exception as error:  # noqa: BLE001 - what is counted here
            self._say(["fault", f"{name} with {left} bytes left: {type(error).__name__}: {error}"])
            return True
        return False

    def _filled(self, left: int) -> "_Ballast | _Limit":
        if self._own_disk:
            return _Ballast(self._desk.with_name("ballast"), left)
        return _Limit(self._desk.stat().st_size + left)

    def _wrong(self, key: Key) -> list[str]:
        from app.storage.connection import fits

        sweep(self._desk, stale=0)
        own = key if fits(self._desk, key) else None
        try:
            with closing(open_desk(self._desk, key=own)) as database:
                tickets = database.read(value, "SELECT count(*) FROM ticket")
                findings = examine(database)
        except UserError as error:
            return [f"does not open: {error}"]
        lost = [f"{tickets} tickets"] if tickets < _TICKETS else []
        broken = ["search does not fit"] if findings.search_broken else []
        return [*lost, *findings.problems, *broken]


class _Ballast:
    """Takes all room of the disk but what is to be left."""

    def __init__(self, path: Path, left: int) -> None:
        self._path = path
        self._left = left

    def __enter__(self) -> None:
        free = shutil.disk_usage(self._path.parent).free - self._left
        with self._path.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, free))

    def __exit__(self, *_error: object) -> None:
        self._path.unlink()


class _Limit:
    """No file may grow beyond a size: the next best where there are no small disks."""

    def __init__(self, most: int) -> None:
        self._most = most

    def __enter__(self) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self._most, resource.RLIM_INFINITY))

    def __exit__(self, *_error: object) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def _read_only(disks: SmallDisks, folder: Path, template: Path) -> None:
    desk = _on_disk(disks, folder, template)
    disks.make_read_only(folder, _DISK)
    with closing(open_desk(desk)) as database:
        answer_one(database)


def _vanished(disks: SmallDisks, folder: Path, template: Path) -> None:
    desk = _on_disk(disks, folder, template)
    with closing(open_desk(desk)) as database:
        answer_one(database)
        disks.take_away(folder)
        answer_one(database)


def _on_disk(disks: SmallDisks, folder: Path, template: Path) -> Path:
    disks.mount(folder, _DISK)
    shutil.copyfile(template, folder / "shop.desk")
    return folder / "shop.desk"


def _tell(say: Say, name: str, act: Callable[[], None]) -> None:
    try:
        act()
    except UserError as error:
        say(["told", f"{name}: {error}"])
    except Exception as error:  # noqa: BLE001 - what is counted here
        say(["fault", f"{name}: {type(error).__name__}: {error}"])
    else:
        say(["fault", f"{name}: an answer was confirmed that is nowhere"])


def _at_desk(act: Callable[[Database], object]) -> Act:
    def do(desk: Path) -> None:
        with closing(open_desk(desk)) as database:
            act(database)

    return do


def _import(database: Database, *, box: Path) -> None:
    run_import(
        database, [box], close_old=False, now=datetime.now(UTC), agent_id=None, label="Import"
    )


def _box(folder: Path) -> Path:
    box = folder / "mails"
    box.mkdir()
    for path in real_mails()[:_MAILS]:
        shutil.copyfile(path, box / f"{path.stem}.eml")
    return box


def _drop(_result: object) -> None:
    """What an act returns is of no interest here."""
