"""What the program is killed at: each act works in a fork, says what is confirmed, and is checked
afterwards by whoever opens the desk next."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from typing_extensions import Buffer

from app.rules.enums import DraftKind, SentVia
from app.services import answers, drafts
from app.services.imports import run_import
from app.services.tagging import add_tags
from app.storage import (
    backup,
    conversion,
    writing,  # noqa: F401 - loaded once, not in every fork
)
from app.storage.changes import Outcome
from app.storage.database import Database
from app.storage.protection import Key, fresh_key
from app.storage.restoring import restore
from app.storage.unfinished import sweep
from app.storage.upgrade import create, open_desk
from benchmarks.faults.contents import digests, value
from benchmarks.faults.lives import Say
from benchmarks.faults.next_version import as_next_version, next_version
from benchmarks.mails import real_mails
from tests.storage.killing import Announcement, Worker, lasting

_MAILS = 300
_RESUMED = 10
"""Each so-manieth import that was killed goes on to its end."""


class Act:
    """One thing a person does. ``endless`` ones go on until killed, at most ``longest`` seconds."""

    name = ""
    endless = True
    longest = 0.15

    def __init__(self, folder: Path, template: Path) -> None:
        folder.mkdir()
        self.template = template
        self.desk = folder / "shop.desk"
        self.key: Key | None = None
        shutil.copyfile(template, self.desk)

    def make_ready(self) -> None:
        """Before each life; endless acts go on with the desk as the last kill left it."""

    def work(self, say: Say) -> None:
        """What the worker does."""
        raise NotImplementedError

    @contextmanager
    def opened(self) -> Iterator[Database]:
        """As the program opens it at its next start."""
        sweep(self.desk, stale=0)
        with closing(open_desk(self.desk, key=self.key)) as database:
            yield database

    def missing(self, database: Database, announced: Sequence[Any]) -> list[str]:
        """What was confirmed and is not there, in words."""
        raise NotImplementedError

    def left_over(self) -> list[str]:
        """Files that a start should have tidied away."""
        folder = self.desk.parent
        strange = [each for each in folder.rglob("*") if each.is_file() and not self._known(each)]
        return [f"left over: {each.name}" for each in strange]

    def _known(self, path: Path) -> bool:
        beside = path.name.removeprefix(self.desk.stem)
        return path.name in {f"{self.desk.name}{ending}" for ending in ("", "-wal", "-shm")} or (
            path.suffix in {".desk", ".json"}
            and (path.parent == backup.folder_of(self.desk) or beside.startswith(" before "))
        )


class Everyday(Act):
    """Calls, notes, subjects, undo, drafts; copies and folding the log in between."""

    name = "everyday acts and backups"

    def __init__(self, folder: Path, template: Path) -> None:
        super().__init__(folder, template)
        self._lives = 0

    def make_ready(self) -> None:
        self._lives += 1

    def work(self, say: Say) -> None:
        Worker(self.desk, _Hearer(say), self._lives).work()

    def missing(self, database: Database, announced: Sequence[Any]) -> list[str]:
        told = lasting([Announcement(*each) for each in announced])
        return [str(each) for each in told if not database.read(each.is_true)]


class _Hearer(BytesIO):
    """Takes the lines of the tests' worker."""

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say

    def write(self, line: Buffer) -> int:
        self._say(json.loads(bytes(line)))
        return 0


class Reply(Act):
    """Drafts that become answers, with a raw mail each."""

    name = "replying"

    def work(self, say: Say) -> None:
        with closing(open_desk(self.desk)) as database:
            tickets = _numbers(database, "SELECT id FROM ticket ORDER BY id LIMIT 20")
            done = 0
            while True:
                for ticket in tickets:
                    done += 1
                    say(["answer", _answer(database, ticket, done)])

    def missing(self, database: Database, announced: Sequence[Any]) -> list[str]:
        found = set(_numbers(database, "SELECT id FROM message"))
        return [f"answer {row}" for _kind, row in announced if row not in found]


