"""A protected desk: what its keys are, and that it is written anew whole or not at all."""

import os
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Cancelled, UserError
from app.storage import backup, conversion, manifest, protection, upgrade
from app.storage.connection import connect
from app.storage.protection import Key, Protected, WrongKey
from app.storage.restoring import restore
from tests.desk_fixtures import Desk
from tests.storage.killed_script import kill_after

SECRET = "Wer den Tresen kennt"
MARKER = "Zauberspruch des Kunden"


@pytest.fixture
def plain(desk: Desk) -> Desk:
    """A desk with a ticket whose words are easy to find in the file; closed."""
    desk.captured(MARKER)
    desk.database.close()
    return desk


def protect(path: Path, passphrase: str = SECRET) -> Key:
    key = protection.fresh_key(passphrase)
    conversion.rewrite(path, old=None, new=key)
    return key


def subjects(path: Path, key: Key | None) -> list[str]:
    with closing(upgrade.open_desk(path, key=key)) as database:
        return database.read(
            lambda session: [
                str(row[0])
                for row in session.connection().exec_driver_sql("SELECT subject FROM ticket")
            ]
        )


def everything_beside(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in path.parent.rglob("*") if each.is_file())


def test_a_protected_desk_opens_with_its_passphrase_and_holds_the_same(plain: Desk) -> None:
    protect(plain.path)
    assert protection.is_protected(plain.path)
    key = protection.key_from_passphrase(plain.path, SECRET)
    assert subjects(plain.path, key) == [MARKER]
    assert backup.faults_of(plain.path, key=key) == []


def test_neither_words_nor_heads_can_be_read_without_the_key(plain: Desk) -> None:
    protect(plain.path)
    lying_there = everything_beside(plain.path)
    for word in (MARKER.encode(), b"Eva M", b"SQLite format", b"CREATE TABLE"):
        assert word not in lying_there


def test_without_a_key_it_says_that_it_is_protected(plain: Desk) -> None:
    protect(plain.path)
    with pytest.raises(Protected, match="protected"):
        upgrade.open_desk(plain.path)


def test_a_wrong_passphrase_is_told_in_the_same_words_however_near_it_is(plain: Desk) -> None:
    protect(plain.path)
    told = set()
    for wrong in ("", SECRET[:-1], SECRET + " ", SECRET.lower(), "x" * 10_000):
        with pytest.raises(WrongKey) as caught:
            upgrade.open_desk(plain.path, key=protection.key_from_passphrase(plain.path, wrong))
        told.add(str(caught.value))
    assert len(told) == 1


def test_the_recovery_key_opens_it_as_it_was_written_down(plain: Desk) -> None:
    key = protect(plain.path)
    for written in (
        key.recovery,
        key.recovery.lower().replace("-", " "),
        key.recovery.replace("O", "0").replace("I", "1").replace("B", "8"),
    ):
        again = protection.key_from_recovery(plain.path, written)
        assert subjects(plain.path, again) == [MARKER]


