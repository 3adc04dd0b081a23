"""Reading a length of work as a person writes it: *1:30*, *1 h 20 min*, *45*, *1,5 h*."""

import re

from app.errors import UserError
from app.i18n import _

_CLOCK = re.compile(r"(\d{1,3}):([0-5]?\d)")
_HOURS = r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:h|hours?|std\.?|stunden?)"
_MINUTES = r"(\d{1,5})\s*(?:m|min\.?|minutes?|minuten?)?"
_BOTH = re.compile(rf"(?:{_HOURS})?\s*(?:{_MINUTES})?", re.IGNORECASE)


def read_work(text: str) -> int:
    """The seconds that ``text`` means; a bare number is minutes. ``UserError`` if it is none."""
    written = text.strip()
    clock = _CLOCK.fullmatch(written)
    if clock:
        return int(clock[1]) * 3600 + int(clock[2]) * 60
    both = _BOTH.fullmatch(written)
    if not written or both is None:
        raise UserError(_("Write a time such as 45, 1:30 or 1 h 20 min."))
    hours = float((both[1] or "0").replace(",", "."))
    return round(hours * 3600) + int(both[2] or 0) * 60
