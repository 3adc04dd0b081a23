"""Kill a working program again and again, and look each time whether what it announced is there.

``python -m tests.storage.killing DESK TIMES SEED`` forks a worker that changes the desk, copies it
and folds its log in, announcing each operation once it returned; kills it with SIGKILL at a random
moment; opens the desk and compares. Prints one line of JSON. POSIX only.
"""

import json
import os
import random
import signal
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import sqlcipher3.dbapi2 as driver
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.rules.enums import Channel, DraftKind, Status
from app.services import answers, contacts, drafts, tickets
from app.services.checkup import examine
from app.services.opening import open_or_create
from app.storage import backup
from app.storage.database import Database
from app.storage.upgrade import open_desk

LONGEST_LIFE = 0.12
"""Seconds a worker lives after its first words: dozens of operations, and a backup or two."""
_FIRST_WORDS = 4
"""So many announcements are heard before a kill, however slow the machine is."""

_THERE = {
    "ticket": "SELECT count(*) FROM ticket WHERE id = :ticket",
    "note": "SELECT count(*) FROM message WHERE ticket_id = :ticket AND text = 'step ' || :step",
    "subject": "SELECT count(*) FROM ticket WHERE id = :ticket"
    " AND cast(substr(subject, 6) AS INTEGER) >= :step",
    "draft": "SELECT count(*) FROM draft WHERE ticket_id = :ticket"
    " AND cast(substr(text, 6) AS INTEGER) >= :step",
}
"""A subject or a draft may be newer than announced: the next one was saved but not announced."""


@dataclass(frozen=True)
class Announcement:
    """One operation that returned: what it left, on which ticket, as which step."""

    kind: str
    ticket: int
    step: int

    def is_true(self, session: Session) -> bool:
        """Whether the desk holds it."""
        row = {"ticket": self.ticket, "step": self.step}
        return bool(session.scalar(text(_THERE[self.kind]), row))


class Worker:
    """Does what a person does at the desk, and says each thing when it is done."""

    def __init__(self, path: Path, hearer: BinaryIO, seed: int) -> None:
        self._path = path
        self._database: Database = open_desk(path)
        self._hearer = hearer
        self._chance = random.Random(seed)
        self._ticket = self._capture(0)

    def work(self) -> None:
        """Go on until killed."""
        acts = (self._capture, self._note, self._rename, self._mistake, self._type)
        for step in range(1, 1_000_000):
            self._chance.choice([*acts, *acts, self._fold_log, self._back_up])(step)

    def _say(self, kind: str, ticket: int, step: int) -> None:
        self._hearer.write(json.dumps([kind, ticket, step]).encode() + b"\n")

    def _capture(self, step: int) -> int:
        outcome = self._database.execute(
            tickets.capture,
            subject=f"step {step}",
            text="Hello",
            channel=Channel.PHONE,
            contact=contacts.ContactChoice(name="Eva"),
            now=datetime.now(UTC),
            label="capture",
            agent_id=None,
        )
        self._say("ticket", outcome.result, step)
        return int(outcome.result)

    def _note(self, step: int) -> None:
        self._database.execute(
            answers.add_note,
            self._ticket,
            text=f"step {step}",
            now=datetime.now(UTC),
            label="note",
            agent_id=None,
        )
        self._say("note", self._ticket, step)

    def _rename(self, step: int) -> None:
        self._database.execute(
            tickets.set_subject,
            self._ticket,
            f"step {step}",
            now=datetime.now(UTC),
            label="rename",
            agent_id=None,
        )
        self._say("subject", self._ticket, step)

    def _mistake(self, step: int) -> None:
        self._database.execute(
            tickets.set_status,
            [self._ticket],
            Status.SOLVED,
            now=datetime.now(UTC),
            label="mistake",
            agent_id=None,
        )
        self._database.undo(agent_id=None)

    def _type(self, step: int) -> None:
        self._database.execute(
            drafts.save,
            ticket_id=self._ticket,
            kind=DraftKind.REPLY,
            text=f"step {step}",
            now=datetime.now(UTC),
            label="type",
            agent_id=None,
        )
        self._say("draft", self._ticket, step)

    def _fold_log(self, step: int) -> None:
        with closing(driver.connect(str(self._path))) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _back_up(self, step: int) -> None:
        backup.take(self._path, datetime.now(UTC))


def main(path: Path, times: int, seed: int) -> dict[str, object]:
    """Kill ``times`` workers; what was missing, and how many announcements were compared."""
    open_or_create(path).close()
    chance = random.Random(seed)
    compared = 0
    missing: list[str] = []
    for turn in range(times):
        announced = _one_life(path, chance.uniform(0, LONGEST_LIFE), turn)
        compared += len(announced)
        with closing(open_desk(path)) as database:
            missing += [str(each) for each in announced if not database.read(each.is_true)]
    with closing(open_desk(path)) as database:
        findings = examine(database)
    return {
        "killed": times,
        "compared": compared,
        "missing": missing,
        "problems": [*findings.problems, *(["search"] if findings.search_broken else [])],
        "damaged_backups": [
            each.path.name for each in backup.backups(path) if backup.faults_of(each.path)
        ],
    }


def _one_life(path: Path, life: float, seed: int) -> list[Announcement]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            Worker(path, os.fdopen(writing, "wb", buffering=0), seed).work()
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as heard:
        first = [heard.readline() for _word in range(_FIRST_WORDS)]
        time.sleep(life)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines = [*first, *heard.read().split(b"\n")]
    whole = [Announcement(*json.loads(line)) for line in lines if line.endswith((b"]", b"]\n"))]
    return lasting(whole)


def lasting(announced: list[Announcement]) -> list[Announcement]:
    """Of subjects and drafts only the last has to be there; the rest has to be there for good."""
    replaced = {
        kind: [each for each in announced if each.kind == kind][:-1]
        for kind in ("subject", "draft")
    }
    gone = [each for found in replaced.values() for each in found]
    return [each for each in announced if each not in gone]


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
