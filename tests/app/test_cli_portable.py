"""The whole desk out and in from the command line."""

from contextlib import closing
from pathlib import Path

import pytest

from app.cli.desks import PASSPHRASE
from app.queries.access import AccessRow, access_entries
from app.rules.access import AccessKind, AccessNoted
from app.services.access import set_access_log
from app.storage.conversion import rewrite
from app.storage.protection import fresh_key
from app.storage.upgrade import open_desk
from app.ui.lock import DeskLock
from tests.app.conftest import Run
from tests.app.test_cli import Mail
from tests.services.desk_export.comparing import digests


@pytest.fixture
def desk(run: Run, mail: Mail, tmp_path: Path) -> Path:
    """A desk with one mail."""
    path = tmp_path / "shop.desk"
    assert run("--desk", path, "import", mail("a")).code == 0
    return path


def noted(desk: Path) -> list[AccessRow]:
    """The access log, the newest first."""
    with closing(open_desk(desk)) as database:
        return database.read(access_entries, limit=10)[0]


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_export_and_import_give_the_same_desk(
    run: Run, desk: Path, tmp_path: Path, name: str
) -> None:
    out = run("--desk", desk, "export", tmp_path / name, "--json")
    assert out.code == 0, out.err
    assert out.json.keys() == {
        *("path", "tickets", "messages", "contacts", "attachments", "files", "bytes"),
    }
    assert (out.json["tickets"], out.json["messages"]) == (1, 1)
    again = run("--json", "--desk", tmp_path / "again.desk", "import", tmp_path / name)
    assert again.code == 0, again.err
    assert again.json == {
        "desk": str(tmp_path / "again.desk"),
        "tickets": 1,
        "messages": 1,
        "contacts": 1,
    }
    assert digests(tmp_path / "again.desk") == digests(desk)


def test_export_works_beside_an_open_window_and_import_does_not(
    run: Run, desk: Path, tmp_path: Path
) -> None:
    window = DeskLock(desk)
    window.acquire()
    try:
        assert run("--desk", desk, "export", tmp_path / "out").code == 0
        refused = run("--desk", desk, "import", tmp_path / "out")
    finally:
        window.release()
    assert refused.code == 3
    assert "already open" in refused.err


def test_a_desk_in_use_and_a_place_that_is_taken_are_named(
    run: Run, desk: Path, tmp_path: Path
) -> None:
    run("--desk", desk, "export", tmp_path / "out")
    again = run("--desk", desk, "export", tmp_path / "out")
    assert (again.code, again.out) == (1, "")
    assert "is not empty" in again.err
    used = run("--desk", desk, "import", tmp_path / "out")
    assert (used.code, used.out) == (1, "")
    assert "is in use already" in used.err


def test_an_export_stands_alone(run: Run, desk: Path, mail: Mail, tmp_path: Path) -> None:
    run("--desk", desk, "export", tmp_path / "out")
    answer = run("--desk", tmp_path / "again.desk", "import", mail("b"), tmp_path / "out")
    assert answer.code == 1
    assert "by itself" in answer.err
    assert not (tmp_path / "again.desk").exists()


def test_of_a_protected_desk_it_says_that_the_export_is_not(
    run: Run, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rewrite(desk, old=None, new=fresh_key("Wer den Tresen kennt"))
    monkeypatch.setenv(PASSPHRASE, "Wer den Tresen kennt")
    answer = run("--desk", desk, "export", tmp_path / "out.zip")
    assert answer.code == 0, answer.err
    assert "its export is not" in answer.out


def test_an_export_is_in_the_access_log_also_beside_an_open_window(
    run: Run, desk: Path, tmp_path: Path
) -> None:
    window = DeskLock(desk)
    window.acquire()
    try:
        assert run("--desk", desk, "export", tmp_path / "out").code == 0
    finally:
        window.release()
    (entry,) = noted(desk)
    assert (entry.kind, entry.agent, entry.contact_id, entry.count) == (
        *(AccessKind.EXPORTED, ""),
        *(None, 1),
    )
    assert run("--desk", desk, "export", tmp_path / "out").code == 1  # is not empty
    assert len(noted(desk)) == 1


def test_tickets_in_files_are_in_the_access_log_and_those_on_the_screen_are_not(
    run: Run, desk: Path, tmp_path: Path
) -> None:
    run("--desk", desk, "show", 1001, "--eml", tmp_path / "mails")
    run("--desk", desk, "tickets", "--csv", tmp_path / "list.csv")
    run("--desk", desk, "show", 1001)
    run("--desk", desk, "tickets", "--json")
    table, mails = noted(desk)
    assert (mails.contact, mails.count) == ("Eva Müller", 1)
    assert (table.contact, table.count) == ("", 1)


def test_a_desk_that_wants_nothing_noted_gets_nothing_noted(
    run: Run, desk: Path, tmp_path: Path
) -> None:
    with closing(open_desk(desk)) as database:
        database.execute(
            set_access_log,
            AccessNoted.NOTHING,
            days=90,
            now=database.clock(),
            label="",
            agent_id=None,
        )
    run("--desk", desk, "export", tmp_path / "out")
    assert noted(desk) == []
