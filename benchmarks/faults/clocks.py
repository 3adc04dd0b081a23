"""Clocks set back and forth, laptops closed in the middle, two programs at one desk."""

import random
import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.errors import UserError
from app.services.checkup import examine
from app.services.maintenance import forget_old_steps
from app.storage import backup
from app.storage.upgrade import open_desk
from app.ui.lock import DeskLock, DeskLocked
from benchmarks.desks import demo_path
from benchmarks.faults import seconds
from benchmarks.faults.acts import Act, Bulk, Reply, tag_all
from benchmarks.faults.contents import value
from benchmarks.faults.lives import Life, asleep, together
from benchmarks.faults.places import scratch
from benchmarks.figure import Figure, at_least, at_most

WANTED = 20
SECONDS = 40.0
_TICKETS = 60
_LEAPS = (
    timedelta(days=-3650),
    timedelta(days=-1),
    timedelta(hours=-1),
    timedelta(seconds=-1),
    timedelta(hours=9),
    timedelta(days=3650),
)


def figures() -> Iterator[Figure]:
    """How often each was borne, and what was lost or wrong."""
    faults: list[str] = []
    with scratch() as folder:
        template = demo_path(_TICKETS)
        leaps = [_leap(folder, template, leap) for leap in _LEAPS]
        faults += [fault for each in leaps for fault in each]
        naps = _naps(folder, template, faults)
        rounds = _two_programs(folder, template, faults)
    for fault in faults[:5]:
        print(f"  {fault}")
    right = sum(1 for each in leaps if not each)
    yield at_least("clocks that leapt, backward and forward", right, len(_LEAPS), "leaps")
    yield at_least("sleeps in the middle of an act", naps, WANTED, "sleeps")
    yield at_least("rounds of two programs at one desk", rounds, WANTED, "rounds")
    yield at_most("leaps, sleeps and rounds with a fault", len(faults), 0, "faults")


def _leap(folder: Path, template: Path, leap: timedelta) -> list[str]:
    """A day at the desk whose clock leaps in the middle of it."""
    desk = folder / "leap.desk"
    shutil.copyfile(template, desk)
    shutil.rmtree(backup.folder_of(desk), ignore_errors=True)
    before = datetime.now(UTC)
    now = before
    faults = []
    with closing(open_desk(desk, clock=lambda: now)) as database:
        tag_all(database, "before")
        backup.take(desk, now)
        now = before + leap
        if abs(leap) >= timedelta(days=1) and not backup.is_due(desk, now):
            faults.append(f"{leap}: no backup is due on another day")
        taken = backup.take(desk, now)
        if not taken.path.exists():
            faults.append(f"{leap}: the backup went at once")
        tag_all(database, "after")
        database.undo(agent_id=None)
        counts = [
            database.read(
                value,
                "SELECT count(*) FROM ticket_tag AS l JOIN tag AS t ON t.id = l.tag_id"
                f" WHERE t.name = '{tag}'",
            )
            for tag in ("before", "after")
        ]
        if counts != [_TICKETS, 0]:
            faults.append(f"{leap}: undo took back the wrong act: {counts}")
        database.execute(forget_old_steps, now=now, label="Forget", agent_id=None)
        faults += [f"{leap}: {each}" for each in examine(database).problems]
    return faults


def _naps(folder: Path, template: Path, faults: list[str]) -> int:
    act = Reply(folder / "asleep", template)
    chance = random.Random(4)
    until = time.monotonic() + seconds(SECONDS) / 2
    borne = 0
    while borne < WANTED and time.monotonic() < until:
        life = asleep(act.work, chance.uniform(0, 0.05), words=1, naps=3)
        borne += _looked(act, [life], faults)
    return borne


def _two_programs(folder: Path, template: Path, faults: list[str]) -> int:
    """Both write as if there were no lock, which keeps a second window away."""
    reply, bulk = Reply(folder / "two", template), Bulk(folder / "two-b", template)
    bulk.desk, bulk.undoes = reply.desk, False
    lock, second = DeskLock(reply.desk), DeskLock(reply.desk)
    lock.acquire()
    try:
        second.acquire()
        faults.append("a second program got the lock")
    except DeskLocked:
        lock.release()
    until = time.monotonic() + seconds(SECONDS) / 2
    borne = 0
    while borne < WANTED and time.monotonic() < until:
        bulk.make_ready()
        lives = together([reply.work, bulk.work], 0.1, words=1)
        borne += _looked(reply, lives[:1], faults) and _looked(bulk, lives[1:], faults)
    return borne


def _looked(act: Act, lives: list[Life], faults: list[str]) -> int:
    """1 if everything that was announced is there and the desk is sound."""
    failures = [each.failure for each in lives if each.failure]
    try:
        with act.opened() as database:
            missing = [fault for life in lives for fault in act.missing(database, life.announced)]
            findings = examine(database)
    except UserError as error:
        faults.append(f"does not open: {error}")
        return 0
    wrong = [f"{act.name}: {each}" for each in (*failures, *missing, *findings.problems)]
    faults += wrong
    return not wrong
