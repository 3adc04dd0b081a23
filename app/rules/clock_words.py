"""A time of day within a text: *9:00*, *3pm*, *um 15 Uhr*, *halb drei*, *heute Abend*."""

import re
from collections.abc import Callable
from functools import cache

from app.rules.time_words import NUMBER, WEEKDAYS, any_of, number

_NAMED = {
    8: ("morning", "frueh", "morgens", "in der fruehe"),
    10: ("vormittag", "vormittags", "forenoon"),
    12: ("noon", "midday", "mittag", "mittags"),
    15: ("afternoon", "nachmittag", "nachmittags"),
    17: ("end of day", "eod", "feierabend", "tagesende", "dienstschluss"),
    18: ("evening", "abend", "abends"),
    22: ("night", "nacht", "nachts"),
    24: ("midnight", "mitternacht"),
}
_HOURS = {word: hour for hour, words in _NAMED.items() for word in words}
_MORNING_AFTER = rf"(?<=\b)(heute|gestern|{any_of(WEEKDAYS)}) morgen\b"


def _hour_and_minute(hour: str, minute: str | None, half_day: str | None = None) -> int | None:
    hours, minutes = int(hour), int(minute or 0)
    if half_day:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half_day == "pm" else 0)
    return hours * 60 + minutes if hours * 60 + minutes <= 24 * 60 and minutes < 60 else None


def _before(minutes: int) -> Callable[[re.Match[str]], int | None]:
    def read(found: re.Match[str]) -> int | None:
        hour = number(found["hour"])
        return int(hour * 60) - minutes if 1 <= hour <= 24 else None

    return read


def _clock(found: re.Match[str]) -> int | None:
    parts = found.groupdict()
    return _hour_and_minute(parts["hour"], parts.get("minute"), parts.get("half"))


_HOUR, _MINUTE = r"(?P<hour>\d{1,2})", r"(?P<minute>\d{2})"
_Reader = Callable[[re.Match[str]], int | None]
_PATTERNS: tuple[tuple[str, _Reader], ...] = (
    (rf"\b{_HOUR}(?:[:.]{_MINUTE})? ?(?P<half>[ap]m)\b", _clock),
    (rf"\b{_HOUR} o ?clock\b", _clock),
    (rf"\b{_HOUR}[:.]{_MINUTE} ?uhr\b", _clock),
    (rf"\b{_HOUR} ?uhr(?: {_MINUTE}\b)?(?!\w)", _clock),
    (rf"(?<![\d.:+-]){_HOUR}:{_MINUTE}(?::00)?(?![\d:])", _clock),
    (rf"\b{_HOUR}h{_MINUTE}\b", _clock),
    (rf"(?<= ){_HOUR}h\b", _clock),
    (rf"\bhalb (?P<hour>{NUMBER})(?: uhr)?\b", _before(30)),
    (rf"\bhalf past (?P<hour>{NUMBER})\b", _before(-30)),
    (rf"\b(?:viertel vor|quarter to) (?P<hour>{NUMBER})\b", _before(15)),
    (rf"\b(?:viertel nach|quarter past) (?P<hour>{NUMBER})\b", _before(-15)),
    (rf"\b(?:at|um|gegen|ab) {_HOUR}(?:[:.]{_MINUTE})?(?![\d.:/])", _clock),
    (rf"\b(?:at|um) (?P<hour>{NUMBER})(?: uhr| o ?clock)?$", _before(0)),
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    """Compiled when first used, for that takes longer than loading most modules."""
    return tuple(
        (re.compile(rf"(?:\b(?:at|um|gegen|ab) )?(?:{pattern})"), read)
        for pattern, read in _PATTERNS
    )


_NAMED_HOUR = re.compile(rf"\b(?:in the |am |at )?({any_of(_HOURS)})\b")


def take_clock(text: str) -> tuple[int | None, str]:
    """Minutes after midnight (0 to 1440) named in the normalised ``text``, and the rest of it.

    *morgen* after a day means its morning, otherwise tomorrow; *midnight* ends its day. None
    where ``text`` names no time of day.
    """
    text = re.sub(r"\btonight\b", "today evening", text)
    text = re.sub(_MORNING_AFTER, r"\1 morgens", text)
    text = re.sub(r"\bthis (morning|afternoon|evening|noon)\b", r"today \1", text)
    minutes, rest = _exact_clock(text)
    named = _NAMED_HOUR.search(rest)
    if named is None:
        return minutes, rest
    rest = _without(rest, named)
    hour = _HOURS[named[1]]
    if minutes is None:
        return hour * 60, rest
    return (minutes + 720 if _means_second_half(minutes, hour) else minutes), rest


def _exact_clock(text: str) -> tuple[int | None, str]:
    for pattern, read in _patterns():
        found = pattern.search(text)
        minutes = read(found) if found else None
        if found and minutes is not None:
            return minutes, _without(text, found)
    return None, text


def _means_second_half(minutes: int, named_hour: int) -> bool:
    """Whether *8 Uhr abends* says 20:00: an hour up to noon named together with a later one."""
    return 12 < named_hour < 24 and 60 <= minutes < 720


def _without(text: str, found: re.Match[str]) -> str:
    return " ".join((text[: found.start()] + " " + text[found.end() :]).split())
