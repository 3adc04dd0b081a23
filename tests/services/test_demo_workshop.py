"""The demo desk's workshop: held, its statement in force, its words in the desk's language."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.queries.workshop.checks import trend
from app.queries.workshop.missions import mission_of, remarks_on
from app.queries.workshop.record import record
from app.queries.workshop.workshops import workshop, workshops
from app.services.demo.build import build_demo
from app.storage.upgrade import create


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("size", [3, 120])
def test_the_demo_has_a_workshop_with_all_that_came_of_it(
    tmp_path: Path, language: str, size: int
) -> None:
    now = datetime(2026, 3, 12, 9, 30, tzinfo=UTC)
    database = create(tmp_path / "demo.desk", clock=lambda: now)
    build_demo(database, size=size, now=now, language=language)
    prepared, held = database.read(workshops)
    assert (prepared.started_at, prepared.ideas) == (None, 0)
    assert held.closed_at is not None
    assert len(held.statements) == 3
    found = database.read(workshop, held.id)
    assert found is not None
    assert (found.language, len(found.basket)) == (language, 1)
    assert all(each.consent is not None for each in found.questions)
    statement = database.read(mission_of, held.id)
    assert statement is not None
    assert statement.final_number == 2
    final, first = statement.versions
    assert any(each.ideas for each in final.sentences)
    remarks = database.read(remarks_on, first.id)
    assert {each.taken_up for each in remarks} == {None, True, False}
    assert database.read(record, held.id, now=now) is not None
    if size > 100:
        assert all(each.rated for each in database.read(trend, statement.id))
        assert database.read(trend, statement.id)
    database.close()
