"""Erasing a person from backups: nothing of them in any byte, everything else as it was."""

import os
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from app.errors import UserError
from app.services import contacts
from app.services.checkup import examine
from app.services.contacts import ContactChoice
from app.services.erasure.copies import (
    Copy,
    Fate,
    copies_of,
    rewrite_without,
    treat_copies,
)
from app.services.erasure.erasing import Reach, erase
from app.services.erasure.person import person
from app.services.erasure.whole import Certified, erase_everywhere
from app.storage import backup, manifest
from app.storage.backup import Postponed, Whereabouts
from app.storage.connection import connect
from app.storage.conversion import rewrite
from app.storage.protection import Key, fresh_key, is_protected
from app.storage.restoring import restore
from tests.desk_fixtures import Desk
from tests.services.test_erasure import WORDS, contact, full, left_of
from tests.storage.killed_script import kill_after

__all__ = ["full"]

EVA = "eva.zauber@kunde.example"


@pytest.fixture
def kept(full: Desk) -> Path:
    """A backup that holds Eva."""
    path = backup.take(full.path, full.clock.now).path
    assert left_of(path) >= set(WORDS[:3])
    return path


def rows_of(path: Path, statement: str, key: Key | None = None) -> list[tuple[object, ...]]:
    with closing(connect(path, key=key, mode="ro")) as raw:
        return [tuple(row) for row in raw.execute(statement)]


def test_nothing_of_the_person_is_left_in_a_rewritten_backup(full: Desk, kept: Path) -> None:
    eva = contact(full, EVA)
    who = full.read(person, eva)
    before = rows_of(kept, "SELECT id, hex(chain) FROM history_entry")
    full.do(erase, eva, Reach())
    assert rewrite_without(kept, who, Reach(), key=None)
    assert left_of(kept) == set()
    assert backup.faults_of(kept) == []
    assert manifest.is_unchanged(kept)
    assert rows_of(kept, "SELECT id, hex(chain) FROM history_entry") == before
    assert rows_of(kept, "SELECT name FROM contact") == [("Ben",)]
    assert "Mein Text." in " ".join(str(row) for row in rows_of(kept, "SELECT text FROM message"))
    assert examine(full.database).problems == ()
    assert set(kept.parent.iterdir()) == {kept, manifest.path_of(kept)}


def test_a_rewritten_backup_opens_as_a_desk_and_can_be_restored(full: Desk, kept: Path) -> None:
    eva = contact(full, EVA)
    who = full.read(person, eva)
    tickets = full.one("SELECT count(*) FROM ticket")
    full.do(erase, eva, Reach())
    rewrite_without(kept, who, Reach(), key=None)
    full.database.close()
    restore(kept, full.path, full.clock.now)
    full.restart()
    assert left_of(full.path) == set()
    assert full.one("SELECT count(*) FROM ticket") == tickets


def test_a_protected_backup_stays_protected_and_loses_the_person(
    full: Desk, tmp_path: Path
) -> None:
    eva = contact(full, EVA)
    who = full.read(person, eva)
    full.database.close()
    key = fresh_key("four words and more")
    rewrite(full.path, old=None, new=key)
    taken = backup.take(full.path, full.clock.now, key=key).path
    assert rewrite_without(taken, who, Reach(), key=key)
    assert is_protected(taken)
    assert manifest.is_unchanged(taken)
    plain = tmp_path / "plain.desk"
    plain.write_bytes(taken.read_bytes())
    rewrite(plain, old=key, new=None)
    assert left_of(plain) == set()
    rewrite(full.path, old=key, new=None)
    full.restart()


