"""Derived columns and the search index stay true whatever order rows come, move and go in."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, text, update
from sqlalchemy.orm import Session

from app.models.messages import Message
from app.models.tickets import WorkTime
from app.rules.enums import Channel, Direction
from app.storage import search
from app.storage.changes import unrecorded
from app.storage.keys import message_id
from tests.desk_fixtures import MORNING, Desk, opened_copy

_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["insert", "delete", "move", "reword", "work"]),
        st.integers(0, 30),
        st.sampled_from([1, 2]),
        st.sampled_from(list(Direction)),
        st.booleans(),
    ),
    max_size=25,
)


@unrecorded
def _apply(session: Session, steps: list[tuple[Any, ...]]) -> None:
    """As imports do: through Core, past the mapped classes."""
    for counter, (act, hour, ticket_id, direction, automatic) in enumerate(steps):
        ids = list(session.scalars(text("SELECT id FROM message ORDER BY id")))
        chosen = Message.id == (ids[hour % len(ids)] if ids else 0)
        sent_at = MORNING + timedelta(hours=hour)
        if act == "insert":
            values = {
                "id": message_id(sent_at, counter),
                "ticket_id": ticket_id,
                "direction": direction,
                "channel": Channel.EMAIL,
                "automatic": automatic,
                "sent_at": sent_at,
                "recorded_at": MORNING,
                "text": f"word{hour}",
            }
            session.execute(insert(Message), [values])
        elif act == "delete":
            session.execute(delete(Message).where(chosen))
        elif act == "move":
            session.execute(update(Message).where(chosen).values(ticket_id=ticket_id))
        elif act == "reword":
            session.execute(update(Message).where(chosen).values(text=f"other{hour}"))
        else:
            time = {"ticket_id": ticket_id, "seconds": hour, "started_at": MORNING}
            session.execute(insert(WorkTime), [time])


_WRONG = """SELECT t.* FROM ticket AS t WHERE
    message_count <> (SELECT count(*) FROM message WHERE ticket_id = t.id)
    OR activity_at <> coalesce((SELECT sent_at FROM message WHERE ticket_id = t.id
        ORDER BY id DESC LIMIT 1), created_at)
    OR last_direction <> coalesce((SELECT direction FROM message WHERE ticket_id = t.id
        AND direction <> 'note' AND NOT automatic ORDER BY id DESC LIMIT 1), '')
    OR seconds_worked <> coalesce((SELECT sum(seconds) FROM work_time WHERE ticket_id = t.id), 0)
"""


@settings(max_examples=60)
@given(steps=_STEPS)
def test_any_order_of_rows_gives_the_columns_a_fresh_count_gives(
    template_desk: Path, steps: list[tuple[Any, ...]]
) -> None:
    with opened_copy(template_desk) as desk:
        for name in "ab":
            desk.captured(name, text="")
        desk.do(_apply, steps)
        assert desk.rows(_WRONG) == []
        assert desk.read(search.is_whole)


def test_the_index_finds_umlauts_either_way_and_the_newest_first(desk: Desk) -> None:
    desk.captured("Grüße aus Köln", text="x", started_at=MORNING - timedelta(days=2))
    desk.captured("Gruss", text="Koln", started_at=MORNING - timedelta(days=1))
    newest = desk.captured("KÖLN", text="y")
    for words in ("koln", "KÖLN"):
        match = search.expression(search.TextQuery(words))
        found = desk.read(search.matching_ids, match)
        assert found == sorted(found, reverse=True)
        assert len(found) == 3
    first = desk.one(f"SELECT id FROM message WHERE ticket_id = {newest}")
    assert desk.read(search.matching_ids, "koln", limit=1) == [first]
    assert first not in desk.read(search.matching_ids, "koln", before=first)


@unrecorded
def _spoil(session: Session) -> None:
    session.execute(text("INSERT INTO search(search) VALUES ('delete-all')"))


@unrecorded
def _repair(session: Session) -> None:
    search.rebuild(session)


@unrecorded
def _is_whole(session: Session) -> bool:
    return search.is_whole(session)


def test_a_spoilt_index_is_noticed_and_rebuilt_from_the_messages(desk: Desk) -> None:
    desk.captured("Printer")
    desk.do(_spoil)
    assert not desk.do(_is_whole)
    desk.do(_repair)
    assert desk.do(_is_whole)
    assert len(desk.read(search.matching_ids, "printer")) == 1


def test_a_query_of_signs_only_matches_nothing_and_breaks_nothing() -> None:
    assert search.expression(search.TextQuery('"*( ')) == ""
    assert search.all_of([search.TextQuery("a b"), search.TextQuery("!")]).count('"') == 2
