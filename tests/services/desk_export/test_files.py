"""What lies in an export: files by content, spreadsheets, mailboxes, the manifest, the schema."""

import csv
import hashlib
import io
import json
import mailbox
import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import app
from app.errors import Cancelled, UserError
from app.formats.desk_export import manifest
from app.i18n import set_language
from app.rules.enums import DraftKind
from app.services import drafts, tickets
from app.services.answers import add_note
from app.services.demo import build_demo
from app.services.desk_export import export_desk, exporting, schema
from app.services.desk_export.tables import LEFT_OUT
from app.services.imports import run_import
from app.services.messages import NewFile
from app.storage import upgrade
from tests.desk_fixtures import MORNING, Desk

REPOSITORY = Path(__file__).resolve().parents[3]
HOSTILE = "../../Grüße\u202e.exe"
MAIL = """From: Eva <eva@kunde.example>
To: help@shop.example
Subject: =1+1
Message-ID: <a@mail.example>
Date: Mon, 23 Feb 2026 10:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=x

--x
Content-Type: text/plain

Hello
From here on it prints nothing.
--x
Content-Type: application/octet-stream
Content-Disposition: attachment; filename*=utf-8''..%2F..%2FGr%C3%BC%C3%9Fe%E2%80%AE.exe
Content-Transfer-Encoding: base64

AAECAw==
--x--
"""


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def lines(path: Path) -> Iterator[Any]:
    for line in path.read_bytes().splitlines():
        yield json.loads(line)


@pytest.fixture
def exported(desk: Desk, tmp_path: Path) -> Path:
    """A mail with a file of a hostile name, a call, a note, a draft with the same file."""
    (tmp_path / "a.eml").write_bytes(MAIL.encode())
    run_import(
        desk.database,
        [tmp_path / "a.eml"],
        close_old=False,
        now=desk.clock.now,
        agent_id=desk.kim,
        label="Import",
    )
    ticket = desk.captured("-2+3", seconds=120)
    desk.do(tickets.add_tags, [ticket], ["@tag"])
    desk.do(add_note, ticket, text="From now on: @Kim\n=HYPERLINK(1)")
    draft = desk.do(drafts.save, ticket_id=ticket, kind=DraftKind.REPLY, text="Hi")
    desk.do(drafts.attach, draft, [NewFile("again.bin", "application/x", bytes(range(4)))])
    desk.read(export_desk, tmp_path / "out", now=MORNING)
    return tmp_path / "out"


def test_every_file_is_in_the_manifest_with_its_size_and_sum(exported: Path) -> None:
    found = json.loads((exported / "manifest.json").read_text("utf-8"))
    there = {
        each.relative_to(exported).as_posix(): each.read_bytes()
        for each in exported.rglob("*")
        if each.is_file() and each.name != "manifest.json"
    }
    assert found["files"] == {
        name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in there.items()
    }
    assert (found["format"], found["version"]) == ("tresen-desk", 1)
    assert (found["program"], found["desk"]) == (app.__version__, "Shop")
    assert found["counts"] == {"tickets": 2, "messages": 3, "contacts": 1, "attachments": 1}


def test_a_file_is_there_once_by_its_content_and_no_name_of_it_does_harm(exported: Path) -> None:
    digest = hashlib.sha256(bytes(range(4))).hexdigest()
    files = [each for each in (exported / "attachments").rglob("*") if each.is_file()]
    stored = exported / "attachments" / digest[:2] / digest
    assert set(files) == {stored, exported / "attachments" / "index.csv"}
    assert stored.read_bytes() == bytes(range(4))
    named = {each["Name"]: each for each in rows(exported / "attachments" / "index.csv")}
    assert set(named) == {"../../Grüße\ufffd.exe", "again.bin"}
    assert {each["File"] for each in named.values()} == {f"attachments/{digest[:2]}/{digest}"}
    assert named["again.bin"]["Belongs to"] == "#1002"


def test_the_true_name_of_a_file_is_in_its_table(exported: Path) -> None:
    (attachment,) = lines(exported / "tables" / "attachment.jsonl")
    assert attachment["name"].endswith("Grüße\u202e.exe")


