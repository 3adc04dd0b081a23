"""The command line: what scripts rely on."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

from app import paths
from app.queries.desk import is_set_up
from app.rules.retention import Keeping, RetentionAction
from app.services.retention.rules import add_rule
from app.settings import Settings, SettingsFile
from app.storage import backup, drill, manifest
from app.storage.conversion import rewrite
from app.storage.protection import fresh_key
from app.storage.upgrade import create, open_desk
from app.ui.lock import DeskLock
from tests.app.conftest import Run

Mail = Callable[..., Path]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return tmp_path / "shop.desk"


def test_import_makes_the_desk_and_tells_what_it_did(run: Run, mail: Mail, desk: Path) -> None:
    reply = mail("b", text="Still not.", more="In-Reply-To: <a@example.org>\n")
    answer = run("--desk", desk, "import", mail("a"), reply, "--json")
    assert answer.code == 0, answer.err
    assert answer.json == {
        "messages": 2,
        "tickets_created": 1,
        "appended": 1,
        "duplicates": 0,
        "automatic": 0,
        "bounces": 0,
        "failed": [],
    }


def test_importing_the_same_again_adds_nothing(run: Run, mail: Mail, desk: Path) -> None:
    run("import", "--desk", desk, mail("a"))
    answer = run("import", "--desk", desk, mail("a"), "--json").json
    assert (answer["messages"], answer["duplicates"]) == (0, 1)


def test_what_is_no_mail_is_named_and_the_rest_comes_in(
    run: Run, mail: Mail, desk: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "holiday.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(1000))
    answer = run("--desk", desk, "--json", "import", mail("a"), picture, tmp_path / "gone.eml")
    assert answer.code == 1
    assert answer.json["messages"] == 1
    assert {Path(each["path"]).name for each in answer.json["failed"]} == {
        "holiday.png",
        "gone.eml",
    }
    assert all(each["reason"] for each in answer.json["failed"])


def test_old_conversations_become_closed_tickets_unless_they_are_to_stay_open(
    run: Run, mail: Mail, tmp_path: Path
) -> None:
    old = mail("a", date="Mon, 03 Mar 2025 10:00:00 +0100")
    run("--desk", tmp_path / "closed.desk", "import", old)
    run("--desk", tmp_path / "open.desk", "import", old, "--keep-open")
    closed = run("--desk", tmp_path / "closed.desk", "tickets", "--json").json
    kept = run("--desk", tmp_path / "open.desk", "tickets", "--json").json
    assert [each["status"] for each in closed + kept] == ["closed", "new"]


def test_inspect_needs_no_desk_and_reads_umlauts(run: Run, mail: Mail, tmp_path: Path) -> None:
    answer = run("inspect", mail("a", text="Grüße\n\n-- \nEva"), "--json")
    assert answer.code == 0
    assert answer.out.isascii()
    (found,) = answer.json
    assert list(found) == [
        "path",
        "from",
        "to",
        "cc",
        "reply_to",
        "subject",
        "date",
        "message_id",
        "in_reply_to",
        "references",
        "text",
        "html",
        "attachments",
        "automatic",
        "bounce",
        "visible_text",
        "warnings",
    ]
    assert found["from"] == {"name": "Eva Müller", "email": "eva@example.org"}
    assert found["date"] == "2026-03-02T10:00:00+01:00"
    assert found["visible_text"] == "Grüße"
    assert not (tmp_path / "data").exists()


def test_tickets_lists_what_a_query_matches_with_every_field(
    run: Run, mail: Mail, desk: Path
) -> None:
    run("--desk", desk, "import", mail("a"), mail("b", subject="Refund"), "--keep-open")
    (found,) = run("--desk", desk, "--json", "tickets", "subject:refund").json
    assert set(found) == {
        "number",
        "subject",
        "status",
        "priority",
        "channel",
        "assignee",
        "contact",
        "tags",
        "created",
        "updated",
        "due",
        "messages",
    }
    assert found["subject"] == "Refund"
    assert found["contact"] == {"name": "Eva Müller", "email": "eva@example.org"}
    assert len(run("--desk", desk, "--json", "tickets", "--limit", 1).json) == 1
    assert run("--desk", desk, "--json", "tickets", "nothinglikethis").json == []


def test_a_wrong_query_says_what_was_meant(run: Run, mail: Mail, desk: Path) -> None:
    run("--desk", desk, "import", mail("a"))
    answer = run("--desk", desk, "tickets", "priority:hgh")
    assert answer.code == 1
    assert "high" in answer.err


def test_show_gives_the_messages_with_direction_and_reason(
    run: Run, mail: Mail, desk: Path
) -> None:
    reply = mail("b", text="Still not.", more="In-Reply-To: <a@example.org>\n")
    run("--desk", desk, "import", mail("a"), reply, "--keep-open")
    shown = run("--desk", desk, "show", 1001, "--json").json
    assert shown["number"] == 1001
    assert [each["direction"] for each in shown["messages"]] == ["in", "in"]
    assert [each["threaded_by"] for each in shown["messages"]] == ["new", "in_reply_to"]
    assert shown["messages"][1]["text"].strip() == "Still not."


def test_a_ticket_that_does_not_exist_is_an_error(run: Run, mail: Mail, desk: Path) -> None:
    run("--desk", desk, "import", mail("a"))
    answer = run("--desk", desk, "show", 9)
    assert (answer.code, answer.out) == (1, "")
    assert "9" in answer.err


def test_reading_a_desk_that_is_not_there_says_so_and_makes_none(run: Run, desk: Path) -> None:
    answer = run("--desk", desk, "tickets")
    assert answer.code == 1
    assert str(desk) in answer.err
    assert not desk.exists()


def test_writing_waits_for_no_one_who_has_the_desk_open_but_reading_works(
    run: Run, mail: Mail, desk: Path
) -> None:
    run("--desk", desk, "import", mail("a"))
    with DeskLock(desk):
        assert run("--desk", desk, "import", mail("b")).code == 3
        assert run("--desk", desk, "tickets").code == 0
        assert run("--desk", desk, "check").code == 0


def test_check_finds_a_sound_desk_sound_and_mends_its_search(
    run: Run, mail: Mail, desk: Path
) -> None:
    run("--desk", desk, "import", mail("a"), "--keep-open")
    sound = run("--desk", desk, "check", "--json")
    assert (sound.code, sound.json["ok"], sound.json["search_repaired"]) == (0, True, False)
    with driver.connect(str(desk)) as raw:
        raw.execute("INSERT INTO search(search) VALUES ('delete-all')")
    raw.close()
    assert run("--desk", desk, "tickets", "print", "--json").json == []
    assert run("--desk", desk, "check", "--json").json["search_repaired"] is True
    assert len(run("--desk", desk, "tickets", "print", "--json").json) == 1


def test_check_finds_a_history_that_was_changed_from_outside(
    run: Run, mail: Mail, desk: Path
) -> None:
    run("--desk", desk, "import", mail("a"))
    with driver.connect(str(desk)) as raw:
        raw.execute("UPDATE history_entry SET agent_id = 7")
    raw.close()
    answer = run("--desk", desk, "check", "--json")
    assert (answer.code, answer.json["ok"]) == (1, False)


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(
    run: Run, mail: Mail, tmp_path: Path
) -> None:
    inside = mail("a") / "folder"
    for answer in (
        run("--desk", inside / "shop.desk", "import", mail("b")),
        run("screens", inside),
    ):
        assert answer.code == 1
        assert str(inside) in answer.err
        assert len(answer.err.strip().splitlines()) == 1


def test_importing_into_a_desk_whose_first_start_was_cut_off_sets_it_up(
    run: Run, mail: Mail, desk: Path
) -> None:
    create(desk).close()
    assert run("--desk", desk, "import", mail("a")).code == 0
    with closing(open_desk(desk)) as database:
        assert database.read(is_set_up)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\x00" + bytes(5000), b"Hello" * 999])
def test_a_file_that_is_no_desk_is_refused_in_words(
    run: Run, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "broken.desk"
    path.write_bytes(content)
    answer = run("--desk", path, "tickets")
    assert answer.code == 1
    assert "broken.desk" in answer.err
    assert "Traceback" not in answer.err


def test_a_damaged_desk_is_told_and_exits_with_1(run: Run, mail: Mail, desk: Path) -> None:
    run("--desk", desk, "import", mail("a"))
    content = bytearray(desk.read_bytes())
    content[8192:40_000] = bytes(40_000 - 8192)
    desk.write_bytes(content)
    answer = run("--desk", desk, "check", "--json")
    assert answer.code == 1
    assert "Traceback" not in answer.err


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be without a display")
def test_without_a_display_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run(
        [sys.executable, "main.py"],
        env=environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


@pytest.mark.parametrize("arguments", [["--demo-size", "many"], ["show"], ["show", "one"], ["fly"]])
def test_wrong_use_exits_with_2(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).code == 2


def test_a_second_writer_is_told_who_has_the_desk(run: Run, mail: Mail, desk: Path) -> None:
    run("--desk", desk, "import", mail("a"))
    with DeskLock(desk):
        answer = run("--desk", desk, "import", mail("b"))
    assert "shop" in answer.err
    assert len(answer.err.strip().splitlines()) == 1


def test_a_protected_desk_opens_with_the_passphrase_of_the_environment(
    run: Run, mail: Mail, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("import", "--desk", desk, mail("a"))
    rewrite(desk, old=None, new=fresh_key("Regen Kran"))
    monkeypatch.setenv("TRESEN_PASSPHRASE", "Regen Kran")
    assert run("tickets", "--desk", desk, "--json").code == 0
    monkeypatch.setenv("TRESEN_PASSPHRASE", "Regen Kram")
    assert run("tickets", "--desk", desk, "--json").code == 1
    monkeypatch.delenv("TRESEN_PASSPHRASE")
    answer = run("tickets", "--desk", desk, "--json")
    assert answer.code == 1
    assert "TRESEN_PASSPHRASE" in answer.err


def test_a_backup_is_taken_and_restored(run: Run, mail: Mail, desk: Path, tmp_path: Path) -> None:
    run("import", "--desk", desk, mail("a"))
    stick = tmp_path / "stick"
    stick.mkdir()
    answer = run("backup", stick, "--desk", desk, "--json")
    assert answer.code == 0, answer.err
    first, second = map(Path, answer.json["backups"])
    assert second.is_relative_to(stick)
    run("import", "--desk", desk, mail("b"))
    restored = run("restore", second, "--desk", desk, "--json")
    assert restored.code == 0, restored.err
    assert len(run("tickets", "--desk", desk, "--json").json) == 1
    back = run("restore", restored.json["before"], "--desk", desk, "--json")
    assert back.code == 0, back.err
    assert len(run("tickets", "--desk", desk, "--json").json) == 2
    assert first.is_file()


def test_no_backup_without_a_desk_and_none_to_a_missing_folder(
    run: Run, mail: Mail, desk: Path, tmp_path: Path
) -> None:
    assert run("backup", "--desk", desk).code == 1
    run("import", "--desk", desk, mail("a"))
    assert run("backup", tmp_path / "unplugged", "--desk", desk).code == 1
    assert run("restore", tmp_path / "gone.desk", "--desk", desk).code == 1


def test_nothing_is_restored_over_an_open_desk(run: Run, mail: Mail, desk: Path) -> None:
    run("import", "--desk", desk, mail("a"))
    (taken,) = run("backup", "--desk", desk, "--json").json["backups"]
    with DeskLock(desk):
        assert run("restore", taken, "--desk", desk).code == 3


def test_check_names_a_history_that_is_not_the_one_of_its_backup(
    run: Run, mail: Mail, desk: Path
) -> None:
    run("import", "--desk", desk, mail("a"))
    run("backup", "--desk", desk)
    assert run("check", "--desk", desk).code == 0
    with closing(driver.connect(str(desk), isolation_level=None)) as raw:
        raw.execute("UPDATE history_entry SET chain = zeroblob(32)")
    answer = run("check", "--desk", desk, "--json")
    assert answer.code == 1
    assert any("is not the one of the backup" in each for each in answer.json["problems"])


def test_backup_and_check_tell_how_the_last_restore_drill_went(
    run: Run, mail: Mail, desk: Path
) -> None:
    run("import", "--desk", desk, mail("a"))
    assert run("backup", "--desk", desk, "--json").json["drill"] is None
    now = datetime.now(UTC)
    drill.hold(desk, now)
    told = run("check", "--desk", desk, "--json").json
    assert (told["ok"], told["drill"]["ok"], told["drill"]["differing"]) == (True, True, [])
    assert told["drill"]["at"] == now.isoformat()


def old_ticket_to_delete(run: Run, mail: Mail, desk: Path) -> None:
    """A ticket that was closed long ago, and a rule, two days old, that it falls under."""
    run("import", "--desk", desk, mail("a"))
    rule = Keeping(None, RetentionAction.DELETE, 1, contacts=True)
    with closing(open_desk(desk)) as database:
        now = datetime.now(UTC) - timedelta(days=2)
        database.execute(add_rule, rule, now=now, label="", agent_id=None)
    with closing(driver.connect(str(desk), isolation_level=None)) as raw:
        raw.execute("UPDATE ticket SET status = 5, closed_at = 1000, solved_at = 1000")


def test_retention_tells_first_and_does_then(run: Run, mail: Mail, desk: Path) -> None:
    run("import", "--desk", desk, mail("a"))
    assert "everything is kept" in run("retention", "--desk", desk, "--dry-run").out
    old_ticket_to_delete(run, mail, desk)
    (told,) = run("retention", "--desk", desk, "--dry-run", "--json").json
    assert (told["action"], told["days"], told["tickets"]) == ("delete", 1, 1)
    assert len(told["examples"]) == 1
    assert run("backup", "--desk", desk).code == 0
    answer = run("retention", "--desk", desk)
    assert answer.out.startswith("All categories: deleted 1 day after closing: 1 ticket, ")
    assert run("retention", "--desk", desk).out.strip() == "Nothing is old enough."
    assert run("--desk", desk, "tickets", "--json").json == []
    assert len(backup.backups(desk)) >= 1


def test_the_backup_before_retention_also_lies_in_the_second_place(
    run: Run, mail: Mail, desk: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    SettingsFile(paths.settings_file()).write(Settings(second_places={str(desk): str(stick)}))
    old_ticket_to_delete(run, mail, desk)
    assert run("retention", "--desk", desk).code == 0
    (copy,) = backup.in_second_place(desk, stick)
    assert manifest.is_unchanged(copy.path)