def test_copies_in_the_second_place_and_desks_kept_aside_are_among_them(
    full: Desk, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    taken = backup.take(full.path, full.clock.now, second=stick)
    eva = contact(full, EVA)
    who = full.read(person, eva)
    full.database.close()
    aside = restore(taken.path, full.path, full.clock.now)
    full.restart()
    full.do(erase, contact(full, EVA), Reach())
    there = copies_of(full.path, stick)
    assert [(each.path, each.second, each.lapses is None) for each in there] == [
        (taken.path, False, False),
        (backup.in_second_place(full.path, stick)[0].path, True, False),
        (aside, False, True),
    ]
    treated = treat_copies(there, who, Reach(), key=None)
    assert [each.fate for each in treated] == [Fate.REWRITTEN] * 3
    for each in there:
        assert left_of(each.path) == set()


def test_a_backup_from_before_they_came_is_not_touched(full: Desk, kept: Path) -> None:
    before = kept.read_bytes()
    full.captured("Neu", contact=ContactChoice(name="Ida Neu", email="ida@neu.example"))
    who = full.read(person, contact(full, "ida@neu.example"))
    full.do(erase, who.contact_id, Reach())
    (treated,) = treat_copies(copies_of(full.path), who, Reach(), key=None)
    assert treated.fate is Fate.CLEAN
    assert kept.read_bytes() == before


def test_somebody_else_with_the_same_key_in_an_earlier_history_stays(
    full: Desk, kept: Path
) -> None:
    """After a restore the desk gives keys again that later backups know for others."""
    full.captured("Ida", contact=ContactChoice(name="Ida Neu", email="ida@neu.example"))
    taken = backup.take(full.path, full.clock.advance(hours=1)).path
    full.database.close()
    restore(kept, full.path, full.clock.now)
    full.restart()
    full.captured("Uwe", contact=ContactChoice(name="Uwe Spät", email="uwe@spaet.example"))
    who = full.read(person, contact(full, "uwe@spaet.example"))
    assert rows_of(taken, f"SELECT name FROM contact WHERE id = {who.contact_id}") == [("Ida Neu",)]
    full.do(erase, who.contact_id, Reach())
    before = taken.read_bytes()
    assert not rewrite_without(taken, who, Reach(), key=None)
    assert taken.read_bytes() == before


def test_what_was_merged_into_them_later_is_found_by_its_address(full: Desk, kept: Path) -> None:
    eva, ben = contact(full, EVA), contact(full, "ben@other.example")
    full.do(contacts.merge, [eva], ben)
    who = full.read(person, ben)
    full.do(erase, ben, Reach())
    assert rewrite_without(kept, who, Reach(), key=None)
    assert rows_of(kept, "SELECT name FROM contact") == []
    assert left_of(kept) == set()


def test_one_that_is_damaged_or_opens_with_another_key_is_kept_with_the_reason(
    full: Desk, kept: Path, tmp_path: Path
) -> None:
    who = full.read(person, contact(full, EVA))
    damaged = tmp_path / "damaged.desk"
    damaged.write_bytes(b"SQLite format 3\0" + bytes(9000))
    foreign = tmp_path / "foreign.desk"
    foreign.write_bytes(kept.read_bytes())
    rewrite(foreign, old=None, new=fresh_key("some other words"))
    before = [damaged.read_bytes(), foreign.read_bytes()]
    treated = treat_copies(
        [Copy(damaged, None), Copy(foreign, None)], who, Reach(), key=fresh_key("mine, not that")
    )
    assert [each.fate for each in treated] == [Fate.KEPT, Fate.KEPT]
    assert all(each.reason for each in treated)
    assert [damaged.read_bytes(), foreign.read_bytes()] == before


def test_a_failure_on_the_way_leaves_the_copy_as_it_was_and_nothing_beside_it(
    full: Desk, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = full.read(person, contact(full, EVA))
    before, there = kept.read_bytes(), sorted(kept.parent.iterdir())

    def broken(*_given: object, **_named: object) -> None:
        raise OSError(5, "the disk gave up")

    monkeypatch.setattr(backup, "copy_to", broken)
    with pytest.raises(UserError, match="the disk gave up"):
        rewrite_without(kept, who, Reach(), key=None)
    assert kept.read_bytes() == before
    assert sorted(kept.parent.iterdir()) == there


def test_what_cannot_be_read_back_without_them_does_not_take_the_place(
    full: Desk, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = full.read(person, contact(full, EVA))
    before = kept.read_bytes()
    copy = backup.copy_to

    def forgetful(_source: Path, target: Path, *, key: Key | None = None) -> None:
        copy(full.path, target, key=key)

    monkeypatch.setattr(backup, "copy_to", forgetful)
    with pytest.raises(UserError, match="could not be read back without the person"):
        rewrite_without(kept, who, Reach(), key=None)
    assert kept.read_bytes() == before


def test_what_a_killed_rewriting_left_is_removed(full: Desk, kept: Path) -> None:
    left = kept.parent / ".rewriting-abc"
    left.mkdir()
    (left / "work.desk").write_bytes(b"x")
    backup.forget_unfinished(full.path)
    assert not left.exists()
    assert kept.exists()


def test_a_stop_leaves_the_rest_as_it_was_and_says_so(full: Desk, kept: Path) -> None:
    who = full.read(person, contact(full, EVA))
    (treated,) = treat_copies(copies_of(full.path), who, Reach(), key=None, stopped=lambda: True)
    assert (treated.fate, treated.reason) == (Fate.KEPT, "stopped before it")
    assert left_of(kept)


@pytest.fixture
def where(full: Desk) -> Whereabouts:
    return Whereabouts(full.path)


def erase_eva(
    full: Desk, where: Whereabouts, back_up: Callable[[], object], *, rewrite: bool
) -> Certified:
    """Everywhere, by Kim."""
    return erase_everywhere(
        full.database,
        contact(full, EVA),
        Reach(),
        where,
        rewrite=rewrite,
        back_up=back_up,
        agent_id=full.kim,
        now=full.clock.now,
    )


def test_the_whole_act_backs_up_first_and_lists_each_copy_with_its_day(
    full: Desk, where: Whereabouts
) -> None:
    backup.take(full.path, full.clock.now - timedelta(days=3))
    held: list[int] = []

    def back_up() -> None:
        backup.take(full.path, full.clock.now)
        held.append(full.one("SELECT count(*) FROM contact"))

    done = erase_eva(full, where, back_up, rewrite=False)
    assert held == [2]
    assert done.backed_up
    assert [each.fate for each in done.copies] == [Fate.KEPT, Fate.KEPT]
    assert all(each.copy.lapses is not None for each in done.copies)
    assert left_of(backup.backups(full.path)[0].path)
    assert full.rows("SELECT kind, contact_id FROM access_log") == [("erased", None)]


def test_with_rewriting_nothing_is_left_anywhere(full: Desk, where: Whereabouts) -> None:
    done = erase_eva(full, where, lambda: backup.take(full.path, full.clock.now), rewrite=True)
    assert [each.fate for each in done.copies] == [Fate.REWRITTEN]
    full.database.close()
    for file in full.path.parent.rglob("*.desk"):
        assert left_of(file) == set(), file
    full.restart()


def test_a_second_place_that_is_not_there_is_named(full: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "unplugged"
    done = erase_eva(full, Whereabouts(full.path, None, stick), lambda: None, rewrite=True)
    assert (done.out_of_reach, done.copies) == (stick, ())


def test_a_vote_does_not_keep_a_person_from_being_erased_and_it_is_said(
    full: Desk, where: Whereabouts
) -> None:
    def voting() -> None:
        raise Postponed

    done = erase_eva(full, where, voting, rewrite=False)
    assert not done.backed_up
    assert full.rows("SELECT name FROM contact") == [("Ben",)]


def test_nothing_is_erased_where_no_backup_can_be_written(full: Desk, where: Whereabouts) -> None:
    def full_disk() -> None:
        raise UserError("There is no room.")

    with pytest.raises(UserError, match="no room"):
        erase_everywhere(
            full.database,
            contact(full, EVA),
            Reach(),
            where,
            rewrite=True,
            back_up=full_disk,
            agent_id=full.kim,
            now=full.clock.now,
        )
    assert len(full.rows("SELECT name FROM contact")) == 2


_REWRITE = """
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from app.services.erasure.copies import rewrite_without
from app.services.erasure.erasing import Reach
from app.services.erasure.person import person
from app.storage.upgrade import open_desk
with closing(open_desk(Path(sys.argv[1]))) as desk:
    who = desk.read(person, int(sys.argv[2]))
print("ready", flush=True)
rewrite_without(Path(sys.argv[3]), who, Reach(), key=None)
print("done", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05, 0.1, 0.2, 0.4])
def test_killed_while_it_is_written_anew_the_backup_is_whole_as_before_or_without_them(
    full: Desk, kept: Path, delay: float
) -> None:
    kill_after(delay, _REWRITE, full.path, contact(full, EVA), kept)
    backup.forget_unfinished(full.path)
    names = {path.name for path in kept.parent.iterdir()}
    assert names <= {kept.name, manifest.path_of(kept).name}
    assert backup.faults_of(kept) == []
    there = rows_of(kept, "SELECT count(*) FROM contact")
    assert (there == [(2,)]) is bool(left_of(kept))
    noted = manifest.read(kept)
    assert noted is None or manifest.is_unchanged(kept)
