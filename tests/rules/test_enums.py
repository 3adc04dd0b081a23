"""Enums keep stable values and every member can be read by a person."""

from enum import StrEnum

import pytest

from app.rules import enums
from app.rules.enums import Level, Priority, Status, label

ALL = [
    member
    for kind in vars(enums).values()
    if isinstance(kind, type) and issubclass(kind, StrEnum)
    for member in kind
]


@pytest.mark.parametrize("member", ALL, ids=lambda member: f"{type(member).__name__}.{member}")
def test_every_member_has_a_label(member: StrEnum) -> None:
    assert label(member).strip()


def test_labels_of_one_kind_differ() -> None:
    for kind in {type(member) for member in ALL}:
        labels = [label(member) for member in kind]
        assert len(labels) == len(set(labels))


@pytest.mark.parametrize("priority", list(Priority))
def test_rank_leads_back_to_the_priority(priority: Priority) -> None:
    assert Priority.from_rank(priority.rank) is priority


def test_priorities_rank_from_low_to_critical() -> None:
    assert [p.rank for p in Priority] == [0, 1, 2, 3]
    assert Priority.CRITICAL.rank > Priority.HIGH.rank > Priority.NORMAL.rank


@pytest.mark.parametrize("rank", [-1, 4])
def test_a_rank_outside_the_scale_is_refused(rank: int) -> None:
    with pytest.raises(IndexError):
        Priority.from_rank(rank)


def test_levels_are_written_as_people_write_them() -> None:
    assert [str(level) for level in Level] == ["L1", "L2", "L3"]


def test_only_solved_and_closed_are_done_and_only_waiting_waits() -> None:
    assert [s for s in Status if s.done] == [Status.SOLVED, Status.CLOSED]
    assert [s for s in Status if s.waiting] == [Status.WAITING_CUSTOMER, Status.WAITING_THIRD]
