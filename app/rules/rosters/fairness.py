"""Who carried more than their share of nights, weekends and holidays in the last year."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from app.rules.rosters.case import YEAR
from app.rules.rosters.totals import Tally, Totals
from app.rules.rosters.values import Person, Plan


def burden(tally: Tally) -> int:
    """Nights, weekends and public holidays together, each counted once."""
    return tally.nights + tally.weekends + tally.holidays


def over_fair_share(plan: Plan, totals: Mapping[str, Totals]) -> dict[str, float]:
    """By how much each person's burden of the year passes their share of everybody's.

    The share goes by the hours of the contract and the days of employment in that year; who may
    take neither nights nor weekends has no share in it.
    """
    weights = {each.key: _weight(each, plan.last) for each in plan.people}
    all_weights = sum(weights.values())
    everything = sum(burden(totals[key].year) for key, weight in weights.items() if weight)
    if not all_weights:
        return dict.fromkeys(weights, 0.0)
    return {
        key: float(burden(totals[key].year) - everything * weight / all_weights) if weight else 0.0
        for key, weight in weights.items()
    }


def _weight(person: Person, last: date) -> Fraction:
    if person.not_at_night and person.not_on_weekends:
        return Fraction(0)
    first = last.toordinal() - YEAR + 1
    begun = person.employed_from.toordinal() if person.employed_from else first
    ended = person.employed_until.toordinal() if person.employed_until else last.toordinal()
    days = min(ended, last.toordinal()) - max(begun, first) + 1
    return Fraction(max(0, days) * person.weekly_minutes, YEAR)
