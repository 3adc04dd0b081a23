"""A flipped bit in a value: SQLite sees a sound file, the program a value that cannot be."""

from collections.abc import Callable

import pytest
import sqlcipher3
from sqlalchemy.orm import Session

from app.errors import UserError
from app.queries.conversation import conversation
from app.services.checkup import examine
from app.storage import backup
from app.storage.sense import senseless_columns
from tests.desk_fixtures import Desk


def spoil(desk: Desk, statement: str) -> None:
    """As a flipped bit would: past the program."""
    with sqlcipher3.connect(str(desk.path)) as raw:
        raw.execute(statement)
    raw.close()


def test_a_sound_desk_makes_sense(desk: Desk) -> None:
    desk.captured("Lamp is broken")
    assert desk.read(senseless_columns) == []


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE ticket SET channel = 'em`il'", "ticket.channel"),
        ("UPDATE ticket SET status = 67", "ticket.status"),
        ("UPDATE ticket SET fields = '{\"a\" 1}'", "ticket.fields"),
        ("UPDATE ticket SET created_at = 'x7'", "ticket.created_at"),
        ("UPDATE ticket SET unread = 3", "ticket.unread"),
        ("UPDATE agent SET role = 'leaf'", "agent.role"),
    ],
)
def test_a_value_that_cannot_be_is_told_by_the_check(
    desk: Desk, statement: str, place: str
) -> None:
    desk.captured("Lamp is broken")
    spoil(desk, statement)
    assert desk.read(senseless_columns) == [place]
    assert f"Values that make no sense stand in {place}" in examine(desk.database).problems[0]


def test_what_stumbles_over_it_names_the_way_to_the_backup(desk: Desk) -> None:
    ticket_id = desk.captured("Lamp is broken")
    good = backup.take(desk.path, desk.clock.now)
    spoil(desk, "UPDATE message SET channel = 'em`il'")
    with pytest.raises(UserError, match="is damaged") as told:
        desk.read(conversation, ticket_id)
    assert good.path.name in str(told.value)


def test_text_that_is_none_names_it_too(desk: Desk) -> None:
    ticket_id = desk.captured("Lamp is broken")
    spoil(desk, "UPDATE message SET text = CAST(x'41ee42' AS TEXT)")
    with pytest.raises(UserError, match="is damaged"):
        desk.read(conversation, ticket_id)


@pytest.mark.parametrize("error", [ValueError, KeyError, TypeError])
def test_a_fault_of_the_program_is_not_put_on_a_sound_file(
    desk: Desk, error: type[Exception]
) -> None:
    def stumble(_session: Session) -> None:
        raise error("a bug")

    failing: Callable[[Session], None] = stumble
    with pytest.raises(error):
        desk.read(failing)
