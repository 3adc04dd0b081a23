"""Damaged desks: a sentence names the newest good backup; the check finds what reads do not."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.errors import UserError
from app.services.checkup import examine
from app.storage import backup, blobs, conversion
from app.storage.changes import unrecorded
from app.storage.protection import WrongKey, fresh_key
from app.storage.upgrade import open_desk
from tests.desk_fixtures import MORNING, Desk


def _spoil(path: Path, place: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(place)
        file.write(content)


@pytest.mark.parametrize(
    ("place", "content"),
    [(0, b"x"), (68, b"\0"), (100, b"\xff" * 200)],
    ids=["head", "mark", "schema"],
)
def test_a_damaged_desk_names_its_newest_good_backup(
    desk: Desk, place: int, content: bytes
) -> None:
    good = backup.take(desk.path, MORNING).path
    later = backup.take(desk.path, MORNING + timedelta(hours=1)).path
    desk.database.close()
    _spoil(later, 5_000, b"rotten")
    _spoil(desk.path, place, content)
    with pytest.raises(UserError) as told:
        open_desk(desk.path)
    assert str(good) in str(told.value)
    assert str(later) not in str(told.value)


def test_a_desk_that_can_only_be_read_for_one_wrong_bit_is_called_damaged(desk: Desk) -> None:
    good = backup.take(desk.path, MORNING).path
    desk.database.close()
    _spoil(desk.path, 18, b"\x07")
    with closing(open_desk(desk.path)) as database, pytest.raises(UserError) as told:
        examine(database)
    assert str(good) in str(told.value)


def test_the_right_key_of_a_damaged_desk_is_not_called_wrong(desk: Desk) -> None:
    desk.database.close()
    key = fresh_key("open")
    conversion.rewrite(desk.path, old=None, new=key)
    good = backup.take(desk.path, MORNING, key=key).path
    _spoil(desk.path, 100, b"rotten")
    with pytest.raises(UserError) as told:
        open_desk(desk.path, key=key)
    assert str(good) in str(told.value)
    with pytest.raises(WrongKey):
        open_desk(desk.path, key=fresh_key("shut"))


@pytest.mark.parametrize("rotten", [b"rotten", b"x\x9c\x03\x00\x00\x00\x00\x01"])
def test_the_check_finds_a_stored_mail_that_is_not_what_came_in(desk: Desk, rotten: bytes) -> None:
    desk.database.execute(_store, label="Store", agent_id=None)
    assert examine(desk.database).problems == ()
    desk.database.execute(_spoil_content, rotten, label="Rot", agent_id=None)
    (problem,) = examine(desk.database).problems
    assert "damaged" in problem


def test_a_stored_mail_that_cannot_be_unpacked_is_told_in_words(desk: Desk) -> None:
    stored = desk.database.execute(_store, label="Store", agent_id=None).result
    desk.database.execute(_spoil_content, b"rotten", label="Rot", agent_id=None)
    with pytest.raises(UserError, match="is damaged"):
        desk.read(blobs.get, stored)


def test_a_word_index_that_cannot_be_read_is_found(desk: Desk) -> None:
    desk.captured()
    desk.database.execute(_spoil_index, label="Rot", agent_id=None)
    with closing(open_desk(desk.path)) as database:
        assert examine(database).search_broken


@unrecorded
def _store(session: Session) -> int:
    return blobs.put(session, b"Subject: Printer\n\nIt smokes.")


@unrecorded
def _spoil_content(session: Session, rotten: bytes) -> None:
    session.execute(text("UPDATE blob_chunk SET content = :rotten"), {"rotten": rotten})


@unrecorded
def _spoil_index(session: Session) -> None:
    session.execute(text("UPDATE search_data SET block = x'00' WHERE id > 10"))
