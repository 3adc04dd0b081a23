"""Ten thousand hostile mails, from the file to what is shown of them."""

import random
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from app.formats.mail.html import clean
from app.formats.mail.message import parse
from app.formats.mail.quotes import fold
from app.queries.conversation import conversation
from app.rules.file_names import safe_name
from app.services.imports import run_import
from app.storage.upgrade import create, open_desk
from benchmarks.faults import seconds
from benchmarks.faults.contents import column
from benchmarks.faults.mutations import BEACON, mutated
from benchmarks.faults.places import scratch
from benchmarks.faults.watched import MEMORY_MB, PATIENCE, watched
from benchmarks.figure import Figure, at_least, at_most
from benchmarks.mails import real_mails

WANTED = 10_000
SECONDS = 110.0
_AT_ONCE = 250
_MOST_SHOWN = 5
_PATIENCE_WITH_ALL = 60.0


def figures() -> Iterator[Figure]:
    """How many were borne, the slowest, the most memory, and what went wrong."""
    chance = random.Random(6)
    originals = real_mails()
    until = time.monotonic() + seconds(SECONDS)
    borne, slowest, memory = 0, 0.0, 0.0
    faults: list[str] = []
    with scratch() as folder:
        empty = folder / "empty.desk"
        create(empty).close()
        while borne + len(faults) < WANTED and time.monotonic() < until:
            raws = [_hostile(originals, chance) for _mail in range(_AT_ONCE)]
            pieces: list[tuple[str, Callable[[], object]]] = [
                (f"mail {borne + number}", partial(look_at, raw)) for number, raw in enumerate(raws)
            ]
            seen = watched(pieces, folder)
            borne += seen.borne
            slowest, memory = max(slowest, seen.slowest), max(memory, seen.memory_mb)
            faults += [*seen.faults, *_imported(raws, empty, folder)]
    for each in faults[:_MOST_SHOWN]:
        print(f"  {each}")
    yield at_least("hostile mails borne", borne, WANTED, "mails")
    yield at_most("hostile mails with a fault", len(faults), 0, "mails")
    yield at_most("slowest hostile mail", slowest, PATIENCE, "CPU s")
    yield at_most("memory of the program with hostile mails", memory, MEMORY_MB, "MB")


def look_at(raw: bytes) -> None:
    """Everything that is made of a mail before a widget shows it."""
    mail = parse(raw)
    fold(mail.text)
    for part in mail.parts:
        _check_name(safe_name(part.name, fallback="attachment"))
    if mail.html:
        shown = clean(mail.html, pictures=False, inline={})
        for sign in (f'src="https://{BEACON}', f"url(http://{BEACON}", "<script", "<iframe"):
            if sign in shown.html:
                raise AssertionError(f"the cleaned page holds {sign}")


def _check_name(name: str) -> None:
    strange = set(name) & set('/\\:\0\r\n\u202e<>|*?"')
    if strange or not name or name in (".", "..") or len(name) > 160 or name != name.strip(" ."):
        raise AssertionError(f"bad name of a file: {name!r}")


def _hostile(originals: list[Path], chance: random.Random) -> bytes:
    one, other = (chance.choice(originals).read_bytes() for _mail in range(2))
    return mutated(one, other, chance)


def _imported(raws: list[bytes], empty: Path, folder: Path) -> list[str]:
    """The same mails as files into a desk, and every ticket of it read."""
    box, desk = folder / "box", folder / "hostile.desk"
    box.mkdir()
    for number, raw in enumerate(raws):
        (box / f"{number}.eml").write_bytes(raw)
    shutil.copyfile(empty, desk)

    def work() -> None:
        with closing(open_desk(desk)) as database:
            now = datetime.now(UTC)
            run_import(database, [box], close_old=False, now=now, agent_id=None, label="Import")
            for ticket in database.read(column, "SELECT id FROM ticket"):
                database.read(conversation, ticket)

    # All at once: the time that one mail may take was measured before.
    seen = watched([(f"import of {len(raws)}", work)], folder, patience=_PATIENCE_WITH_ALL)
    shutil.rmtree(box)
    for ending in ("", "-wal", "-shm"):
        Path(f"{desk}{ending}").unlink(missing_ok=True)
    return list(seen.faults)
