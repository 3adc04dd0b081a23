"""Why the machine came to an end without a plan, or without a way out."""

from app.i18n import _
from app.planning.duty.answers import Conflict
from app.planning.duty.apart import NoRoster


def ending_words(last: Conflict | NoRoster | None, *, stopped: bool) -> str:
    """What is left to say after its ``last`` words; empty where they said all.

    ``stopped``: by the person, not by itself.
    """
    match last:
        case Conflict(relaxations=()):
            if stopped:
                return _("Stopped before it was known what would help.")
            return _("Nothing that could be given up would help: what is left is law or fact.")
        case NoRoster(proved=True):
            return _("There is no plan that keeps everything; the reason was not found.")
        case None:
            return _("It ended before a first plan was found. Nothing changed.")
        case _:
            return ""
