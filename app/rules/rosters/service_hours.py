"""Service hours as a person writes them: ``9–12, 13:30–18``, a line for each weekday."""

import re
from collections.abc import Sequence
from itertools import pairwise

from app.errors import UserError
from app.i18n import _
from app.rules.rosters.values import DAY_MINUTES

Stretches = tuple[tuple[int, int], ...]
"""Minutes after midnight, from and to, in order of time."""

_STRETCH = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[:.](\d{2}))?")


def read_hours(text: str) -> Stretches:
    """The stretches of a line, empty for a day without service. ``UserError`` if it is none."""
    found = []
    for part in re.split(r"[,;]|\bund\b|\band\b", text):
        written = part.strip().removesuffix("Uhr").strip()
        if not written:
            continue
        match = _STRETCH.fullmatch(written)
        if match is None:
            raise UserError(_not_hours(part))
        begin, end = _minute(match[1], match[2]), _minute(match[3], match[4])
        if begin >= end or end > DAY_MINUTES:
            raise UserError(_not_hours(part))
        found.append((begin, end))
    found.sort()
    if any(one[1] > two[0] for one, two in pairwise(found)):
        raise UserError(_("“{text}” overlaps.").format(text=text.strip()))
    return tuple(found)


def write_hours(stretches: Sequence[tuple[int, int]]) -> str:
    """The line that ``read_hours`` reads as these stretches."""
    return ", ".join(f"{_clock(begin)}–{_clock(end)}" for begin, end in stretches)


def _minute(hours: str, minutes: str | None) -> int:
    rest = int(minutes or 0)
    return int(hours) * 60 + rest if rest < 60 else DAY_MINUTES + 1


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _not_hours(text: str) -> str:
    return _("“{text}” are no hours. Write them as 9:00–12:00, 13:00–18:00.").format(
        text=text.strip()
    )
