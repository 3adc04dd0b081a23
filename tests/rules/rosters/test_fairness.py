"""The fair share of nights, weekends and holidays."""

from dataclasses import replace
from datetime import date

import pytest

from app.rules.rosters.fairness import burden, over_fair_share
from app.rules.rosters.totals import Tally, totals
from app.rules.rosters.values import Person, Plan
from tests.rules.rosters.plans import ANA, plan, row

BEN = Person("ben", "Ben")


def team(ana: str, ben: str, second: Person = BEN) -> Plan:
    made = plan(ana)
    return replace(made, people=(ANA, second), assignments={"ana": row(ana), "ben": row(ben)})


def test_who_has_all_the_nights_is_over_by_half_of_them() -> None:
    made = team("NNNN---", "-------")
    assert over_fair_share(made, totals(made)) == {"ana": 2.0, "ben": -2.0}


def test_half_a_contract_owes_half_a_share() -> None:
    made = team("NN-----", "-N-----", replace(BEN, weekly_minutes=20 * 60))
    assert over_fair_share(made, totals(made)) == {"ana": 0.0, "ben": 0.0}


def test_who_may_do_neither_has_no_share() -> None:
    made = team("NN-----", "-------", replace(BEN, not_at_night=True, not_on_weekends=True))
    assert over_fair_share(made, totals(made)) == {"ana": 0.0, "ben": 0.0}


def test_who_began_late_owes_only_since_then() -> None:
    made = team("NN-----", "-------", replace(BEN, employed_from=date(2026, 6, 7)))
    found = over_fair_share(made, totals(made))
    assert found["ben"] == pytest.approx(-2 / 366)


def test_everybody_together_is_even() -> None:
    made = team("NFSN-FF", "S-NN--F")
    assert sum(over_fair_share(made, totals(made)).values()) == pytest.approx(0)


def test_a_burden_counts_nights_weekends_and_holidays() -> None:
    assert burden(Tally(9, 3, 2, 1)) == 6
