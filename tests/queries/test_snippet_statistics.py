"""What the statistics of snippets say, from uses at known times."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from app.models.snippets import SnippetUse
from app.queries.snippet_statistics import SnippetStatistics, statistics
from app.queries.snippet_uses import use_totals
from app.rules.enums import FormOfAddress
from app.rules.snippet_variants import Variant
from app.services import snippets
from app.storage.changes import unrecorded
from tests.desk_fixtures import Desk, desk, template_desk

__all__ = ["desk", "template_desk"]

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)


def make(desk: Desk, title: str) -> int:
    made: int = desk.do(
        snippets.create,
        title=title,
        abbreviation=title.lower(),
        variants=[Variant("en", FormOfAddress.UNKNOWN, "Some text")],
    )
    return made


def use(desk: Desk, snippet_id: int, at: datetime, *, signed_by: int | None = None) -> None:
    desk.do(_use, snippet_id, at, signed_by=signed_by)


@unrecorded
def _use(session: Session, snippet_id: int, at: datetime, *, signed_by: int | None) -> None:
    session.add(
        SnippetUse(snippet_id=snippet_id, version=1, at=at, agent_id=signed_by, characters=390)
    )


def read(desk: Desk, **given: int) -> SnippetStatistics:
    found: SnippetStatistics = desk.read(statistics, now=NOW, zone=BERLIN, **given)
    return found


def test_an_empty_desk_has_twelve_months_of_nothing(desk: Desk) -> None:
    found = read(desk)
    assert [each.month for each in found.months][::11] == [date(2025, 4, 1), date(2026, 3, 1)]
    assert (found.uses, found.seconds_saved, found.most_used, found.never_count) == (0, 0, (), 0)


def test_a_month_begins_at_midnight_of_the_desk(desk: Desk) -> None:
    refund = make(desk, "Refund")
    use(desk, refund, datetime(2026, 2, 28, 22, 59, tzinfo=UTC))
    use(desk, refund, datetime(2026, 2, 28, 23, 0, tzinfo=UTC))
    found = read(desk, months=3)
    assert [(each.month.month, each.uses) for each in found.months] == [(1, 0), (2, 1), (3, 1)]


def test_the_most_used_come_first_and_what_is_older_does_not_count(desk: Desk) -> None:
    often, once, old = (make(desk, title) for title in ("Often", "Once", "Old"))
    for day in (1, 2):
        use(desk, often, datetime(2026, 3, day, tzinfo=UTC))
    use(desk, once, datetime(2026, 3, 9, tzinfo=UTC))
    use(desk, old, datetime(2025, 1, 1, tzinfo=UTC))
    found = read(desk)
    assert [(each.title, each.uses) for each in found.most_used] == [("Often", 2), ("Once", 1)]
    assert found.most_used[0].last_used_at == datetime(2026, 3, 2, tzinfo=UTC)
    assert found.most_used[0].seconds_saved == 2 * found.most_used[1].seconds_saved > 0
    assert found.uses == 3
    assert desk.read(use_totals, since=datetime(2026, 3, 5, tzinfo=UTC))[0] == 1


def test_what_nobody_ever_used_is_counted_whole_and_listed_in_part(desk: Desk) -> None:
    for number in range(4):
        make(desk, f"Unused{number}")
    use(desk, make(desk, "Old"), datetime(2020, 1, 1, tzinfo=UTC))
    found = read(desk, limit=3)
    assert [each.title for each in found.never] == ["Unused0", "Unused1", "Unused2"]
    assert found.never_count == 4


def test_uses_are_told_by_agent_and_those_of_nobody_apart(desk: Desk) -> None:
    refund = make(desk, "Refund")
    use(desk, refund, datetime(2026, 3, 1, tzinfo=UTC), signed_by=desk.kim)
    use(desk, refund, datetime(2026, 3, 2, tzinfo=UTC), signed_by=desk.kim)
    use(desk, refund, datetime(2026, 3, 3, tzinfo=UTC))
    found = read(desk)
    assert [(each.agent_id, each.uses) for each in found.agents] == [(desk.kim, 2), (None, 1)]
    assert found.agents[0].name


def test_a_deleted_snippet_is_not_recommended_but_its_uses_count(desk: Desk) -> None:
    refund = make(desk, "Refund")
    use(desk, refund, datetime(2026, 3, 1, tzinfo=UTC))
    desk.do(snippets.delete, [refund])
    found = read(desk)
    assert (found.uses, found.most_used, found.never) == (1, (), ())
