"""Staffing agrees with published figures."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.planning.staffing import (
    Demand,
    Target,
    erlang_b,
    erlang_c,
    impatient_service,
    patient_service,
    people_needed,
    with_absences,
)

CALLS = Demand(contacts=100, interval=1800, handling=180)
LARGE = Demand(contacts=360, interval=1800, handling=240)


def test_a_hundred_calls_in_half_an_hour_need_fourteen_people() -> None:
    found = people_needed(CALLS, Target(0.8, 20))
    assert found is not None
    assert found.people == 14
    assert found.waiting == pytest.approx(0.17413, abs=1e-5)
    assert found.level == pytest.approx(0.88835, abs=1e-5)
    assert found.wait == pytest.approx(7.84, abs=0.01)
    assert found.occupancy == pytest.approx(0.714, abs=1e-3)


def test_just_below_the_target_is_not_rounded_up() -> None:
    assert patient_service(13, CALLS, 20).level == pytest.approx(0.7956, abs=1e-4)


def test_a_larger_room() -> None:
    served = patient_service(55, LARGE, 15)
    assert served.waiting == pytest.approx(0.238701, abs=1e-6)
    assert served.wait == pytest.approx(8.184, abs=1e-3)
    assert served.level == pytest.approx(0.84588, abs=1e-5)
    found = people_needed(LARGE, Target(0.8, 20))
    assert found is not None
    assert found.people == 54


@pytest.mark.parametrize(
    ("places", "load", "waiting"),
    [(12, 10, 0.44939), (25, 20, 0.20910), (8, 3.87, 0.05009), (10, 4.08, 0.01005), (3, 2, 4 / 9)],
)
def test_shares_that_wait(places: int, load: float, waiting: float) -> None:
    assert erlang_c(places, load) == pytest.approx(waiting, abs=1e-5)


def test_a_queue_of_two_desks() -> None:
    """Render, Stair, Hanna, alternative example 14.3: 20 an hour, 2 minutes each, 2 desks."""
    desks = Demand(contacts=20, interval=60, handling=2)
    found = patient_service(2, desks, 0)
    assert found.wait * desks.rate == pytest.approx(1 / 12)


def test_impatient_callers() -> None:
    """Mandelbaum and Zeltyn 2005: 48 a minute, a minute each, 50 people, patience 2 minutes."""
    demand = Demand(contacts=48, interval=60, handling=60)
    found = impatient_service(50, demand, 20, patience=120)
    assert found.abandoned == pytest.approx(0.0309, abs=1e-4)
    assert found.wait == pytest.approx(3.71, abs=0.01)
    assert found.occupancy == pytest.approx(0.930, abs=1e-3)
    assert patient_service(50, demand, 20).wait == pytest.approx(20.83, abs=0.01)


def test_with_endless_patience_nobody_hangs_up() -> None:
    patient = patient_service(14, CALLS, 20)
    endless = impatient_service(14, CALLS, 20, patience=1e9)
    assert endless.level == pytest.approx(patient.level, abs=1e-4)
    assert endless.wait == pytest.approx(patient.wait, rel=1e-3)
    assert endless.abandoned == pytest.approx(0, abs=1e-6)


def test_impatience_needs_fewer_people() -> None:
    patient = people_needed(CALLS, Target(0.8, 20))
    impatient = people_needed(CALLS, Target(0.8, 20), patience=60)
    assert patient is not None
    assert impatient is not None
    assert impatient.people <= patient.people


def test_two_chats_at_once_need_fewer_people() -> None:
    chats = Demand(contacts=100, interval=1800, handling=180, at_once=2)
    found = people_needed(chats, Target(0.8, 20))
    assert found is not None
    assert found.people == 7


def test_too_few_people_fall_behind() -> None:
    found = patient_service(10, CALLS, 20)
    assert (found.level, found.wait) == (0.0, math.inf)


def test_nobody_is_needed_when_nobody_comes() -> None:
    found = people_needed(Demand(0, 1800, 180), Target(0.8, 20))
    assert found is not None
    assert found.people == 0


def test_absences_are_added_without_rounding_errors() -> None:
    assert [with_absences(people, 0.3) for people in (14, 21, 42)] == [20, 30, 60]
    with pytest.raises(ValueError, match="absences"):
        with_absences(3, 1)


@given(st.integers(1, 60), st.floats(0.05, 50))
def test_more_people_never_serve_worse(people: int, load: float) -> None:
    demand = Demand(load, 1, 1)
    one, more = (patient_service(each, demand, 0.5).level for each in (people, people + 1))
    assert more >= one - 1e-12
    assert 0 <= erlang_b(people, load) <= erlang_c(people, load) + 1e-12 <= 1 + 1e-9


@given(st.floats(0.05, 60))
def test_one_person_fewer_misses_the_target(load: float) -> None:
    demand, target = Demand(load, 1, 1), Target(0.8, 0.3)
    found = people_needed(demand, target)
    assert found is not None
    assert found.level >= target.share
    assert patient_service(found.people - 1, demand, target.within).level < target.share


@given(st.integers(1, 40), st.floats(0.5, 40), st.floats(0.05, 5))
def test_shares_stay_shares(people: int, load: float, patience: float) -> None:
    found = impatient_service(people, Demand(load, 1, 1), 0.5, patience)
    assert 0 <= found.abandoned <= 1 + 1e-9
    assert 0 <= found.level <= 1
    assert found.level <= 1 - found.abandoned + 1e-6
