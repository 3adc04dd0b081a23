"""What a desk says of surcharges, kept as JSON: the scheme, what differs from it, the wages.

``{"scheme": key, "changes": {rate: {"percent": "30", "begin": 1380, "until": 360}},
"most_cents": 5000 or null, "usual": cents, "wages": {person: cents}}``; all of it may be missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from app.rules.rosters.surcharges import NOTHING, SCHEMES, SurchargeRate, SurchargeScheme, Wages


@dataclass(frozen=True, slots=True)
class SurchargeSettings:
    """The scheme with the desk's own numbers, and what people earn."""

    scheme: SurchargeScheme = NOTHING
    wages: Wages = field(default_factory=Wages)

    @property
    def paid(self) -> SurchargeScheme:
        """The scheme without the rates that were set to nothing."""
        rates = tuple(each for each in self.scheme.rates if each.percent > 0)
        return replace(self.scheme, rates=rates)


def surcharge_settings(stored: Mapping[str, Any]) -> SurchargeSettings:
    """The settings; a scheme that is not known any more counts as none."""
    scheme = SCHEMES.get(stored.get("scheme", ""), NOTHING)
    changes = stored.get("changes", {})
    return SurchargeSettings(
        replace(
            scheme,
            rates=tuple(_changed(each, changes.get(each.key, {})) for each in scheme.rates),
            most_cents=stored.get("most_cents", scheme.most_cents),
        ),
        Wages(stored.get("usual", 0), dict(stored.get("wages", {}))),
    )


def stored_settings(settings: SurchargeSettings) -> dict[str, Any]:
    """The same as JSON: only what differs from the scheme that comes with the program."""
    scheme = settings.scheme
    original = SCHEMES.get(scheme.key, NOTHING)
    usual = {each.key: each for each in original.rates}
    changes = {
        each.key: difference
        for each in scheme.rates
        if (difference := _difference(usual.get(each.key), each))
    }
    stored: dict[str, Any] = {"scheme": scheme.key}
    if changes:
        stored["changes"] = changes
    if scheme.most_cents != original.most_cents:
        stored["most_cents"] = scheme.most_cents
    if settings.wages.usual:
        stored["usual"] = settings.wages.usual
    if settings.wages.of_person:
        stored["wages"] = dict(settings.wages.of_person)
    return stored


def _changed(rate: SurchargeRate, change: Mapping[str, Any]) -> SurchargeRate:
    return replace(
        rate,
        percent=Decimal(change.get("percent", rate.percent)),
        begin=change.get("begin", rate.begin),
        until=change.get("until", rate.until),
    )


def _difference(usual: SurchargeRate | None, rate: SurchargeRate) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if usual is None:
        return found
    if rate.percent != usual.percent:
        found["percent"] = str(rate.percent)
    if rate.begin != usual.begin:
        found["begin"] = rate.begin
    if rate.until != usual.until:
        found["until"] = rate.until
    return found
