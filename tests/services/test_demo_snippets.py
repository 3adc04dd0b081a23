"""The demo desk's snippets look as if a team had used them for weeks."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.queries.facts import facts
from app.queries.snippets import snippet_details, snippet_ids, snippet_rows
from app.services.demo import build_demo
from app.storage.database import Database
from app.storage.upgrade import create

NOW = datetime(2026, 3, 12, 10, 30, tzinfo=UTC)


@pytest.fixture(scope="module", params=["de", "en"])
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Database:
    path: Path = tmp_path_factory.mktemp("demo") / "demo.desk"
    database = create(path, clock=lambda: NOW)
    build_demo(database, size=300, now=NOW, language=request.param)
    return database


def test_answers_have_used_snippets_of_both_languages(demo: Database) -> None:
    rows = demo.read(snippet_rows, demo.read(snippet_ids))
    used = [row for row in rows if row.use_count]
    assert {language for row in used for language in row.languages} == {"de", "en"}
    assert len(used) > 20
    assert any(row.favourite for row in rows)
    assert all(row.last_used_at is not None and row.last_used_at <= NOW for row in used)
    assert any(row.seconds_saved > 60 for row in used)


def test_some_were_changed_and_both_versions_were_sent(demo: Database) -> None:
    rows = demo.read(snippet_rows, demo.read(snippet_ids))
    changed = [demo.read(snippet_details, row.id) for row in rows if row.version > 1]
    assert len(changed) == 6
    for each in changed:
        assert each is not None
        assert [version.number for version in each.versions] == [2, 1]
        assert each.versions[0].variants != each.versions[1].variants
    assert any(each and all(version.uses for version in each.versions) for each in changed)


def test_a_snippet_is_used_in_a_share_of_its_category(demo: Database) -> None:
    details = [demo.read(snippet_details, each) for each in demo.read(snippet_ids)]
    assert any(
        share.used > 1 and share.category_id == each.row.category_id
        for each in details
        if each is not None
        for share in each.shares
    )


def test_one_fact_is_out_of_date_and_used(demo: Database) -> None:
    expired = [each for each in demo.read(facts) if each.expired(NOW.date())]
    assert [(each.name, each.used_in > 0) for each in expired] == [("rückgabefrist", True)]
