"""Only what an export wrote becomes a desk, whole or not at all; what is hostile does no harm."""

import hashlib
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import Cancelled, UserError
from app.formats.desk_export.reading import is_export
from app.services import tickets
from app.services.checkup import examine
from app.services.desk_export import export_desk
from app.services.desk_import import take_over
from app.services.imports import run_import
from app.storage import backup, conversion, protection, upgrade
from tests.desk_fixtures import MORNING, Clock, Desk, set_up
from tests.services.desk_export.comparing import digests

MAIL = """From: Eva <eva{number}@kunde.example>
To: help@shop.example
Subject: Sache {number}
Message-ID: <{number}@mail.example>
Date: Mon, 23 Feb 2026 10:00:00 +0100

From here on it prints nothing.
"""
A_FILE = "attachments/ab/" + "ab" * 32


@pytest.fixture(scope="module")
def made(template_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``shop.desk``, closed, and its export as ``out`` and ``out.zip``."""
    folder = tmp_path_factory.mktemp("made")
    shutil.copyfile(template_desk, folder / "shop.desk")
    desk = Desk(folder / "shop.desk", Clock())
    for number in range(3):
        (folder / f"{number}.eml").write_text(MAIL.format(number=number), "utf-8")
    run_import(
        desk.database,
        sorted(folder.glob("*.eml")),
        close_old=False,
        now=desk.clock.now,
        agent_id=desk.kim,
        label="Import",
    )
    desk.do(tickets.add_tags, [1], ["tag"])
    desk.captured()
    for name in ("out", "out.zip"):
        desk.read(export_desk, folder / name, now=MORNING)
    desk.database.close()
    return folder


@pytest.fixture
def out(made: Path, tmp_path: Path) -> Path:
    """A folder of an export that a test may change."""
    shutil.copytree(made / "out", tmp_path / "out")
    return tmp_path / "out"


def sealed(folder: Path, change: Callable[[dict[str, Any]], object] = lambda found: None) -> None:
    """Bring the manifest in step with what lies there, as somebody who means harm would."""
    path = folder / "manifest.json"
    found = json.loads(path.read_text("utf-8"))
    found["files"] = {
        each.relative_to(folder).as_posix(): {
            "bytes": each.stat().st_size,
            "sha256": hashlib.sha256(each.read_bytes()).hexdigest(),
        }
        for each in folder.rglob("*")
        if each.is_file() and each != path
    }
    change(found)
    path.write_text(json.dumps(found), "utf-8")


def refused(export: Path, words: str, desk: Path | None = None) -> None:
    """Nothing is taken over, for the reason with these words, and nothing is left behind."""
    target = desk or export.parent / "again" / "again.desk"
    before = target.read_bytes() if target.exists() else None
    with pytest.raises(UserError, match=words):
        take_over(export, target)
    assert (target.read_bytes() if target.exists() else None) == before
    left = [each.name for each in target.parent.glob(f"{target.name}?*")]
    assert [each for each in left if not each.endswith((".lock", "-wal", "-shm"))] == []


# Which desk


def test_it_becomes_the_desk_where_there_was_none(made: Path, tmp_path: Path) -> None:
    taken = take_over(made / "out.zip", tmp_path / "new" / "again.desk")
    assert (taken.name, taken.tickets, taken.messages, taken.contacts) == ("Shop", 4, 4, 4)
    assert digests(tmp_path / "new" / "again.desk") == digests(made / "shop.desk")


@pytest.mark.parametrize("state", ["made", "set up", "cut off"])
def test_it_takes_the_place_of_a_desk_that_is_new(made: Path, tmp_path: Path, state: str) -> None:
    path = tmp_path / "again.desk"
    if state == "cut off":
        path.touch()
    else:
        with closing(upgrade.create(path, clock=Clock())) as database:
            if state == "set up":
                set_up(database)
    take_over(made / "out", path)
    assert digests(path) == digests(made / "shop.desk")


def test_a_new_desk_that_is_protected_stays_so(
    made: Path, template_desk: Path, tmp_path: Path
) -> None:
    path = tmp_path / "again.desk"
    shutil.copyfile(template_desk, path)
    key = protection.fresh_key("Wer den Tresen kennt")
    conversion.rewrite(path, old=None, new=key)
    take_over(made / "out", path, key=key)
    assert protection.is_protected(path)
    assert digests(path, key) == digests(made / "shop.desk")


def test_a_desk_that_is_in_use_is_refused(made: Path, desk: Desk) -> None:
    desk.captured()
    desk.database.close()
    refused(made / "out", "is in use already", desk.path)
    desk.restart()


def test_a_new_desk_that_was_backed_up_is_in_use(made: Path, desk: Desk) -> None:
    backup.take(desk.path, MORNING)
    desk.database.close()
    refused(made / "out", "is in use already", desk.path)
    desk.restart()


def test_what_was_taken_over_is_sound(made: Path, tmp_path: Path) -> None:
    take_over(made / "out", tmp_path / "again.desk")
    with closing(upgrade.open_desk(tmp_path / "again.desk")) as database:
        assert examine(database).problems == ()


def test_a_desk_that_was_taken_over_is_in_use(made: Path, tmp_path: Path) -> None:
    take_over(made / "out", tmp_path / "again.desk")
    refused(made / "out", "is in use already", tmp_path / "again.desk")


# What is there


def test_an_export_is_known_by_its_manifest(made: Path, tmp_path: Path) -> None:
    assert is_export(made / "out")
    assert is_export(made / "out.zip")
    (tmp_path / "manifest.json").write_text('{"format": "other"}')
    assert not is_export(tmp_path)
    assert not is_export(tmp_path / "gone")
    assert not is_export(made / "shop.desk")


def test_a_folder_that_somebody_zipped_with_its_name_is_one(made: Path, tmp_path: Path) -> None:
    shutil.make_archive(str(tmp_path / "packed"), "zip", made, "out")
    assert is_export(tmp_path / "packed.zip")
    take_over(tmp_path / "packed.zip", tmp_path / "again.desk")
    assert digests(tmp_path / "again.desk") == digests(made / "shop.desk")


def test_what_the_system_puts_into_folders_does_not_count(out: Path, made: Path) -> None:
    (out / ".DS_Store").write_bytes(b"x")
    (out / "mail" / "Thumbs.db").write_bytes(b"x")
    take_over(out, out.parent / "again.desk")
    assert digests(out.parent / "again.desk") == digests(made / "shop.desk")


def test_a_missing_file_is_named(out: Path) -> None:
    (out / "mail" / "received.mbox").unlink()
    refused(out, "“mail/received.mbox” is missing")


def test_a_changed_file_is_named(out: Path) -> None:
    path = out / "tables" / "ticket.jsonl"
    path.write_bytes(path.read_bytes().replace(b"Sache 1", b"Sache 9"))
    refused(out, "“tables/ticket.jsonl” was changed")


def test_a_file_that_is_longer_or_shorter_is_named(out: Path) -> None:
    with (out / "contents.jsonl").open("ab") as file:
        file.write(b"\n")
    refused(out, "“contents.jsonl” was changed")


def test_a_file_that_was_added_is_named(out: Path) -> None:
    (out / "mail" / "more.exe").write_bytes(b"x")
    refused(out, "“mail/more.exe” is no part of it")


def test_of_many_files_five_are_named(out: Path) -> None:
    for number in range(9):
        (out / f"{number}.txt").write_bytes(b"x")
    with pytest.raises(UserError) as refusal:
        take_over(out, out.parent / "again.desk")
    assert str(refusal.value).count("is no part of it") == 5
    assert "…" in str(refusal.value)


@settings(max_examples=20)
@given(data=st.data())
def test_no_change_of_a_byte_goes_unnoticed(made: Path, data: st.DataObject) -> None:
    folder = made / "changed"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(made / "out", folder)
    path = data.draw(st.sampled_from(sorted(e for e in folder.rglob("*.*") if e.is_file())))
    content = bytearray(path.read_bytes())
    if not content:
        content = bytearray(b"\n")
    else:
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    if path.name == "manifest.json":
        try:
            take_over(folder, made / "changed.desk")
        except UserError:
            return
        assert digests(made / "changed.desk") == digests(made / "shop.desk")
        (made / "changed.desk").unlink()
    else:
        refused(folder, "was changed")


@pytest.mark.parametrize(("field", "value"), [("version", 2), ("schema", "0999")])
def test_an_export_of_a_newer_program_is_refused(out: Path, field: str, value: object) -> None:
    sealed(out, lambda found: found.update({field: value}))
    refused(out, "newer Tresen")


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b'{"format": "tresen-desk", "version": 1}', b"\xff", b"[" * 10_000],
)
def test_a_manifest_that_makes_no_sense_is_refused(out: Path, content: bytes) -> None:
    (out / "manifest.json").write_bytes(content)
    refused(out, "manifest of the export is damaged")


@pytest.mark.parametrize("name", ["tables/ticket.jsonl", "contents.jsonl"])
def test_an_export_that_lacks_something_is_refused(out: Path, name: str) -> None:
    (out / name).unlink()
    sealed(out)
    refused(out, f"lacks “{name}”")


def test_a_table_that_this_program_does_not_know_is_named(out: Path) -> None:
    (out / "tables" / "invoice.jsonl").write_bytes(b"")
    sealed(out)
    refused(out, "does not know “tables/invoice.jsonl”")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_zip_or_an_empty_one_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "out.zip").write_bytes(content)
    refused(tmp_path / "out.zip", "no zip|no export")


def test_a_zip_that_was_cut_off_is_refused(made: Path, tmp_path: Path) -> None:
    whole = (made / "out.zip").read_bytes()
    for length in range(0, len(whole), len(whole) // 7):
        (tmp_path / "out.zip").write_bytes(whole[:length])
        refused(tmp_path / "out.zip", "damaged or no zip")


# What means harm


@pytest.mark.parametrize(
    "name",
    ["../out.txt", "/etc/passwd", "C:\\x", "..\\x", "a/../../x", "CON", "mail/nul.mbox", "a\x01b"],
)
def test_names_that_lead_elsewhere_are_refused(made: Path, tmp_path: Path, name: str) -> None:
    shutil.copyfile(made / "out.zip", tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip", "a") as packed:
        packed.writestr(name, b"x")
    refused(tmp_path / "out.zip", "leads out of it")
    assert {each.name for each in tmp_path.iterdir()} <= {"out.zip", "again"}


@pytest.mark.parametrize("name", ["../shop.desk", "/etc/passwd", "CON", "tables/../../x.jsonl"])
def test_a_manifest_that_names_other_places_is_refused(out: Path, name: str) -> None:
    noted = {"bytes": 1, "sha256": "0" * 64}
    sealed(out, lambda found: found["files"].update({name: noted}))
    refused(out, r"is no part of it|does not know")


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="links need a system that has them")
def test_links_are_refused(out: Path) -> None:
    (out / "mail" / "received.mbox").unlink()
    (out / "mail" / "received.mbox").symlink_to("/etc/hostname")
    refused(out, "leads out of it")


def test_links_in_a_zip_are_refused(made: Path, tmp_path: Path) -> None:
    shutil.copyfile(made / "out.zip", tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip", "a") as packed:
        entry = zipfile.ZipInfo("mail/link.mbox")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        packed.writestr(entry, b"/etc/passwd")
    refused(tmp_path / "out.zip", "leads out of it")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_same_name_twice_is_refused(made: Path, tmp_path: Path) -> None:
    shutil.copyfile(made / "out.zip", tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip", "a") as packed:
        packed.writestr("contents.jsonl", b"")
    refused(tmp_path / "out.zip", "twice")


def test_a_bomb_is_not_unpacked(made: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "out.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.write(made / "out" / "manifest.json", "manifest.json")
        with packed.open(A_FILE, "w", force_zip64=True) as file:
            for _megabyte in range(1100):
                file.write(bytes(1 << 20))
    refused(tmp_path / "out.zip", "more than an export can")


def test_methods_of_packing_that_take_much_memory_are_refused(made: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "out.zip", "w", zipfile.ZIP_LZMA) as packed:
        packed.write(made / "out" / "manifest.json", "manifest.json")
    refused(tmp_path / "out.zip", "does not unpack")


HARM: dict[str, Callable[[dict[str, Any]], object]] = {
    "a word for a number": lambda row: row.update(number="many"),
    "a status that is none": lambda row: row.update(status="lost"),
    "no moment": lambda row: row.update(created_at="yesterday"),
    "a number beyond all": lambda row: row.update(number=1 << 70),
    "a truth that is none": lambda row: row.update(unread=2),
    "nothing where something must be": lambda row: row.update(subject=None),
    "a column more": lambda row: row.update(more=1),
    "a column less": lambda row: row.pop("subject"),
    "half a character": lambda row: row.update(subject="\ud800"),
    "the key of another": lambda row: row.update(id=2),
    "a contact that is not there": lambda row: row.update(contact_id=999),
    "another spelling": lambda row: row.update(created_at="2026-03-02T09:00:00+00:00"),
}


@pytest.mark.parametrize("harm", HARM)
def test_rows_that_no_desk_has_written_are_refused(out: Path, harm: str) -> None:
    path = out / "tables" / "ticket.jsonl"
    first, *others = path.read_bytes().splitlines()
    row = json.loads(first)
    HARM[harm](row)
    changed = json.dumps(row, separators=(",", ":")).encode()
    path.write_bytes(b"\n".join([changed, *others]) + b"\n")
    sealed(out)
    refused(out, "export is damaged")


@pytest.mark.parametrize(
    "line", [b"", b"[]", b"[" * 5000, b"\xff\xfe", b"1", b'{"id":' + b"9" * 5000]
)
def test_lines_that_are_none_are_refused(out: Path, line: bytes) -> None:
    (out / "tables" / "tag.jsonl").write_bytes(line + b"\n")
    sealed(out)
    refused(out, "“tables/tag.jsonl")


@pytest.mark.parametrize(
    "change",
    [
        {"size": 1 << 40},
        {"size": 5},
        {"sha256": "0" * 64},
        {"chunks": []},
        {"offset": 1 << 40},
        {"length": 1 << 62},
        {"file": "../../etc/passwd"},
        {"file": "manifest.json"},
        {"file": 5},
        {"id": -1},
    ],
)
def test_contents_that_are_not_there_are_refused(out: Path, change: dict[str, Any]) -> None:
    path = out / "contents.jsonl"
    first, *others = path.read_bytes().splitlines()
    changed = json.dumps(json.loads(first) | change).encode()
    path.write_bytes(b"\n".join([changed, *others]) + b"\n")
    sealed(out)
    refused(out, "export is damaged")


# Half way


def test_a_cancelled_taking_over_leaves_nothing(made: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        told.append((done, total))
        if done > total * 0.8:
            raise Cancelled

    with pytest.raises(Cancelled):
        take_over(made / "out", tmp_path / "again.desk", progress=stop)
    assert list(tmp_path.iterdir()) == []
    assert told == sorted(told)


def test_without_room_it_says_so_before_it_writes(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=1000))
    with pytest.raises(UserError, match="no room for the desk"):
        take_over(made / "out", tmp_path / "again.desk")
    assert list(tmp_path.iterdir()) == []


KILLED_AT = """
import sys
from pathlib import Path
from app.services.desk_import import take_over

def kill(done, total):
    if done >= total * {share}:
        import os, signal
        os.kill(os.getpid(), signal.SIGKILL)

take_over(Path(sys.argv[1]), Path(sys.argv[2]), progress=kill)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that cannot be caught")
@pytest.mark.parametrize("share", [0.3, 0.7, 0.99])
def test_killed_in_the_middle_there_is_no_half_desk(
    made: Path, template_desk: Path, tmp_path: Path, share: float
) -> None:
    path = tmp_path / "again.desk"
    shutil.copyfile(template_desk, path)
    before = digests(path)
    done = subprocess.run(
        [sys.executable, "-c", KILLED_AT.format(share=share), str(made / "out.zip"), str(path)],
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert digests(path) == before
    take_over(made / "out.zip", path)
    assert {each.name for each in tmp_path.iterdir()} == {"again.desk"}
    assert digests(path) == digests(made / "shop.desk")
