"""A stopped import goes on where it was, and in the end nobody can tell."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from app.errors import Cancelled
from app.services.imports import ImportReport, importing, reading, run_import
from app.storage import upgrade
from app.storage.search import is_whole
from tests.desk_fixtures import MORNING, Clock, Desk
from tests.services.mail_files import EVA, HELP, mail

COUNT = 120


@pytest.fixture(scope="module")
def mailboxes(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A mailbox, a folder and a file with conversations that cross all of them, in disorder."""
    folder = tmp_path_factory.mktemp("mailboxes")
    chance = Random(7)
    mails = [
        mail(
            f"m{number}",
            sender=HELP if number % 3 == 1 else EVA,
            to=EVA if number % 3 == 1 else HELP,
            answers=f"m{number - 1}" if number % 4 else "",
            sent=MORNING.replace(month=1) if number % 5 else MORNING,
            text=f"Text {number}",
        )
        for number in range(COUNT)
    ]
    mails += mails[:10]
    chance.shuffle(mails)
    line = b"From x@y.example Mon Jan  1 00:00:00 2026\n"
    box = b"".join(line + each + b"\n" for each in mails[:70])
    (folder / "inbox.mbox").write_bytes(box)
    (folder / "more").mkdir()
    for number, each in enumerate(mails[70:]):
        (folder / "more" / f"{number:03}.eml").write_bytes(each)
    return [folder / "inbox.mbox", folder / "more"]


def _run(desk: Desk, paths: list[Path], **kwargs: object) -> ImportReport:
    return run_import(
        desk.database,
        paths,
        close_old=True,
        now=desk.clock.now,
        agent_id=None,
        label="Import",
        **kwargs,  # type: ignore[arg-type]
    )


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "_SMALLEST", 5)
    monkeypatch.setattr(importing, "LARGEST", 10)
    monkeypatch.setattr(reading, "_STEP", 4)


@pytest.fixture
def whole(
    template_desk: Path, mailboxes: list[Path], tmp_path: Path
) -> tuple[list[tuple[object, ...]], ImportReport]:
    """What an import that nobody stopped leaves."""
    path = tmp_path / "whole.desk"
    path.write_bytes(template_desk.read_bytes())
    desk = Desk(path, Clock())
    report = _run(desk, mailboxes)
    contents = _contents(desk)
    desk.database.close()
    return contents, report


def _contents(desk: Desk) -> list[tuple[object, ...]]:
    """Every message with what its ticket says, but for the ticket's number.

    Two tickets that turn out to be one leave a gap, which depends on where batches end.
    """
    assert desk.read(is_whole)
    return desk.rows(
        "SELECT m.id, m.direction, m.text, m.sent_at, m.threaded_by, m.evidence, "
        "(SELECT min(o.id) FROM message AS o WHERE o.ticket_id = t.id), t.subject, t.status, "
        "t.created_at, t.closed_at, t.activity_at, t.message_count, t.last_direction, t.unread, "
        "c.name, (SELECT count(*) FROM thread_reference AS r WHERE r.message_id = m.id), "
        "(SELECT count(*) FROM ticket), (SELECT count(*) FROM contact) "
        "FROM message AS m JOIN ticket AS t ON t.id = m.ticket_id "
        "JOIN contact AS c ON c.id = t.contact_id ORDER BY m.id"
    )


@pytest.mark.parametrize("seed", range(5))
def test_cancelled_at_any_moment_and_begun_again_it_is_as_if_never_stopped(
    desk: Desk,
    mailboxes: list[Path],
    whole: tuple[list[tuple[object, ...]], ImportReport],
    seed: int,
) -> None:
    chance = Random(seed)
    stops = 0
    while True:
        left = chance.randint(3, 60)

        def cancelled() -> bool:
            nonlocal left
            left -= 1
            return left < 0

        try:
            report = _run(desk, mailboxes, cancelled=cancelled)
        except Cancelled:
            stops += 1
            desk.clock.advance(hours=1)
            continue
        break
    assert stops
    assert _contents(desk) == whole[0]
    assert report == whole[1]


KILLED = """
import sys
from pathlib import Path
from app.services.imports import importing, reading, run_import
from app.storage import upgrade
from tests.desk_fixtures import MORNING

importing._SMALLEST, importing.LARGEST, reading._STEP = 5, 10, 4
database = upgrade.open_desk(Path(sys.argv[1]), clock=lambda: MORNING)
print("begun", flush=True)
run_import(database, [Path(each) for each in sys.argv[2:]], close_old=True, now=MORNING,
    agent_id=None, label="Import")
print("done", flush=True)
"""


def test_killed_in_the_middle_it_goes_on_and_nothing_is_twice(
    desk: Desk,
    mailboxes: list[Path],
    whole: tuple[list[tuple[object, ...]], ImportReport],
) -> None:
    desk.database.close()
    chance = Random(1)
    killed = 0
    for _ in range(30):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(desk.path), *map(str, mailboxes)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert process.stdout is not None
        with process.stdout as told:
            assert told.readline() == "begun\n"
            time.sleep(chance.uniform(0.01, 0.12))
            process.send_signal(signal.SIGKILL)
            finished = told.readline() == "done\n"
        process.wait()
        if finished:
            break
        killed += 1
    assert killed
    desk.database = upgrade.open_desk(desk.path, clock=desk.clock)
    if not finished:
        assert _run(desk, mailboxes) == whole[1]
    assert _contents(desk) == whole[0]


def test_the_same_paths_after_the_end_are_a_new_import(desk: Desk, mailboxes: list[Path]) -> None:
    first = _run(desk, mailboxes)
    again = _run(desk, mailboxes)
    assert first.duplicates == 10
    assert (again.messages, again.duplicates) == (0, COUNT + 10)
    assert desk.one("SELECT count(*) FROM import_run WHERE finished_at IS NOT NULL") == 2


def test_mail_that_came_while_an_import_stood_still_keeps_its_date(
    desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "1.eml").write_bytes(mail("early"))
    with pytest.raises(Cancelled):
        _run(desk, [folder], cancelled=lambda: True)
    later = desk.clock.advance(days=40)
    (folder / "2.eml").write_bytes(mail("late", sent=later))
    assert _run(desk, [folder]).messages == 2
    found = desk.rows("SELECT dated, sent_at FROM message ORDER BY id DESC LIMIT 1")
    assert found == [(1, int(later.timestamp()) * 1000)]
