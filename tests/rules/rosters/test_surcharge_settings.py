"""The settings of surcharges survive being stored."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.rules.rosters.surcharge_settings import (
    SurchargeSettings,
    stored_settings,
    surcharge_settings,
)
from app.rules.rosters.surcharges import NOTHING, SCHEMES, TAX_FREE, Wages

_CENTS = st.integers(1, 200_00)


def test_nothing_stored_means_no_surcharges() -> None:
    assert surcharge_settings({}).scheme is not None
    assert surcharge_settings({}).scheme.rates == ()
    assert surcharge_settings({"scheme": "gone"}).scheme == NOTHING


def test_a_rate_set_to_nothing_is_not_paid_and_not_forgotten() -> None:
    settings = surcharge_settings({"scheme": "DE-EStG-3b", "changes": {"sunday": {"percent": "0"}}})
    assert "sunday" not in {each.key for each in settings.paid.rates}
    assert "sunday" in {each.key for each in settings.scheme.rates}


def test_only_what_differs_is_stored() -> None:
    assert stored_settings(SurchargeSettings(TAX_FREE)) == {"scheme": "DE-EStG-3b"}


@given(
    scheme=st.sampled_from(sorted(SCHEMES)),
    percent=st.decimals(0, 200, places=2),
    begin=st.integers(0, 1439),
    most=st.none() | _CENTS,
    wages=st.builds(Wages, _CENTS, st.dictionaries(st.sampled_from("123"), _CENTS)),
)
def test_what_is_stored_comes_back(
    scheme: str, percent: Decimal, begin: int, most: int | None, wages: Wages
) -> None:
    made = SCHEMES[scheme]
    rates = tuple(replace(each, percent=percent, begin=begin) for each in made.rates[:1])
    changed = replace(made, rates=(*rates, *made.rates[1:]), most_cents=most)
    settings = SurchargeSettings(changed, wages)
    assert surcharge_settings(stored_settings(settings)) == settings
