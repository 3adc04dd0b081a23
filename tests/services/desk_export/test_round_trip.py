"""A desk, exported and taken over, holds the same in every table but history, undo, access log."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.errors import UserError
from app.models import Base
from app.services.answers import add_note
from app.services.demo import build_demo
from app.services.desk_export import export_desk
from app.services.desk_export.tables import LEFT_OUT
from app.services.desk_import import take_over
from app.services.erasure.erasing import Reach, erase
from app.services.imports import run_import
from app.storage import backup, conversion, protection, search, upgrade
from tests.desk_fixtures import MORNING, Clock, Desk
from tests.services.acts import ACTS, OTHER_ACTS, Hand, furnish
from tests.services.desk_export.any_rows import fill
from tests.services.desk_export.comparing import digests

UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
DEMO_NOW = MORNING


def there_and_back(path: Path, *, ending: str = "", key: protection.Key | None = None) -> Path:
    """Export the closed desk and make another one of it; both hold the same."""
    folder = path.parent
    with closing(upgrade.open_desk(path, key=key)) as database:
        database.read(export_desk, folder / f"export{ending}", now=MORNING)
    again = folder / "again.desk"
    take_over(folder / f"export{ending}", again)
    assert digests(again) == digests(path, key)
    assert backup.faults_of(again) == []
    with closing(upgrade.open_desk(again)) as database:
        assert database.read(search.is_whole)
    return again


@pytest.fixture(scope="module")
def furnished(template_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("furnished") / "furnished.desk"
    shutil.copyfile(template_desk, path)
    desk = Desk(path, Clock())
    furnish(desk)
    desk.database.close()
    return path


@settings(max_examples=6, phases=UNSHRUNK)
@given(
    data=st.data(),
    acts=st.lists(st.sampled_from([*ACTS, *OTHER_ACTS]), min_size=5, max_size=25),
    ending=st.sampled_from(["", ".zip"]),
)
def test_whatever_was_done_at_a_desk_comes_back_the_same(
    furnished: Path, data: st.DataObject, acts: list[str], ending: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.desk"
        shutil.copyfile(furnished, path)
        desk = Desk(path, Clock())
        desk.clock.advance(hours=1)
        try:
            for act in acts:
                with suppress(UserError):
                    (ACTS | OTHER_ACTS)[act](Hand(desk, data.draw))
        finally:
            desk.database.close()
        there_and_back(path, ending=ending)


@settings(max_examples=12, phases=UNSHRUNK)
@given(seed=st.integers(0, 1 << 32), ending=st.sampled_from(["", ".zip"]))
def test_rows_of_every_table_with_any_values_come_back_the_same(
    empty_desk: Path, seed: int, ending: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shop.desk"
        shutil.copyfile(empty_desk, path)
        fill(path, seed)
        there_and_back(path, ending=ending)


@pytest.fixture(scope="module")
def empty_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.desk"
    upgrade.create(path).close()
    return path


def test_such_rows_reach_every_table(empty_desk: Path, tmp_path: Path) -> None:
    missing = {name for name in Base.metadata.tables if name not in LEFT_OUT}
    for seed in range(8):
        path = tmp_path / f"{seed}.desk"
        shutil.copyfile(empty_desk, path)
        fill(path, seed)
        nothing = digests(empty_desk)
        missing -= {name for name, found in digests(path).items() if found != nothing[name]}
    assert missing == set()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With snippets, shift plan and workshop; closed."""
    path = tmp_path_factory.mktemp("demo") / "demo.desk"
    with closing(upgrade.create(path, clock=lambda: DEMO_NOW)) as database:
        build_demo(database, size=40, now=DEMO_NOW, language="de")
    return path


