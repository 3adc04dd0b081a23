"""Which retention rule governs a ticket, and when it is old enough."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.rules.retention import Keeping, RetentionAction, governing

CLOSED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PARENTS = {1: None, 2: 1, 3: 1, 4: None}


def _rule(category_id: int | None, days: int = 30) -> Keeping:
    return Keeping(category_id, RetentionAction.DELETE, days, contacts=True)


def test_its_own_category_goes_before_the_one_above_and_that_before_all() -> None:
    rules = [_rule(None), _rule(1), _rule(2)]
    assert governing(rules, PARENTS, 2) == (_rule(2),)
    assert governing(rules, PARENTS, 3) == (_rule(1),)
    assert governing(rules, PARENTS, 4) == (_rule(None),)
    assert governing(rules, PARENTS, None) == (_rule(None),)


def test_rules_of_one_level_add_to_each_other() -> None:
    both = [
        Keeping(1, RetentionAction.ANONYMISE, 30, contacts=True),
        Keeping(1, RetentionAction.DELETE, 90, contacts=True),
    ]
    assert governing([*both, _rule(None)], PARENTS, 2) == tuple(both)


@given(st.lists(st.sampled_from([None, 1, 2, 3, 4]), unique=True), st.sampled_from([None, 2, 4]))
def test_whatever_governs_is_of_one_level_and_on_the_way_up(
    levels: list[int | None], category: int | None
) -> None:
    found = governing([_rule(each) for each in levels], PARENTS, category)
    assert len({each.category_id for each in found}) <= 1
    above = {category, PARENTS.get(category) if category else None, None}
    assert {each.category_id for each in found} <= above


def test_a_ticket_is_old_enough_on_the_last_moment_of_its_time_and_not_before() -> None:
    rule = _rule(None, days=30)
    end = CLOSED + timedelta(days=30)
    assert rule.due(CLOSED, end)
    assert not rule.due(CLOSED, end - timedelta(milliseconds=1))