class Bulk(Act):
    """One tag on every ticket at once, and undo of each second one."""

    name = "bulk changes and undo"
    undoes = True
    """Undo takes the newest step of the desk back, so of two programs at work only one may."""

    def __init__(self, folder: Path, template: Path) -> None:
        super().__init__(folder, template)
        self._lives = 0

    def make_ready(self) -> None:
        self._lives += 1

    def work(self, say: Say) -> None:
        with closing(open_desk(self.desk)) as database:
            tickets = _numbers(database, "SELECT id FROM ticket ORDER BY id")
            for step in range(1_000_000):
                tag = f"t{self._lives}-{step}"
                database.execute(add_tags, tickets, [tag], now=_now(), label="Tag", agent_id=None)
                say(["tagged", tag])
                if self.undoes and step % 2:
                    database.undo(agent_id=None)
                    say(["undone", tag])

    def missing(self, database: Database, announced: Sequence[Any]) -> list[str]:
        tickets = database.read(value, "SELECT count(*) FROM ticket")
        undone = {tag for kind, tag in announced if kind == "undone"}
        tagged = [tag for kind, tag in announced if kind == "tagged"]
        wrong = []
        for tag in tagged:
            count = database.read(
                value,
                "SELECT count(*) FROM ticket_tag AS l JOIN tag AS t ON t.id = l.tag_id"
                f" WHERE t.name = '{tag}'",
            )
            # What was done last may have been taken back, or not yet.
            right = {0} if tag in undone else {tickets}
            if tag == tagged[-1] and tag not in undone:
                right = {0, tickets}
            if count not in right:
                wrong.append(f"{tag} is on {count} tickets")
        return wrong


class Import(Act):
    """Real mails into a new desk; each tenth time the import goes on after the kill."""

    name = "importing"
    endless = False

    def __init__(self, folder: Path, template: Path) -> None:
        super().__init__(folder, template)
        self._box = folder.parent / "box"
        self._box.mkdir(exist_ok=True)
        for path in real_mails()[:_MAILS]:
            shutil.copyfile(path, self._box / f"{path.stem}.eml")
        self._empty = folder.parent / "empty.desk"
        create(self._empty).close()
        self._lives = 0

    def make_ready(self) -> None:
        self._lives += 1
        _put(self._empty, self.desk)

    def work(self, say: Say) -> None:
        with closing(open_desk(self.desk)) as database:
            _import(_Announcing(database, say), self._box)

    def missing(self, database: Database, announced: Sequence[Any]) -> list[str]:
        there = database.read(value, "SELECT count(*) FROM message")
        confirmed = sum(count for _kind, count in announced)
        if there < confirmed:
            return [f"{there} of {confirmed} mails"]
        if self._lives % _RESUMED == 0:
            _import(database, self._box)
            if (all_in := database.read(value, "SELECT count(*) FROM message")) != _MAILS:
                return [f"{all_in} of {_MAILS} mails after going on"]
        return []


class _Announcing:
    """The desk as an import meets it; says how many mails each confirmed batch held."""

    def __init__(self, database: Database, say: Say) -> None:
        self.read = database.read
        self._database = database
        self._say = say

    def execute(
        self,
        operation: Callable[..., Any],
        *args: Any,
        label: str,
        agent_id: int | None,
        **kwargs: Any,
    ) -> Outcome[Any]:
        before = self._database.read(value, "SELECT count(*) FROM message")
        done = self._database.execute(operation, *args, label=label, agent_id=agent_id, **kwargs)
        self._say(["mails", self._database.read(value, "SELECT count(*) FROM message") - before])
        return done


class Whole(Act):
    """An act that turns the whole file into another; afterwards it is the one or the other."""

    endless = False

    def __init__(self, folder: Path, template: Path) -> None:
        super().__init__(folder, template)
        self.before = digests(self.desk, None)

    def make_ready(self) -> None:
        for each in self.desk.parent.iterdir():
            shutil.rmtree(each) if each.is_dir() else each.unlink()
        _put(self.template, self.desk)

    def missing(self, database: Database, announced: Sequence[Any]) -> list[str]:
        found = digests(self.desk, self.key)
        return [f"{table} differs" for table in self.before if found[table] != self.before[table]]


class Protect(Whole):
    """From plain to protected, and with another passphrase."""

    name = "protecting, changing the passphrase"

    def __init__(self, folder: Path, template: Path) -> None:
        super().__init__(folder, template)
        self._keys = fresh_key("first"), fresh_key("second")

    def work(self, say: Say) -> None:
        first, second = self._keys
        conversion.rewrite(self.desk, old=None, new=first)
        say(["key", 0])
        conversion.rewrite(self.desk, old=first, new=second)
        say(["key", 1])

    @contextmanager
    def opened(self) -> Iterator[Database]:
        from app.storage.connection import fits

        self.key = next((each for each in self._keys if fits(self.desk, each)), None)
        with super().opened() as database:
            yield database

    def missing(self, database: Database, announced: Sequence[Any]) -> list[str]:
        confirmed = announced[-1][1] if announced else -1
        present = self._keys.index(self.key) if self.key is not None else -1
        behind = [f"key {present} after key {confirmed}"] if present < confirmed else []
        return behind + super().missing(database, announced)