def test_the_demo_desk_comes_back_the_same(demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "demo.desk"
    shutil.copyfile(demo, path)
    there_and_back(path)


def test_the_export_of_the_copy_is_the_export_of_the_desk(demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "demo.desk"
    shutil.copyfile(demo, path)
    again = there_and_back(path)
    with closing(upgrade.open_desk(again)) as database:
        database.read(export_desk, tmp_path / "second", now=MORNING)
    first, second = (_files(tmp_path / name) for name in ("export", "second"))
    assert first == second


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(each.relative_to(folder)): each.read_bytes()
        for each in folder.rglob("*")
        if each.is_file()
    }


def test_a_protected_desk_comes_back_the_same(demo: Path, tmp_path: Path) -> None:
    path = tmp_path / "demo.desk"
    shutil.copyfile(demo, path)
    key = protection.fresh_key("Wer den Tresen kennt")
    conversion.rewrite(path, old=None, new=key)
    there_and_back(path, ending=".zip", key=key)


MAIL = """From: {sender}
To: help@shop.example
Subject: {subject}
Message-ID: <{key}@mail.example>
Date: Mon, 23 Feb 2026 10:00:00 +0100

{text}
"""


@pytest.fixture
def mailed(desk: Desk, tmp_path: Path) -> Desk:
    """Mails of Eva and Ben; one of Ben's was split, so that two messages share its bytes."""
    folder = tmp_path / "mails"
    folder.mkdir()
    for key, sender in (("a", "Eva <eva@kunde.example>"), ("b", "Ben <ben@other.example>")):
        text = MAIL.format(sender=sender, subject=f"Sache {key}", key=key, text="From here on\n")
        (folder / f"{key}.eml").write_bytes(text.encode())
    run_import(
        desk.database,
        [folder],
        close_old=False,
        now=desk.clock.now,
        agent_id=desk.kim,
        label="Import",
    )
    return desk


def _run(desk: Desk, sql: str) -> Callable[..., None]:
    def run(session: Any, *, now: object) -> None:
        session.connection().exec_driver_sql(sql)

    return run


def test_mails_that_share_their_bytes_still_do(mailed: Desk) -> None:
    raw_id = mailed.one("SELECT min(raw_id) FROM message")
    mailed.do(_run(mailed, f"UPDATE message SET raw_id = {raw_id}"))
    mailed.database.close()
    there_and_back(mailed.path)
    mailed.restart()


def test_after_an_erasure_nothing_comes_back_but_what_is_left(mailed: Desk) -> None:
    eva = mailed.one("SELECT contact_id FROM contact_address WHERE email = 'eva@kunde.example'")
    mailed.do(erase, eva, Reach())
    mailed.database.close()
    there_and_back(mailed.path)
    written = b"".join(_files(mailed.path.parent / "export").values())
    assert b"ben@other.example" in written
    assert b"eva@kunde.example" not in written
    mailed.restart()


def test_keys_of_rows_that_are_gone_are_not_given_again(mailed: Desk) -> None:
    mailed.captured("Gone")
    last = mailed.one("SELECT max(id) FROM ticket")
    mailed.do(_run(mailed, f"DELETE FROM message WHERE ticket_id = {last}"))
    mailed.do(_run(mailed, f"DELETE FROM ticket WHERE id = {last}"))
    mailed.database.close()
    again = Desk(there_and_back(mailed.path), mailed.clock)
    try:
        assert again.captured("New") > last
    finally:
        again.database.close()
        mailed.restart()


def test_work_goes_on_in_the_copy(mailed: Desk) -> None:
    mailed.database.close()
    again = Desk(there_and_back(mailed.path), mailed.clock)
    try:
        ticket = again.one("SELECT id FROM ticket WHERE subject = 'Sache a'")
        again.do(add_note, ticket, text="Zauberwort")
        again.undo()
        again.redo()
        assert again.read(search.matching_ids, '"zauberwort"') != []
        assert again.one(f"SELECT message_count FROM ticket WHERE id = {ticket}") == 2
    finally:
        again.database.close()
        mailed.restart()
