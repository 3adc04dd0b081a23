"""The need in words: what a week comes to, shares and hours, the legend of the chart."""

from app.i18n import _
from app.planning.cover import Outcome
from app.ui.times import locale


def outcome_words(found: Outcome) -> str:
    """What a week comes to."""
    if not found.contacts:
        return _("Nobody is needed where nobody comes. {surplus} h too many in the week.").format(
            surplus=hours(found.surplus_hours)
        )
    return _(
        "{share} of the contacts in time. {missing} h too few, {surplus} h too many in the week."
    ).format(
        share=percent(found.share),
        missing=hours(found.missing_hours),
        surplus=hours(found.surplus_hours),
    )


def legend() -> str:
    """What the lines and colours of the chart mean."""
    return _(
        "Line: needed; band: what the numbers allow in 95 of 100 cases; dashed: planned; "
        "red: too few; grey: too many. On-call duty is not counted."
    )


def percent(share: float) -> str:
    """*79.6 %*."""
    return f"{locale().toString(100 * share, 'f', 1)} %"


def hours(count: float) -> str:
    """*12.5*."""
    return locale().toString(count, "f", 1)
