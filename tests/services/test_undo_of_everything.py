"""Any sequence of acts, undone, gives the rows it started from; done again, those it ended with."""

import inspect
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.errors import UserError
from app.services import (
    access,
    answers,
    contacts,
    drafts,
    facts,
    kept_answers,
    snippet_files,
    snippet_folders,
    snippet_uses,
    snippets,
    tickets,
    views,
    work,
)
from app.services import desk as desk_service
from app.services.answer_follow_up import follow_up
from app.services.retention import rules
from app.storage import blobs, history, search
from app.storage.changes import Recording, recording_of, unrecorded
from tests.desk_fixtures import Clock, Desk, opened_copy
from tests.services.acts import ACTS, OTHER_ACTS, Hand, furnish

Rows = dict[str, list[tuple[Any, ...]]]

# One example is some dozen transactions: shrinking a failure would take minutes.
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)

SERVICES = (
    access,
    answers,
    contacts,
    desk_service,
    drafts,
    facts,
    kept_answers,
    rules,
    snippet_files,
    snippet_folders,
    snippet_uses,
    snippets,
    tickets,
    views,
    work,
)

DERIVED = """SELECT t.id FROM ticket AS t WHERE
    message_count <> (SELECT count(*) FROM message WHERE ticket_id = t.id)
    OR activity_at <> coalesce((SELECT sent_at FROM message WHERE ticket_id = t.id
        ORDER BY id DESC LIMIT 1), created_at)
    OR last_direction <> coalesce((SELECT direction FROM message WHERE ticket_id = t.id
        AND direction <> 'note' AND NOT automatic ORDER BY id DESC LIMIT 1), '')
    OR seconds_worked <> coalesce((SELECT sum(seconds) FROM work_time WHERE ticket_id = t.id), 0)
    OR contact_key <> coalesce((SELECT name_key FROM contact WHERE id = t.contact_id), '')"""

COUNTED = """SELECT s.id FROM snippet AS s WHERE
    use_count <> (SELECT count(*) FROM snippet_use WHERE snippet_id = s.id)
    OR last_used_at IS NOT (SELECT max(at) FROM snippet_use WHERE snippet_id = s.id)
    OR saved_characters <> coalesce(
        (SELECT sum(characters) FROM snippet_use WHERE snippet_id = s.id), 0)"""

PLACED = """SELECT u.id FROM snippet_use AS u LEFT JOIN ticket AS t ON t.id = u.ticket_id
    LEFT JOIN message AS m ON m.id = u.message_id WHERE
    u.category_id IS NOT CASE WHEN t.shelf < 2 THEN t.category_id END
    OR u.ticket_id <> m.ticket_id"""


def _operations(module: ModuleType) -> Iterator[Any]:
    names = getattr(module, "__all__", None) or [n for n in vars(module) if not n.startswith("_")]
    for name in names:
        found = getattr(module, name)
        if inspect.isfunction(found) and found.__module__.startswith("app.services"):
            parameters = list(inspect.signature(found).parameters)
            if parameters[:1] == ["session"] and "now" in parameters:
                yield found


def test_every_undoable_operation_takes_part() -> None:
    inner = {
        follow_up,
        contacts.chosen,
        snippet_folders.folder_called,
        snippet_uses.carry_over,
        work.record,
    }
    undoable = {
        each
        for module in SERVICES
        for each in _operations(module)
        if recording_of(each) is Recording.UNDOABLE
    }
    assert undoable - inner - set(ACTS) == set()


@pytest.fixture(scope="module")
def furnished_desk(template_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("furnished") / "furnished.desk"
    shutil.copyfile(template_desk, path)
    desk = Desk(path, Clock())
    furnish(desk)
    desk.do(_forget_steps)
    desk.database.close()
    return path


@unrecorded
def _forget_steps(session: Any, *, now: object) -> None:
    session.connection().exec_driver_sql("DELETE FROM undo_step")


def _perform(desk: Desk, data: st.DataObject, acts: list[Any]) -> list[tuple[int, Any]]:
    """Do the acts; after each that left a step, its id and the rows then."""
    states: list[tuple[int, Any]] = []
    for act in acts:
        before = desk.dump()
        try:
            ACTS[act](Hand(desk, data.draw))
        except UserError:
            assert not (found := _differences(desk.dump(), before)), "\n".join(found)
            continue
        step = desk.database.next_undo()
        known = states[-1][0] if states else None
        if step is not None and step.id != known:
            states.append((step.id, desk.dump()))
        else:
            assert not (found := _differences(desk.dump(), before)), "\n".join(found)
    return states


def _differences(now: Rows, then: Rows) -> list[str]:
    return [
        f"{table}: {sign} {row}"
        for table in now
        for sign, ours, others in (("+", now, then), ("-", then, now))
        for row in ours[table]
        if row not in others[table]
    ]


def _sound(desk: Desk) -> None:
    for broken in (DERIVED, COUNTED, PLACED):
        assert desk.rows(broken) == []
    assert desk.rows("PRAGMA foreign_key_check") == []
    assert desk.read(search.is_whole)


@settings(max_examples=25, phases=UNSHRUNK)
@given(data=st.data(), acts=st.lists(st.sampled_from(list(ACTS)), min_size=1, max_size=12))
def test_any_acts_undone_give_the_rows_before_and_redone_the_rows_after(
    furnished_desk: Path, data: st.DataObject, acts: list[Any]
) -> None:
    with opened_copy(furnished_desk) as desk:
        start = desk.dump()
        states = _perform(desk, data, acts)
        _sound(desk)
        before = [start, *(rows for _step, rows in states)]
        for rows in reversed(before[:-1]):
            desk.undo()
            assert not (found := _differences(desk.dump(), rows)), "\n".join(found)
        _sound(desk)
        with pytest.raises(UserError, match="nothing to undo"):
            desk.undo()
        if data.draw(st.booleans(), label="restart"):
            desk.restart()
        for rows in before[1:]:
            desk.redo()
            assert not (found := _differences(desk.dump(), rows)), "\n".join(found)
        _sound(desk)
        with pytest.raises(UserError, match="nothing to redo"):
            desk.redo()


@settings(max_examples=12, phases=UNSHRUNK)
@given(
    data=st.data(),
    acts=st.lists(
        st.one_of(
            st.sampled_from(list(ACTS)),
            st.sampled_from(list(OTHER_ACTS)),
            st.sampled_from(["undo", "redo"]),
        ),
        min_size=5,
        max_size=25,
    ),
)
def test_acts_of_all_kinds_mixed_with_undo_and_redo_leave_a_sound_desk(
    furnished_desk: Path, data: st.DataObject, acts: list[Any]
) -> None:
    with opened_copy(furnished_desk) as desk:
        for act in acts:
            try:
                if act == "undo":
                    desk.undo()
                elif act == "redo":
                    desk.redo()
                elif act in OTHER_ACTS:
                    OTHER_ACTS[act](Hand(desk, data.draw))
                else:
                    ACTS[act](Hand(desk, data.draw))
            except UserError:
                pass
        _sound(desk)
        for attachment in desk.rows("SELECT blob_id FROM attachment WHERE blob_id IS NOT NULL"):
            assert desk.read(blobs.get, attachment[0])
        assert desk.read(history.broken_entries) == []