class Migration(Whole):
    """To the next version of the program, which writes a table anew."""

    name = "bringing to a newer version"

    def __init__(self, folder: Path, template: Path) -> None:
        super().__init__(folder, template)
        self._scripts = next_version(folder.parent / "migrations")
        for table in ("alembic_version", "category", "undo_step"):
            del self.before[table]

    def work(self, say: Say) -> None:
        with as_next_version(self._scripts):
            open_desk(self.desk).close()
        say(["new", 1])

    @contextmanager
    def opened(self) -> Iterator[Database]:
        with as_next_version(self._scripts), super().opened() as database:
            yield database


class Restore(Whole):
    """A backup in the place of a desk that has moved on since, and kept its log."""

    name = "restoring a backup"

    def __init__(self, folder: Path, template: Path) -> None:
        super().__init__(folder, template)
        self._backup = folder.parent / "backup.desk"
        backup.copy_to(template, self._backup)
        moved_on = folder.parent / "moved-on.desk"
        _put(template, moved_on)
        with closing(open_desk(moved_on)) as database:
            ticket = _numbers(database, "SELECT min(id) FROM ticket")[0]
            _answer(database, ticket, 0)
            # Copied while it is open: what was done last is in the log only, as after a crash.
            self._present = folder.parent / "crashed.desk"
            for ending in ("", "-wal"):
                shutil.copyfile(f"{moved_on}{ending}", f"{self._present}{ending}")
        self._newer = digests(moved_on, None)

    def make_ready(self) -> None:
        super().make_ready()
        for ending in ("", "-wal"):
            shutil.copyfile(f"{self._present}{ending}", f"{self.desk}{ending}")

    def work(self, say: Say) -> None:
        aside = restore(self._backup, self.desk, _now())
        say(["aside", aside.name])

    def missing(self, database: Database, announced: Sequence[Any]) -> list[str]:
        found = digests(self.desk, None)
        if found == self._newer:
            return ["confirmed, but not restored"] if announced else []
        asides = sorted(self.desk.parent.glob(f"{self.desk.stem} before restore *.desk"))
        if not any(digests(each, None) == self._newer for each in asides):
            return ["the desk as it was is not kept whole"]
        return super().missing(database, announced)


class Creation(Act):
    """A new desk; nothing was confirmed, but the next start must not stumble over it."""

    name = "making a new desk"
    endless = False

    def make_ready(self) -> None:
        for each in self.desk.parent.iterdir():
            each.unlink()

    def work(self, say: Say) -> None:
        from app.services.opening import open_or_create

        open_or_create(self.desk).close()
        say(["made", 1])

    @contextmanager
    def opened(self) -> Iterator[Database]:
        from app.services.opening import open_or_create

        sweep(self.desk, stale=0)
        with closing(open_or_create(self.desk)) as database:
            yield database

    def missing(self, database: Database, announced: Sequence[Any]) -> list[str]:
        return []


ACTS = (Everyday, Reply, Bulk, Import, Protect, Migration, Restore, Creation)


def _import(desk: Any, folder: Path) -> None:
    run_import(desk, [folder], close_old=False, now=_now(), agent_id=None, label="Import")


def _answer(database: Database, ticket: int, number: int) -> int:
    draft = database.execute(
        drafts.save,
        ticket_id=ticket,
        kind=DraftKind.REPLY,
        text=f"Answer {number}",
        to="eva@kunde.example",
        now=_now(),
        label="type",
        agent_id=None,
    ).result
    return int(
        database.execute(
            answers.record_answer,
            draft,
            via=SentVia.EML,
            message_id_header=f"{draft}.{_now().timestamp()}@shop.example",
            raw=b"Subject: Answer\n\n%d" % number,
            now=_now(),
            label="answer",
            agent_id=None,
        ).result
    )


def answer_one(database: Database) -> None:
    """A reply on the first ticket."""
    _answer(database, _numbers(database, "SELECT min(id) FROM ticket")[0], 1)


def tag_all(database: Database, tag: str) -> None:
    """One tag on every ticket."""
    tickets = _numbers(database, "SELECT id FROM ticket")
    database.execute(add_tags, tickets, [tag], now=_now(), label="Tag", agent_id=None)


def _numbers(database: Database, sql: str) -> list[int]:
    from benchmarks.faults.contents import column

    return [int(each) for each in database.read(column, sql)]


def _put(source: Path, target: Path) -> None:
    for ending in ("-wal", "-shm"):
        Path(f"{target}{ending}").unlink(missing_ok=True)
    shutil.copyfile(source, target)


def _now() -> datetime:
    return datetime.now(UTC)
