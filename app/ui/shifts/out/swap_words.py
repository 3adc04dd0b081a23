"""What the rules say of an offer, in words."""

from collections.abc import Sequence

from app.i18n import _, ngettext
from app.queries.shifts.swap_offers import Judged
from app.rules.rosters.effects import Verdict
from app.ui.name_lists import listed_names


def verdict_words(judged: Judged) -> str:
    """*keeps all rules*, or the first of what would be broken."""
    if judged.verdict is Verdict.LEGAL:
        return _("keeps all rules")
    first = judged.reasons[0] if judged.reasons else ""
    words = _("against a rule: {reason}") if judged.verdict is Verdict.ILLEGAL else "{reason}"
    return words.format(reason=first)


def able_words(able: Sequence[str]) -> str:
    """Who keeps the rules, where an offer is to whoever takes it."""
    if not able:
        return _("nobody could take it and keep the rules")
    words = ngettext("{names} may take it", "{names} may take it", len(able))
    return words.format(names=listed_names(able))
