"""A thousand damaged desks: each opens, or says in a sentence which backup is good."""

import random
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from app.errors import UserError
from app.queries.conversation import conversation
from app.queries.desk import agents, desk, is_set_up
from app.queries.terms import Sort
from app.queries.tickets import ticket_ids, ticket_rows
from app.services.checkup import examine
from app.storage import backup, conversion
from app.storage.database import Database
from app.storage.protection import Key, fresh_key
from app.storage.upgrade import open_desk
from benchmarks.desks import demo_path
from benchmarks.faults import seconds
from benchmarks.faults.contents import digests, row_counts
from benchmarks.faults.lives import Say, live_to_the_end
from benchmarks.faults.places import scratch
from benchmarks.figure import Figure, at_least, at_most

WANTED = 1_000
SECONDS = 100.0
_TICKETS = 60
_AT_ONCE = 20
_MOST_SHOWN = 5


def figures() -> Iterator[Figure]:
    """What became of damaged desks, plain ones and protected ones."""
    with scratch() as folder:
        plain = _Desk(folder / "plain", demo_path(_TICKETS), None)
        protected = _Desk(folder / "protected", demo_path(_TICKETS), fresh_key("open"))
        found: Counter[str] = Counter()
        shown: list[str] = []
        for number, each in enumerate((plain, protected)):
            told = each.damaged(
                WANTED // 2, random.Random(number), time.monotonic() + seconds(SECONDS) / 2
            )
            words = "protected" if each.key else "plain"
            counted = Counter(kind for kind, _text in told)
            for kind in ("same", "told when opened", "told by the check", "altered in silence"):
                yield Figure(f"damaged {words} desks: {kind}", counted[kind], "desks")
            found += counted
            shown += [text for kind, text in told if kind in ("lost in silence", "crashed")]
    for text in shown[:_MOST_SHOWN]:
        print(f"  {text}")
    yield at_least("damaged desks opened, in all", sum(found.values()), WANTED, "desks")
    yield at_most("damaged desks that crashed the program", found["crashed"], 0, "desks")
    yield at_most("damaged desks that lost rows in silence", found["lost in silence"], 0, "desks")


class _Desk:
    """A desk with one good backup, damaged again and again."""

    def __init__(self, folder: Path, template: Path, key: Key | None) -> None:
        folder.mkdir()
        self.key = key
        self._sound = folder / "sound.desk"
        self._path = folder / "shop.desk"
        shutil.copyfile(template, self._sound)
        if key is not None:
            conversion.rewrite(self._sound, old=None, new=key)
        shutil.copyfile(self._sound, self._path)
        self._good = backup.take(self._path, datetime.now(UTC), key=key).path.name
        self._digests = digests(self._sound, key)
        self._rows = row_counts(self._sound, key)

    def damaged(self, wanted: int, chance: random.Random, until: float) -> list[tuple[str, str]]:
        """What became of each, with words."""
        told: list[tuple[str, str]] = []
        while len(told) < wanted and time.monotonic() < until:
            seeds = [chance.randrange(1 << 30) for _desk in range(_AT_ONCE)]

            def look(say: Say, seeds: list[int] = seeds) -> None:
                for seed in seeds:
                    say(self._outcome(seed))

            life, _seconds = live_to_the_end(look)
            told += [(kind, text) for kind, text in life.announced]
            if len(life.announced) < len(seeds):
                died = f"seed {seeds[len(life.announced)]}: {life.failure or 'the process died'}"
                told.append(("crashed", died))
        return told

    def _outcome(self, seed: int) -> tuple[str, str]:
        content = bytearray(self._sound.read_bytes())
        how = _damage(content, random.Random(seed))
        for ending in ("-wal", "-shm"):
            Path(f"{self._path}{ending}").unlink(missing_ok=True)
        self._path.write_bytes(content)
        try:
            with closing(open_desk(self._path, key=self.key)) as database:
                use(database)
                findings = examine(database)
        except UserError as error:
            named = self._good in str(error)
            return ("told when opened", "") if named else ("crashed", f"{how}: no way out: {error}")
        except Exception as error:  # noqa: BLE001 - what is counted here
            return "crashed", f"{how}: {type(error).__name__}: {error}"[:300]
        if findings.problems or findings.search_broken:
            return "told by the check", ""
        if digests(self._path, self.key) == self._digests:
            return "same", ""
        lost = row_counts(self._path, self.key) != self._rows
        return ("lost in silence" if lost else "altered in silence"), how


def use(database: Database) -> None:
    """What the first minute at a desk reads."""
    database.read(is_set_up)
    database.read(desk)
    database.read(agents)
    ids = database.read(
        ticket_ids,
        None,
        sort=Sort.UPDATED,
        descending=True,
        now=datetime.now(UTC),
        zone=UTC,
        agent_id=None,
    )
    database.read(ticket_rows, ids)
    for each in ids:
        database.read(conversation, each)


def _damage(content: bytearray, chance: random.Random) -> str:
    """A flipped byte, a page of rubbish, or a cut; in words."""
    place = chance.randrange(len(content))
    kind = chance.random()
    if kind < 0.15:
        place = chance.randrange(200)
    if kind < 0.75:
        content[place] ^= 1 << chance.randrange(8)
        return f"bit flipped in byte {place}"
    if kind < 0.85:
        content[place : place + 4096] = chance.randbytes(min(4096, len(content) - place))
        return f"4096 bytes of rubbish from byte {place}"
    del content[place:]
    return f"cut off after byte {place}"
