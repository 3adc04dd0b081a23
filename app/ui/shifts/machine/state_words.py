"""How far the machine has come, in one line."""

from app.i18n import _, ngettext
from app.planning.duty.answers import DutyRoster, Replan


def state_text(
    best: DutyRoster | None, replan: Replan | None, *, busy: bool, seconds: float | None
) -> str:
    """*Cost 12 · proved best*; ``seconds`` is how long it may search, None: not known."""
    if best is None:
        return _("Looking for a first plan…") if busy else ""
    if replan is not None:
        count = len(replan.changes)
        text = ngettext("{count} change", "{count} changes", count).format(count=count)
        proved = _("no plan needs fewer")
    else:
        text = _("Cost {cost}").format(cost=best.cost)
        proved = _("proved best")
    if best.proved:
        return f"{text} · {proved}"
    parts = [text]
    if best.bound is not None:
        parts.append(_("none below {bound}").format(bound=best.bound))
    if not busy and seconds is not None:
        parts.append(_("best found in {seconds} s").format(seconds=round(seconds)))
    return " · ".join(parts)
