"""Statements without SQLAlchemy: many rows with few statements are the same rows."""

import pytest
from sqlalchemy.orm import Session

from app.storage.changes import unrecorded
from app.storage.statements import _AT_ONCE, Insert, Statements
from tests.desk_fixtures import Desk

_TAG = Insert("INSERT INTO tag (name, name_key)", "(?, nullif(?, 0))")


@unrecorded
def _insert(session: Session, rows: list[tuple[str, str]]) -> None:
    Statements(session).insert(_TAG, rows)


@pytest.mark.parametrize("count", [0, 1, _AT_ONCE - 1, _AT_ONCE, 2 * _AT_ONCE + 3])
def test_every_row_is_inserted_once_and_in_order_however_many_there_are(
    desk: Desk, count: int
) -> None:
    rows = [(f"Tag {number}", f"tag {number}") for number in range(count)]
    desk.do(_insert, rows)
    found = desk.read(
        lambda session: Statements(session).rows("SELECT name, name_key FROM tag ORDER BY id")
    )
    assert [tuple(row) for row in found] == rows