def test_nothing_in_a_spreadsheet_is_a_formula(exported: Path) -> None:
    tickets = rows(exported / "csv" / "tickets.csv")
    assert [each["Subject"] for each in tickets] == ["'=1+1", "'-2+3"]
    assert tickets[1]["Tags"] == "'@tag"
    assert tickets[1]["Minutes worked"] == "2"
    texts = [each["Text"] for each in rows(exported / "csv" / "messages.csv")]
    assert any(text.startswith("From now on: @Kim\n=HYPER") for text in texts)
    for path in (exported / "csv").iterdir():
        for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")):
            assert [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_moments_in_a_spreadsheet_are_by_the_clock_of_the_desk(exported: Path) -> None:
    first = rows(exported / "csv" / "messages.csv")[0]
    assert first["Time"] == "2026-02-23 10:00"


def test_a_german_spreadsheet_has_german_heads_and_semicolons(desk: Desk, tmp_path: Path) -> None:
    desk.captured()
    set_language("de")
    desk.read(export_desk, tmp_path / "out", now=MORNING)
    head = (tmp_path / "out" / "csv" / "tickets.csv").read_text("utf-8-sig").splitlines()[0]
    assert head.startswith("Nummer;Betreff;Status;Priorität;")


def test_a_very_long_text_is_cut_in_the_spreadsheet_only(desk: Desk, tmp_path: Path) -> None:
    desk.captured(text="x" * 40_000)
    desk.read(export_desk, tmp_path / "out", now=MORNING)
    (message,) = lines(tmp_path / "out" / "tables" / "message.jsonl")
    assert len(message["text"]) == 40_000
    text = (tmp_path / "out" / "csv" / "messages.csv").read_text("utf-8-sig")
    assert "x" * 32_000 + "…" in text
    assert "x" * 32_001 not in text


def test_mail_programs_read_the_mails_and_the_notes(exported: Path) -> None:
    received = mailbox.mbox(exported / "mail" / "received.mbox")
    notes = mailbox.mbox(exported / "mail" / "notes.mbox")
    try:
        (mail,) = received
        assert mail["Message-ID"] == "<a@mail.example>"
        assert ">From here on" in str(mail.get_payload(0))
        assert [each["X-Tresen-Kind"] for each in notes] == ["phone", "note"]
        assert {each["X-Tresen-Ticket"] for each in notes} == {"1002"}
        assert "Kim Okafor" in list(notes)[1]["From"]
    finally:
        received.close()
        notes.close()


def test_spam_and_trash_are_kept_apart(desk: Desk, tmp_path: Path) -> None:
    for number in "ab":
        text = MAIL.replace("<a@mail", f"<{number}@mail").replace("=1+1", f"Sache {number}")
        (tmp_path / f"{number}.eml").write_bytes(text.encode())
    run_import(
        desk.database,
        [tmp_path / "a.eml", tmp_path / "b.eml"],
        close_old=False,
        now=desk.clock.now,
        agent_id=desk.kim,
        label="Import",
    )
    first, second = (row[0] for row in desk.rows("SELECT id FROM ticket ORDER BY id"))
    desk.do(tickets.mark_spam, [first], from_now_on=False)
    desk.do(tickets.trash, [second])
    desk.read(export_desk, tmp_path / "out", now=MORNING)
    boxes = {each.name for each in (tmp_path / "out" / "mail").iterdir()}
    assert boxes == {"spam.mbox", "trash.mbox"}


def test_the_published_schema_is_that_of_the_models() -> None:
    published = (REPOSITORY / "docs" / "desk-export.schema.json").read_text("utf-8")
    assert published == schema.written(), "run .ci/export-schema write"


def test_every_row_of_the_demo_desk_is_as_the_schema_says(tmp_path: Path) -> None:
    with closing(upgrade.create(tmp_path / "demo.desk", clock=lambda: MORNING)) as database:
        build_demo(database, size=25, now=MORNING, language="en")
        database.read(export_desk, tmp_path / "out", now=MORNING)
    out = tmp_path / "out"
    whole = json.loads((out / "schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(whole)
    kinds = whole["$defs"]
    one = jsonschema.Draft202012Validator(kinds["manifest"])
    one.validate(json.loads((out / "manifest.json").read_text("utf-8")))
    for line in lines(out / "contents.jsonl"):
        jsonschema.Draft202012Validator(kinds["content"]).validate(line)
    checked = set()
    for path in sorted((out / "tables").iterdir()):
        validator = jsonschema.Draft202012Validator(kinds["tables"][path.stem])
        for line in lines(path):
            validator.validate(line)
            checked.add(path.stem)
    assert len(checked) > 30


def test_history_undo_and_access_log_stay(exported: Path) -> None:
    assert not {each.stem for each in (exported / "tables").iterdir()} & LEFT_OUT


def test_no_export_while_a_vote_with_secret_ballots_is_open(desk: Desk, tmp_path: Path) -> None:
    def open_vote(session: Any, *, now: object) -> None:
        run = session.connection().exec_driver_sql
        run("INSERT INTO workshop (id, title, day, template, language, people, phases, phase, "
            "vote_mode, tie_rules, notes, created_at) VALUES "
            "(1, 'W', '2026-03-02', '', 'en', '{}', '[]', 0, 'ranked', '[]', '', 0)")  # fmt: skip
        run("INSERT INTO workshop_question (id, workshop_id, position, text, statement) "
            "VALUES (1, 1, 0, 'Q', '')")  # fmt: skip
        run("INSERT INTO workshop_vote (id, workshop_id, question_id, number, mode, voters, "
            "options, tie_rules, lot_order, state, entered, decisions, opened_at) VALUES "
            "(1, 1, 1, 1, 'ranked', 3, '[]', '[]', '[]', 'open', '[]', '[]', 0)")  # fmt: skip

    desk.do(open_vote)
    with pytest.raises(UserError, match="secret ballots"):
        desk.read(export_desk, tmp_path / "out", now=MORNING)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_what_is_there_already_is_kept(desk: Desk, tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    if target.suffix:
        target.write_text("mine")
    else:
        target.mkdir()
        (target / "mine.txt").write_text("mine")
    with pytest.raises(UserError, match=r"another name|is not empty"):
        desk.read(export_desk, target, now=MORNING)
    assert "mine" in (target if target.suffix else target / "mine.txt").read_text()


def test_an_empty_folder_is_filled(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    desk.read(export_desk, tmp_path / "out", now=MORNING)
    assert (tmp_path / "out" / "manifest.json").is_file()


def test_a_synced_folder_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="synced"):
        desk.read(export_desk, tmp_path / "OneDrive - Shop" / "out", now=MORNING)
    assert not (tmp_path / "OneDrive - Shop").exists()


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_a_cancelled_export_leaves_nothing(desk: Desk, tmp_path: Path, name: str) -> None:
    desk.captured()
    before = set(tmp_path.iterdir())

    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        desk.read(export_desk, tmp_path / name, now=MORNING, progress=stop)
    assert {each for each in tmp_path.iterdir() if "shop.desk" not in each.name} <= before


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_without_room_it_says_so_before_it_writes(
    desk: Desk, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=1000))
    with pytest.raises(UserError, match="no room for the export"):
        desk.read(export_desk, tmp_path / name, now=MORNING)
    assert not list(tmp_path.glob("*out*"))


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_a_disk_that_fills_up_leaves_nothing(
    desk: Desk, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    desk.captured()
    monkeypatch.setattr(exporting, "write_spreadsheets", full)
    with pytest.raises(UserError, match="no room for the export"):
        desk.read(export_desk, tmp_path / name, now=MORNING)
    assert not list(tmp_path.glob("*out*"))


def test_a_manifest_reads_as_it_was_written(exported: Path) -> None:
    content = (exported / "manifest.json").read_bytes()
    assert manifest.is_manifest(content[:100])
    assert manifest.written(manifest.read(content)) == content


@pytest.mark.skipif(os.name == "nt", reason="files have no such modes")
@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_only_its_owner_can_open_an_export(desk: Desk, tmp_path: Path, name: str) -> None:
    desk.read(export_desk, tmp_path / name, now=MORNING)
    assert (tmp_path / name).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_what_a_killed_export_left_is_replaced(desk: Desk, tmp_path: Path, name: str) -> None:
    left = tmp_path / f".{name}.tresen-partial"
    if name == "out":
        left.mkdir()
        (left / "half").write_bytes(b"x")
    else:
        left.write_bytes(b"x")
    desk.read(export_desk, tmp_path / name, now=MORNING)
    assert not left.exists()
    assert not (tmp_path / name / "half").exists()
