"""Surcharges in words: sets of rates, heads and rows of the table, where it is written."""

from collections.abc import Sequence

from app.i18n import _
from app.queries.shifts.surcharges import PersonSurcharges
from app.rules.rosters.labels import surcharge_label
from app.rules.rosters.surcharges import (
    NIGHT_WORK,
    NOTHING,
    TAX_FREE,
    SurchargeRate,
    SurchargeScheme,
)
from app.ui.shifts.grid.figures import hours_text
from app.ui.times import locale

_CENTS = 100


def scheme_label(scheme: SurchargeScheme) -> str:
    """What a set of rates is called."""
    return {
        NOTHING.key: _("No surcharges"),
        TAX_FREE.key: _("Germany, tax-free (EStG § 3b)"),
        NIGHT_WORK.key: _("Germany, night work 23–6 (ArbZG § 6)"),
    }[scheme.key]


def rate_head(rate: SurchargeRate) -> str:
    """*Sunday 50 %*."""
    percent = locale().toString(float(rate.percent), "g", 6)
    return f"{surcharge_label(rate)} {percent} %"


def money_text(cents: int) -> str:
    """An amount with two decimals; the desk's currency is not said."""
    return locale().toString(cents / _CENTS, "f", 2)


def row_of(name: str, minutes: Sequence[int], cents: int, *, plain: bool) -> Sequence[str | float]:
    """Hours by rate and the money; numbers as such if ``plain``."""
    if plain:
        return [name, *(round(each / 60, 2) for each in minutes), cents / _CENTS]
    hours = [hours_text(each) if each else "" for each in minutes]
    return [name, *hours, money_text(cents) if cents else "–"]


def minutes_of(person: PersonSurcharges, rate: SurchargeRate) -> int:
    """What a person worked at that rate."""
    return sum(line.minutes for line in person.lines if line.rate.key == rate.key)


def source_words(scheme: SurchargeScheme) -> str:
    """Where the rates are written, and what is assumed."""
    if not scheme.rates:
        return _("Choose rates to reckon surcharges by.")
    parts = [_("Source: {source}.").format(source=scheme.source)]
    if scheme.most_cents is not None:
        most = money_text(scheme.most_cents)
        parts.append(_("Reckoned of a wage of at most {money} an hour.").format(money=most))
    parts.append(
        _("Breaks lie in the middle of a shift. This does not replace advice on tax or wages.")
    )
    return " ".join(parts)
