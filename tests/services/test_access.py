"""The access log: what is noted, for how long, and what an erasure leaves of it."""

import pytest

from app.errors import UserError
from app.queries.access import AccessSettings, access_entries, access_of_contact, access_settings
from app.rules.access import AccessKind, AccessNoted
from app.services.access import forget_old_access, note_access, set_access_log
from app.services.erasure.erasing import Reach, erase
from tests.desk_fixtures import Desk


@pytest.fixture
def eva(desk: Desk) -> int:
    desk.captured()
    found = desk.one("SELECT id FROM contact")
    assert isinstance(found, int)
    return found


def _kinds(desk: Desk) -> list[str]:
    return [kind for (kind,) in desk.rows("SELECT kind FROM access_log ORDER BY id")]


def test_a_new_desk_notes_acts_and_keeps_them_ninety_days_but_not_who_looked(
    desk: Desk, eva: int
) -> None:
    assert desk.read(access_settings) == AccessSettings(AccessNoted.ACTS, 90)
    for kind in AccessKind:
        desk.do(note_access, kind, eva)
    assert _kinds(desk) == ["handed_out", "exported", "erased"]


@pytest.mark.parametrize(
    ("noted", "kept"), [(AccessNoted.NOTHING, 0), (AccessNoted.ACTS, 3), (AccessNoted.ALL, 4)]
)
def test_a_desk_says_how_much_is_noted(desk: Desk, eva: int, noted: AccessNoted, kept: int) -> None:
    desk.do(set_access_log, noted, days=30)
    for kind in AccessKind:
        desk.do(note_access, kind, eva)
    assert len(_kinds(desk)) == kept


def test_noting_leaves_neither_an_undo_step_nor_an_entry_of_the_history(
    desk: Desk, eva: int
) -> None:
    before = (desk.one("SELECT count(*) FROM history_entry"), desk.database.next_undo())
    desk.do(note_access, AccessKind.HANDED_OUT, eva)
    assert _kinds(desk) == ["handed_out"]
    assert (desk.one("SELECT count(*) FROM history_entry"), desk.database.next_undo()) == before


def test_looking_again_within_the_hour_is_one_look(desk: Desk, eva: int) -> None:
    desk.do(set_access_log, AccessNoted.ALL, days=90)
    desk.do(note_access, AccessKind.OPENED, eva)
    desk.do(note_access, AccessKind.OPENED, eva)
    desk.clock.advance(hours=1)
    desk.do(note_access, AccessKind.OPENED, eva)
    assert len(_kinds(desk)) == 2


def test_entries_older_than_the_desk_keeps_them_go_and_others_stay(desk: Desk, eva: int) -> None:
    desk.do(set_access_log, AccessNoted.ACTS, days=7)
    desk.do(note_access, AccessKind.HANDED_OUT, eva)
    desk.clock.advance(days=4)
    desk.do(note_access, AccessKind.EXPORTED)
    desk.clock.advance(days=3)
    assert desk.do(forget_old_access) == 1
    assert _kinds(desk) == ["exported"]


def test_days_outside_of_sense_are_refused(desk: Desk) -> None:
    with pytest.raises(UserError, match="between 7 and 3650"):
        desk.do(set_access_log, AccessNoted.ACTS, days=0)


def test_it_is_searched_by_person_agent_and_act(desk: Desk, eva: int) -> None:
    desk.do(note_access, AccessKind.HANDED_OUT, eva)
    desk.do(note_access, AccessKind.EXPORTED, count=12)
    for text, kinds in (
        ("", [AccessKind.EXPORTED, AccessKind.HANDED_OUT]),
        ("müller", [AccessKind.HANDED_OUT]),
        ("KIM exported", [AccessKind.EXPORTED]),
        ("kim nobody", []),
    ):
        found, total = desk.read(access_entries, text, limit=10)
        assert [each.kind for each in found] == kinds, text
        assert total == len(kinds)
    newest, total = desk.read(access_entries, limit=1)
    assert ([each.count for each in newest], total) == ([12], 2)


def test_erasing_leaves_that_somebody_acted_but_not_on_whom(desk: Desk, eva: int) -> None:
    desk.do(note_access, AccessKind.HANDED_OUT, eva)
    desk.do(note_access, AccessKind.ERASED, eva)
    assert len(desk.read(access_of_contact, eva, limit=5)) == 2
    desk.do(erase, eva, Reach())
    assert desk.rows("SELECT kind, contact_id, agent_id FROM access_log ORDER BY id") == [
        ("handed_out", None, desk.kim),
        ("erased", None, desk.kim),
    ]
    assert desk.read(access_of_contact, eva, limit=5) == []


def test_how_much_is_noted_can_be_undone(desk: Desk) -> None:
    desk.do(set_access_log, AccessNoted.ALL, days=30)
    desk.undo()
    assert desk.read(access_settings) == AccessSettings(AccessNoted.ACTS, 90)