@given(st.integers(min_value=0, max_value=55), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_a_slip_in_the_recovery_key_is_noticed(place: int, letter: str) -> None:
    key = Key(bytes(range(32)), bytes(16))
    letters = list(key.recovery.replace("-", ""))
    if letters[place] == letter:
        return
    letters[place] = letter
    with pytest.raises(WrongKey):
        protection.key_from_recovery(Path(os.devnull), "".join(letters))


@pytest.mark.parametrize("written", ["", "-", "ABCD", "Kä-se", "A" * 55, "A" * 1000])
def test_what_is_no_recovery_key_is_refused(written: str) -> None:
    with pytest.raises(WrongKey):
        protection.key_from_recovery(Path(os.devnull), written)


def test_umlauts_typed_in_two_ways_are_the_same_passphrase(plain: Desk) -> None:
    protect(plain.path, "Tür")
    key = protection.key_from_passphrase(plain.path, "Tu\u0308r")
    assert subjects(plain.path, key) == [MARKER]


def test_a_changed_passphrase_makes_the_old_keys_useless(plain: Desk) -> None:
    old = protect(plain.path)
    new = protection.fresh_key("another one")
    conversion.rewrite(plain.path, old=old, new=new)
    assert subjects(plain.path, new) == [MARKER]
    with pytest.raises(WrongKey):
        upgrade.open_desk(plain.path, key=old)


def test_protection_can_be_removed(plain: Desk) -> None:
    key = protect(plain.path)
    conversion.rewrite(plain.path, old=key, new=None)
    assert not protection.is_protected(plain.path)
    assert subjects(plain.path, None) == [MARKER]


def test_backups_of_a_protected_desk_are_protected_and_can_be_restored(plain: Desk) -> None:
    key = protect(plain.path)
    taken = backup.take(plain.path, plain.clock.now, key=key)
    assert protection.is_protected(taken.path)
    assert backup.faults_of(taken.path, key=key) == []
    plain.path.unlink()
    restore(taken.path, plain.path, plain.clock.now, key=key)
    assert subjects(plain.path, key) == [MARKER]


def test_a_backup_with_another_key_leaves_the_desk_as_it_is(plain: Desk) -> None:
    old = protect(plain.path)
    taken = backup.take(plain.path, plain.clock.now, key=old)
    new = protection.fresh_key("another one")
    conversion.rewrite(plain.path, old=old, new=new)
    with pytest.raises(WrongKey):
        restore(taken.path, plain.path, plain.clock.now, key=new)
    assert subjects(plain.path, new) == [MARKER]


def test_the_search_still_answers_after_it(plain: Desk) -> None:
    key = protect(plain.path)
    with closing(upgrade.open_desk(plain.path, key=key)) as database:
        found = database.read(
            lambda session: (
                session.connection()
                .exec_driver_sql("SELECT count(*) FROM search WHERE search MATCH 'zauberspruch*'")
                .scalar()
            )
        )
    assert found == 1


def test_cancelled_it_leaves_the_desk_and_nothing_beside_it(plain: Desk) -> None:
    before = sorted(plain.path.parent.iterdir())
    with pytest.raises(Cancelled):
        conversion.rewrite(
            plain.path, old=None, new=protection.fresh_key(SECRET), cancelled=lambda: True
        )
    assert sorted(plain.path.parent.iterdir()) == before
    assert subjects(plain.path, None) == [MARKER]


def test_a_full_disk_leaves_the_desk(plain: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: type("Usage", (), {"free": 10})())
    with pytest.raises(UserError, match="MB are needed"):
        protect(plain.path)
    assert subjects(plain.path, None) == [MARKER]


def test_a_damaged_file_is_not_taken_for_a_protected_one(tmp_path: Path) -> None:
    zeros = tmp_path / "zeros.desk"
    zeros.write_bytes(bytes(8192))
    text = tmp_path / "text.desk"
    text.write_text("Liebe Kollegin, " * 1000)
    assert not protection.is_protected(zeros)
    assert not protection.is_protected(text)
    assert not protection.is_protected(tmp_path / "missing.desk")


_CONVERT = """
import sys
from pathlib import Path
from app.storage import conversion, protection
key = protection.Key(bytes(range(32)), bytes(range(16)))
old, new = (None, key) if sys.argv[2] == "protect" else (key, None)
print("ready", flush=True)
conversion.rewrite(Path(sys.argv[1]), old=old, new=new)
print("done", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
@pytest.mark.parametrize("delay", [0.0, 0.005, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2])
def test_killed_while_it_is_written_anew_one_of_both_is_whole(plain: Desk, delay: float) -> None:
    kill_after(delay, _CONVERT, plain.path, "protect")
    key = Key(bytes(range(32)), bytes(range(16)))
    found = key if protection.is_protected(plain.path) else None
    assert subjects(plain.path, found) == [MARKER]
    conversion.forget_unfinished(plain.path)
    assert backup.faults_of(plain.path, key=found) == []


def test_a_backup_written_anew_still_counts_as_checked_and_a_changed_one_does_not(
    plain: Desk,
) -> None:
    good = backup.take(plain.path, plain.clock.now).path
    changed = backup.take(plain.path, plain.clock.advance(days=1)).path
    with closing(connect(changed)) as raw:
        raw.execute("UPDATE ticket SET subject = 'somebody was here'")
    key = protection.fresh_key(SECRET)
    for each in (good, changed):
        conversion.rewrite_backup(each, old=None, new=key)
    assert protection.is_protected(good)
    assert manifest.is_unchanged(good)
    assert not manifest.is_unchanged(changed)
