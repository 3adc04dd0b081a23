"""Countries and states whose public holidays are known."""

from functools import cache


@cache
def countries() -> tuple[str, ...]:
    """ISO 3166 codes, sorted. Imported when called: the tables load slowly."""
    import holidays

    return tuple(sorted(holidays.list_supported_countries(include_aliases=False)))


@cache
def states(country: str) -> tuple[tuple[str, str], ...]:
    """Codes and names of a country's states that have holidays of their own, by name."""
    import holidays

    try:
        calendar = holidays.country_holidays(country)
    except NotImplementedError:
        return ()
    names = calendar.get_subdivision_aliases()
    found = ((code, next(iter(names.get(code) or [code]))) for code in calendar.subdivisions)
    return tuple(sorted(found, key=lambda state: state[1]))
