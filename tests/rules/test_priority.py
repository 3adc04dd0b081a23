"""The priority follows the matrix until someone sets it by hand, and says so."""

import json
from itertools import pairwise, product

import pytest

from app.errors import UserError
from app.rules.enums import Impact, Priority, Urgency
from app.rules.priority import (
    DEFAULT_MATRIX,
    effective_priority,
    explain,
    matrix_as_json,
    matrix_from_json,
)


def test_high_impact_and_high_urgency_are_critical() -> None:
    assert (
        effective_priority(manual=None, impact=Impact.HIGH, urgency=Urgency.HIGH)
        is Priority.CRITICAL
    )


def test_an_ordinary_ticket_has_normal_priority() -> None:
    assert (
        effective_priority(manual=None, impact=Impact.MEDIUM, urgency=Urgency.MEDIUM)
        is Priority.NORMAL
    )


@pytest.mark.parametrize("manual", list(Priority))
def test_a_manual_priority_wins_over_the_matrix(manual: Priority) -> None:
    assert effective_priority(manual=manual, impact=Impact.HIGH, urgency=Urgency.LOW) is manual


def test_more_impact_or_urgency_never_lowers_the_default_priority() -> None:
    for impact in Impact:
        ranks = [DEFAULT_MATRIX[impact][urgency].rank for urgency in Urgency]
        assert ranks == sorted(ranks)
    for lower, higher in pairwise(Impact):
        for urgency in Urgency:
            assert DEFAULT_MATRIX[lower][urgency].rank <= DEFAULT_MATRIX[higher][urgency].rank


def test_a_matrix_survives_json() -> None:
    stored = json.dumps(matrix_as_json(DEFAULT_MATRIX))
    matrix = matrix_from_json(json.loads(stored))
    for impact, urgency in product(Impact, Urgency):
        assert matrix[impact][urgency] is DEFAULT_MATRIX[impact][urgency]


@pytest.mark.parametrize(
    "stored",
    [{}, {"high": {}}, {i.value: {u.value: "urgent" for u in Urgency} for i in Impact}],
)
def test_a_damaged_matrix_is_refused_in_words(stored: dict[str, dict[str, str]]) -> None:
    with pytest.raises(UserError, match="priority table"):
        matrix_from_json(stored)


def test_the_reason_names_impact_and_urgency() -> None:
    assert (
        explain(manual=None, impact=Impact.HIGH, urgency=Urgency.MEDIUM)
        == "High: High impact and Medium urgency."
    )


def test_the_reason_of_a_manual_priority_tells_what_the_matrix_would_give() -> None:
    text = explain(manual=Priority.CRITICAL, impact=Impact.LOW, urgency=Urgency.LOW)
    assert text == "Critical: set by hand; Low impact and Low urgency would give Low."
    assert "the same" in explain(manual=Priority.LOW, impact=Impact.LOW, urgency=Urgency.LOW)
